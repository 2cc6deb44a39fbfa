"""The bound's own process: reads a problem, tells each better bound and plan, ends when its caller is gone."""

import math
import os
import pickle
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
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
from scheduler.search.bound.matrix import Floats, Matrix, matrix_of
from scheduler.search.bound.odd_sets import OddSets
from scheduler.search.pieces import SMALL, Part, Piece, common_minutes, pieces_of

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

    A whole number is a proven minimum of every plan's total, in minutes; a `Part` is a plan of a piece, found on the
    way. Easier questions come first: each asks less of a plan, so that it proves a minimum for all.
    """
    began = time.monotonic()
    problem, seconds = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_caller, args=(sys.stdin.buffer,), daemon=True).start()

    def left() -> float:
        return float(seconds - (time.monotonic() - began))

    universe = Universe(problem, RULES)
    pieces = pieces_of(universe)
    total = Total([-piece.foreign for piece in pieces], common_minutes(problem))
    bounds = [PieceBound(piece, total.of(number)) for number, piece in enumerate(pieces)]
    for question in (PieceBound.ask_for_service, PieceBound.relax, PieceBound.solve):
        for number, bound in enumerate(bounds):
            question(bound, left() / (len(bounds) - number))


class Total:
    """The sum of the pieces' minimums, told each time that it rises."""

    def __init__(self, offsets: Sequence[int], common: int) -> None:
        """`offsets` are minutes to add to each piece's own minimum, `common` to the sum."""
        self._offsets, self._common = offsets, common
        self._minimums: list[int] = [-offset for offset in offsets]
        self._told = 0

    def of(self, piece: int) -> Callable[[int], None]:
        """Who takes that piece's minimums."""

        def raise_to(minimum: int) -> None:
            self._minimums[piece] = max(self._minimums[piece], minimum)
            total = sum(self._minimums) + sum(self._offsets) + self._common
            if total > self._told:
                self._told = total
                _tell(total)

        return raise_to


class PieceBound:
    """What is proven of one piece, question by question."""

    def __init__(self, piece: Piece, tell: Callable[[int], None]) -> None:
        self._piece, self._tell = piece, tell
        self._universe = piece.universe
        self._is_small = len(piece.universe.options) <= SMALL
        self._floor = 0
        self._matrix: Matrix | None = None
        self._model: Model | None = None

    def ask_for_service(self, seconds: float) -> None:
        """What must stay unserved or off its share wherever anybody lives: soon proven, and a floor under the rest.

        Then each intervention is charged the least part of a day tour that it can come to: no tour needs a column.
        """
        if self._is_small:
            return
        service = matrix_of(Model(self._universe, WITHOUT_ROADS, SERVICE).program)
        self._floor = _prove(service, SERVICE_SHARE * seconds, self._tell)
        roads = Goal("least driving", charge_least_driving)
        matrix = matrix_of(Model(self._universe, WITHOUT_ROADS, (*SERVICE, self._above_floor(), roads)).program)
        proven = Relaxation(matrix).minimum(seconds)
        if proven is not None:
            _Bound(matrix.constant, self._tell).tell(proven)

    def _above_floor(self) -> Goal:
        """States that what the goals before it charge comes to the floor at least."""
        return Goal("floor", lambda model: model.keep_total_above(self._floor))

    def relax(self, seconds: float) -> None:
        """The whole program where parts of one are allowed, limited by the odd sets that it breaks until none is."""
        tours = sum(self._universe.tour_estimate(*day) for day in self._universe.by_advisor_and_day)
        if tours > MOST_TOURS or seconds <= 0:
            return
        end = time.monotonic() + seconds
        model = Model(self._universe, RULES, (*SERVICE, self._above_floor(), irregular.GOAL, travel.GOAL))
        matrix = matrix_of(model.program)
        bound, relaxation, odd_sets = _Bound(matrix.constant, self._tell), Relaxation(matrix), OddSets(model)
        while (minimum := relaxation.minimum(end - time.monotonic())) is not None:
            bound.tell(minimum)
            broken = odd_sets.broken(relaxation.values())
            if not broken:
                break
            relaxation.limit(broken)
            matrix = matrix.with_limits(broken)
        self._matrix, self._model = matrix, model if self._is_small else None

    def solve(self, seconds: float) -> None:
        """The whole program: its optimum is the best plan's. Small pieces tell the plans that they find."""
        if self._matrix is not None and seconds > 0:
            _prove(self._matrix, seconds, self._tell, self._tell_part if self._is_small else None)
            self._matrix = self._model = None

    def _tell_part(self, values: Floats) -> None:
        assert self._model is not None
        found = decided(self._model, tuple(int(value) for value in np.rint(values)), NOTHING)
        number = self._piece.numbers
        decision = Decision(
            frozenset(number[option] for option in found.options),
            {number[option]: room for option, room in found.rooms.items()},
            found.hosts,
        )
        _tell(Part(frozenset(advisor.id for advisor in self._universe.problem.territory.advisors), decision))


def _prove(
    matrix: Matrix, seconds: float, tell: Callable[[int], None], on_solution: Callable[[Floats], None] | None = None
) -> int:
    """Tell the bound as it rises; the last one."""
    bound = _Bound(matrix.constant, tell)
    proven = whole_minimum(matrix, seconds, on_bound=bound.tell, on_solution=on_solution)
    if proven is not None:
        bound.tell(proven)
    return bound.told


class _Bound:
    """Tells each higher bound once. A plan's total is a whole number of minutes: round up, float noise apart."""

    def __init__(self, constant: int, tell: Callable[[int], None]) -> None:
        self._constant, self._tell = constant, tell
        self.told = 0

    def tell(self, bound: float) -> None:
        if math.isfinite(bound):
            proven = math.ceil(bound + self._constant - 1e-4)
            if proven > self.told:
                self.told = proven
                self._tell(proven)


def _tell(news: int | Part) -> None:
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
