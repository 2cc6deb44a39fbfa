"""Solving: the best plan that the time allows, how far from the best it is, and proof that it keeps the rules."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from threading import Event

from scheduler.audit import findings
from scheduler.domain.outcome import Feasible, Infeasible, Optimal, Outcome, OutOfTime
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import day_words
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.budget import Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.search import Tuning, search


@dataclass(frozen=True, slots=True)
class Parameters:
    """How to solve: `seconds` of time in all, `workers` cores, a `seed`; `deterministic`: runs repeat byte for byte."""

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1
    deterministic: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solve stands: `seconds` since it began, what it is doing, the best total and bound (minutes) so far."""

    seconds: float
    phase: Text
    score: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """How much the score could still fall at most, as a part of the score; None before there is a plan."""
        if self.score is None or self.bound is None:
            return None
        return max(0.0, (self.score - self.bound) / self.score) if self.score else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What a solve came to, and what it was: enough to do it again."""

    outcome: Outcome
    parameters: Parameters
    seconds: float
    version: str
    input_digest: str


def solve(
    problem: Problem,
    parameters: Parameters = Parameters(),
    on_progress: Callable[[Progress], None] = lambda _: None,
    cancel: Event | None = None,
) -> Run:
    """Find the best plan within the time. `cancel`, once set, ends the search and keeps the best plan so far.

    `on_progress` is called at each news, from other threads than the caller's. The plan has passed the audit.
    """
    began = time.monotonic()
    stopped = Event()

    def tell(incumbent: Incumbent) -> None:
        total = None if incumbent.score is None else incumbent.score.total
        on_progress(Progress(time.monotonic() - began, incumbent.phase, total, incumbent.bound or None))

    budget = Budget(parameters.seconds, parameters.deterministic, stopped)
    universe = Universe(problem, RULES)
    impossible = _impossible_days(universe)
    if impossible is not None:
        outcome: Outcome = Infeasible(impossible)
    else:
        incumbent = Incumbent(universe, tell, stopped)
        tuning = Tuning(parameters.seed, parameters.workers, parameters.deterministic)
        _run(lambda: search(problem, incumbent, budget, tuning), stopped, cancel)
        outcome = _outcome(incumbent, problem)
    return Run(outcome, parameters, time.monotonic() - began, version("permanences"), problem.territory.digest)


def _run(work: Callable[[], None], stopped: Event, cancel: Event | None) -> None:
    """Run the search in a thread of its own, so that the caller's still hears Ctrl-C; its errors are the caller's."""
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=guarded, name="search")
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.05)
            if cancel is not None and cancel.is_set():
                stopped.set()
    finally:
        stopped.set()
        thread.join()
    if failed:
        raise failed[0]


def _impossible_days(universe: Universe) -> Text | None:
    """Why no plan exists: a day whose half-days no structure can host."""
    for (advisor, day), hostings in universe.hostings.items():
        if not hostings:
            name = universe.problem.territory.advisor[advisor].name
            when = day_words(day)
            return Text(
                fr=f"{name} : aucune structure ne peut accueillir toutes ses demi-journées du {when.fr}.",
                en=f"{name}: no structure can host all the half-days of {when.en}.",
            )
    return None


def _outcome(incumbent: Incumbent, problem: Problem) -> Outcome:
    if incumbent.impossible is not None:
        return Infeasible(incumbent.impossible)
    if incumbent.plan is None or incumbent.score is None:
        return OutOfTime(incumbent.bound)
    broken = findings(incumbent.plan, problem)
    if broken:
        raise RuntimeError(f"the search broke a rule: {broken[0].rule}: {broken[0].message.en}")
    if incumbent.is_closed:
        return Optimal(incumbent.plan, incumbent.score)
    return Feasible(incumbent.plan, incumbent.score, incumbent.bound)
