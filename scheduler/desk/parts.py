"""Parts - what of a plan is judged together: an advisor's day, week and shares, a demand, a place, a pinned day.

Each rule and each goal looks at one kind of part only, so that a change is judged by the parts that it touches. The
twins of the audit judge them: a part is a problem of its own, with nobody and nothing else in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.audit import (
    Check,
    Price,
    change,
    conditions,
    driving,
    full_days,
    hosts,
    irregular,
    opening,
    pins,
    presence,
    recurrence,
    rooms,
    split,
    times,
    travel,
    unmet,
    workload,
)
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, monday_of


@dataclass(frozen=True, slots=True)
class Day:
    """An advisor's day: where, when, for whom, and the road."""

    advisor: str
    date: date


@dataclass(frozen=True, slots=True)
class Week:
    """An advisor's day caps and week cap; `monday` begins the week."""

    advisor: str
    monday: date


@dataclass(frozen=True, slots=True)
class Shares:
    """What an advisor gives to each structure, zone and paying third party."""

    advisor: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand, or one that the territory has no more and that was promised."""

    demand: str


@dataclass(frozen=True, slots=True)
class Place:
    """The rooms of a venue in a half-day."""

    venue: str
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class Pinned:
    """What is pinned on a day; without one, what is pinned on no day in particular."""

    date: date | None


Part = Day | Week | Shares | Asked | Place | Pinned

JUDGES: dict[type, tuple[tuple[Check, ...], tuple[Price, ...]]] = {
    Day: ((presence, opening, hosts, times, driving), (travel,)),
    Week: ((workload,), ()),
    Shares: ((), (split,)),
    Asked: ((recurrence, conditions, full_days), (unmet, change, irregular)),
    Place: ((rooms,), ()),
    Pinned: ((pins,), ()),
}
"""Every check and every price of the audit once."""


class Parts:
    """The parts of a problem, each with the problem that it is judged by. Keeps what it has made."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._made: dict[Part, Problem] = {}
        self._territories: dict[str, Territory] = {}

    def standing(self) -> Iterator[Part]:
        """Those that are judged even where the plan has no row in them."""
        for advisor, half_days in self.problem.available.items():
            yield Shares(advisor)
            for day in {half_day.date for half_day in half_days if half_day.date in self.problem.horizon}:
                yield Day(advisor, day)
        promised = self.problem.promises.by_demand
        yield from (Asked(name) for name in {*self.problem.territory.demand, *promised})
        yield from self._pinned

    def of_row(self, row: PlanRow) -> Iterator[Part]:
        """The parts that a row is in."""
        yield Day(row.advisor, row.date)
        yield Week(row.advisor, monday_of(row.date))
        yield Shares(row.advisor)
        if row.intervenes:
            yield Asked(row.demand)
            yield Place(row.venue, row.half_day)
        for part in (Pinned(row.date), Pinned(None)):
            if part in self._pinned:
                yield part

    def problem_of(self, part: Part) -> Problem:
        known = self._made.get(part)
        if known is None:
            known = self._made[part] = self._make(part)
        return known

    @cached_property
    def _pinned(self) -> frozenset[Pinned]:
        return frozenset(Pinned(pin.date) for pin in self.problem.pins)

    def _make(self, part: Part) -> Problem:
        match part:
            case Day():
                held = frozenset(self.problem.half_days.get((part.advisor, part.date), ()))
                return self._bare(self._of_advisor(part.advisor), {part.advisor: held}, ())
            case Week():
                return self._bare(self._of_advisor(part.advisor), {part.advisor: frozenset()}, ())
            case Shares():
                facts = self._facts_by_advisor.get(part.advisor, ())
                held = self.problem.available[part.advisor]
                return self._bare(self._of_advisor(part.advisor), {part.advisor: held}, (*facts, *self._span))
            case Asked():
                demands = [demand for demand in self.problem.territory.demands if demand.id == part.demand]
                published = self.problem.published.by_demand.get(part.demand, ())
                territory = replace(self.problem.territory, demands=tuple(demands))
                return self._bare(territory, {}, (*published, *self._span))
            case Place():
                return self._bare(self.problem.territory, {}, ())
            case Pinned():
                mine = tuple(pin for pin in self.problem.pins if pin.date == part.date)
                return replace(self.problem, pins=mine)

    def _bare(
        self, territory: Territory, available: dict[str, frozenset[HalfDay]], published: tuple[PlanRow, ...]
    ) -> Problem:
        return replace(self.problem, territory=territory, available=available, published=Plan.of(published), pins=())

    def _of_advisor(self, advisor: str) -> Territory:
        known = self._territories.get(advisor)
        if known is None:
            whole = self.problem.territory
            known = self._territories[advisor] = replace(
                whole,
                advisors=(whole.advisor[advisor],),
                postings=whole.postings_of[advisor],
                patterns=whole.patterns_of[advisor],
            )
        return known

    @cached_property
    def _facts_by_advisor(self) -> dict[str, tuple[PlanRow, ...]]:
        found: dict[str, list[PlanRow]] = {}
        for row in self.problem.facts.rows:
            found.setdefault(row.advisor, []).append(row)
        return {advisor: tuple(rows) for advisor, rows in found.items()}

    @cached_property
    def _span(self) -> tuple[PlanRow, ...]:
        """Nobody's rows at the ends of the published plan: they tell which windows are scored, and nothing else."""
        rows = self.problem.published.rows
        return tuple(PlanRow(row.half_day, "", "", "") for row in (*rows[:1], *rows[-1:]))
