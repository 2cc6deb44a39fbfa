"""Repair: from what was promised and still holds to a few plans, each the best found for an aim, none a new plan."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from threading import Event

from scheduler.audit import findings, score
from scheduler.domain.diff import Change, diff
from scheduler.domain.outcome import Feasible, Infeasible, Optimal, OutOfTime
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Score
from scheduler.model.decision import Decision, plan_of
from scheduler.model.universe import Universe
from scheduler.repair.aims import AIMS, PLAIN, Aim
from scheduler.repair.focus import lost
from scheduler.repair.limit import changed_half_days, limit
from scheduler.repair.search import Search
from scheduler.repair.start import start
from scheduler.rules import RULES
from scheduler.search.bound.beside import BoundBeside
from scheduler.search.budget import Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.pins import seat_pins

FIRST_SHARE = 0.2
"""The first repair's part of the time, at most: it is wanted on the telephone, and comes once what broke is mended."""

PLAIN_SHARE = 0.25
"""The part of what is left then that goes into what a plain re-solve would change."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """`seconds` of time for all the repairs; up to so many `alternatives`; a `seed`."""

    seconds: float = 14.0
    alternatives: int = 3
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Repair:
    """One way out. `outcome` is by the territory's own price; `changes` are from the promises, kept ones too.

    `lost` half-days of the promises cannot be kept whatever is done: no repair changes fewer.
    """

    number: int
    aim: Aim
    outcome: Optimal | Feasible
    changes: tuple[Change, ...]
    lost: int
    seconds: float

    @property
    def plan(self) -> Plan:
        return self.outcome.plan

    @property
    def changed(self) -> int:
        """Published half-days that are not kept, as `change` counts them."""
        return sum(len(c.before.rows) for c in self.changes if c.before is not None and c.kind != "kept")

    def bounded(self, bound: int) -> "Repair":
        """The same with a minimum of every plan's total that was proven since."""
        return replace(self, outcome=_outcome(self.plan, self.outcome.score, bound))


@dataclass(frozen=True, slots=True)
class Same:
    """An aim whose best repair is that of an earlier one."""

    aim: Aim
    number: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The end: every plan's total is `bound` minutes at least. It is higher than what was known at the first repair."""

    bound: int


Answer = Repair | Same | Proof | Infeasible | OutOfTime


def repairs(problem: Problem, parameters: Parameters = Parameters(), cancel: Event | None = None) -> Iterator[Answer]:
    """The repairs of the promises that the problem no longer allows, one by one as they are found, and the Proof.

    `cancel`, once set, ends it with the repair in the making, as it is by then. Each has passed the audit, and changes
    no more half-days than the plain re-solve that is made after the first one (`limit`). Infeasible, alone, where no
    plan keeps the pins or the rules; OutOfTime where none was found in the time.
    """
    began = time.monotonic()
    universe = Universe(problem, RULES)
    stopped = cancel or Event()
    seated = seat_pins(universe, Budget(parameters.seconds, False, stopped), parameters.seed)
    if isinstance(seated, Text) or seated is None:
        yield OutOfTime(None) if seated is None else Infeasible(seated)
        return

    def budget(share: float) -> Budget:
        left = parameters.seconds - (time.monotonic() - began)
        return Budget(max(0.5, share * left), False, stopped)

    floor = Incumbent(universe, lambda _: None, Event())
    floor.raise_bound(problem.territory.weights.change * _impossible_half_days(universe))
    with ExitStack() as stack:
        stack.enter_context(BoundBeside(problem, parameters.seconds, floor, takes_plans=False))
        known = [start(universe, seated, parameters.seed)]
        found: list[Repair] = []
        most: int | None = None
        aims = AIMS[: parameters.alternatives]
        for place, aim in enumerate(aims):
            if found and stopped.is_set():
                break
            if place == 1:
                again = Search(universe, PLAIN, budget(PLAIN_SHARE), parameters.seed)
                known.append(again.best(known, at_once=False))
                resolved = plan_of(universe, known[-1])
                most = limit(found[0].changed, changed_half_days(resolved, problem))
                if again.is_proven:
                    floor.raise_bound(score(resolved, problem).total)
            at_once = place == 0 and len(aims) > 1
            time_for_it = budget(FIRST_SHARE if at_once else 1 / (len(aims) - place))
            decision = Search(universe, aim, time_for_it, parameters.seed, most).best(known, at_once=at_once)
            known.append(decision)
            repair = _repair(universe, aim, decision, floor.bound, len(found) + 1, time.monotonic() - began)
            same = next((other for other in found if _says_the_same(other.plan, repair.plan)), None)
            if same is not None:
                yield Same(aim, same.number)
            else:
                found.append(repair)
                yield repair
        yield Proof(floor.bound)


def _repair(universe: Universe, aim: Aim, decision: Decision, bound: int, number: int, seconds: float) -> Repair:
    problem = universe.problem
    plan = plan_of(universe, decision)
    broken = findings(plan, problem)
    if broken:
        raise RuntimeError(f"the repair broke a rule: {broken[0].rule}: {broken[0].message.en}")
    changes = diff(problem.promises, plan, problem.territory)
    outcome = _outcome(plan, score(plan, problem), bound)
    return Repair(number, aim, outcome, changes, _impossible_half_days(universe), seconds)


def _outcome(plan: Plan, priced: Score, bound: int) -> Optimal | Feasible:
    return Optimal(plan, priced) if bound >= priced.total else Feasible(plan, priced, bound)


def _impossible_half_days(universe: Universe) -> int:
    """Promised half-days that no plan can keep: of occurrences that are no option, or of demands that are gone."""
    problem = universe.problem
    gone = lost(universe, frozenset(range(len(universe.options))))
    strangers = sum(row.demand not in problem.territory.demand for row in problem.promises.interventions)
    return sum(len(occurrence.rows) for occurrence in gone) + strangers


def _says_the_same(one: Plan, other: Plan) -> bool:
    """Whether the same interventions are held by the same people at the same times, whatever the rooms."""
    said = [{(row.demand, row.half_day, row.advisor) for row in plan.interventions} for plan in (one, other)]
    return said[0] == said[1]
