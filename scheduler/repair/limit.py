"""Limit: how many published half-days a repair may change, as a count and as something that a model keeps to."""

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.promises import promised_half_days
from scheduler.model.rule import Goal

AT_MOST_TIMES = 3
"""A re-solve that changes more than so many times what is needed is counted as changing that: it is another plan."""


def limit(fewest: int, resolved: int) -> int:
    """The most half-days that a repair may change: half-way from the fewest to what planning again would change.

    `fewest`: what the repair with the fewest changes does; `resolved`: what a plain re-solve does, whose weights are
    the territory's. Half-way, since another re-solve may end with fewer: no repair is to disturb more than any of them.
    """
    return fewest + max(0, min(resolved, AT_MOST_TIMES * fewest) - fewest) // 2


def changed_half_days(plan: Plan, problem: Problem) -> int:
    """The promised half-days that the plan does not keep: with that demand, advisor and venue, in that half-day."""
    held = {(row.demand, row.half_day, row.advisor, row.venue) for row in plan.interventions}
    promises = problem.promises.interventions
    return sum((row.demand, row.half_day, row.advisor, row.venue) not in held for row in promises)


def changes_at_most(most: int) -> Goal:
    """States that no more than `most` promised half-days are changed; charges nothing."""

    def post(model: Model) -> None:
        kept_by = promised_half_days(model.problem)
        kept = Sum.of(column * kept_by(model.option(number)) for number, column in model.columns.items())
        model.at_least(kept, len(model.problem.promises.interventions) - most)

    return Goal("changes at most", post)
