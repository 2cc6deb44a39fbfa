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

SEEDS = (
    34,
    54,
    59,
    64,
    70,
    74,
    89,
    116,
    129,
    148,
    152,
    177,
    189,
    214,
    225,
    260,
    270,
    277,
    279,
    288,
    355,
    366,
    382,
    383,
)
"""Those of the first ones that have some hundred plans, a dozen of them good."""
SOAK = range(1000, 2000)


def totals_of_all_plans(problem: Problem) -> list[int]:
    """The totals of the plans without findings."""
    good = (plan for plan in every_plan(problem) if audit.findings(plan, problem) == [])
    return [audit.score(plan, problem).total for plan in good]


def assert_optimum_is_best(problem: Problem) -> int:
    """How many plans keep every rule."""
    universe = Universe(problem, RULES)
    model = Model(universe, RULES, GOALS)
    solved = solve_program(model.program, Effort())
    assert solved.status is Status.OPTIMAL
    assert solved.values is not None
    plan = plan_of(universe, decided(model, solved.values, NOTHING))
    totals = totals_of_all_plans(problem)
    assert audit.findings(plan, problem) == []
    assert audit.score(plan, problem).total == solved.objective == solved.bound == min(totals)
    return len(totals)


@pytest.mark.parametrize("seed", SEEDS)
def test_optimum_of_the_model_is_the_best_score_of_all_plans(seed: int) -> None:
    assert assert_optimum_is_best(smaller(seed)) >= 12


@pytest.mark.soak
def test_optimum_is_the_best_score_over_hundreds_of_problems() -> None:
    problems = (smaller(seed) for seed in SOAK)
    listed = [problem for problem in problems if 20 < number_of_plans(problem) <= 5000]
    assert len(listed) > len(SOAK) // 5
    for problem in listed:
        assert_optimum_is_best(problem)
