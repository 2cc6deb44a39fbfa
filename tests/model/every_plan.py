"""Problems so small that all their plans can be listed, and the list: made without the model."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import prod
from typing import TypeVar

from scheduler import audit
from scheduler.audit import conditions, opening, presence, rooms, times
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Horizon
from scheduler.prepare import prepare
from tests.generate.territories import tiny

K = TypeVar("K")

ALONE: tuple[audit.Check, ...] = (presence, opening, rooms, conditions, times)
"""The rules that one row can break on its own."""


def smaller(seed: int) -> Problem:
    """The tiny problem of that seed with fewer advisors, demands, days and weeks: those that leave most to decide."""
    sample = tiny(seed)
    territory = sample.territory
    advisors = territory.advisors[: 1 + seed % 2]
    names = {advisor.id for advisor in advisors}
    half_days = [pair for pair in sample.problem.horizon_half_days if pair[0] in names]
    possible = [row for pair in half_days for row in _interventions(sample.problem, *pair)]
    days = _most_frequent((row.date.weekday() for row in possible), 1 + seed // 2 % 2)
    demands = _most_frequent((row.demand for row in possible if row.date.weekday() in days), 2)
    small = replace(
        territory,
        advisors=tuple(replace(advisor, workdays=advisor.workdays & days) for advisor in advisors),
        demands=tuple(demand for demand in territory.demands if demand.id in demands),
        postings=tuple(posting for posting in territory.postings if posting.advisor in names),
        patterns=tuple(pattern for pattern in territory.patterns if pattern.advisor in names),
        absences=tuple(absence for absence in territory.absences if absence.advisor in names),
    )
    return prepare(small, Horizon(sample.horizon.first_day, min(2, sample.horizon.weeks)), sample.published)


def _most_frequent(things: Iterable[K], number: int) -> frozenset[K]:
    return frozenset(thing for thing, _ in Counter(things).most_common(number))


def number_of_plans(problem: Problem) -> int:
    return prod(len(_choices(problem, advisor, half_day)) for advisor, half_day in problem.horizon_half_days)


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Each way to give every available half-day one row: a base, or a part of a demand in one of the venue's rooms.

    Rows that break a rule on their own are left out: no plan mends them.
    """
    rows = [_choices(problem, advisor, half_day) for advisor, half_day in problem.horizon_half_days]
    return (Plan.of(chosen) for chosen in product(*rows))


def _choices(problem: Problem, advisor: str, half_day: HalfDay) -> list[PlanRow]:
    bases = [PlanRow(half_day, advisor, p.structure, p.base) for p in problem.territory.postings_of[advisor]]
    return bases + _interventions(problem, advisor, half_day)


def _interventions(problem: Problem, advisor: str, half_day: HalfDay) -> list[PlanRow]:
    rows = []
    for demand in problem.territory.demands:
        times = {period: (start, end) for period, start, end in problem.parts(demand, half_day.period)}
        structure = problem.territory.venue[demand.venue].structure
        if half_day.period in times and (advisor, structure) in problem.territory.posting:
            start, end = times[half_day.period]
            rows += [
                PlanRow(half_day, advisor, structure, room.venue, demand.id, room.id, demand.activity, start, end)
                for room in problem.territory.rooms_of[demand.venue]
            ]
    return [row for row in rows if audit.findings(Plan((row,)), problem, ALONE) == []]
