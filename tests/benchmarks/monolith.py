"""Monolith - the whole model in one CP-SAT solve: no start, no blocks, no bound beside."""

import time
from dataclasses import dataclass

from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, solve_program
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES


@dataclass(frozen=True, slots=True)
class Whole:
    """What one solve of everything came to: its best decision, and its proven minimum; None where it has none."""

    decision: Decision | None
    bound: int | None


def monolith(universe: Universe, seconds: float, workers: int, seed: int) -> Whole:
    """The best that CP-SAT finds in the seconds, of which building the model takes its part."""
    began = time.monotonic()
    model = Model(universe, RULES, GOALS)
    left = seconds - (time.monotonic() - began)
    if left <= 0:
        return Whole(None, None)
    solved = solve_program(model.program, Effort(seconds=left, workers=workers, seed=seed))
    return Whole(None if solved.values is None else decided(model, solved.values, NOTHING), solved.bound)
