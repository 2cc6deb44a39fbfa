"""Promises: how many of the half-days that were published for the horizon an option would keep."""

from collections import Counter
from collections.abc import Callable

from scheduler.domain.problem import Problem
from scheduler.model.universe import Option


def promised_half_days(problem: Problem) -> Callable[[Option], int]:
    """What tells how many promised half-days an option keeps: same demand, date, period, advisor and venue."""
    promised = Counter((row.demand, row.half_day, row.advisor, row.venue) for row in problem.promises.interventions)

    def kept(option: Option) -> int:
        if not promised:
            return 0
        demand = option.demand
        return sum(promised[demand.id, half_day, option.advisor, demand.venue] for half_day in option.half_days)

    return kept
