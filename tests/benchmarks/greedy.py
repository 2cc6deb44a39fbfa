"""Greedy - a plain constructive plan: the scarcest demands first, each occurrence where it costs least.

What a good engineer writes in an hour: it keeps every rule, reckons driving, irregularity and the shares' maximums at
each step, and takes nothing back. Days without intervention are shared out at the end as the engine does.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil

from scheduler.domain.demands import Demand
from scheduler.domain.time import HalfDay, Window
from scheduler.model.day_tours import DayTour, tour_minutes
from scheduler.model.decision import Decision
from scheduler.model.model import Day
from scheduler.model.universe import Option, Universe
from scheduler.search.free_days import share_out_free_days


def greedy(universe: Universe) -> Decision:
    """Every demand's windows in turn, by priority and by how few options it has for each occurrence."""
    draft = _Draft(universe)
    weights = universe.problem.territory.weights
    for demand in sorted(universe.problem.territory.demands, key=lambda demand: _urgency(universe, demand)):
        for numbers in _by_window(universe, demand).values():
            for _ in range(demand.count):
                costs = ((draft.cost(universe.options[number]), number) for number in numbers)
                cost, number = min(((c, n) for c, n in costs if c is not None), default=(None, None))
                if cost is None or number is None or cost >= weights.unmet * demand.priority * demand.length.half_days:
                    break
                draft.take(number)
    options = frozenset(draft.rooms)
    return Decision(options, draft.rooms, share_out_free_days(universe, options))


def _urgency(universe: Universe, demand: Demand) -> tuple[int, float]:
    windows = _by_window(universe, demand)
    options = len(universe.by_demand.get(demand.id, ()))
    return (-demand.priority, options / max(1, len(windows) * demand.count))


def _by_window(universe: Universe, demand: Demand) -> dict[Window, list[int]]:
    windows: dict[Window, list[int]] = {}
    for number in universe.by_demand.get(demand.id, ()):
        windows.setdefault(universe.window(universe.options[number]), []).append(number)
    return windows


@dataclass
class _Draft:
    """The options taken so far, and what they use up."""

    universe: Universe
    rooms: dict[int, str] = field(default_factory=dict)
    held: defaultdict[str, list[Option]] = field(default_factory=lambda: defaultdict(list))
    days: defaultdict[Day, list[Option]] = field(default_factory=lambda: defaultdict(list))
    driven: defaultdict[Day, int] = field(default_factory=lambda: defaultdict(int))
    worked: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    hosted: defaultdict[tuple[str, str, Window], int] = field(default_factory=lambda: defaultdict(int))
    in_use: set[tuple[str, str, HalfDay]] = field(default_factory=set)

    def take(self, number: int) -> None:
        option = self.universe.options[number]
        problem, day = self.universe.problem, (option.advisor, option.date)
        room, driving = self._room_for(option), self._driving_with(option)
        assert room is not None
        assert driving is not None
        for key, more in self._newly_hosted(option).items():
            self.hosted[key] += more
        self.rooms[number] = room
        self.held[option.demand.id].append(option)
        self.days[day].append(option)
        self.driven[day] = driving
        self.worked[option.advisor, problem.week(option.date)] += len(option.periods)
        self.in_use.update((option.demand.venue, room, half_day) for half_day in option.half_days)

    def cost(self, option: Option) -> int | None:
        """The minutes that the option adds to the score; None where a rule forbids it."""
        if not (self._is_free(option) and self._recurs_as_asked(option) and self._room_for(option) is not None):
            return None
        driving = self._driving_with(option)
        if driving is None:
            return None
        weights = self.universe.problem.territory.weights
        slots = {other.slot for other in self.held[option.demand.id]}
        off_slot = option.demand.regular and option.slot not in slots and len(slots) >= option.demand.count
        more = driving - self.driven[option.advisor, option.date]
        return weights.travel * more + weights.irregular * off_slot + weights.split * self._beyond_shares(option)

    def _is_free(self, option: Option) -> bool:
        """Whether the advisor has nothing else in those half-days, and hours left in that week."""
        problem, advisor = self.universe.problem, self.universe.problem.territory.advisor[option.advisor]
        busy = {period for other in self.days[option.advisor, option.date] for period in other.periods}
        worked = self.worked[option.advisor, problem.week(option.date)] + len(option.periods)
        return worked <= advisor.half_days_per_week and busy.isdisjoint(option.periods)

    def _recurs_as_asked(self, option: Option) -> bool:
        """At most `count` in the window and far enough from each other, the published ones among them."""
        problem, demand = self.universe.problem, option.demand
        window = self.universe.window(option)
        dates = [fact.date for fact in problem.fact_occurrences.get(demand.id, ())]
        dates += [other.date for other in self.held[demand.id]]
        inside = sum(problem.week(day) in window.numbers() for day in dates)
        return inside < demand.count and all(abs((option.date - day).days) >= demand.min_gap_days for day in dates)

    def _room_for(self, option: Option) -> str | None:
        venue = option.demand.venue
        for room in self.universe.rooms(option):
            if all((venue, room.id, half_day) not in self.in_use for half_day in option.half_days):
                return room.id
        return None

    def _driving_with(self, option: Option) -> int | None:
        """The least driving of the day with the option in it; None where the rules admit no such day."""
        universe, problem = self.universe, self.universe.problem
        day = (option.advisor, option.date)
        advisor = problem.territory.advisor[option.advisor]
        stops = tuple(other.stop for other in sorted([*self.days[day], option], key=lambda other: other.periods))
        least = None
        for hosting in universe.hostings[day]:
            bases = hosting.bases(problem)
            tour = DayTour(bases, stops, tour_minutes(bases, stops, problem.driving))
            if (
                (least is None or tour.minutes < least)
                and universe.allows(hosting, tour)
                and all(rule.admits_tour(tour, advisor, problem) for rule in universe.rules)
            ):
                least = tour.minutes
        return least

    def _newly_hosted(self, option: Option) -> dict[tuple[str, str, Window], int]:
        """By (advisor, structure, window of its share), the half-days that the option's structure would gain."""
        problem = self.universe.problem
        if self.days[option.advisor, option.date]:
            return {}
        posting = problem.territory.posting[option.advisor, option.structure]
        gained = len(problem.half_days[option.advisor, option.date])
        return {
            (option.advisor, option.structure, window): gained
            for window in problem.share_windows(posting)
            if problem.week(option.date) in window.numbers()
        }

    def _beyond_shares(self, option: Option) -> int:
        """How many more half-days the structure would host than the maximum of its share."""
        problem, beyond = self.universe.problem, 0
        for key, gained in self._newly_hosted(option).items():
            advisor, structure, window = key
            size = sum(problem.week(half_day.date) in window.numbers() for half_day in problem.available[advisor])
            most = ceil(problem.territory.posting[advisor, structure].share_max * size)
            beyond += max(0, self.hosted[key] + gained - most) - max(0, self.hosted[key] - most)
        return beyond
