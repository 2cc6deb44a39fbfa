"""Publications - what was published, and never changes again: the files, the plan's rows, what became of whom.

The database itself refuses to change or to delete a row of these tables (see the migrations).
"""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.time import Clock
from web.database import Base
from web.models.columns import Parts, all_or_none, at_least, clock, within
from web.outputs.agenda import Part


class Snapshot(Base):
    """A territory's files as they were, in one archive, by the digest of what they say."""

    __tablename__ = "snapshots"

    digest: Mapped[str] = mapped_column(primary_key=True)
    archive: Mapped[bytes] = mapped_column(LargeBinary)


class Publication(Base):
    """One publication: it decides `weeks` weeks from `first_day`, and leaves the other weeks as they were.

    The score is in minutes of driving; `bound` is the proven minimum of any plan's, where the solve said one;
    `input_digest` names the territory's files; `republished` is the number of the publication that it brings back.
    """

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"))
    number: Mapped[int]
    first_day: Mapped[datetime.date]
    weeks: Mapped[int]
    author: Mapped[str]
    published_at: Mapped[datetime.datetime]
    message: Mapped[str]
    unmet: Mapped[int]
    split: Mapped[int]
    change: Mapped[int]
    irregular: Mapped[int]
    travel: Mapped[int]
    bound: Mapped[int | None]
    input_digest: Mapped[str] = mapped_column(ForeignKey("snapshots.digest"))
    republished: Mapped[int | None]

    __table_args__ = (
        UniqueConstraint("territory", "number"),
        at_least("number", 1),
        at_least("weeks", 1),
        at_least("unmet", 0),
        at_least("split", 0),
        at_least("change", 0),
        at_least("irregular", 0),
        at_least("travel", 0),
    )


class PlannedHalfDay(Base):
    """One row of a publication's plan: an intervention, or a half-day at the base, without demand and occurrence."""

    __tablename__ = "planned_half_days"

    publication: Mapped[int] = mapped_column(ForeignKey("publications.id"), primary_key=True)
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
        CheckConstraint("(demand = '') = (occurrence IS NULL)", name="intervention"),
        all_or_none("start", "end", "occurrence"),
    )


class Change(Base):
    """What a publication did to an occurrence: where it stood before (NULL: nowhere), and where it stands after.

    `sequence` is the occurrence's once changed: the advisor who no longer has it reads it there.
    """

    __tablename__ = "changes"

    publication: Mapped[int] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    occurrence: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), primary_key=True, index=True)
    activity: Mapped[str]
    title: Mapped[str]
    sequence: Mapped[int]
    before_date: Mapped[datetime.date | None]
    before_parts: Mapped[tuple[Part, ...] | None] = mapped_column(Parts)
    before_venue: Mapped[str | None]
    before_room: Mapped[str | None]
    before_advisor: Mapped[str | None]
    after_date: Mapped[datetime.date | None]
    after_parts: Mapped[tuple[Part, ...] | None] = mapped_column(Parts)
    after_venue: Mapped[str | None]
    after_room: Mapped[str | None]
    after_advisor: Mapped[str | None]

    __table_args__ = (
        Index(None, "before_advisor", "before_date"),
        Index(None, "before_venue", "before_date"),
        Index(None, "before_room", "before_date"),
        all_or_none("before_date", "before_parts", "before_venue", "before_room", "before_advisor"),
        all_or_none("after_date", "after_parts", "after_venue", "after_room", "after_advisor"),
        CheckConstraint("before_date IS NOT NULL OR after_date IS NOT NULL", name="something"),
    )
