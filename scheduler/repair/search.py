"""The search for one aim: exact solves around what broke, then wherever they pay."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scheduler.audit import costs, score, unmet
from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, plan_of
from scheduler.model.model import Day
from scheduler.model.universe import Universe
from scheduler.repair import owed
from scheduler.repair.aims import PLAIN, Aim
from scheduler.repair.focus import MOST_TOURS, NEAREST, around, lost, replacing
from scheduler.repair.limit import changed_half_days, changes_at_most
from scheduler.rules import RULES
from scheduler.search.blocks import solve_block
from scheduler.search.budget import Budget
from scheduler.search.neighbourhoods import Chooser

BLOCK_SECONDS = 1.5
"""The most that one exact solve may take."""

REPLACING_WORK = 1.0
"""What the first solve may take, in work and not by the clock: a busy machine must not cancel what could be moved."""

IN_VAIN = 3
"""Exact solves elsewhere that bring nothing, one after the other, before what broke is solved around again."""


class Search:
    """Improves a start for one aim; its weights are the aim's. With `most`, it changes no more half-days than that.

    But for a plain re-solve, what is promised in windows that are not scored is `owed` too.
    """

    def __init__(self, universe: Universe, aim: Aim, budget: Budget, seed: int, most: int | None = None) -> None:
        territory = universe.problem.territory
        weighed = replace(universe.problem, territory=replace(territory, weights=aim.weigh(territory.weights)))
        self.universe = copy.copy(universe)
        self.universe.problem = weighed
        self.budget = budget
        self.seed = seed
        self.most = most
        self.owes = aim is not PLAIN
        self.goals = (
            *GOALS,
            *((owed.GOAL,) if self.owes else ()),
            *((changes_at_most(most),) if most is not None else ()),
        )
        self._best: _Best | None = None
        self.is_proven = False
        """Whether the last answer of `best` is the best of all for this aim."""

    def best(self, known: Iterable[Decision], *, at_once: bool) -> Decision:
        """The best decision that the budget allows, no worse for the aim than the best of those known.

        One of the known ones must change few enough half-days. `at_once`: as soon as no more is left unserved than was
        published.
        """
        for decision in known:
            if self._changes_few_enough(decision):
                self._offer(decision)
        everything = frozenset(self.universe.hostings)
        fits = sum(self.universe.tour_estimate(*day) for day in everything) <= MOST_TOURS
        self.is_proven = fits and self._try(everything)
        if self.is_proven:
            return self.best_known.decision
        enough = _unserved(self.universe.problem) if at_once else -1
        self._replace()
        if self.best_known.unserved <= enough:
            return self.best_known.decision
        for rounds in (0, 1):
            self._focus(rounds)
            if self.best_known.unserved <= enough:
                return self.best_known.decision
        self._roam(enough)
        return self.best_known.decision

    def _changes_few_enough(self, decision: Decision) -> bool:
        if self.most is None:
            return True
        return changed_half_days(plan_of(self.universe, decision), self.universe.problem) <= self.most

    def _offer(self, decision: Decision) -> None:
        """Take the decision where it is strictly better for the aim; its price is the audit's."""
        plan, problem = plan_of(self.universe, decision), self.universe.problem
        priced, more = score(plan, problem), owed.owed_minutes(plan, problem) if self.owes else 0
        found = _Best(decision, priced.total + more, priced.unmet + more)
        if self._best is None or found.total < self._best.total:
            self._best = found

    @property
    def best_known(self) -> "_Best":
        assert self._best is not None
        return self._best

    def _roam(self, enough: int) -> None:
        """Elsewhere, and around what is lost again where that brings nothing, until the budget is over.

        Or until no more than `enough` minutes are charged for what is unserved.
        """
        chooser = Chooser(self.universe, self.seed)
        vain, rounds = 0, 1
        while chooser.can_free and self.best_known.unserved > enough and not self.budget.is_over():
            kind, free = chooser.draw(self.best_known.decision)
            before, began = self.best_known.total, self.budget.spent()
            optimal = self._try(free)
            kind.learn(before - self.best_known.total, self.budget.spent() - began, optimal)
            vain = vain + 1 if self.best_known.total == before else 0
            if vain == IN_VAIN:
                vain, rounds = 0, rounds + 1
                self._focus(rounds)

    def _replace(self) -> None:
        """What is lost is put where nothing else has to move, all of it at once."""
        gone = lost(self.universe, self.best_known.decision.options)
        narrow, free = replacing(self.universe, self.best_known.decision, gone)
        if free:
            held = narrow.from_whole(self.best_known.decision)
            effort = Effort(deterministic_time=REPLACING_WORK, seed=self.seed, presolve=False)
            block = solve_block(narrow.universe, RULES, self.goals, free, held, effort, self.budget.stopped)
            if block.decision is not None:
                self._offer(narrow.to_whole(block.decision))

    def _effort(self, *, presolve: bool) -> Effort:
        return Effort(seconds=min(BLOCK_SECONDS, max(0.2, self.budget.left())), seed=self.seed, presolve=presolve)

    def _focus(self, rounds: int) -> None:
        """Around what is lost still, a group of days at a time, wider from round to round."""
        nearest = NEAREST[min(rounds, len(NEAREST) - 1)]
        for free in around(self.universe, lost(self.universe, self.best_known.decision.options), nearest):
            if self.budget.is_over():
                return
            self._try(free, presolve=False)

    def _try(self, free: frozenset[Day], *, presolve: bool = True) -> bool:
        """Whether the decision is proven best where these days are free."""
        effort = self._effort(presolve=presolve)
        block = solve_block(
            self.universe, RULES, self.goals, free, self.best_known.decision, effort, self.budget.stopped
        )
        if block.decision is not None:
            self._offer(block.decision)
        return block.optimal


@dataclass(frozen=True, slots=True)
class _Best:
    """The best decision so far, its price for the aim, and what of that is charged for what is unserved."""

    decision: Decision
    total: int
    unserved: int


def _unserved(problem: Problem) -> int:
    """The minutes that the promises are charged for what they leave unserved."""
    return sum(cost.minutes for cost in costs(problem.promises, problem, (unmet,)))
