"""Monolith - the whole model in one CP-SAT solve: no start, no blocks, no bound beside."""

import time

from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, solve_program
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES


def monolith(universe: Universe, seconds: float, workers: int, seed: int) -> Decision | None:
    """The best decision that CP-SAT finds in the seconds, of which building the model takes its part; None: none."""
    began = time.monotonic()
    model = Model(universe, RULES, GOALS)
    left = seconds - (time.monotonic() - began)
    if left <= 0:
        return None
    solved = solve_program(model.program, Effort(seconds=left, workers=workers, seed=seed))
    return None if solved.values is None else decided(model, solved.values, NOTHING)
