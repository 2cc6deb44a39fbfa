"""A hundred random disruptions of territories that nothing was tuned on: repairs beside a plain re-solve of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from scheduler.audit import findings, score
from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from scheduler.repair.aims import AIMS
from scheduler.repair.repair import Answer, Parameters, Proof, Repair, repairs
from scheduler.solve import Parameters as Solving
from scheduler.solve import solve
from tests.generate.plans import good_plan
from tests.generate.territories import territory, tiny
from tests.repair.disruptions import Broken, broken, changed_half_days

TERRITORIES = (("tiny", 46, 1), ("tight", 6, 4), ("scale-8", 4, 4), ("sarthe-like", 2, 4), ("po-like", 2, 3))
"""Kinds, how many territories of each, and how many disruptions of each territory's plan."""

FIRST_SEED = 300
"""The territories of these seeds and above are used by nothing else."""

WEEKS = 4
FIRST_DAY = date(2026, 10, 5)


@dataclass(frozen=True)
class Case:
    """One disruption of one plan of a territory."""

    kind: str
    seed: int
    disruption: int
    broken: Broken


@dataclass(frozen=True)
class Result:
    """`unsound` says what is wrong with a repair: nothing, where all is well. Half-days `changed` are by aim."""

    case: Case
    unsound: tuple[str, ...]
    lost: int
    changed: dict[str, int]
    first_seconds: float
    resolved: int
    gap: float
    resolved_total: int
    repaired_total: int

    @property
    def more_than_resolved(self) -> tuple[str, ...]:
        """The aims whose repair changes more half-days than the plain re-solve."""
        return tuple(aim for aim, changed in self.changed.items() if changed > self.resolved)


def cases(publishing_seconds: float) -> Iterator[Case]:
    """A hundred, each with a plan that was published before something broke; the kinds in turn."""
    kinds = [_of_kind(*kind, publishing_seconds) for kind in TERRITORIES]
    return (case for together in zip_longest(*kinds) for case in together if case is not None)


def _of_kind(kind: str, territories: int, disruptions: int, seconds: float) -> Iterator[Case]:
    seeds, found = iter(range(FIRST_SEED, FIRST_SEED + 10 * territories)), 0
    while found < territories:
        seed = next(seeds)
        made = _published(kind, seed, seconds)
        if made is None:
            continue  # a tiny territory on whose plan there is nothing that could break
        found += 1
        for number in range(disruptions):
            yield Case(kind, seed, number, broken(*made, seed=100 * seed + number))


def _published(kind: str, seed: int, seconds: float) -> tuple[Territory, Horizon, Plan] | None:
    if kind == "tiny":
        sample = tiny(seed)
        horizon = Horizon(sample.horizon.first_day, 2)
        plan = good_plan(prepare(sample.territory, horizon), seed)
        return (sample.territory, horizon, plan) if plan.interventions else None
    place, horizon = territory(kind, seed), Horizon(FIRST_DAY, WEEKS)
    outcome = solve(prepare(place, horizon), Solving(seconds=seconds, seed=seed)).outcome
    assert isinstance(outcome, Optimal | Feasible)
    return place, horizon, outcome.plan


def judged(case: Case, seconds: float) -> Result:
    """The repairs of the case, the checker's word on each, and a plain re-solve with the territory's weights."""
    problem = case.broken.problem
    answers = list(repairs(problem, Parameters(seconds=seconds, seed=case.seed)))
    made = [answer for answer in answers if isinstance(answer, Repair)]
    bound = next(answer.bound for answer in answers if isinstance(answer, Proof))
    resolved = solve(problem, Solving(seconds=seconds, seed=case.seed)).outcome
    assert isinstance(resolved, Optimal | Feasible)
    best = min(made, key=lambda repair: repair.outcome.score.total)
    return Result(
        case,
        tuple(_unsound(answers, resolved, case)),
        made[0].lost,
        {repair.aim.key: repair.changed for repair in made},
        made[0].seconds,
        changed_half_days(resolved.plan, problem),
        best.bounded(bound).outcome.gap,
        resolved.score.total,
        best.outcome.score.total,
    )


def _unsound(answers: list[Answer], resolved: Optimal | Feasible, case: Case) -> Iterator[str]:
    problem = case.broken.problem
    made = [answer for answer in answers if isinstance(answer, Repair)]
    bound = next(answer.bound for answer in answers if isinstance(answer, Proof))
    if made[0].aim is not AIMS[0]:
        yield "the first repair is not that of the first aim"
    if bound > resolved.score.total:
        yield f"a bound of {bound} above a plan of {resolved.score.total}"
    for repair in made:
        name = repair.aim.key
        yield from (f"{name}: {finding.message.en}" for finding in findings(repair.plan, problem))
        if repair.outcome.score != score(repair.plan, problem):
            yield f"{name}: a score that is not the checker's"
        if repair.changed != changed_half_days(repair.plan, problem):
            yield f"{name}: a list of changes that is not the plan's"
        if repair.changed < repair.lost:
            yield f"{name}: fewer changes than can be"
        if max(bound, resolved.bound) > repair.outcome.score.total:
            yield f"{name}: cheaper than a proven minimum"
