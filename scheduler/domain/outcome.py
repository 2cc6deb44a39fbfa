"""How a solve ended: four different values, to be matched. Never None, never infinity."""

from dataclasses import dataclass

from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from scheduler.domain.verdict import Score


@dataclass(frozen=True, slots=True)
class Optimal:
    """The best plan there is: the bound has met its score."""

    plan: Plan
    score: Score

    @property
    def bound(self) -> int:
        return self.score.total

    @property
    def gap(self) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Feasible:
    """A plan that keeps every rule; `bound` minutes is a proven minimum of any plan's total."""

    plan: Plan
    score: Score
    bound: int

    @property
    def gap(self) -> float:
        """How much the score could still fall at most, as a part of the score: (score - bound) / score."""
        return (self.score.total - self.bound) / self.score.total if self.score.total else 0.0


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan keeps every rule; `reason` says what was proven."""

    reason: Text


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """The time was over before any plan was found, and nothing is proven but the bound (None: not even that)."""

    bound: int | None


Outcome = Optimal | Feasible | Infeasible | OutOfTime
