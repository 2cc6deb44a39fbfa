"""Territories - what territory.toml says of each: one row, its half-days and its share rules."""

from datetime import date
from fractions import Fraction

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.time import Clock
from web.database import Base
from web.models.columns import Exact, at_least, clock, one_of, within


class TerritoryRow(Base):
    """One territory as its files say it, and the digest of all of them."""

    __tablename__ = "territories"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    anchor: Mapped[date]
    source: Mapped[str]
    timezone: Mapped[str]
    country: Mapped[str]
    subdivision: Mapped[str]
    digest: Mapped[str]
    travel_lunch_minutes: Mapped[int]
    travel_detour: Mapped[float]
    travel_speed_kmh: Mapped[float]
    travel_router: Mapped[str | None]
    travel_url: Mapped[str]
    weights_unmet: Mapped[int]
    weights_split: Mapped[int]
    weights_change: Mapped[int]
    weights_irregular: Mapped[int]
    weights_travel: Mapped[int]

    __table_args__ = (
        within("travel_lunch_minutes", 0, 1440),
        at_least("weights_unmet", 0),
        at_least("weights_split", 0),
        at_least("weights_change", 0),
        at_least("weights_irregular", 0),
        at_least("weights_travel", 0),
    )


class OfTerritory:
    """A row of a territory's tables: which territory's, and in which place of the file."""

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True, sort_order=-3)


class Numbered(OfTerritory):
    """A row that nothing else names: its place in the file is its key."""

    position: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Named(OfTerritory):
    """A row that others refer to by its id."""

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)
    position: Mapped[int] = mapped_column(sort_order=-1)


class PeriodRow(OfTerritory, Base):
    """A working half-day of the territory's day; `rank` is its place in the day."""

    __tablename__ = "periods"

    rank: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    start: Mapped[Clock] = clock()
    end: Mapped[Clock] = clock()

    __table_args__ = (within("start", 0, 1440), within("end", 0, 1440), at_least("rank", 0))


class ShareRuleRow(Numbered, Base):
    """A share of each advisor's interventions: in a zone, or of billed demands."""

    __tablename__ = "share_rules"

    kind: Mapped[str]
    zone: Mapped[str]
    min: Mapped[Fraction] = mapped_column(Exact)
    max: Mapped[Fraction] = mapped_column(Exact)
    source: Mapped[str]

    __table_args__ = (one_of("kind", ("zone_share", "billed_share")),)
