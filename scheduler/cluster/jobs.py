"""Jobs - one territory to plan, what a worker does with it, and what came of it."""

import threading
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.solve import Parameters, Run, solve

ONE_CORE = 1
"""`Parameters.workers` of a territory planned beside others. The plan never depends on how many are."""


@dataclass(frozen=True, slots=True)
class Job:
    """A problem under a name of its own; it may take `timeout` seconds of wall clock once begun, whatever it does."""

    name: str
    problem: Problem
    parameters: Parameters
    timeout: float

    @property
    def size(self) -> int:
        """How long it may take, beside other jobs: what could be decided, in rough."""
        return len(self.problem.horizon_half_days) * len(self.problem.territory.demands)


class Failure(StrEnum):
    """Why a job has no result."""

    WORKER_LOST = "worker_lost"
    TIMED_OUT = "timed_out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Done:
    """A job that ran to its end, with or without a plan."""

    job: Job
    run: Run


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that did not; `reason` says it to a person."""

    job: Job
    failure: Failure
    reason: Text


Result = Done | Failed


class TookTooLongError(Exception):
    """The job's `timeout` is over."""


def work(job: Job) -> Run:
    """What a worker does: solve. Raises TookTooLongError; the search is told to end then, and is not waited for."""
    ended: Future[Run] = Future()
    cancel = threading.Event()

    def run() -> None:
        try:
            ended.set_result(solve(job.problem, job.parameters, cancel=cancel))
        except BaseException as error:  # raised again where the result is read
            ended.set_exception(error)

    threading.Thread(target=run, name=job.name, daemon=True).start()
    try:
        return ended.result(job.timeout)
    except TimeoutError as error:
        if ended.done():
            raise  # the solve's own
        cancel.set()
        raise TookTooLongError(f"{job.name}: {job.timeout} s") from error
