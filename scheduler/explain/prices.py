"""Prices: the best plan around a demand under a condition, and what it costs more than the plan, by component."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.audit import findings, score
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.verdict import Score
from scheduler.explain.moves import Move, moves
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, solve_program
from scheduler.model.decision import NOTHING, Decision, decided, decision_of, plan_of
from scheduler.model.model import Day, Model
from scheduler.model.rule import Goal
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.blocks import hint_of
from scheduler.search.budget import Budget
from scheduler.search.neighbourhoods import Neighbours

LARGEST, WHOLE = 9_000, 12_000
"""Day tours that one neighbourhood may have: half a second to build and solve; and that all of a small problem may."""

FEW = 60
"""Demands up to which the whole territory is looked at, rather than the structures around the demand."""

BLOCK_SECONDS, WHOLE_SECONDS = 3.0, 6.0
"""The most that one solve may take."""

SCALE = 1_000
"""Minutes count so many times more than moves: among the cheapest plans, the one that moves the least."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a change costs, in minutes of driving: the score `after` less that `before`.

    A plan that passes the audit has the score `after`, so that the price is that at most. `bound` is a proven minimum
    of the total of every plan with the change; None where nothing was proven.
    """

    before: Score
    after: Score
    bound: int | None = None

    @property
    def minutes(self) -> int:
        return self.after.total - self.before.total

    @property
    def least(self) -> int | None:
        """The least that it can cost."""
        return None if self.bound is None else min(self.bound, self.after.total) - self.before.total

    @property
    def is_exact(self) -> bool:
        return self.least == self.minutes

    def components(self) -> dict[str, int]:
        before = self.before.components()
        return {part: minutes - before[part] for part, minutes in self.after.components().items()}


@dataclass(frozen=True, slots=True)
class Priced:
    """A plan that passes the audit, what it costs more, and what it changes."""

    plan: Plan
    price: Price
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Around:
    """Where a plan is sought: the days of a window, and around which demand; `must` are advisor-days freed always."""

    demand: str
    days: tuple[date, ...]
    must: frozenset[Day] = frozenset()


class Pricer:
    """Prices conditions against one plan of one problem."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self._universes: dict[str, Universe] = {}
        self.slowest = 0.0
        """Seconds of the longest of the steps that nothing ends before they are done: putting a program together."""

    @cached_property
    def before(self) -> Score:
        return score(self.plan, self.problem)

    def best(
        self,
        around: Around,
        conditions: Sequence[Goal],
        budget: Budget,
        *,
        changed: Problem | None = None,
        emphasis: Problem | None = None,
        accepts: Callable[[Plan], bool] = lambda _: True,
        thorough: bool = True,
    ) -> Priced | None:
        """The cheapest plan found that keeps the conditions; None where the neighbourhoods hold none.

        `changed`: the problem after the change (the plan must suit it too). `emphasis`: the same with other weights, to
        lead the search elsewhere; prices are told by the true ones. `accepts` says whether a plan is of the kind asked.
        Not `thorough`, the first neighbourhood that holds one is enough.
        """
        problem = changed or self.problem
        with self._timed():
            universe = self._universe(emphasis or problem, around.demand, shared=changed is None)
            held = decision_of(universe, _of_demands(self.plan, universe.problem))
            is_whole = universe.problem is (emphasis or problem) and _tours_of(universe) <= WHOLE
            if held is not None and not is_whole:
                universe = _of_concerned(universe, around, held)
                held = decision_of(universe, _of_demands(self.plan, universe.problem))
        if held is None:
            return None
        held = _with_hosts(universe, held)
        best: Priced | None = None
        for free in (None,) if is_whole else _blocks(universe, around, held):
            if budget.left() <= self.slowest or budget.is_over():
                break
            found = self._in_block(universe, problem, conditions, free, held, budget)
            if found is not None and accepts(found.plan) and (best is None or found.price.minutes < best.price.minutes):
                best = found
            if free is None or (best is not None and not thorough):
                break
        return best

    @contextmanager
    def _timed(self) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _universe(self, problem: Problem, demand: str, *, shared: bool) -> Universe:
        """Of the structures around the demand. With `shared` the problem differs in its weights at most."""
        part = _around(problem, demand)
        if not shared:
            return Universe(part, RULES)
        if demand not in self._universes:
            self._universes[demand] = Universe(_around(self.problem, demand), RULES)
        universe = copy(self._universes[demand])
        universe.problem = part
        return universe

    def priced(self, plan: Plan) -> Priced:
        """What a plan of the problem as it is costs more."""
        return Priced(plan, Price(self.before, score(plan, self.problem)), moves(self.plan, plan, self.problem))

    def exact(
        self, found: Priced, conditions: Sequence[Goal], budget: Budget, changed: Problem | None = None
    ) -> Priced:
        """The same price with a proven minimum beside it, or a better one: the whole program, as far as time allows."""
        problem = changed or self.problem
        universe = Universe(problem, RULES)
        if _tours_of(universe) > WHOLE or budget.is_over():
            return found
        again = self._in_block(universe, problem, conditions, None, decision_of(universe, found.plan), budget)
        if again is None:
            return found
        if again.price.minutes < found.price.minutes:
            return again
        price = Price(found.price.before, found.price.after, again.price.bound)
        return Priced(found.plan, price, found.moves)

    def _in_block(
        self,
        universe: Universe,
        problem: Problem,
        conditions: Sequence[Goal],
        free: frozenset[Day] | None,
        held: Decision | None,
        budget: Budget,
    ) -> Priced | None:
        whole = free is None
        goals = (*GOALS, *conditions, Goal("fewest moves", self._then_fewest_moves))
        with self._timed():
            model = Model(universe, RULES, goals, free, None if whole else held)
        effort = Effort(seconds=max(0.1, min(budget.left(), WHOLE_SECONDS if whole else BLOCK_SECONDS)), presolve=whole)
        hint = hint_of(model, held) if held is not None else None
        solved = solve_program(model.program, effort, hint=hint, cancel=budget.stopped)
        if solved.values is None:
            return None
        assert held is not None or whole
        plan = plan_of(universe, decided(model, solved.values, held or NOTHING))
        if free is not None:
            rest = (row for row in self.plan.rows if (row.advisor, row.date) not in free)
            plan = Plan.of([*rest, *(row for row in plan.rows if (row.advisor, row.date) in free)])
        if findings(plan, problem):
            raise RuntimeError("a plan of a neighbourhood breaks a rule")
        true_weights = universe.problem.territory.weights == problem.territory.weights
        bound = _of_minutes(solved.bound) if whole and true_weights and solved.bound is not None else None
        return Priced(plan, Price(self.before, score(plan, problem), bound), moves(self.plan, plan, problem))

    def _then_fewest_moves(self, model: Model) -> None:
        """Last of the goals: what was charged before it comes first, then each occurrence not where the plan has it."""
        program = model.program
        program.cost = [cost * SCALE for cost in program.cost]
        program.constant *= SCALE
        planned = {(row.demand, row.date, row.half_day.period.name, row.advisor) for row in self.plan.interventions}
        for number, column in model.columns.items():
            option = model.option(number)
            if (option.demand.id, option.date, option.periods[0].name, option.advisor) not in planned:
                model.charge(column)


def _of_minutes(bound: int) -> int:
    """The least total in minutes of a plan whose minutes, scaled, and fewer than SCALE moves come to the bound."""
    return -((SCALE - 1 - bound) // SCALE)


def _with_hosts(universe: Universe, held: Decision) -> Decision:
    """The decision with a host structure for the half-days of advisors that the plan does not know."""
    hosts = dict(held.hosts)
    for (advisor, _), hostings in universe.hostings.items():
        for half_day, structure in zip(hostings[0].half_days, hostings[0].structures, strict=True):
            hosts.setdefault((advisor, half_day), structure)
    return Decision(held.options, held.rooms, hosts)


def _around(problem: Problem, demand: str) -> Problem:
    """The problem without the demands of structures that nobody who could hold this one works for."""
    territory = problem.territory
    if len(territory.demands) <= FEW:
        return problem
    structure = territory.venue[territory.demand[demand].venue].structure
    posted = {posting.advisor for posting in territory.postings if posting.structure == structure}
    structures = {posting.structure for posting in territory.postings if posting.advisor in posted}
    near = tuple(d for d in territory.demands if territory.venue[d.venue].structure in structures)
    return replace(problem, territory=replace(territory, demands=near))


def _of_demands(plan: Plan, problem: Problem) -> Plan:
    """The plan without the interventions for demands that the problem leaves out."""
    known = problem.territory.demand
    return Plan(tuple(row for row in plan.rows if not row.intervenes or row.demand in known))


def _tours_of(universe: Universe) -> int:
    return sum(universe.tour_estimate(*day) for day in universe.by_advisor_and_day)


def _of_concerned(universe: Universe, around: Around, held: Decision) -> Universe:
    """The universe in which only some demands can move: the wanted one, and those that are in its way.

    In its way is what is held at its venue, or by somebody on a day on which that person could hold it. So few demands
    leave so few tours to a day that many advisors' weeks go into one program, and whole chains of moves.
    """
    days = {(universe.options[n].advisor, universe.options[n].date) for n in universe.by_demand.get(around.demand, ())}
    days = {day for day in days if day[1] in around.days} | around.must | set(_there(universe, around, held))
    moving = {around.demand} | {
        option.demand.id
        for option in (universe.options[number] for number in held.options)
        if (option.advisor, option.date) in days
    }
    options = [o for number, o in enumerate(universe.options) if o.demand.id in moving or number in held.options]
    return Universe(universe.problem, RULES, options)


def _blocks(universe: Universe, around: Around, held: Decision) -> Iterator[frozenset[Day]]:
    """Week by week: who holds the demand's venue, since its rooms and hours may be what lacks; then who could hold it.

    Then the rest of their week, and that of others who could take over from them, as far as a program goes.
    """
    tours = universe.tour_estimate
    able = _able(universe, around)
    helpers = _helpers(universe, able)
    weeks: defaultdict[int, list[date]] = defaultdict(list)
    for one in around.days:
        weeks[universe.problem.week(one)].append(one)
    for days in weeks.values():
        free: set[Day] = set()
        size = 0
        wanted = [(advisor, one) for advisor in able for one in _when(universe, around.demand, advisor, days)]
        others = [(advisor, one) for advisor in (*able, *helpers) for one in days]
        for day in (*around.must, *_there(universe, around, held), *wanted, *others):
            more = tours(*day)
            may_be = day in around.must or (day[1] in days and size + more <= LARGEST)
            if may_be and day in universe.hostings and day not in free:
                free.add(day)
                size += more
        if free:
            yield frozenset(free)


def _when(universe: Universe, demand: str, advisor: str, days: Sequence[date]) -> list[date]:
    """Those of the days on which the advisor could hold the demand."""
    able = {
        universe.options[n].date for n in universe.by_demand.get(demand, ()) if universe.options[n].advisor == advisor
    }
    return [day for day in days if day in able]


def _there(universe: Universe, around: Around, held: Decision) -> Iterator[Day]:
    """The advisor-days on which something is held at the demand's venue."""
    venue = universe.problem.territory.demand[around.demand].venue
    for number in sorted(held.options):
        option = universe.options[number]
        if option.demand.venue == venue and option.date in around.days:
            yield option.advisor, option.date


def _able(universe: Universe, around: Around) -> list[str]:
    """Those who could hold the demand on these days, the most often able first."""
    times: defaultdict[str, int] = defaultdict(int)
    for number in universe.by_demand.get(around.demand, ()):
        option = universe.options[number]
        if option.date in around.days:
            times[option.advisor] += 1
    must = [advisor for advisor, _ in sorted(around.must) if advisor not in times]
    return [*must, *sorted(times, key=lambda advisor: (-times[advisor], advisor))]


def _helpers(universe: Universe, able: list[str]) -> list[str]:
    """Others who could take over something from them, the most first."""
    shared = Neighbours(universe).shared
    ties: defaultdict[str, int] = defaultdict(int)
    for advisor in able:
        for other, count in shared.get(advisor, {}).items():
            if other not in able:
                ties[other] += count
    return sorted(ties, key=lambda advisor: (-ties[advisor], advisor))
