"""The consumer - huey's, made to leave well: told to go by any signal, it lets what is in hand end before it goes."""

import signal
from collections.abc import Callable

from huey import Huey
from huey.consumer import Consumer

LEAVING_SECONDS = 60.0
"""What runs in hand are left, once told to end, to keep the best that they have."""

LONGEST_PAUSE = 1.0
"""Seconds at most between two looks at a queue that does not call."""


class ConsumerThatLeaves(Consumer):  # type: ignore[misc]
    """`leave` is called once, when it is told to go and before it waits for what is in hand."""

    def __init__(self, queue: Huey, threads: int, leave: Callable[[], None]) -> None:
        super().__init__(queue, workers=threads, max_delay=LONGEST_PAUSE, shutdown_timeout=LEAVING_SECONDS)
        self._leave = leave
        self._signal_actions = dict.fromkeys((signal.SIGTERM, signal.SIGINT, signal.SIGHUP), (False, True))

    def stop(self, graceful: bool = False) -> None:  # noqa: ARG002  (it always leaves well)
        self._leave()
        super().stop(graceful=True)
