"""Each rule and its twin say the same of every plan: rule feasible, twin silent; each goal and its twin: cost, score.

What of a plan the model cannot hold by construction stands in `tests.model.plans`.
"""

import pytest

from scheduler import audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.verdict import Score
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Status
from scheduler.rules import RULES
from tests.generate.plans import good_plan, random_plan
from tests.model.edges import EDGES, at_the_edge
from tests.model.fixing import solved_plan, solved_whole_plan
from tests.model.plans import CORRECT, Trial, problem_of, rules_with, trial

SEEDS = range(60)
SOAK = range(1000, 2000)
OFTEN = 8
"""Each outcome comes for at least so many of the seeds."""

CHECK = {check.KEY: check for check in audit.CHECKS}
PRICE = {price.KEY: price for price in audit.PRICES}
GOAL = {goal.key: goal for goal in GOALS}


def test_each_rule_and_goal_has_a_twin() -> None:
    assert {rule.key for rule in RULES} == set(CHECK)
    assert set(GOAL) == set(PRICE)


def is_silent(key: str, seed: int) -> bool:
    tried = trial(key, seed)
    return audit.findings(tried.plan, tried.problem, checks=(CHECK[key],)) == []


def is_feasible(key: str, seed: int) -> bool:
    tried = trial(key, seed)
    return solved_plan(tried.plan, tried.problem, rules_with(key)).status is Status.OPTIMAL


@pytest.mark.parametrize("key", CHECK)
@pytest.mark.parametrize("seed", SEEDS)
def test_rule_is_feasible_exactly_when_its_twin_is_silent(key: str, seed: int) -> None:
    assert is_feasible(key, seed) == is_silent(key, seed)


@pytest.mark.parametrize("key", CHECK)
def test_rules_are_tried_on_plans_that_keep_them_and_on_plans_that_break_them(key: str) -> None:
    silent = sum(is_silent(key, seed) for seed in SEEDS)
    assert min(silent, len(SEEDS) - silent) >= OFTEN


def cost_and_score(key: str, seed: int) -> tuple[int | None, int]:
    """What the goal alone makes of the plan in the model, and what its twin does."""
    tried = trial(key, seed)
    solved = solved_plan(tried.plan, tried.problem, rules_with(key), (GOAL[key],))
    return solved.objective, score_by(key, tried.plan, tried.problem)


def score_by(key: str, plan: Plan, problem: Problem) -> int:
    return Score.of(audit.costs(plan, problem, prices=(PRICE[key],))).total


@pytest.mark.parametrize("key", PRICE)
@pytest.mark.parametrize("seed", SEEDS)
def test_cost_of_a_goal_equals_the_score_of_its_twin(key: str, seed: int) -> None:
    cost, score = cost_and_score(key, seed)
    assert cost == score


@pytest.mark.parametrize("key", PRICE)
def test_goals_are_tried_on_plans_that_cost_something(key: str) -> None:
    trials = [trial(key, seed) for seed in SEEDS]
    costly = sum(score_by(key, tried.plan, tried.problem) > 0 for tried in trials)
    assert costly >= OFTEN


def whole_trial(seed: int) -> Trial:
    """A plan of any shape, with few faults or many; or one that is good, or would be but for one limit."""
    problem = problem_of(seed)
    if seed % 2 == 0:
        correct = CORRECT[seed // 2 % len(CORRECT)]
        return Trial(problem, random_plan(problem, seed, correct=correct, placements=seed // 2 % 5))
    plan = good_plan(problem, seed)
    return Trial(at_the_edge(list(EDGES)[seed % len(EDGES)], plan, problem, seed), plan)


def assert_model_and_audit_agree(tried: Trial) -> None:
    solved = solved_whole_plan(tried.plan, tried.problem)
    assert (solved.status is Status.OPTIMAL) == (audit.findings(tried.plan, tried.problem) == [])
    if solved.status is Status.OPTIMAL:
        assert solved.objective == audit.score(tried.plan, tried.problem).total


@pytest.mark.parametrize("seed", SEEDS)
def test_all_rules_and_goals_together_say_what_the_audit_says(seed: int) -> None:
    assert_model_and_audit_agree(whole_trial(seed))


def test_all_rules_together_are_tried_on_good_plans_and_on_bad_ones() -> None:
    trials = [whole_trial(seed) for seed in SEEDS]
    good = sum(audit.findings(tried.plan, tried.problem) == [] for tried in trials)
    assert min(good, len(SEEDS) - good) >= OFTEN


@pytest.mark.soak
@pytest.mark.parametrize("key", CHECK)
def test_rule_and_twin_agree_over_thousands_of_plans(key: str) -> None:
    assert [seed for seed in SOAK if is_feasible(key, seed) != is_silent(key, seed)] == []


@pytest.mark.soak
@pytest.mark.parametrize("key", PRICE)
def test_goal_and_twin_agree_over_thousands_of_plans(key: str) -> None:
    outcomes = ((seed, *cost_and_score(key, seed)) for seed in SOAK)
    assert [(seed, cost, score) for seed, cost, score in outcomes if cost != score] == []


@pytest.mark.soak
def test_model_and_audit_agree_over_thousands_of_plans() -> None:
    for seed in SOAK:
        assert_model_and_audit_agree(whole_trial(seed))
