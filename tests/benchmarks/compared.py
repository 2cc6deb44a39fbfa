"""Compared - a territory planned three ways in the same run: the engine, the greedy plan, one CP-SAT solve."""

import time
from dataclasses import dataclass
from pathlib import Path

from scheduler import audit
from scheduler.model.decision import Decision, plan_of
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.benchmarks.cases import Case
from tests.benchmarks.greedy import greedy
from tests.benchmarks.monolith import monolith
from tests.benchmarks.solved import WORKERS, Solved, solved


@dataclass(frozen=True, slots=True)
class Rival:
    """A plainer way's total (None: no plan), its seconds, what the audit holds against its plan, what it has proven."""

    total: int | None
    seconds: float
    wrong: tuple[str, ...]
    bound: int | None = None

    def ratio(self, own: int | None) -> str:
        """How many times the engine's total it is: above 1, the engine is better."""
        if self.total is None or own is None:
            return "no plan"
        if own == 0:
            return "1.00" if self.total == 0 else "∞"
        return f"{self.total / own:.2f}"


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of the table: `options` is the size of what is decided."""

    name: str
    options: int
    engine: Solved
    greedy: Rival
    monolith: Rival

    @property
    def wrong(self) -> list[str]:
        """What must not be: a broken rule, a score that is not the audit's, a bound above a plan."""
        wrong, bound = [*self.engine.wrong], self.engine.bound
        for name, rival in (("greedy", self.greedy), ("one CP-SAT", self.monolith)):
            wrong += [f"{name}: {said}" for said in rival.wrong]
            if bound is not None and rival.total is not None and bound > rival.total:
                wrong.append(f"the bound {bound} is above the total {rival.total} of {name}")
        return [f"{self.name}: {said}" for said in wrong]


def compared(case: Case, seconds: float, seed: int, scratch: Path) -> Compared:
    """The engine first, alone on the machine; then the plainer ways, with the same seconds and cores."""
    engine = solved(case, seconds, seed, scratch)
    universe = Universe(case.problem, RULES)
    return Compared(
        case.name,
        len(universe.options),
        engine,
        greedy_rival(universe),
        monolith_rival(universe, seconds, seed),
    )


def greedy_rival(universe: Universe) -> Rival:
    began = time.monotonic()
    return _rival(universe, greedy(universe), began)


def monolith_rival(universe: Universe, seconds: float, seed: int) -> Rival:
    """With the engine's cores."""
    began = time.monotonic()
    whole = monolith(universe, seconds, WORKERS, seed)
    return _rival(universe, whole.decision, began, whole.bound)


def _rival(universe: Universe, decision: Decision | None, began: float, bound: int | None = None) -> Rival:
    seconds = time.monotonic() - began
    if decision is None:
        return Rival(None, seconds, (), bound)
    plan = plan_of(universe, decision)
    wrong = tuple(f"{finding.rule}: {finding.message.en}" for finding in audit.findings(plan, universe.problem))
    return Rival(audit.score(plan, universe.problem).total, seconds, wrong, bound)
