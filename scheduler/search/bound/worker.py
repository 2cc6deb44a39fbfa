"""The bound's own process: reads a problem, prints a line for each better bound, ends when its caller is gone."""

import math
import os
import pickle
import sys
import threading
import time
from typing import BinaryIO

import numpy as np

from scheduler.goals import GOALS
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.bound.by_advisor import priced, solve_owners
from scheduler.search.bound.highs import linear_prices, whole_minimum
from scheduler.search.bound.matrix import Floats, matrix_of
from scheduler.search.bound.relaxation import proven_by

SMALL = 60_000
"""Columns up to which the whole program is tried at once; larger ones are first bounded advisor by advisor."""


def main() -> None:
    """Standard input holds a pickled (problem, seconds) and stays open; standard output gets pickled news.

    A whole number is a proven minimum of every plan's total, in minutes; a Decision is a plan found on the way.
    """
    began = time.monotonic()
    problem, seconds = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_caller, args=(sys.stdin.buffer,), daemon=True).start()

    def left() -> float:
        return float(seconds - (time.monotonic() - began))

    model = Model(Universe(problem, RULES), RULES, GOALS)
    matrix = matrix_of(model.program)
    prices = linear_prices(matrix, max(1.0, left()))
    if prices is None:
        return
    _tell_bound(proven_by(prices, matrix))
    if len(matrix.cost) > SMALL:
        solve_owners(priced(matrix, prices), lambda: left() - seconds / 3, _tell_bound)
    proven = whole_minimum(
        matrix,
        left(),
        on_bound=lambda bound: _tell_bound(bound + matrix.constant),
        on_solution=lambda values: _tell(_decision(model, values)),
    )
    if proven is not None:
        _tell_bound(proven + matrix.constant)


def _decision(model: Model, values: Floats) -> Decision:
    return decided(model, tuple(int(value) for value in np.rint(values)), NOTHING)


def _tell_bound(bound: float) -> None:
    """A plan's total is a whole number of minutes: round up, float noise apart."""
    if math.isfinite(bound):
        _tell(math.ceil(bound - 1e-4))


def _tell(news: int | Decision) -> None:
    pickle.dump(news, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _end_with_caller(pipe: BinaryIO) -> None:
    pipe.read()
    os._exit(0)


if __name__ == "__main__":
    main()
    os._exit(0)  # the thread that waits for the caller still holds standard input
