"""A model of some advisor-days, the rest held: it reckons the difference that those days make, and no other."""

from random import Random

import pytest

from scheduler import audit
from scheduler.domain.plan import Plan
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import Decision, decided, decision_of, plan_of
from scheduler.model.fixed import fix
from scheduler.model.model import Day, Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.generate.plans import good_plan
from tests.model.plans import problem_of

SEEDS = range(60)
SOAK = range(1000, 3000)


def some_days(universe: Universe, seed: int) -> frozenset[Day]:
    """About half of the advisor-days that have something to decide."""
    random = Random(f"free {seed}")
    return frozenset(day for day in sorted(universe.hostings) if random.random() < 0.5)


def held_decision(universe: Universe, plan: Plan) -> Decision:
    decision = decision_of(universe, plan)
    assert decision is not None
    return decision


def improved(universe: Universe, held: Decision, free: frozenset[Day]) -> tuple[Plan, int]:
    """The best plan that frees those days, and by how many minutes the part's objective falls."""
    fixed = Model(universe, RULES, GOALS, free, held)
    fix(fixed, held)
    before = solve_program(fixed.program, Effort())
    model = Model(universe, RULES, GOALS, free, held)
    after = solve_program(model.program, Effort())
    assert before.status is after.status is Status.OPTIMAL
    assert before.objective is not None
    assert after.objective is not None
    assert after.values is not None
    return plan_of(universe, decided(model, after.values, held)), before.objective - after.objective


def assert_part_reckons_the_difference(seed: int) -> int:
    """The minutes that are gained."""
    problem = problem_of(seed)
    universe = Universe(problem, RULES)
    plan = good_plan(problem, seed, tries=8)
    free = some_days(universe, seed)
    better, gained = improved(universe, held_decision(universe, plan), free)
    assert audit.findings(better, problem) == []
    assert audit.score(plan, problem).total - audit.score(better, problem).total == gained
    changed = {(row.advisor, row.date) for row in set(plan.rows) ^ set(better.rows)}
    assert changed <= free
    return gained


@pytest.mark.parametrize("seed", SEEDS)
def test_part_reckons_the_difference_that_its_days_make(seed: int) -> None:
    assert assert_part_reckons_the_difference(seed) >= 0


def test_parts_are_tried_where_there_is_something_to_gain() -> None:
    assert sum(assert_part_reckons_the_difference(seed) > 0 for seed in SEEDS) >= 10


@pytest.mark.soak
def test_parts_reckon_the_difference_in_thousands_of_plans() -> None:
    for seed in SOAK:
        assert_part_reckons_the_difference(seed)
