"""Serving - what each demand asked for and got, in the windows that end in the period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.plan import occurrences
from scheduler.domain.territory import Territory
from scheduler.domain.time import Window
from scheduler.ledger.gathering import Gathered
from scheduler.ledger.hosting import is_told, windows_of
from scheduler.ledger.span import Span


@dataclass(frozen=True, slots=True)
class Lack:
    """A window in which a demand lacks `half_days`."""

    first_day: date
    last_day: date
    half_days: int


@dataclass(frozen=True, slots=True)
class Service:
    """One demand, in half-days: `asked` for in `windows`, `unmet` in those of `lacks`. The others were `met`."""

    demand: Demand
    structure: str
    windows: int
    asked: int
    lacks: tuple[Lack, ...]

    @property
    def unmet(self) -> int:
        return sum(lack.half_days for lack in self.lacks)

    @property
    def met(self) -> int:
        return self.asked - self.unmet


def services(territory: Territory, gathered: Gathered, span: Span) -> tuple[Service, ...]:
    """Each demand, in the file's order; windows of which a week has no plan are not counted, as in the score."""
    return tuple(_service(territory, demand, gathered, span) for demand in territory.demands)


def _service(territory: Territory, demand: Demand, gathered: Gathered, span: Span) -> Service:
    windows = tuple(_due_windows(demand, territory.anchor, gathered, span))
    held = [occurrence.date for occurrence in occurrences(demand, gathered.plan.by_demand.get(demand.id, ()))]
    lacks = []
    for window in windows:
        first, last = window.first_day(territory.anchor), window.last_day(territory.anchor)
        missing = demand.count - sum(first <= day <= last for day in held)
        if missing > 0:
            lacks.append(Lack(first, last, missing * demand.length.half_days))
    asked = len(windows) * demand.count * demand.length.half_days
    return Service(demand, territory.venue[demand.venue].structure, len(windows), asked, tuple(lacks))


def _due_windows(demand: Demand, anchor: date, gathered: Gathered, span: Span) -> Iterator[Window]:
    """Those that end in the period, are told by plans, and have a day between the demand's `from` and `to`."""
    for window in windows_of(span, demand.every_weeks, anchor):
        lives = (demand.from_ is None or demand.from_ <= window.last_day(anchor)) and (
            demand.to is None or window.first_day(anchor) <= demand.to
        )
        if lives and span.settles(window, anchor) and is_told(window, anchor, gathered):
            yield window
