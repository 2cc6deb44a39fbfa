"""Running the bound beside the search, in a process of its own that can be ended at any time."""

import logging
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event, Lock, Thread

from scheduler.audit import findings
from scheduler.domain.problem import Problem
from scheduler.model.decision import NOTHING, Decision, plan_of
from scheduler.search.incumbent import Incumbent
from scheduler.search.pieces import Part


class BoundBeside:
    """Feeds the incumbent with the bounds that a second process proves; a context manager that ends it.

    The plans that it finds on the way are taken too, unless runs must repeat exactly: they come when they come.
    """

    def __init__(self, problem: Problem, seconds: float, incumbent: Incumbent, *, takes_plans: bool) -> None:
        self._incumbent = incumbent
        self._takes_plans = takes_plans
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "scheduler.search.bound.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is the caller's to answer
        )
        self._failure: Exception | None = None
        self._speaking = Lock()
        self._feeder = Thread(target=self._listen, args=(pickle.dumps((problem, seconds)),), daemon=True)
        self._feeder.start()

    def _listen(self, payload: bytes) -> None:
        try:
            self._feed(payload)
        except Exception as error:  # raised again where the caller leaves
            self._failure = error
            self._process.kill()
            self._incumbent.stopped.set()

    def _feed(self, payload: bytes) -> None:
        pipe_out = self._process.stdout
        assert pipe_out is not None
        self._send(payload)
        self._incumbent.listeners.append(self._send_total)
        self._send_total()
        while True:
            try:
                news = pickle.load(pipe_out)
            except (EOFError, pickle.UnpicklingError):
                return  # it has ended, or was ended while it spoke
            if not isinstance(news, Part):
                self._incumbent.raise_bound(news)
            elif self._takes_plans:
                self._take(news)

    def _send_total(self) -> None:
        if self._incumbent.score is not None:
            self._send(pickle.dumps(self._incumbent.total))

    def _send(self, message: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with self._speaking, suppress(BrokenPipeError):  # it has ended, or was ended: nobody wants to know
            pipe.write(message)
            pipe.flush()

    def _take(self, part: Part) -> None:
        universe, present = self._incumbent.universe, self._incumbent.decision
        if present is None and part.advisors < universe.problem.territory.advisor.keys():
            return  # there is nothing yet to put it into
        decision = part.put_into(present or NOTHING, universe)
        if self._keeps_every_rule(decision):
            self._incumbent.offer(decision)

    def _keeps_every_rule(self, decision: Decision) -> bool:
        """HiGHS's numbers are floating: a plan of its is audited before it can replace one that is sure."""
        universe = self._incumbent.universe
        broken = findings(plan_of(universe, decision), universe.problem)
        if broken:
            logging.getLogger(__name__).warning("a plan of the bound's process breaks %s", broken[0].rule)
        return not broken

    def wait(self, seconds: float, stopped: Event) -> None:
        """Wait until the bound can do no more, or for so long at most, or until it is stopped."""
        end = time.monotonic() + seconds
        while self._feeder.is_alive() and time.monotonic() < end and not stopped.is_set():
            self._feeder.join(0.05)

    def __enter__(self) -> "BoundBeside":
        return self

    def __exit__(self, *_: object) -> None:
        self._incumbent.listeners.clear()
        ended_itself = not self._feeder.is_alive()
        if not ended_itself:
            self._process.kill()
        code = self._process.wait()
        self._feeder.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it was still to be told
                    pipe.close()
        if self._failure is not None:
            raise self._failure
        if ended_itself and code > 0:
            raise RuntimeError(f"the bound's process failed with exit code {code}; its own words are on standard error")
        if ended_itself and code < 0:  # the system ended it: the plan stands, with the bound reached so far
            logging.getLogger(__name__).warning("the bound's process was ended by signal %d", -code)
