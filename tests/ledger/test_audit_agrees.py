"""Over whole windows the ledger counts what the audit counts: half-days off shares, unmet, roads."""

from datetime import date

import pytest

from scheduler.audit import costs
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.ledger.gathering import PlanFile
from scheduler.ledger.ledger import Ledger, ledger_of
from scheduler.ledger.span import Span
from scheduler.prepare import prepare
from tests.report.plans import DATA, SMALL, first_fit


def planned(name: str) -> tuple[Plan, Problem, Ledger]:
    """Eight weeks from the anchor: windows of one, two, four and eight weeks end with them."""
    territory = read_territory(DATA / name).territory
    horizon = Horizon(date(2026, 8, 31), 8)
    problem = prepare(territory, horizon)
    plan = first_fit(problem)
    file = PlanFile("plan.csv", tuple(enumerate(plan.rows, start=2)))
    return plan, problem, ledger_of(territory, [file], Span(horizon.first_day, horizon.last_day))


@pytest.mark.parametrize("name", [*SMALL, "sarthe"])
def test_ledger_over_whole_windows_agrees_with_the_audit(name: str) -> None:
    plan, problem, ledger = planned(name)

    paid = costs(plan, problem)

    of_postings = sum(cost.amount for cost in paid if cost.goal == "split" and cost.structure)
    of_rules = sum(cost.amount for cost in paid if cost.goal == "split" and not cost.structure)
    assert sum(account.lacking + account.beyond for account in ledger.accounts) == of_postings
    assert sum(abs(limit.off) for limit in ledger.limits) == of_rules
    assert sum(service.unmet for service in ledger.services) == sum(c.amount for c in paid if c.goal == "unmet")
    assert sum(line.road.minutes for line in ledger.advisors) == sum(c.amount for c in paid if c.goal == "travel")


@pytest.mark.parametrize("name", [*SMALL, "sarthe"])
def test_structures_and_advisors_are_two_sums_of_the_same(name: str) -> None:
    _, _, ledger = planned(name)

    hosted = sum(line.inside.held.half_days for line in ledger.structures)
    assert hosted == sum(line.told.held.half_days for line in ledger.advisors)
    assert sum(line.road.minutes for line in ledger.structures) == sum(line.road.minutes for line in ledger.advisors)
    assert sum(line.unmet for line in ledger.structures) == sum(service.unmet for service in ledger.services)
