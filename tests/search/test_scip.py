"""SCIP's proofs: the minimum of a whole program, or that nothing costs less than what was asked for."""

from dataclasses import replace

import numpy as np
import pytest

from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, solve_program
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.bound.matrix import Floats, Matrix, matrix_of
from scheduler.search.bound.scip import Asking, whole_minimum
from tests.generate.territories import tiny

SEEDS = range(8)


def asked(seed: int) -> tuple[Matrix, float]:
    """A small program and its minimum, without the constant, as another solver finds it."""
    program = Model(Universe(tiny(seed).problem, RULES), RULES, GOALS).program
    objective = solve_program(program, Effort(workers=1)).objective
    assert objective is not None
    return matrix_of(program), objective - program.constant


@pytest.mark.parametrize("seed", SEEDS)
def test_the_minimum_is_proven_and_its_solution_told(seed: int) -> None:
    matrix, best = asked(seed)
    bounds: list[float] = []
    solutions: list[Floats] = []
    proven = whole_minimum(matrix, 60, Asking(bounds.append, solutions.append))
    assert proven == pytest.approx(best)
    assert [bound for bound in bounds if bound > best + 1e-6] == []
    assert np.rint(solutions[-1]) @ matrix.cost == pytest.approx(best)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_costs_less_than_the_best_known(seed: int) -> None:
    matrix, best = asked(seed)
    solutions: list[Floats] = []
    limit = best - 0.5
    proven = whole_minimum(matrix, 60, Asking(lambda _: None, solutions.append, lambda: limit))
    assert proven == pytest.approx(limit)
    assert solutions == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_limit_that_falls_on_the_way_is_heeded(seed: int) -> None:
    matrix, best = asked(seed)
    limits = iter([best + 500.0, best + 0.5])
    last = [best + 500.0]

    def below() -> float:
        last[0] = next(limits, last[0])
        return last[0]

    proven = whole_minimum(matrix, 60, Asking(lambda _: None, below=below))
    assert proven == pytest.approx(best)


def knapsacks(seed: int) -> Matrix:
    """Thirty things, five knapsacks that hold half of them: a tree of hundreds of branchings."""
    random = np.random.default_rng(seed)
    things, knapsacks = 30, 5
    weights = random.integers(20, 100, (knapsacks, things)).astype(float)
    return Matrix(
        starts=np.arange(0, things * knapsacks + 1, things, dtype=np.int32),
        columns=np.tile(np.arange(things, dtype=np.int32), knapsacks),
        values=weights.ravel(),
        lower=np.full(knapsacks, -np.inf),
        upper=(weights.sum(1) / 2).round(),
        least=np.zeros(things),
        most=np.ones(things),
        cost=-(weights.mean(0).round() + random.integers(-10, 10, things)),
        constant=0,
    )


@pytest.mark.parametrize("seed", [2, 3, 5, 6])
def test_a_limit_that_falls_again_and_again_is_heeded(seed: int) -> None:
    """At a branching it once ended children that SCIP went on to count: the process crashed."""
    random = np.random.default_rng(seed)
    bound, limit, calls = -np.inf, np.inf, 0

    def on_bound(told: float) -> None:
        nonlocal bound
        bound = told

    def below() -> float:
        nonlocal limit, calls
        calls += 1
        if calls % 60 == 0 and np.isfinite(bound):
            limit = min(limit, bound + random.choice((5.0, 10.0, 20.0, 40.0, 60.0)))
        return limit

    matrix, found = knapsacks(seed), [np.inf]
    proven = whole_minimum(
        matrix, 60, Asking(on_bound, lambda values: found.append(float(values @ matrix.cost)), below)
    )
    assert proven is not None
    assert proven == pytest.approx(min(limit, *found))


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_that_can_only_be_nought_change_nothing(seed: int) -> None:
    matrix, best = asked(seed)
    solutions: list[Floats] = []
    assert whole_minimum(matrix, 60, Asking(lambda _: None, solutions.append)) == pytest.approx(best)
    taken = np.rint(solutions[-1])
    only = matrix.with_bounds(matrix.least, np.where(taken == 0, matrix.least, matrix.most))
    proven = whole_minimum(only, 60, Asking(lambda _: None, solutions.append))
    assert proven == pytest.approx(best)
    assert np.rint(solutions[-1]) @ matrix.cost == pytest.approx(best)


def test_a_row_that_nothing_can_keep_leaves_no_solution() -> None:
    matrix, _ = asked(0)
    lower = np.append(matrix.lower, 1.0)
    upper = np.append(matrix.upper, np.inf)
    empty = replace(matrix, starts=np.append(matrix.starts, matrix.starts[-1]), lower=lower, upper=upper)
    assert whole_minimum(empty, 60, Asking(lambda _: None)) == np.inf
