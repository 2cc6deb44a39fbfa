"""Audit - whether a plan keeps every rule, and what it costs: the twins of rules/ and goals/, which read it alone."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from scheduler.audit import (
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
from scheduler.domain.verdict import Cost, Finding, Score


class Check(Protocol):
    """The twin of a hard rule: a module of this package."""

    KEY: str

    def check(self, plan: Plan, problem: Problem) -> Iterator[Finding]:
        """What breaks the rule, in a plan of the horizon: one finding each."""
        ...


class Price(Protocol):
    """The twin of a soft goal: a module of this package."""

    KEY: str

    def price(self, plan: Plan, problem: Problem) -> Iterator[Cost]:
        """What the goal costs, in a plan of the horizon: the sum of the costs is the component of the score."""
        ...


CHECKS: tuple[Check, ...] = (
    presence,
    workload,
    opening,
    rooms,
    hosts,
    times,
    driving,
    recurrence,
    conditions,
    full_days,
    pins,
)
"""One for each hard rule of FORMAT.md, and one for what is pinned by hand."""

PRICES: tuple[Price, ...] = (unmet, split, change, irregular, travel)
"""One for each component of the score, in FORMAT.md's order."""


def findings(plan: Plan, problem: Problem, checks: tuple[Check, ...] = CHECKS) -> list[Finding]:
    """Every breach of the checks' rules in the plan's horizon, by date, period of the day, advisor and rule.

    Rows outside the horizon are not judged. Every id in the plan must be one of the territory's: KeyError.
    """
    judged = of_horizon(plan, problem)
    found = [finding for check in checks for finding in check.check(judged, problem)]
    return sorted(found, key=finding_order(problem.territory))


def costs(plan: Plan, problem: Problem, prices: tuple[Price, ...] = PRICES) -> list[Cost]:
    """Every part of the score, goal by goal, each by date, advisor, demand and structure."""
    judged = of_horizon(plan, problem)
    return [cost for goal in prices for cost in sorted(goal.price(judged, problem), key=cost_order)]


def score(plan: Plan, problem: Problem) -> Score:
    """The five components, in minutes of driving, as FORMAT.md weighs them."""
    return Score.of(costs(plan, problem))


def of_horizon(plan: Plan, problem: Problem) -> Plan:
    """The plan's rows inside the horizon, in an order that depends on nothing but the rows."""
    inside = plan.within(problem.horizon.first_day, problem.horizon.last_day)
    return Plan(tuple(sorted(inside.rows, key=row_order)))


def row_order(row: PlanRow) -> tuple[object, ...]:
    """By everything that a row says."""
    return (
        row.half_day,
        row.advisor,
        row.demand,
        row.venue,
        row.room,
        row.structure,
        row.activity,
        -1 if row.start is None else row.start,
        -1 if row.end is None else row.end,
    )


def finding_order(territory: Territory) -> Callable[[Finding], tuple[object, ...]]:
    """By date, period of the day, advisor and rule."""
    rank = {period.name: period.rank for period in territory.periods}
    return lambda f: (
        f.date or date.min,
        rank.get(f.period, -1),
        f.advisor,
        f.rule,
        f.demand,
        f.excess,
        f.message.fr,
    )


def cost_order(cost: Cost) -> tuple[object, ...]:
    """By date, advisor, demand and structure, within a goal."""
    return (cost.date or date.min, cost.advisor, cost.demand, cost.structure, cost.amount, cost.message.fr)
