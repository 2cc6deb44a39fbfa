"""The bound's own process: reads a problem, tells each better bound and plan, ends when its caller is gone."""

import math
import os
import pickle
import sys
import threading
import time
from typing import BinaryIO

import numpy as np

from scheduler.domain.problem import Problem
from scheduler.goals import GOALS, irregular, travel
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES, driving, times
from scheduler.search.bound.highs import whole_minimum
from scheduler.search.bound.matrix import Floats, matrix_of

SMALL = 4_000
"""Options up to which the whole program is solved, so that its optimum is the best plan's."""

MOST_TOURS = 800_000
"""Day tours that a program may hold: more take more memory and time than the bound has."""


def main() -> None:
    """Standard input holds a pickled (problem, seconds) and stays open; standard output gets pickled news.

    A whole number is a proven minimum of every plan's total, in minutes; a Decision is a plan found on the way.
    """
    began = time.monotonic()
    problem, seconds = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_caller, args=(sys.stdin.buffer,), daemon=True).start()
    model, is_whole = _program(problem)
    matrix = matrix_of(model.program)
    bound = _Bound(matrix.constant)
    proven = whole_minimum(
        matrix,
        seconds - (time.monotonic() - began),
        on_bound=bound.tell,
        on_solution=(lambda values: _tell(_decision(model, values))) if is_whole else None,
    )
    if proven is not None:
        bound.tell(proven)


def _program(problem: Problem) -> tuple[Model, bool]:
    """The program to bound, and whether it is the whole one.

    On large territories regularity is left out: it adds little to the bound, and the cuts come several times faster
    without it. Where there are too many day tours, driving is left out too. Either way less is asked of a plan, so
    that what is proven holds for every plan.
    """
    universe = Universe(problem, RULES)
    if len(universe.options) <= SMALL:
        return Model(universe, RULES, GOALS), True
    tours = sum(universe.tour_estimate(*day) for day in universe.by_advisor_and_day)
    if tours <= MOST_TOURS:
        return Model(universe, RULES, [goal for goal in GOALS if goal is not irregular.GOAL]), False
    rules = [rule for rule in RULES if rule not in (times.RULE, driving.RULE)]
    goals = [goal for goal in GOALS if goal not in (irregular.GOAL, travel.GOAL)]
    return Model(universe, rules, goals), False


def _decision(model: Model, values: Floats) -> Decision:
    return decided(model, tuple(int(value) for value in np.rint(values)), NOTHING)


class _Bound:
    """Tells each higher bound once. A plan's total is a whole number of minutes: round up, float noise apart."""

    def __init__(self, constant: int) -> None:
        self._constant = constant
        self._told = -math.inf

    def tell(self, bound: float) -> None:
        proven = math.ceil(bound + self._constant - 1e-4) if math.isfinite(bound) else -math.inf
        if proven > self._told:
            self._told = proven
            _tell(int(proven))


def _tell(news: int | Decision) -> None:
    pickle.dump(news, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _end_with_caller(pipe: BinaryIO) -> None:
    pipe.read()
    os._exit(0)


if __name__ == "__main__":
    main()
    os._exit(0)  # the thread that waits for the caller still holds standard input
