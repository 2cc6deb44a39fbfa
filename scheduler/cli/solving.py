"""Solving in the foreground - the solver works in a thread while this one keeps the clock and listens to Ctrl-C."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from types import FrameType

from scheduler.cli.progress import TICK_SECONDS, ProgressLine
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language
from scheduler.solve import Parameters, Run, solve


def solve_watched(problem: Problem, parameters: Parameters, language: Language) -> Run:
    """Solves, with the progress line. The first Ctrl-C keeps the best plan so far; the second one gives up."""
    cancel = threading.Event()
    future: Future[Run] = Future()

    def work() -> None:
        try:
            future.set_result(solve(problem, parameters, line.saw, cancel))
        except BaseException as error:  # raised again where the result is read
            future.set_exception(error)

    with ProgressLine(language) as line, _first_interrupt_asks(cancel, line):
        threading.Thread(target=work, name="solve", daemon=True).start()
        while not future.done():
            wait([future], timeout=TICK_SECONDS)
            line.tick()
    return future.result()


@contextmanager
def _first_interrupt_asks(cancel: threading.Event, line: ProgressLine) -> Iterator[None]:
    """For the while, the first SIGINT sets the event, and the second raises KeyboardInterrupt as usual."""

    def ask(_signal: int, _frame: FrameType | None) -> None:
        cancel.set()
        line.stop_asked()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
