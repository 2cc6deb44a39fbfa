"""Repair: from what was promised and still holds, exact solves around what broke, then wherever it pays; three aims."""

import copy
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
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, options_of, plan_of
from scheduler.model.model import Day
from scheduler.model.universe import Universe
from scheduler.repair.aims import AIMS, Aim
from scheduler.repair.focus import MOST_TOURS, NEAREST, around, lost
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.blocks import solve_block
from scheduler.search.bound.beside import BoundBeside
from scheduler.search.budget import Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.neighbourhoods import Chooser
from scheduler.search.pins import Seated, seat_pins

FIRST_SHARE = 0.25
"""The first repair's part of the time, at most: it is wanted on the telephone, and comes once what broke is mended."""

BLOCK_SECONDS = 1.5
"""The most that one exact solve may take."""

IN_VAIN = 3
"""Exact solves elsewhere that bring nothing, one after the other, before what broke is solved around again."""


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


@dataclass(frozen=True, slots=True)
class Same:
    """An aim whose best repair is that of an earlier one."""

    aim: Aim
    number: int


def repairs(
    problem: Problem, parameters: Parameters = Parameters()
) -> Iterator[Repair | Same | Infeasible | OutOfTime]:
    """The repairs of the promises that the problem no longer allows, one by one as they are found.

    Each has passed the audit. Infeasible, alone, where no plan keeps the pins or the rules; OutOfTime where none was
    found in the time.
    """
    began = time.monotonic()
    universe = Universe(problem, RULES)
    stopped = Event()
    seated = seat_pins(universe, Budget(parameters.seconds, False, stopped), parameters.seed)
    if isinstance(seated, Text) or seated is None:
        yield OutOfTime(None) if seated is None else Infeasible(seated)
        return
    floor = Incumbent(universe, lambda _: None, Event())
    floor.raise_bound(problem.territory.weights.change * _impossible_half_days(universe))
    with ExitStack() as stack:
        stack.enter_context(BoundBeside(problem, parameters.seconds, floor, takes_plans=False))
        known = [_start(universe, seated, parameters.seed)]
        found: list[Repair] = []
        for place, aim in enumerate(AIMS[: parameters.alternatives]):
            left = parameters.seconds - (time.monotonic() - began)
            is_first = place == 0 and parameters.alternatives > 1
            share = FIRST_SHARE if is_first else 1 / (parameters.alternatives - place)
            budget = Budget(max(0.5, share * left), False, stopped)
            decision = _Search(universe, aim, budget, parameters.seed).best(known, at_once=is_first)
            known.append(decision)
            repair = _repair(universe, aim, decision, floor.bound, len(found) + 1, time.monotonic() - began)
            same = next((other for other in found if _says_the_same(other.plan, repair.plan)), None)
            if same is not None:
                yield Same(aim, same.number)
            else:
                found.append(repair)
                yield repair


def _start(universe: Universe, seated: Seated, seed: int) -> Decision:
    """The pins, and every promise that still goes."""
    annealing = Annealing(universe, seed, seated.locks)
    annealing.begin_from(options_of(universe, universe.problem.promises), seated.options)
    return annealing.decision()


class _Search:
    """Improves a start for one aim; its weights are the aim's."""

    def __init__(self, universe: Universe, aim: Aim, budget: Budget, seed: int) -> None:
        territory = universe.problem.territory
        weighed = replace(universe.problem, territory=replace(territory, weights=aim.weigh(territory.weights)))
        self.universe = copy.copy(universe)
        self.universe.problem = weighed
        self.budget = budget
        self.seed = seed
        self.incumbent = Incumbent(self.universe, lambda _: None, Event())

    def best(self, known: list[Decision], *, at_once: bool) -> Decision:
        """The best decision that the budget allows, no worse for the aim than the best of those known.

        `at_once`: as soon as what broke has been solved around, without a look elsewhere.
        """
        for decision in known:
            self.incumbent.offer(decision)
        everything = frozenset(self.universe.hostings)
        fits = sum(self.universe.tour_estimate(*day) for day in everything) <= MOST_TOURS
        if fits and self._try(everything):
            return self._decision  # proven: there is no better one for this aim
        for rounds in (0, 1):
            self._focus(rounds)
        chooser = Chooser(self.universe, self.seed)
        vain = 0
        while chooser.can_free and not at_once and not self.budget.is_over():
            kind, free = chooser.draw(self._decision)
            before, began = self.incumbent.total, self.budget.spent()
            optimal = self._try(free)
            kind.learn(before - self.incumbent.total, self.budget.spent() - began, optimal)
            vain = vain + 1 if self.incumbent.total == before else 0
            if vain == IN_VAIN:
                vain, rounds = 0, rounds + 1
                self._focus(rounds)
        return self._decision

    @property
    def _decision(self) -> Decision:
        assert self.incumbent.decision is not None
        return self.incumbent.decision

    def _focus(self, rounds: int) -> None:
        """Around what is lost still, a group of days at a time, wider from round to round."""
        nearest = NEAREST[min(rounds, len(NEAREST) - 1)]
        for free in around(self.universe, lost(self.universe, self._decision.options), nearest):
            if self.budget.is_over():
                return
            self._try(free, presolve=False)

    def _try(self, free: frozenset[Day], *, presolve: bool = True) -> bool:
        seconds = min(BLOCK_SECONDS, max(0.2, self.budget.left()))
        effort = Effort(seconds=seconds, seed=self.seed, presolve=presolve)
        block = solve_block(self.universe, RULES, GOALS, free, self._decision, effort, self.incumbent.stopped)
        if block.decision is not None:
            self.incumbent.offer(block.decision)
        return block.optimal


def _repair(universe: Universe, aim: Aim, decision: Decision, bound: int, number: int, seconds: float) -> Repair:
    problem = universe.problem
    plan = plan_of(universe, decision)
    broken = findings(plan, problem)
    if broken:
        raise RuntimeError(f"the repair broke a rule: {broken[0].rule}: {broken[0].message.en}")
    priced = score(plan, problem)
    outcome = Optimal(plan, priced) if bound >= priced.total else Feasible(plan, priced, bound)
    changes = diff(problem.promises, plan, problem.territory)
    return Repair(number, aim, outcome, changes, _impossible_half_days(universe), seconds)


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
