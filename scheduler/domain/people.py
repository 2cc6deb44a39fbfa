"""Who works for whom: structures, advisors, postings, patterns, absences."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Structure:
    """A host structure: an employer or a partner that advisors' half-days belong to."""

    id: str
    name: str
    kind: str = ""
    mention: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Advisor:
    """`workdays` are weekday numbers (Monday 0); `periods` are names; both are resolved from the territory's defaults.

    `half_days_per_week` and `half_days_per_day` count intervention half-days; `max_daily_travel` is minutes of driving.
    """

    id: str
    name: str
    base: str
    workdays: frozenset[int]
    periods: frozenset[str]
    half_days_per_week: int = 10
    half_days_per_day: int = 2
    max_daily_travel: int = 180
    start: date | None = None
    end: date | None = None
    skills: frozenset[str] = frozenset()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A structure that an advisor works for; `base` is resolved (the advisor's where the file is blank).

    The shares are exact fractions of the advisor's available half-days in each window of `window_weeks` weeks.
    """

    advisor: str
    structure: str
    base: str
    share_min: Fraction = Fraction(0)
    share_max: Fraction = Fraction(1)
    window_weeks: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """That half-day (`period` None: all of the weekday) is that structure's in weeks where week % cycle = phase."""

    advisor: str
    weekday: int
    structure: str
    period: str | None = None
    cycle: int = 1
    phase: int = 0
    source: str = ""

    def holds(self, week: int, weekday: int, period: str) -> bool:
        return (
            weekday == self.weekday and self.period in (None, period) and week % self.cycle == self.phase % self.cycle
        )


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence from `from_` to `to`, both included; `period` None: the whole day. Only approved ones count."""

    advisor: str
    from_: date
    to: date
    period: str | None = None
    kind: str = ""
    status: str = "approved"
