"""The optimum of the whole model is the best score of all the plans there are that keep every rule."""

import pytest

from scheduler import audit
from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import NOTHING, decided, plan_of
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.model.every_plan import every_plan, number_of_plans, smaller

SEEDS = (0, 21, 36, 54, 62, 64, 70, 89, 103, 115, 126, 148, 200, 219, 250, 279, 283, 285, 288, 299, 306, 312, 325, 336)
"""Those of the first ones that have six options or more and some hundred plans."""
SOAK = range(1000, 2000)


def best_score(problem: Problem) -> int | None:
    """The least total of the plans without findings; None where there is none."""
    good = (plan for plan in every_plan(problem) if audit.findings(plan, problem) == [])
    return min((audit.score(plan, problem).total for plan in good), default=None)


def assert_optimum_is_best(problem: Problem) -> None:
    universe = Universe(problem, RULES)
    model = Model(universe, RULES, GOALS)
    solved = solve_program(model.program, Effort())
    assert solved.status is Status.OPTIMAL
    assert solved.values is not None
    plan = plan_of(universe, decided(model, solved.values, NOTHING))
    assert audit.findings(plan, problem) == []
    assert audit.score(plan, problem).total == solved.objective == solved.bound == best_score(problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_optimum_of_the_model_is_the_best_score_of_all_plans(seed: int) -> None:
    assert_optimum_is_best(smaller(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_there_is_something_to_decide(seed: int) -> None:
    problem = smaller(seed)
    assert number_of_plans(problem) > 50
    assert len(Universe(problem, RULES).options) >= 6


@pytest.mark.soak
def test_optimum_is_the_best_score_over_hundreds_of_problems() -> None:
    problems = (smaller(seed) for seed in SOAK)
    listed = [problem for problem in problems if 20 < number_of_plans(problem) <= 5000]
    assert len(listed) > len(SOAK) // 5
    for problem in listed:
        assert_optimum_is_best(problem)
