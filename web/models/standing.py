"""Standing - what stands published of a territory at present, so that reading it never walks through its history.

Descriptions are those of the latest publication, not of files that were loaded since. What has gone from the files is
no longer `listed`, but stays for the permanences that name it.
"""

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.time import Clock
from web.database import Base
from web.models.columns import all_or_none, clock, refers, within
from web.models.people import StructureFields
from web.models.places import VenueFields


class Standing(Base):
    """The latest publication of a territory, and the days that its publications cover together."""

    __tablename__ = "standings"

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    publication: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    number: Mapped[int]
    published_at: Mapped[datetime.datetime]
    message: Mapped[str]
    name: Mapped[str]
    timezone: Mapped[str]
    first_day: Mapped[datetime.date]
    last_day: Mapped[datetime.date]
    described_at: Mapped[datetime.datetime]
    """When the territory, its structures, venues or rooms were last described in other words."""


class Listed:
    """A description that a publication has made public."""

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True, sort_order=-3)
    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)
    listed: Mapped[bool] = mapped_column(sort_order=-1)


class StandingStructure(StructureFields, Listed, Base):
    """A host structure, as it stands published."""

    __tablename__ = "standing_structures"


class StandingVenue(VenueFields, Listed, Base):
    """A venue, as it stands published."""

    __tablename__ = "standing_venues"
    __table_args__ = (refers("standing_structures", "structure"),)


class StandingCommune(Base):
    """A commune where a venue is, or was, by its INSEE code: its calendar stays, whatever becomes of the commune."""

    __tablename__ = "standing_communes"

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True)
    insee: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class StandingRoom(Listed, Base):
    """A room's name, as it stands published."""

    __tablename__ = "standing_rooms"

    venue: Mapped[str]
    name: Mapped[str]

    __table_args__ = (refers("standing_venues", "venue"),)


class StandingAdvisor(Listed, Base):
    """An advisor's name, as it stands published."""

    __tablename__ = "standing_advisors"

    name: Mapped[str]


class StandingHalfDay(Base):
    """One row of the published plan as it stands, all weeks together, and the occurrence that it belongs to."""

    __tablename__ = "standing_half_days"

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    advisor: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[Clock | None] = clock()
    end: Mapped[Clock | None] = clock()
    structure: Mapped[str]
    venue: Mapped[str]
    room: Mapped[str]
    demand: Mapped[str]
    activity: Mapped[str]
    occurrence: Mapped[int | None] = mapped_column(ForeignKey("occurrences.id"), index=True)

    __table_args__ = (
        within("start", 0, 1440),
        within("end", 0, 1440),
        all_or_none("start", "end", "occurrence"),
        refers("standing_advisors", "advisor"),
        refers("standing_structures", "structure"),
        refers("standing_venues", "venue"),
    )
