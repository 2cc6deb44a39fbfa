"""How much the search may still do: wall-clock seconds, or, where runs must repeat exactly, units of work."""

import time
from dataclasses import dataclass, field
from threading import Event

MOVES_A_SECOND = 400_000
"""Moves of the annealing that count as one second of work where runs must repeat exactly."""


@dataclass
class Budget:
    """`seconds` of wall clock from now, or of work where `deterministic`; over as soon as `stopped` is set."""

    seconds: float
    deterministic: bool
    stopped: Event
    _begun: float = field(default_factory=time.monotonic)
    _worked: float = 0.0

    def spent(self) -> float:
        return self._worked if self.deterministic else time.monotonic() - self._begun

    def work(self, seconds: float) -> None:
        """Count work done (it is the clock where runs must repeat exactly)."""
        self._worked += seconds

    def left(self) -> float:
        return max(0.0, self.seconds - self.spent())

    def is_over(self) -> bool:
        return self.stopped.is_set() or self.left() <= 0.0

    def alike(self, seconds: float) -> "Budget":
        """Another one of the same kind, from now on."""
        return Budget(seconds, self.deterministic, self.stopped)
