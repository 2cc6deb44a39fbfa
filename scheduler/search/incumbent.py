"""The incumbent: the best plan so far and the best bound so far, told to whoever watches; closed when they meet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock

from scheduler.audit import score
from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from scheduler.domain.verdict import Score
from scheduler.model.decision import NOTHING, Decision, plan_of
from scheduler.model.universe import Universe
from scheduler.search.pieces import Part


@dataclass
class Incumbent:
    """Shared by the search and the bound. `stopped` is set when the gap is closed, or by whoever wants the end."""

    universe: Universe
    tell: Callable[["Incumbent"], None]
    stopped: Event
    decision: Decision | None = None
    plan: Plan | None = None
    score: Score | None = None
    bound: int = 0
    impossible: Text | None = None
    """Why there is no plan, where that was proven."""
    phase: Text = field(default_factory=lambda: Text(fr="préparation", en="preparing"))
    listeners: list[Callable[[], None]] = field(default_factory=list)
    """Called after each better plan."""
    _lock: Lock = field(default_factory=Lock)

    def offer(self, decision: Decision) -> bool:
        """Take the decision where it is strictly better; its score is the audit's own, never the search's."""
        plan = plan_of(self.universe, decision)
        found = score(plan, self.universe.problem)
        with self._lock:
            better = self.score is None or found.total < self.score.total
            if better:
                self.decision, self.plan, self.score = decision, plan, found
        if better:
            for listener in self.listeners:
                listener()
            self._told()
        return better

    def offer_part(self, part: Part) -> bool:
        """Offer the present decision with the part put into it; the part itself where there is none yet."""
        return self.offer(part.put_into(self.decision or NOTHING, self.universe))

    def raise_bound(self, bound: int) -> None:
        """Take a proven minimum of every plan's total where it is higher."""
        with self._lock:
            higher = bound > self.bound
            self.bound = max(self.bound, bound)
        if higher:
            self._told()

    def enter(self, phase: Text) -> None:
        self.phase = phase
        self.tell(self)

    @property
    def total(self) -> int:
        """The best plan's total; there must be one."""
        assert self.score is not None
        return self.score.total

    @property
    def is_closed(self) -> bool:
        return self.score is not None and self.bound >= self.score.total

    def _told(self) -> None:
        if self.is_closed:
            self.stopped.set()
        self.tell(self)
