"""Pins in the search: one way to keep them all, found exactly, which the annealing leaves alone; or why there is none.

The exact blocks know pins as a rule: they keep what was asked for, and may exchange one way of keeping it for another.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from threading import Event

from scheduler.domain.pins import Ask
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.goals import change, travel
from scheduler.model.cp_sat import Effort, Solved, Status, solve_program
from scheduler.model.decision import NOTHING, Decision, decided
from scheduler.model.model import Day, Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES, pins
from scheduler.search.budget import Budget
from scheduler.search.locks import NO_LOCKS, Locks
from scheduler.search.pin_conflicts import impossible_pins, smallest_conflict

FEW_DAYS = 8
"""Advisor-days that each pin is tried on first: where they do, the others need no look."""

PRICED_SHARE, PRICED_MOST = 0.1, 3.0
"""The part of the time, and the most seconds, that may go into a good way to keep the pins: any way will do."""


@dataclass(frozen=True, slots=True)
class Seated:
    """What the annealing is not to touch, and the options of the days on which it lies."""

    locks: Locks = NO_LOCKS
    options: frozenset[int] = field(default_factory=frozenset)


def seat_pins(universe: Universe, budget: Budget, seed: int) -> Seated | Text | None:
    """A way to keep every pin; a Text that says why there is none, where that is proven; None: none found in time."""
    asks = universe.problem.asks
    if not asks:
        return Seated()
    hopeless = [ask for ask in asks if not (universe.keeping[ask].options or universe.keeping[ask].bases)]
    if hopeless:
        return impossible_pins(hopeless, universe.problem)
    for free in (_days(asks, universe, FEW_DAYS), _days(asks, universe, None)):
        model = Model(universe, RULES, (change.GOAL, travel.GOAL), free, NOTHING)
        solved = _solved(model, _effort(budget, seed, min(PRICED_MOST, PRICED_SHARE * budget.seconds)), budget)
        if solved.status is Status.UNKNOWN and not budget.is_over():
            model = Model(universe, RULES, (), free, NOTHING)
            solved = _solved(model, _effort(budget, seed, budget.left()), budget)
        if solved.values is not None:
            decision = decided(model, solved.values, NOTHING)
            return Seated(locks_of(decision, universe), decision.options)
        if solved.status is Status.UNKNOWN:
            return None
    return smallest_conflict(universe, lambda tried, out: _is_infeasible(universe, tried, out, budget, seed))


def _is_infeasible(
    universe: Universe, asks: Collection[Ask], out: frozenset[str], budget: Budget, seed: int
) -> bool | None:
    """Whether those asks exclude each other under all rules but those left out; None where the time was over."""
    rules = (*(rule for rule in RULES if rule.key not in {pins.KEY, *out}), pins.rule_of(asks))
    model = Model(universe, rules, (), _days(asks, universe, None), NOTHING)
    solved = _solved(model, _effort(budget, seed, budget.left()), budget)
    return None if solved.status is Status.UNKNOWN else solved.status is Status.INFEASIBLE


def _effort(budget: Budget, seed: int, seconds: float) -> Effort:
    seconds = min(seconds, max(budget.left(), 0.1))
    return Effort(deterministic_time=seconds, seed=seed) if budget.deterministic else Effort(seconds=seconds, seed=seed)


def _solved(model: Model, effort: Effort, budget: Budget) -> Solved:
    cancel: Event = budget.stopped
    solved = solve_program(model.program, effort, cancel=cancel)
    budget.work(solved.work)
    return solved


def _days(asks: Collection[Ask], universe: Universe, most: int | None) -> frozenset[Day]:
    """The advisor-days on which the asks could be kept, up to so many for each, spread over all of them."""
    found: set[Day] = set()
    for ask in asks:
        days = sorted(set(_days_of(ask, universe)))
        step = 1 if most is None else max(1, len(days) // most)
        found.update(days[::step])
    return frozenset(found)


def _days_of(ask: Ask, universe: Universe) -> Iterator[Day]:
    keeping = universe.keeping[ask]
    for number in keeping.options:
        yield universe.options[number].advisor, universe.options[number].date
    for advisor, half_day, _ in keeping.bases:
        yield advisor, half_day.date


def locks_of(decision: Decision, universe: Universe) -> Locks:
    """As little as keeps, whatever else moves, every ask that the decision keeps."""
    options: dict[int, str] = {}
    hosts: dict[tuple[str, HalfDay], str] = {}
    barred: set[int] = set()
    for ask in universe.problem.asks:
        kept = [
            number
            for number in universe.keeping[ask].options
            if number in decision.options and ask.pin.room in (None, decision.rooms[number])
        ]
        if any(number in options for number in kept):
            continue
        loosest = min(_half_days(ask, decision, universe), key=lambda found: len(found[2]), default=None)
        if loosest is not None and (not loosest[2] or not kept):
            half_day, structure, others = loosest
            hosts[half_day] = structure
            barred |= others
        else:
            options[kept[0]] = decision.rooms[kept[0]]
    return Locks(options, hosts, frozenset(barred))


def _half_days(
    ask: Ask, decision: Decision, universe: Universe
) -> Iterator[tuple[tuple[str, HalfDay], str, frozenset[int]]]:
    """The half-days on which the ask is kept at the base or by any option but some: with those, to be barred."""
    keeping = universe.keeping[ask]
    keeps = frozenset(keeping.options)
    for advisor, half_day, structure in keeping.bases:
        if decision.hosts.get((advisor, half_day)) == structure:
            others = frozenset(
                number
                for number in universe.by_advisor_and_day.get((advisor, half_day.date), ())
                if half_day in universe.options[number].half_days and number not in keeps
            )
            if not others & decision.options:
                yield (advisor, half_day), structure, others
