"""What is not served - the half-days that each demand lacks, window by window, and what they cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Missing:
    """`half_days` that a demand lacks in the window from `first_day` to `last_day`; `minutes` is their price."""

    demand: str
    venue: str
    first_day: date
    last_day: date
    half_days: int
    minutes: int


def missing(plan: Plan, problem: Problem) -> tuple[Missing, ...]:
    """In the order of the demands' file, then of the windows."""
    return tuple(lack for demand in problem.territory.demands for lack in _missing_of(demand, plan, problem))


def asked_half_days(problem: Problem) -> int:
    """The half-days of all the demands in the windows that are counted."""
    return sum(
        demand.count * demand.length.half_days * len(problem.due_windows(demand))
        for demand in problem.territory.demands
    )


def _missing_of(demand: Demand, plan: Plan, problem: Problem) -> Iterator[Missing]:
    rows = (*plan.by_demand.get(demand.id, ()), *problem.facts.by_demand.get(demand.id, ()))
    price = demand.priority * problem.territory.weights.unmet
    for window in problem.due_windows(demand):
        first, last = window.first_day(problem.territory.anchor), window.last_day(problem.territory.anchor)
        placed = sum(first <= row.date <= last for row in rows)
        lacking = demand.count * demand.length.half_days - placed
        if lacking > 0:
            yield Missing(demand.id, demand.venue, first, last, lacking, lacking * price)
