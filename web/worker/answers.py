"""Answers - which part of the worker answers which kind of run; the solver is loaded with the first of them."""

from web.services.run_parameters import ExplainAsked, RepairAsked, SolveAsked, SuggestAsked
from web.worker.explaining import explained
from web.worker.repairing import repaired
from web.worker.solving import solved
from web.worker.suggesting import suggested
from web.worker.work import Done, Work


def answered(work: Work) -> Done:
    """What the run comes to. Raises NoAnswerError, ServiceErrors, and the engine's CalendarError and TravelError."""
    match work.asked:
        case SolveAsked() as asked:
            return solved(work, asked)
        case RepairAsked() as asked:
            return repaired(work, asked)
        case ExplainAsked() as asked:
            return explained(work, asked)
        case SuggestAsked() as asked:
            return suggested(work, asked)
