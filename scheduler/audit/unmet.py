"""Unmet - the half-days of each demand that are missing in each window that is scored, times its priority."""

from collections.abc import Iterator

from scheduler.audit.words import demand_name
from scheduler.domain.plan import Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import half_days_words, span_words

KEY = "unmet"


def price(plan: Plan, problem: Problem) -> Iterator[Cost]:
    """A window is named by its first day; the facts in it count; one that has too many costs nothing."""
    anchor, weight = problem.territory.anchor, problem.territory.weights.unmet
    for demand in problem.territory.demands:
        rows = (*plan.by_demand.get(demand.id, ()), *problem.facts.by_demand.get(demand.id, ()))
        dates = [occurrence.date for occurrence in occurrences(demand, rows)]
        for window in problem.due_windows(demand):
            first, last = window.first_day(anchor), window.last_day(anchor)
            held = sum(1 for day in dates if first <= day <= last)
            half_days = (demand.count - held) * demand.length.half_days
            if half_days <= 0:
                continue
            name, when, lacking = (
                demand_name(problem.territory, demand),
                span_words(first, last),
                half_days_words(half_days),
            )
            message = Text(
                fr=f"{name.fr} : il manque {lacking.fr} {when.fr} ({held} fois sur {demand.count}).",
                en=f"{name.en}: {lacking.en} missing {when.en} ({held} of {demand.count} times).",
            )
            yield Cost(
                KEY,
                minutes=half_days * demand.priority * weight,
                amount=half_days,
                message=message,
                date=first,
                demand=demand.id,
                article=demand.source,
            )
