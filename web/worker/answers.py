"""Answers - which part of the worker answers which kind of run; the solver is loaded with the first of them."""

from web.services.run_parameters import SolveAsked
from web.worker.solving import solved
from web.worker.work import Done, Work


def answered(work: Work) -> Done:
    """What the run comes to. Raises NoAnswerError, and the engine's CalendarError and TravelError."""
    match work.asked:
        case SolveAsked() as asked:
            return solved(work, asked)
        case _:
            raise NotImplementedError
