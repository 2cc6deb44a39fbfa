"""Neighbourhoods: which advisor-days to free together, and how many; the kinds and sizes that pay are learnt."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.model.decision import Decision
from scheduler.model.model import Day
from scheduler.model.universe import Universe

LARGEST = 40_000
"""Day tours that one neighbourhood may bring into its model: more take longer to build than they are worth."""


class Neighbours:
    """Who could take over from whom: advisors by the options that they share, and the days that they work."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe

    @cached_property
    def advisors(self) -> tuple[str, ...]:
        """Those with a day that a model can hold, and that something could be held on."""
        options = self.universe.by_advisor_and_day
        return tuple(a for a, days in self.days.items() if any((a, day) in options for day in days))

    @cached_property
    def days(self) -> Mapping[str, tuple[date, ...]]:
        """By advisor, the days that a model can hold: those of too many tours are the annealing's alone."""
        days: dict[str, list[date]] = {advisor.id: [] for advisor in self.universe.problem.territory.advisors}
        for advisor, day in sorted(self.universe.hostings):
            if self.universe.tour_estimate(advisor, day) <= LARGEST:
                days[advisor].append(day)
        return {advisor: tuple(found) for advisor, found in sorted(days.items())}

    @cached_property
    def able(self) -> Mapping[str, tuple[str, ...]]:
        """By demand, the advisors that have an option of it."""
        return {
            demand: tuple(sorted({self.universe.options[n].advisor for n in numbers}))
            for demand, numbers in self.universe.by_demand.items()
        }

    @cached_property
    def shared(self) -> Mapping[str, Mapping[str, int]]:
        """By advisor, how many demands each other advisor could take over."""
        counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for advisors in self.able.values():
            for one in advisors:
                for other in advisors:
                    if one != other:
                        counts[one][other] += 1
        return counts

    def near(self, advisor: str, size: int, dice: random.Random) -> list[str]:
        """The advisor and up to `size - 1` of those who share most with the group, with some chance in it."""
        group = [advisor]
        while len(group) < size:
            ties: defaultdict[str, float] = defaultdict(float)
            for one in group:
                for other, count in self.shared[one].items():
                    if other not in group:
                        ties[other] += count
            if not ties:
                break
            names = sorted(ties)
            group.append(dice.choices(names, [ties[name] for name in names])[0])
        return group


Choose = Callable[[Neighbours, int, random.Random, Decision], set[Day]]


def _advisors(neighbours: Neighbours, size: int, dice: random.Random, _: Decision) -> set[Day]:
    """A few advisors who share demands, all their days."""
    group = neighbours.near(dice.choice(neighbours.advisors), size, dice)
    return {(advisor, day) for advisor in group for day in neighbours.days[advisor]}


def _week(neighbours: Neighbours, size: int, dice: random.Random, _: Decision) -> set[Day]:
    """One week of many advisors."""
    weeks = neighbours.universe.problem.horizon.weeks
    monday = neighbours.universe.problem.horizon.first_day.toordinal() + 7 * dice.randrange(weeks)
    group = neighbours.near(dice.choice(neighbours.advisors), 3 * size, dice)
    return {(a, day) for a in group for day in neighbours.days[a] if monday <= day.toordinal() < monday + 7}


def _weekdays(neighbours: Neighbours, size: int, dice: random.Random, _: Decision) -> set[Day]:
    """Two weekdays in all weeks of some advisors: whole series can change places."""
    weekdays = sorted({day.weekday() for days in neighbours.days.values() for day in days})
    pair = dice.sample(weekdays, min(2, len(weekdays)))
    group = neighbours.near(dice.choice(neighbours.advisors), 2 * size, dice)
    return {(advisor, day) for advisor in group for day in neighbours.days[advisor] if day.weekday() in pair}


def _around_a_demand(neighbours: Neighbours, size: int, dice: random.Random, decision: Decision) -> set[Day]:
    """The days on which a demand could be held that is not fully served, or any demand, by some who could hold it."""
    universe = neighbours.universe
    served: defaultdict[str, int] = defaultdict(int)
    for number in decision.options:
        served[universe.options[number].demand.id] += 1
    weeks = universe.problem.horizon.weeks
    wanting = [
        demand.id
        for demand in universe.problem.territory.demands
        if demand.id in universe.by_demand and served[demand.id] * demand.every_weeks < demand.count * weeks
    ]
    demand = dice.choice(wanting or sorted(universe.by_demand))
    able = neighbours.able[demand]
    group = neighbours.near(dice.choice(able), 2 * size, dice)
    weekdays = {universe.options[n].date.weekday() for n in universe.by_demand[demand]}
    return {(a, day) for a in group for day in neighbours.days[a] if day.weekday() in weekdays}


@dataclass
class Kind:
    """A kind of neighbourhood, the size that suits it, and what it has paid: minutes gained a second, smoothed."""

    choose: Choose
    size: float
    largest: int
    gain: float = 1.0

    def learn(self, gained: int, seconds: float, optimal: bool) -> None:
        self.gain = 0.8 * self.gain + 0.2 * (gained / max(seconds, 0.05))
        if not optimal:
            self.size = max(1.0, self.size * 0.85)
        elif gained <= 0:
            self.size = min(float(self.largest), self.size * 1.1)


class Chooser:
    """Draws neighbourhoods: those kinds more often that have paid more, none of them never."""

    def __init__(self, universe: Universe, seed: int) -> None:
        self._neighbours = Neighbours(universe)
        self._dice = random.Random(seed)
        everybody = max(1, len(self._neighbours.advisors))
        self.kinds = [
            Kind(_advisors, 2.0, everybody),
            Kind(_week, 3.0, everybody),
            Kind(_weekdays, 2.0, everybody),
            Kind(_around_a_demand, 2.0, everybody),
        ]

    @property
    def can_free(self) -> bool:
        """Whether there is a day that a model can hold, so that there are blocks at all."""
        return bool(self._neighbours.advisors)

    def singles(self) -> list[frozenset[Day]]:
        """All days of each advisor alone, in as many pieces as it takes, in an order that the seed decides."""
        advisors = list(self._neighbours.advisors)
        self._dice.shuffle(advisors)
        days = self._neighbours.days
        return [piece for advisor in advisors for piece in self._pieces({(advisor, day) for day in days[advisor]})]

    def draw(self, decision: Decision) -> tuple[Kind, frozenset[Day]]:
        most = max(kind.gain for kind in self.kinds)
        weights = [kind.gain + 0.1 * most + 0.01 for kind in self.kinds]
        kind = self._dice.choices(self.kinds, weights)[0]
        whole = int(kind.size)
        size = whole + (self._dice.random() < kind.size - whole)
        return kind, self._fitted(kind.choose(self._neighbours, size, self._dice, decision))

    def _fitted(self, days: set[Day]) -> frozenset[Day]:
        """As many of the days as the largest model may hold."""
        return next(self._pieces(days), frozenset())

    def _pieces(self, days: set[Day]) -> Iterator[frozenset[Day]]:
        """The days, in order, in pieces that a model may hold."""
        universe = self._neighbours.universe
        piece: list[Day] = []
        tours = 0
        for day in sorted(days):
            more = universe.tour_estimate(*day)
            if piece and tours + more > LARGEST:
                yield frozenset(piece)
                piece, tours = [], 0
            piece.append(day)
            tours += more
        if piece:
            yield frozenset(piece)
