"""Balance - how each advisor's half-days are spread: with the public or at the base, and over the host structures."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Share:
    """What one structure has of an advisor over the horizon: `hosted` of the `available` half-days, due min to max."""

    advisor: str
    structure: str
    available: int
    hosted: int
    share_min: Fraction
    share_max: Fraction
    window_weeks: int

    @property
    def part(self) -> float:
        return self.hosted / self.available if self.available else 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """An advisor's half-days over the horizon: available, and with the public; the rest is at the base."""

    advisor: str
    available: int
    with_public: int


def shares(plan: Plan, problem: Problem) -> tuple[Share, ...]:
    """Each posting of each advisor that has several, in the files' order."""
    hosted = Counter((row.advisor, row.structure) for row in _inside(plan, problem).rows)
    available = _available(problem)
    return tuple(
        Share(
            advisor.id,
            posting.structure,
            available[advisor.id],
            hosted[advisor.id, posting.structure],
            posting.share_min,
            posting.share_max,
            posting.window_weeks,
        )
        for advisor in problem.territory.advisors
        for posting in problem.territory.postings_of[advisor.id]
        if len(problem.territory.postings_of[advisor.id]) > 1
    )


def loads(plan: Plan, problem: Problem) -> tuple[Load, ...]:
    """Each advisor, in the file's order."""
    intervenes = Counter(row.advisor for row in _inside(plan, problem).interventions)
    available = _available(problem)
    return tuple(
        Load(advisor.id, available[advisor.id], intervenes[advisor.id]) for advisor in problem.territory.advisors
    )


def _inside(plan: Plan, problem: Problem) -> Plan:
    return plan.within(problem.horizon.first_day, problem.horizon.last_day)


def _available(problem: Problem) -> Counter[str]:
    return Counter(advisor for advisor, _ in problem.horizon_half_days)
