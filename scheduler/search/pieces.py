"""Pieces: a territory that falls apart, where no demand, room or pin ties some advisors to the others."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from scheduler.domain.problem import Problem
from scheduler.model.decision import Decision
from scheduler.model.universe import Universe

SMALL = 8_000
"""Options up to which the bound solves a piece whole from the start, plans and all."""


@dataclass(frozen=True)
class Piece:
    """Some advisors and the demands that only they can hold, as a universe of its own.

    `numbers` are its options' numbers in the whole universe. `foreign` minutes are charged in the piece for promises of
    demands that are not its own, which no choice in it changes.
    """

    universe: Universe
    numbers: tuple[int, ...]
    foreign: int

    def part(self, decision: Decision) -> "Part":
        """A decision of the piece, in the numbers of the whole."""
        return Part(
            frozenset(self.universe.problem.territory.advisor),
            Decision(
                frozenset(self.numbers[option] for option in decision.options),
                {self.numbers[option]: room for option, room in decision.rooms.items()},
                decision.hosts,
            ),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """The decision for some advisors, in the numbers of the whole universe."""

    advisors: frozenset[str]
    decision: Decision

    def put_into(self, whole: Decision, universe: Universe) -> Decision:
        """The whole decision with this one for its advisors."""
        kept = {number for number in whole.options if universe.options[number].advisor not in self.advisors}
        return Decision(
            self.decision.options | kept,
            {number: room for number, room in whole.rooms.items() if number in kept} | dict(self.decision.rooms),
            {at: host for at, host in whole.hosts.items() if at[0] not in self.advisors} | dict(self.decision.hosts),
        )


def pieces_of(universe: Universe) -> tuple[Piece, ...]:
    """The pieces, in the order of their first options; what has no option at all is with the first one.

    A plan's total is the sum of the totals of its pieces, each less its `foreign` minutes, and of `common_minutes`.
    """
    problem = universe.problem
    ties = Ties()
    for option in universe.options:
        ties.tie(("advisor", option.advisor), ("demand", option.demand.id))
        ties.tie(("demand", option.demand.id), ("venue", option.demand.venue))
    names = list(dict.fromkeys(ties.root(("advisor", option.advisor)) for option in universe.options))
    if len(names) < 2 or problem.asks:
        return (Piece(universe, tuple(range(len(universe.options))), common_minutes(problem)),)
    numbers: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, option in enumerate(universe.options):
        numbers[ties.root(("advisor", option.advisor))].append(number)
    first = names[0]

    def is_of(name: Hashable, thing: Hashable) -> bool:
        root = ties.root(thing)
        return root == name or (name == first and root not in numbers)

    found = []
    for name in names:
        advisors = {a.id for a in problem.territory.advisors if is_of(name, ("advisor", a.id))}
        demands = {d.id for d in problem.territory.demands if is_of(name, ("demand", d.id))}
        part = _part(problem, advisors, demands)
        options = [universe.options[number] for number in numbers[name]]
        foreign = _promised_minutes(problem, (d.id for d in problem.territory.demands if d.id not in demands))
        found.append(
            Piece(Universe(part, universe.rules, options), tuple(numbers[name]), foreign + common_minutes(problem))
        )
    return tuple(found)


def common_minutes(problem: Problem) -> int:
    """What is charged for promises of demands that the territory no longer has."""
    return _promised_minutes(problem, set(problem.promises.by_demand) - problem.territory.demand.keys())


def _promised_minutes(problem: Problem, demands: Iterable[str]) -> int:
    rows = problem.promises.by_demand
    return problem.territory.weights.change * sum(len(rows.get(demand, ())) for demand in demands)


def _part(problem: Problem, advisors: set[str], demands: set[str]) -> Problem:
    """The problem of these advisors and demands alone; what was published stays whole, since it covers weeks."""
    territory = problem.territory
    return replace(
        problem,
        territory=replace(
            territory,
            advisors=tuple(a for a in territory.advisors if a.id in advisors),
            postings=tuple(p for p in territory.postings if p.advisor in advisors),
            patterns=tuple(p for p in territory.patterns if p.advisor in advisors),
            demands=tuple(d for d in territory.demands if d.id in demands),
        ),
        available={advisor: half_days for advisor, half_days in problem.available.items() if advisor in advisors},
    )


class Ties:
    """What is tied together, directly or through others."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def root(self, thing: Hashable) -> Hashable:
        """The one that stands for all that are tied to the thing."""
        self._parent.setdefault(thing, thing)
        while self._parent[thing] != thing:
            self._parent[thing] = self._parent[self._parent[thing]]
            thing = self._parent[thing]
        return thing

    def tie(self, one: Hashable, other: Hashable) -> None:
        self._parent[self.root(one)] = self.root(other)
