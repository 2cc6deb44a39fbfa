"""Odd sets: no plan breaks one, and what they prove is never above the best plan."""

import numpy as np
import pytest

from scheduler.domain.demands import Demand
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.bound.matrix import Floats, matrix_of
from scheduler.search.bound.odd_sets import OddSets
from tests.generate.territories import tiny
from tests.model.valley import problem

SEEDS = range(24)


def three_neighbours() -> Model:
    """Three demands, each once a week, that an advisor can pair in any way."""
    demands = tuple(Demand(f"demand-{venue}", venue) for venue in ("mairie", "ecole", "siege"))
    return Model(Universe(problem(*demands), RULES), RULES, GOALS)


def spread(model: Model) -> Floats:
    """Every tour of two stops taken in part, so that each of three demands is paired half with each other one."""
    values = np.zeros(len(model.program.cost))
    for day, columns in model.tour_columns.items():
        pairs = [c for c, tour in zip(columns, model.universe.tours(*day), strict=True) if len(tour.stops) == 2]
        for column in pairs:
            values[column.terms[0][0]] = 1.5 / len(pairs)
    return values


def test_three_halves_of_pairs_among_three_occurrences_are_broken_by_one_set() -> None:
    model = three_neighbours()
    (limit,) = OddSets(model).broken(spread(model))
    assert limit.most == 1.0
    assert float(np.array(limit.coefficients) @ spread(model)[list(limit.columns)]) == pytest.approx(1.5)


def test_set_is_stated_once() -> None:
    model = three_neighbours()
    odd_sets = OddSets(model)
    assert len(odd_sets.broken(spread(model))) == 1
    assert odd_sets.broken(spread(model)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_best_plan_breaks_no_odd_set_that_any_spread_does(seed: int) -> None:
    model = Model(Universe(tiny(seed).problem, RULES), RULES, GOALS)
    matrix = matrix_of(model.program)
    solved = solve_program(model.program, Effort(workers=1))
    assert solved.status is Status.OPTIMAL
    best = np.array(solved.values, dtype=float)
    dice = np.random.default_rng(seed)
    odd_sets = OddSets(model)
    limits = [limit for _ in range(10) for limit in odd_sets.broken(dice.random(len(matrix.cost)) * 0.6)]
    assert [limit for limit in limits if np.array(limit.coefficients) @ best[list(limit.columns)] > limit.most] == []
