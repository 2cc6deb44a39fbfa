"""People - structures, advisors, postings, patterns and absences, one row each."""

from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import Exact, Weekdays, Words, at_least, in_order, refers, within
from web.models.territories import Named, Numbered


class StructureFields:
    """What is said of a host structure."""

    name: Mapped[str]
    kind: Mapped[str]
    mention: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]


class StructureRow(StructureFields, Named, Base):
    """A host structure."""

    __tablename__ = "structures"


class AdvisorRow(Named, Base):
    """An advisor."""

    __tablename__ = "advisors"

    name: Mapped[str]
    base: Mapped[str]
    workdays: Mapped[frozenset[int]] = mapped_column(Weekdays)
    periods: Mapped[frozenset[str]] = mapped_column(Words)
    half_days_per_week: Mapped[int]
    half_days_per_day: Mapped[int]
    max_daily_travel: Mapped[int]
    start: Mapped[date | None]
    end: Mapped[date | None]
    skills: Mapped[frozenset[str]] = mapped_column(Words)
    phone: Mapped[str]
    email: Mapped[str]

    __table_args__ = (
        refers("venues", "base"),
        at_least("half_days_per_week", 1),
        at_least("half_days_per_day", 1),
        within("max_daily_travel", 0, 1440),
        in_order("start", "end"),
    )


class PostingRow(Numbered, Base):
    """That an advisor works for a structure."""

    __tablename__ = "postings"

    advisor: Mapped[str]
    structure: Mapped[str]
    base: Mapped[str]
    share_min: Mapped[Fraction] = mapped_column(Exact)
    share_max: Mapped[Fraction] = mapped_column(Exact)
    window_weeks: Mapped[int]

    __table_args__ = (
        refers("advisors", "advisor"),
        refers("structures", "structure"),
        refers("venues", "base"),
        at_least("window_weeks", 1),
    )


class PatternRow(Numbered, Base):
    """That a half-day of some weeks belongs to a structure."""

    __tablename__ = "patterns"

    advisor: Mapped[str]
    weekday: Mapped[int]
    structure: Mapped[str]
    period: Mapped[str | None]
    cycle: Mapped[int]
    phase: Mapped[int]
    source: Mapped[str]

    __table_args__ = (
        refers("advisors", "advisor"),
        refers("structures", "structure"),
        within("weekday", 0, 6),
        at_least("cycle", 1),
        at_least("phase", 0),
    )


class AbsenceRow(Numbered, Base):
    """An advisor's absence, approved or not."""

    __tablename__ = "absences"

    advisor: Mapped[str]
    from_: Mapped[date] = mapped_column("from")
    to: Mapped[date]
    period: Mapped[str | None]
    kind: Mapped[str]
    status: Mapped[str]

    __table_args__ = (refers("advisors", "advisor"), in_order("from", "to"))
