"""Tours - the visits of an advisor's day in their order, when each begins and ends, and the day's driving."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scheduler.domain.demands import Demand, Length
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import Clock


@dataclass(frozen=True, slots=True)
class Visit:
    """One intervention of an advisor's day, as its demand says it: the two rows of a full day are one visit."""

    demand: Demand
    rows: tuple[PlanRow, ...]
    start: Clock
    end: Clock


@dataclass(frozen=True, slots=True)
class DayTour:
    """From the base of the day's first host structure to each visit in turn, and on to the base of its last one."""

    advisor: str
    date: date
    stops: tuple[str, ...]
    minutes: int


def demanded_part(problem: Problem, row: PlanRow) -> tuple[Clock, Clock] | None:
    """From when to when its demand wants the row's half-day; None for a full day's row that is neither am nor pm."""
    demand = problem.territory.demand[row.demand]
    for period, start, end in problem.parts(demand, row.half_day.period):
        if period == row.half_day.period:
            return (start, end)
    return None


def visits(problem: Problem, rows: tuple[PlanRow, ...]) -> list[Visit]:
    """The visits that the rows of an advisor's day make up, in the day's order."""
    grouped: dict[tuple[object, ...], list[PlanRow]] = {}
    for number, row in enumerate(rows):
        if row.intervenes:
            whole_day = problem.territory.demand[row.demand].length is Length.FULL
            grouped.setdefault((row.demand,) if whole_day else (row.demand, number), []).append(row)
    found = [_visit(problem, tuple(group)) for group in grouped.values()]
    return sorted(found, key=lambda visit: (visit.rows[0].half_day, visit.start, visit.end))


def _visit(problem: Problem, rows: tuple[PlanRow, ...]) -> Visit:
    first, last = rows[0], rows[-1]
    start, _ = demanded_part(problem, first) or (first.half_day.period.start, first.half_day.period.end)
    _, end = demanded_part(problem, last) or (last.half_day.period.start, last.half_day.period.end)
    return Visit(problem.territory.demand[first.demand], rows, start, end)


def day_tours(plan: Plan, problem: Problem) -> Iterator[DayTour]:
    """The tour of each advisor's day that has an intervention: without one, an advisor drives nowhere."""
    for (advisor, day), rows in plan.by_advisor_and_day.items():
        stops = [row.venue for visit in visits(problem, rows) for row in visit.rows]
        if stops:
            origin, destination = _bases(problem, advisor, day, rows)
            stops = _without_repeats([origin, *stops, destination])
            minutes = sum(problem.driving.minutes(here, there) for here, there in pairwise(stops))
            yield DayTour(advisor, day, tuple(stops), minutes)


def _bases(problem: Problem, advisor: str, day: date, rows: tuple[PlanRow, ...]) -> tuple[str, str]:
    """The bases of the host structures of the first and of the last available half-day of the day.

    Where the plan has no row for that half-day, its first or last row of the day tells (hosts speaks of the gap).
    """
    available = problem.half_days.get((advisor, day), ())
    first, last = rows[0], rows[-1]
    if available:
        first = next((row for row in rows if row.half_day == available[0]), first)
        last = next((row for row in rows if row.half_day == available[-1]), last)
    return (_base(problem, first), _base(problem, last))


def _base(problem: Problem, row: PlanRow) -> str:
    posting = problem.territory.posting.get((row.advisor, row.structure))
    return posting.base if posting else problem.territory.advisor[row.advisor].base


def _without_repeats(stops: list[str]) -> list[str]:
    return [stop for number, stop in enumerate(stops) if number == 0 or stop != stops[number - 1]]
