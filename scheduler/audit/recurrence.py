"""Recurrence - a demand takes place at most `count` times in each window, its dates `min_gap_days` apart at least."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scheduler.audit.words import demand_name, finding_at
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, number_words, span_words

KEY = "recurrence"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """The facts count, but what they break among themselves is no finding: the plan cannot mend it."""
    for demand_id, rows in plan.by_demand.items():
        demand = problem.territory.demand[demand_id]
        planned = occurrences(demand, rows)
        facts = occurrences(demand, problem.facts.by_demand.get(demand_id, ()))
        yield from _counts(problem, demand, planned, facts)
        yield from _gaps(problem, demand, planned, facts)


def _counts(
    problem: Problem, demand: Demand, planned: tuple[Occurrence, ...], facts: tuple[Occurrence, ...]
) -> Iterator[Finding]:
    """Every window that meets the horizon, scored or not. The finding stands at the window's last planned one."""
    anchor = problem.territory.anchor
    for window in problem.windows(demand.every_weeks):
        first, last = window.first_day(anchor), window.last_day(anchor)
        inside = [occurrence for occurrence in planned if first <= occurrence.date <= last]
        held = len(inside) + sum(1 for occurrence in facts if first <= occurrence.date <= last)
        if inside and held > demand.count:
            name, when = demand_name(problem.territory, demand), span_words(first, last)
            message = Text(
                fr=f"{name.fr} : {held} fois {when.fr} ; le maximum est de {demand.count}.",
                en=f"{name.en}: {held} times {when.en}; the maximum is {demand.count}.",
            )
            yield finding_at(KEY, inside[-1].first, message, demand.source, held - demand.count)


def _gaps(
    problem: Problem, demand: Demand, planned: tuple[Occurrence, ...], facts: tuple[Occurrence, ...]
) -> Iterator[Finding]:
    """Neighbours in time are enough: where two dates are too near, so are two neighbours between them."""
    dated = sorted(
        [(occurrence, True) for occurrence in planned] + [(occurrence, False) for occurrence in facts],
        key=lambda pair: (pair[0].date, pair[0].first.half_day, pair[0].first.advisor),
    )
    for (before, before_planned), (after, after_planned) in pairwise(dated):
        days = (after.date - before.date).days
        if days < demand.min_gap_days and (before_planned or after_planned):
            blamed = after if after_planned else before
            message = _too_near(problem, demand, before.date, after.date)
            yield finding_at(KEY, blamed.first, message, demand.source, demand.min_gap_days - days)


def _too_near(problem: Problem, demand: Demand, before: date, after: date) -> Text:
    name, one, two = demand_name(problem.territory, demand), day_words(before), day_words(after)
    apart, needed = _days_words((after - before).days), _days_words(demand.min_gap_days)
    if before == after:
        return Text(
            fr=f"{name.fr} : deux fois le {one.fr}, il faut {needed.fr} d’écart.",
            en=f"{name.en}: twice on {one.en}, {needed.en} must lie between.",
        )
    return Text(
        fr=f"{name.fr} : entre le {one.fr} et le {two.fr} il y a {apart.fr}, il en faut {demand.min_gap_days}.",
        en=f"{name.en}: {one.en} and {two.en} are {apart.en} apart, they must be {demand.min_gap_days}.",
    )


def _days_words(days: int) -> Text:
    return number_words(days, Text(fr="jour", en="day"), Text(fr="jours", en="days"))
