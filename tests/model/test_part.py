"""A model of some advisor-days, the rest held: it reckons the difference that those days make, and no other."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from scheduler import audit
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Plan, PlanRow
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import Decision, decided, decision_of, plan_of
from scheduler.model.model import Day, Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.generate.plans import good_plan
from tests.model.fixed import fix
from tests.model.plans import problem_of
from tests.model.valley import ANA, MONDAY, VALLEY, problem

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


def _without_rooms(plan: Plan) -> set[PlanRow]:
    """Two advisors who hold one demand at once may exchange their rooms, though one of them is held."""
    return {replace(row, room="") for row in plan.rows}


@cache
def assert_part_reckons_the_difference(seed: int) -> int:
    """The minutes that are gained."""
    asked = problem_of(seed)
    universe = Universe(asked, RULES)
    plan = good_plan(asked, seed, tries=8)
    free = some_days(universe, seed)
    better, gained = improved(universe, held_decision(universe, plan), free)
    assert audit.findings(better, asked) == []
    assert audit.score(plan, asked).total - audit.score(better, asked).total == gained
    changed = {(row.advisor, row.date) for row in _without_rooms(plan) ^ _without_rooms(better)}
    assert changed <= free
    return gained


@pytest.mark.parametrize("seed", SEEDS)
def test_part_reckons_the_difference_that_its_days_make(seed: int) -> None:
    assert assert_part_reckons_the_difference(seed) >= 0


def test_parts_are_tried_where_there_is_something_to_gain() -> None:
    assert sum(assert_part_reckons_the_difference(seed) > 0 for seed in SEEDS) >= 10


def test_room_that_is_held_is_not_free() -> None:
    """Bob holds the only room of the mairie on Monday morning; Ana's day is free, and her demand is for that room."""
    bob = replace(ANA, id="bob")
    asked = problem(
        Demand("his", "mairie", advisor="bob"),
        Demand("hers", "mairie", advisor="ana", periods=frozenset({"am"})),
        advisors=(ANA, bob),
        postings=(VALLEY, replace(VALLEY, advisor="bob")),
    )
    universe = Universe(asked, RULES)
    hosts = dict.fromkeys(asked.horizon_half_days, "vallee")
    taken = dict.fromkeys(("am", "pm"), 0)
    for period in taken:
        his = universe.number["his", MONDAY, period, "bob"]
        better, _ = improved(universe, Decision(frozenset({his}), {his: ""}, hosts), frozenset({("ana", MONDAY)}))
        assert audit.findings(better, asked) == []
        taken[period] = len(better.by_demand.get("hers", ()))
    assert taken == {"am": 0, "pm": 1}


@pytest.mark.soak
def test_parts_reckon_the_difference_in_thousands_of_plans() -> None:
    for seed in SOAK:
        assert_part_reckons_the_difference(seed)
