"""The search for one aim: exact solves around what broke, then wherever they pay."""

import copy
from collections.abc import Iterable
from dataclasses import replace
from threading import Event

from scheduler.audit import costs, unmet
from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, plan_of
from scheduler.model.model import Day
from scheduler.model.universe import Universe
from scheduler.repair.aims import Aim
from scheduler.repair.focus import MOST_TOURS, NEAREST, around, lost, replacing
from scheduler.repair.limit import changed_half_days, changes_at_most
from scheduler.rules import RULES
from scheduler.search.blocks import solve_block
from scheduler.search.budget import Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.neighbourhoods import Chooser

BLOCK_SECONDS = 1.5
"""The most that one exact solve may take."""

IN_VAIN = 3
"""Exact solves elsewhere that bring nothing, one after the other, before what broke is solved around again."""


class Search:
    """Improves a start for one aim; its weights are the aim's. With `most`, it changes no more half-days than that."""

    def __init__(self, universe: Universe, aim: Aim, budget: Budget, seed: int, most: int | None = None) -> None:
        territory = universe.problem.territory
        weighed = replace(universe.problem, territory=replace(territory, weights=aim.weigh(territory.weights)))
        self.universe = copy.copy(universe)
        self.universe.problem = weighed
        self.budget = budget
        self.seed = seed
        self.most = most
        self.goals = GOALS if most is None else (*GOALS, changes_at_most(most))
        self.incumbent = Incumbent(self.universe, lambda _: None, Event())
        self.is_proven = False
        """Whether the last answer of `best` is the best of all for this aim."""

    def best(self, known: Iterable[Decision], *, at_once: bool) -> Decision:
        """The best decision that the budget allows, no worse for the aim than the best of those known.

        One of the known ones must change few enough half-days. `at_once`: as soon as no more is left unserved than was
        published.
        """
        for decision in known:
            if self._changes_few_enough(decision):
                self.incumbent.offer(decision)
        everything = frozenset(self.universe.hostings)
        fits = sum(self.universe.tour_estimate(*day) for day in everything) <= MOST_TOURS
        self.is_proven = fits and self._try(everything)
        if self.is_proven:
            return self._decision
        enough = _unserved(self.universe.problem) if at_once else -1
        self._replace()
        if self._unserved <= enough:
            return self._decision
        for rounds in (0, 1):
            self._focus(rounds)
            if self._unserved <= enough:
                return self._decision
        self._roam(enough)
        return self._decision

    @property
    def _unserved(self) -> int:
        assert self.incumbent.score is not None
        return self.incumbent.score.unmet

    def _changes_few_enough(self, decision: Decision) -> bool:
        if self.most is None:
            return True
        return changed_half_days(plan_of(self.universe, decision), self.universe.problem) <= self.most

    @property
    def _decision(self) -> Decision:
        assert self.incumbent.decision is not None
        return self.incumbent.decision

    def _roam(self, enough: int) -> None:
        """Elsewhere, and around what is lost again where that brings nothing, until the budget is over.

        Or until no more than `enough` minutes are charged for what is unserved.
        """
        chooser = Chooser(self.universe, self.seed)
        vain, rounds = 0, 1
        while chooser.can_free and self._unserved > enough and not self.budget.is_over():
            kind, free = chooser.draw(self._decision)
            before, began = self.incumbent.total, self.budget.spent()
            optimal = self._try(free)
            kind.learn(before - self.incumbent.total, self.budget.spent() - began, optimal)
            vain = vain + 1 if self.incumbent.total == before else 0
            if vain == IN_VAIN:
                vain, rounds = 0, rounds + 1
                self._focus(rounds)

    def _replace(self) -> None:
        """What is lost is put where nothing else has to move, all of it at once."""
        gone = lost(self.universe, self._decision.options)
        narrow, free = replacing(self.universe, self._decision, gone)
        if free:
            held = narrow.from_whole(self._decision)
            block = solve_block(
                narrow.universe, RULES, self.goals, free, held, self._effort(presolve=False), self.incumbent.stopped
            )
            if block.decision is not None:
                self.incumbent.offer(narrow.to_whole(block.decision))

    def _effort(self, *, presolve: bool) -> Effort:
        return Effort(seconds=min(BLOCK_SECONDS, max(0.2, self.budget.left())), seed=self.seed, presolve=presolve)

    def _focus(self, rounds: int) -> None:
        """Around what is lost still, a group of days at a time, wider from round to round."""
        nearest = NEAREST[min(rounds, len(NEAREST) - 1)]
        for free in around(self.universe, lost(self.universe, self._decision.options), nearest):
            if self.budget.is_over():
                return
            self._try(free, presolve=False)

    def _try(self, free: frozenset[Day], *, presolve: bool = True) -> bool:
        """Whether the decision is proven best where these days are free."""
        effort = self._effort(presolve=presolve)
        block = solve_block(self.universe, RULES, self.goals, free, self._decision, effort, self.incumbent.stopped)
        if block.decision is not None:
            self.incumbent.offer(block.decision)
        return block.optimal


def _unserved(problem: Problem) -> int:
    """The minutes that the promises are charged for what they leave unserved."""
    return sum(cost.minutes for cost in costs(problem.promises, problem, (unmet,)))
