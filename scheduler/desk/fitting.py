"""Fitting - rows of a plan fitted to a problem that may have changed since: who is gone, who is back at the base.

What somebody decided stays, for the audit to judge: interventions, and whose each base half-day is. What follows from
the calendar is made anew: a row at the base for each available half-day without one, none in any other.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.domain.plan import BASE, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rows of the horizon, in no order; `unknown` are interventions that name what the territory has no more."""

    rows: tuple[PlanRow, ...]
    unknown: tuple[PlanRow, ...]


def fitted(rows: Iterable[PlanRow], problem: Problem) -> Fitted:
    """The rows as they stand in that problem."""
    inside = [row for row in rows if row.date in problem.horizon]
    held = [row for row in inside if row.intervenes]
    unknown = tuple(sorted((r for r in held if not _is_known(r, problem)), key=lambda r: (r.half_day, r.advisor)))
    kept = [row for row in held if _is_known(row, problem)]
    busy = {(row.advisor, row.half_day) for row in kept}
    hosts = {(row.advisor, row.half_day): row.structure for row in inside if not row.intervenes}
    of_day: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for row in sorted(kept, key=lambda row: row.half_day):
        of_day[row.advisor, row.date].append(row.structure)
    for advisor, half_day in problem.horizon_half_days:
        if (advisor, half_day) not in busy:
            wished = (hosts.get((advisor, half_day), ""), *of_day[advisor, half_day.date])
            kept.append(_at_base(problem, advisor, half_day, wished))
    return Fitted(tuple(kept), unknown)


def _is_known(row: PlanRow, problem: Problem) -> bool:
    territory = problem.territory
    return (
        row.advisor in territory.advisor
        and row.demand in territory.demand
        and row.venue in territory.venue
        and row.structure in territory.structure
        and (not row.room or row.room in territory.room)
        and row.half_day.period.name in territory.period
    )


def _at_base(problem: Problem, advisor: str, half_day: HalfDay, wished: Iterable[str]) -> PlanRow:
    """For the pattern's structure, else the first wished for that is the advisor's, else the first posting's."""
    territory = problem.territory
    known = [name for name in wished if (advisor, name) in territory.posting]
    structure = problem.fixed_structure(advisor, half_day) or next(
        iter(known), territory.postings_of[advisor][0].structure
    )
    return PlanRow(half_day, advisor, structure, territory.posting[advisor, structure].base, activity=BASE)
