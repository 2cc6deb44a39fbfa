"""The bound's own process: reads a problem, tells each better bound and plan, ends when its caller is gone."""

import math
import os
import pickle
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

import numpy as np

from scheduler.goals import change, irregular, split, travel, unmet
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Model
from scheduler.model.rule import Goal
from scheduler.model.universe import Universe
from scheduler.rules import RULES, driving, times
from scheduler.search.bound.driving_shares import charge_least_driving
from scheduler.search.bound.highs import Relaxation, whole_minimum
from scheduler.search.bound.matrix import Floats, Limit, Matrix, matrix_of
from scheduler.search.bound.odd_sets import OddSets

SMALL = 4_000
"""Options up to which the whole program is solved, so that its optimum is the best plan's."""

MOST_TOURS = 800_000
"""Day tours that a program may hold: more take more memory and time than the bound has."""

SERVICE_SHARE = 0.25
"""The most of the time that the minimum of unserved half-days may take."""

SERVICE: tuple[Goal, ...] = (unmet.GOAL, split.GOAL, change.GOAL)
"""The goals that do not look at the roads."""

WITHOUT_ROADS = tuple(rule for rule in RULES if rule not in (times.RULE, driving.RULE))
"""The rules that do not look at the roads."""


def main() -> None:
    """Standard input holds a pickled (problem, seconds) and stays open; standard output gets pickled news.

    A whole number is a proven minimum of every plan's total, in minutes; a Decision is a plan found on the way. Large
    territories are asked two easier questions first: each asks less of a plan, so that it proves a minimum for all.
    """
    began = time.monotonic()
    problem, seconds = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_caller, args=(sys.stdin.buffer,), daemon=True).start()

    def left() -> float:
        return float(seconds - (time.monotonic() - began))

    universe = Universe(problem, RULES)
    if len(universe.options) <= SMALL:
        _bound_whole(universe, 0, left, takes_plans=True)
        return
    floor = _bound_without_roads(universe, min(left(), SERVICE_SHARE * seconds))
    _bound_by_least_driving(universe, floor, left())
    if sum(universe.tour_estimate(*day) for day in universe.by_advisor_and_day) <= MOST_TOURS:
        _bound_whole(universe, floor, left, takes_plans=False)


def _bound_without_roads(universe: Universe, seconds: float) -> int:
    """What must stay unserved or off its share wherever anybody lives: soon proven, and a floor under the rest."""
    return _prove(matrix_of(Model(universe, WITHOUT_ROADS, SERVICE).program), seconds)


def _bound_by_least_driving(universe: Universe, floor: int, seconds: float) -> None:
    """Each intervention charged the least part of a day tour that it can come to: no tour needs a column."""
    roads = Goal("least driving", charge_least_driving)
    matrix = matrix_of(Model(universe, WITHOUT_ROADS, (*SERVICE, _above(floor), roads)).program)
    proven = Relaxation(matrix).minimum(seconds)
    if proven is not None:
        _Bound(matrix.constant).tell(proven)


def _above(floor: int) -> Goal:
    """States that what the goals before it charge comes to the floor at least."""
    return Goal("floor", lambda model: model.keep_total_above(floor))


def _bound_whole(universe: Universe, floor: int, left: Callable[[], float], *, takes_plans: bool) -> None:
    """The whole program, first relaxed and limited by odd sets; its optimum is the best plan's."""
    if left() <= 0:
        return
    model = Model(universe, RULES, (*SERVICE, _above(floor), irregular.GOAL, travel.GOAL))
    matrix = matrix_of(model.program)
    matrix = matrix.with_limits(_limits_by_odd_sets(model, matrix, left))
    _prove(matrix, left(), (lambda values: _tell(_decision(model, values))) if takes_plans else None)


def _limits_by_odd_sets(model: Model, matrix: Matrix, left: Callable[[], float]) -> list[Limit]:
    """The odd sets that the relaxed program breaks, again and again until none is; the bound is told each time."""
    limits: list[Limit] = []
    bound, relaxation, odd_sets = _Bound(matrix.constant), Relaxation(matrix), OddSets(model)
    while (minimum := relaxation.minimum(left())) is not None:
        bound.tell(minimum)
        broken = odd_sets.broken(relaxation.values())
        if not broken:
            break
        relaxation.limit(broken)
        limits += broken
    return limits


def _prove(matrix: Matrix, seconds: float, on_solution: Callable[[Floats], None] | None = None) -> int:
    """Tell the bound as it rises; the last one."""
    bound = _Bound(matrix.constant)
    proven = whole_minimum(matrix, seconds, on_bound=bound.tell, on_solution=on_solution)
    if proven is not None:
        bound.tell(proven)
    return bound.told


def _decision(model: Model, values: Floats) -> Decision:
    return decided(model, tuple(int(value) for value in np.rint(values)), NOTHING)


class _Bound:
    """Tells each higher bound once. A plan's total is a whole number of minutes: round up, float noise apart."""

    def __init__(self, constant: int) -> None:
        self._constant = constant
        self.told = 0

    def tell(self, bound: float) -> None:
        if math.isfinite(bound):
            proven = math.ceil(bound + self._constant - 1e-4)
            if proven > self.told:
                self.told = proven
                _tell(proven)


def _tell(news: int | Decision) -> None:
    pickle.dump(news, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _end_with_caller(pipe: BinaryIO) -> None:
    pipe.read()
    os._exit(0)


def run() -> None:
    """Run to the end, and end the process whole: the thread that waits for the caller still holds standard input."""
    code = 0
    try:
        main()
    except BaseException:  # told in full; the caller hears of it by the exit code
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
