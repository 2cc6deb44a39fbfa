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
from scheduler.model.decision import NOTHING, decided
from scheduler.model.model import Model
from scheduler.model.rule import Goal
from scheduler.model.universe import Universe
from scheduler.rules import RULES, driving, times
from scheduler.search.bound.driving_in_sum import charge_driving_in_sum
from scheduler.search.bound.driving_shares import charge_least_driving
from scheduler.search.bound.matrix import Floats, Matrix, matrix_of
from scheduler.search.bound.odd_sets import OddSets
from scheduler.search.bound.relaxation import Relaxation
from scheduler.search.bound.scip import Asking, whole_minimum
from scheduler.search.pieces import SMALL, Part, Piece, common_minutes, pieces_of

MOST_TOURS = 800_000
"""Day tours that a program may hold: more take more memory and time than the bound has."""

MOST_TOURS_IN_SUM = 3_000_000
"""Day tours that may be gone through for those of all days in sum, of which there are a tenth or less."""

FEW_TOURS = 400_000
"""Day tours, of all pieces, up to which the whole program needs no easier question about roads before it."""

MOST_ENTRIES = 400_000
"""Entries, of columns that may still be used, of a whole-number program: beyond, no proof comes in minutes."""

WORTH_MORE = 0.0005
"""The part of the bound that odd sets must have added for more of them to be looked for."""

SERVICE_SHARE, SERVICE_SHARE_WHERE_FAR = 0.25, 0.1
"""The most of the time that the minimum of unserved half-days may take; the second where the whole program is far."""

SERVICE: tuple[Goal, ...] = (unmet.GOAL, split.GOAL, change.GOAL)
"""The goals that do not look at the roads."""

WITHOUT_ROADS = tuple(rule for rule in RULES if rule not in (times.RULE, driving.RULE))
"""The rules that do not look at the roads."""


def main() -> None:
    """Standard input holds a pickled (problem, seconds), then the total of each better plan; standard output gets news.

    A whole number is a proven minimum of every plan's total, in minutes; a `Part` is a plan of a piece, found on the
    way. Easier questions come first: each asks less of a plan, so that it proves a minimum for all.
    """
    began = time.monotonic()
    problem, seconds = pickle.load(sys.stdin.buffer)
    best = Best()
    threading.Thread(target=best.listen, args=(sys.stdin.buffer,), daemon=True).start()

    def left() -> float:
        return float(seconds - (time.monotonic() - began))

    universe = Universe(problem, RULES)
    pieces = pieces_of(universe)
    total = Total([-piece.foreign for piece in pieces], common_minutes(problem), best)
    bounds = [PieceBound(piece, total.of(number), total.left_to(number)) for number, piece in enumerate(pieces)]
    is_far = sum(bound.tours for bound in bounds) > FEW_TOURS
    for number, bound in enumerate(bounds):
        bound.ask_for_service(left() / (len(bounds) - number), is_far=is_far, with_roads=is_far and len(bounds) == 1)
    if is_far:
        for regular in (False, True):
            for bound in bounds:
                bound.relax_in_sum(left(), regular=regular)
    for bound in bounds:
        bound.relax(left())
    for number, bound in enumerate(bounds):
        bound.solve(left() / (len(bounds) - number))


class Best:
    """The total of the caller's best plan, as far as it has been told; the process ends with its caller."""

    def __init__(self) -> None:
        self.total: int | None = None

    def listen(self, pipe: BinaryIO) -> None:
        while True:
            try:
                self.total = pickle.load(pipe)
            except EOFError:
                os._exit(0)


class Total:
    """The sum of the pieces' minimums, told each time that it rises; never above the best plan's total.

    Pieces may tell minimums of better plans only than the best: all that is proven then is that there is none.
    """

    def __init__(self, offsets: Sequence[int], common: int, best: Best) -> None:
        """`offsets` are minutes to add to each piece's own minimum, `common` to the sum."""
        self._offsets, self._common, self._best = offsets, common, best
        self._minimums: list[int] = [-offset for offset in offsets]
        self._told = 0

    def of(self, piece: int) -> Callable[[int], None]:
        """Who takes that piece's minimums."""

        def raise_to(minimum: int) -> None:
            self._minimums[piece] = max(self._minimums[piece], minimum)
            known = self._best.total
            total = self._sum() if known is None else min(self._sum(), known)
            if total > self._told:
                self._told = total
                _tell(total)

        return raise_to

    def left_to(self, piece: int) -> Callable[[], float]:
        """Who says what that piece may cost: less than that, or the plan is no better than the best."""

        def most() -> float:
            known = self._best.total
            return math.inf if known is None else known - (self._sum() - self._minimums[piece])

        return most

    def _sum(self) -> int:
        return sum(self._minimums) + sum(self._offsets) + self._common


class PieceBound:
    """What is proven of one piece, question by question."""

    def __init__(self, piece: Piece, tell: Callable[[int], None], below: Callable[[], float]) -> None:
        """`below` says what the piece may cost; only plans that cost less are of any worth."""
        self._piece, self._tell, self._below = piece, tell, below
        self._universe = piece.universe
        self.tours = sum(self._universe.tour_estimate(*day) for day in self._universe.by_advisor_and_day)
        self._is_small = len(piece.universe.options) <= SMALL
        self._floor = 0
        self._relaxation: Relaxation | None = None
        self._model: Model | None = None

    def ask_for_service(self, seconds: float, *, is_far: bool, with_roads: bool) -> None:
        """What must stay unserved or off its share wherever anybody lives: soon proven, and a floor under the rest.

        With roads, each intervention is then charged the least part of a day tour that it can come to: no tour needs a
        column, so that something is known at once where one piece is all and its whole program is far.
        """
        if self._is_small:
            return
        service = matrix_of(Model(self._universe, WITHOUT_ROADS, SERVICE).program)
        share = SERVICE_SHARE_WHERE_FAR if is_far else SERVICE_SHARE
        if self._relax_once(service, share * seconds) > 0:
            self._floor = _prove(service, share * seconds, self._tell)
        if not with_roads:
            return
        roads = Goal("least driving", charge_least_driving)
        matrix = matrix_of(Model(self._universe, WITHOUT_ROADS, (*SERVICE, self._above_floor(), roads)).program)
        self._relax_once(matrix, seconds)

    def relax_in_sum(self, seconds: float, *, regular: bool) -> None:
        """The program with all days' roads in sum, and with the usual slots or not, where parts of one are allowed.

        Nearly as high as with those of each day, and a part of its size.
        """
        if self.tours > MOST_TOURS_IN_SUM or seconds <= 0:
            return
        roads = Goal("driving in sum", charge_driving_in_sum)
        goals = (*SERVICE, self._above_floor(), *((irregular.GOAL,) if regular else ()), roads)
        self._relax_once(matrix_of(Model(self._universe, WITHOUT_ROADS, goals).program), seconds, interior=True)

    def _relax_once(self, matrix: Matrix, seconds: float, *, interior: bool = False) -> int:
        """The minimum where parts of one are allowed, told; in whole minutes."""
        relaxation = Relaxation(matrix)
        relaxation.minimum(seconds, interior=interior)
        bound = _Bound(matrix.constant, self._tell)
        bound.tell(relaxation.proven)
        return bound.told

    def _above_floor(self) -> Goal:
        """States that what the goals before it charge comes to the floor at least."""
        return Goal("floor", lambda model: model.keep_total_above(self._floor))

    def relax(self, seconds: float) -> None:
        """The whole program where parts of one are allowed, limited by the odd sets that it breaks until none is."""
        if self.tours > MOST_TOURS or seconds <= 0:
            return
        end = time.monotonic() + seconds
        model = Model(self._universe, RULES, (*SERVICE, self._above_floor(), irregular.GOAL, travel.GOAL))
        relaxation, odd_sets = Relaxation(matrix_of(model.program)), OddSets(model)
        bound = _Bound(relaxation.matrix.constant, self._tell)
        while True:
            before = bound.told
            solved = relaxation.minimum(end - time.monotonic())
            bound.tell(relaxation.proven)
            broken = odd_sets.broken(relaxation.values()) if solved else []
            if not broken or time.monotonic() >= end or bound.told - before < WORTH_MORE * bound.told:
                break
            relaxation.limit(broken)
        self._relaxation, self._model = relaxation, model if self._is_small else None

    def solve(self, seconds: float) -> None:
        """The whole program: its optimum is the best plan's. Small pieces tell the plans that they find."""
        if self._relaxation is None or seconds <= 0:
            return
        relaxation = self._relaxation
        on_solution = self._tell_part if self._is_small else None
        matrix = relaxation.without_what_costs(self._worth_below(relaxation.matrix) - relaxation.proven)
        del relaxation  # two solvers at once would take too much memory
        self._relaxation = None
        if matrix.free_entries <= MOST_ENTRIES:
            _prove(matrix, seconds, self._tell, on_solution, lambda: self._worth_below(matrix))
        self._model = None

    def _worth_below(self, matrix: Matrix) -> float:
        """What a plan of any worth costs less than, without the matrix's constant, and half a minute clear of it."""
        return self._below() - matrix.constant - 0.5

    def _tell_part(self, values: Floats) -> None:
        assert self._model is not None
        found = decided(self._model, tuple(int(value) for value in np.rint(values)), NOTHING)
        _tell(self._piece.part(found))


def _prove(
    matrix: Matrix,
    seconds: float,
    tell: Callable[[int], None],
    on_solution: Callable[[Floats], None] | None = None,
    below: Callable[[], float] = lambda: math.inf,
) -> int:
    """Tell the bound as it rises; the last one."""
    bound = _Bound(matrix.constant, tell)
    proven = whole_minimum(matrix, seconds, Asking(bound.tell, on_solution, below))
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
