"""What could be decided at all: the options, hostings and day tours that each rule admits on its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from scheduler.domain.demands import Demand, Length
from scheduler.domain.pins import Ask
from scheduler.domain.places import Room
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.time import Clock, HalfDay, Period, Window, window_of
from scheduler.model.day_tours import DayTour, Stop, day_tours
from scheduler.model.pinned import Keeping, keeping
from scheduler.model.rule import Rule

MOST_REMEMBERED = 1_000_000
"""Day tours that are kept at once: some 150 MB."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to hold one occurrence: this demand, on that day, in these half-days, by that advisor."""

    demand: Demand
    date: date
    periods: tuple[Period, ...]
    advisor: str
    structure: str
    stop: Stop

    @property
    def half_days(self) -> tuple[HalfDay, ...]:
        return tuple(HalfDay(self.date, period) for period in self.periods)

    @property
    def slot(self) -> tuple[int, str, str]:
        """(weekday, first period, advisor), by which regularity is judged."""
        return (self.date.weekday(), self.periods[0].name, self.advisor)


@dataclass(frozen=True, slots=True)
class Hosting:
    """One way to share an advisor's day out: the structure of each of its available half-days, in order."""

    advisor: str
    half_days: tuple[HalfDay, ...]
    structures: tuple[str, ...]

    def bases(self, problem: Problem) -> tuple[str, str]:
        """The base that the day's driving leaves from, and the one that it ends at."""
        posting = problem.territory.posting
        return (
            posting[self.advisor, self.structures[0]].base,
            posting[self.advisor, self.structures[-1]].base,
        )

    def structure_of(self, half_day: HalfDay) -> str | None:
        return next((s for h, s in zip(self.half_days, self.structures, strict=True) if h == half_day), None)


def fitting_rooms(demand: Demand, half_days: Sequence[HalfDay], problem: Problem) -> tuple[Room, ...]:
    """The rooms of the demand's venue that fit it and that no closure of a room touches in any of those half-days."""
    shut = [room for half_day in half_days for room in problem.closed.get((demand.venue, half_day), ())]
    territory = problem.territory
    return tuple(r for r in territory.rooms_of[demand.venue] if r.id not in shut and territory.room_fits(r, demand))


class Universe:
    """The options, hostings and day tours of a problem under some rules. Built once; models are built from it.

    `options` are ordered by demand (the files' order), date, period and advisor; an option's place is its number.
    """

    def __init__(self, problem: Problem, rules: tuple[Rule, ...], options: Iterable[Option] | None = None) -> None:
        """`options`: only these of those that the rules admit, in order (None: all of them)."""
        self.problem = problem
        self.rules = rules
        self._tours: dict[tuple[str, date], tuple[DayTour, ...]] = {}
        self._tours_of_stops: dict[tuple[object, ...], tuple[DayTour, ...]] = {}
        self._remembered = 0
        self.options: tuple[Option, ...] = tuple(self._options() if options is None else options)

    def _filters(self, name: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.filters(name)]

    def _options(self) -> list[Option]:
        problem = self.problem
        territory = problem.territory
        by_advisor, by_time = self._filters("admits_advisor"), self._filters("admits_time")
        by_presence, by_option = self._filters("admits_presence"), self._filters("admits_option")
        days = tuple(problem.horizon.days())
        present = {
            (advisor.id, day, period.rank)
            for advisor in territory.advisors
            for day in days
            for period in territory.periods
            if all(rule.admits_presence(advisor, HalfDay(day, period), problem) for rule in by_presence)
        }
        found = []
        for demand in territory.demands:
            structure = territory.venue[demand.venue].structure
            able = [a.id for a in territory.advisors if all(r.admits_advisor(demand, a, problem) for r in by_advisor)]
            if not able:
                continue
            for day in days:
                for periods in self._spans(demand):
                    if not all(rule.admits_time(demand, day, periods[0], problem) for rule in by_time):
                        continue
                    stop = self._stop(demand, periods)
                    for advisor in able:
                        if all((advisor, day, period.rank) in present for period in periods):
                            option = Option(demand, day, periods, advisor, structure, stop)
                            if all(rule.admits_option(option, problem) for rule in by_option):
                                found.append(option)
        return found

    def _spans(self, demand: Demand) -> tuple[tuple[Period, ...], ...]:
        period = self.problem.territory.period
        if demand.length is Length.FULL:
            return (tuple(period[name] for name in FULL_DAY),)
        return tuple((period,) for period in self.problem.territory.periods)

    def _stop(self, demand: Demand, periods: tuple[Period, ...]) -> Stop:
        parts = self.problem.parts(demand, periods[0])
        return Stop(
            ranks=tuple(period.rank for period in periods),
            venue=demand.venue,
            structure=self.problem.territory.venue[demand.venue].structure,
            arrival=Clock(parts[0][1] - demand.setup_minutes),
            departure=parts[-1][2],
        )

    # -- looking options up ------------------------------------------------------------------------------------------

    @cached_property
    def number(self) -> Mapping[tuple[str, date, str, str], int]:
        """By (demand, date, first period, advisor), the number of the option."""
        return {(o.demand.id, o.date, o.periods[0].name, o.advisor): n for n, o in enumerate(self.options)}

    @cached_property
    def by_advisor_and_day(self) -> Mapping[tuple[str, date], tuple[int, ...]]:
        groups: defaultdict[tuple[str, date], list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            groups[option.advisor, option.date].append(number)
        return {key: tuple(numbers) for key, numbers in groups.items()}

    @cached_property
    def by_demand(self) -> Mapping[str, tuple[int, ...]]:
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            groups[option.demand.id].append(number)
        return {demand: tuple(numbers) for demand, numbers in groups.items()}

    def window(self, option: Option) -> Window:
        """The demand's window that the option falls in."""
        return window_of(self.problem.week(option.date), option.demand.every_weeks)

    # -- hostings ----------------------------------------------------------------------------------------------------

    @cached_property
    def hostings(self) -> Mapping[tuple[str, date], tuple[Hosting, ...]]:
        """By (advisor, day of the horizon), every admitted way to share the day's available half-days out."""
        problem = self.problem
        by_hosting = self._filters("admits_hosting")
        found = {}
        for (advisor, day), half_days in problem.half_days.items():
            if day in problem.horizon:
                structures = [posting.structure for posting in problem.territory.postings_of[advisor]]
                found[advisor, day] = tuple(
                    hosting
                    for shared in product(structures, repeat=len(half_days))
                    for hosting in (Hosting(advisor, half_days, shared),)
                    if all(rule.admits_hosting(hosting, problem) for rule in by_hosting)
                )
        return found

    def allows(self, hosting: Hosting, tour: DayTour) -> bool:
        """Whether the hosting gives each half-day of the tour to its stop's structure, and the day those bases."""
        host = {h.period.rank: s for h, s in zip(hosting.half_days, hosting.structures, strict=True)}
        return hosting.bases(self.problem) == tour.bases and all(
            host.get(rank) == stop.structure for stop in tour.stops for rank in stop.ranks
        )

    # -- pins --------------------------------------------------------------------------------------------------------

    @cached_property
    def keeping(self) -> Mapping[Ask, Keeping]:
        """By what the pins ask for, what would keep it."""
        return {ask: keeping(ask, self) for ask in self.problem.asks}

    # -- rooms -------------------------------------------------------------------------------------------------------

    def rooms(self, option: Option) -> tuple[Room, ...]:
        """The rooms that may hold the option."""
        return fitting_rooms(option.demand, option.half_days, self.problem)

    # -- day tours ---------------------------------------------------------------------------------------------------

    def tour_estimate(self, advisor: str, day: date) -> int:
        """About how many tours the day admits: of one option, of two, and so on to the advisor's most a day."""
        by_rank: Counter[int] = Counter(
            self.options[n].periods[0].rank for n in self.by_advisor_and_day.get((advisor, day), ())
        )
        by_stops = [1]  # by number of stops, the tours of so many
        for options in by_rank.values():
            longer = [0, *(tours * options for tours in by_stops)]
            by_stops = [old + new for old, new in zip([*by_stops, 0], longer, strict=True)]
        return sum(by_stops[1 : 1 + self.problem.territory.advisor[advisor].half_days_per_day])

    def tours(self, advisor: str, day: date) -> tuple[DayTour, ...]:
        """Every day tour of one or more stops that the rules admit, for the options and hostings of that day."""
        key = (advisor, day)
        if key not in self._tours:
            served = self._served(advisor, day)
            hostings = self.hostings.get(key, ())
            shape = (
                advisor,
                tuple((stop, frozenset(demand.id for demand in few)) for stop, few in served.items()),
                tuple((tuple(h.period.rank for h in hosting.half_days), hosting.structures) for hosting in hostings),
            )
            if shape not in self._tours_of_stops:
                found = tuple(day_tours(tuple(served), hostings, self.problem, self._admission(advisor, served)))
                self._leave_memory_for(len(found))
                self._tours_of_stops[shape] = found
            self._tours[key] = self._tours_of_stops[shape]
        return self._tours[key]

    def _served(self, advisor: str, day: date) -> dict[Stop, tuple[Demand, ...]]:
        """The stops of the day's options, in order, with the demands that each could serve; none where they are many.

        Demands are many where a tour cannot have so many stops: each stop then finds one that no other serves.
        """
        served: defaultdict[Stop, list[Demand]] = defaultdict(list)
        for number in self.by_advisor_and_day.get((advisor, day), ()):
            served[self.options[number].stop].append(self.options[number].demand)
        many = len(self.problem.territory.periods)
        return {stop: tuple(served[stop]) if len(served[stop]) < many else () for stop in sorted(served)}

    def _admission(self, advisor: str, served: Mapping[Stop, tuple[Demand, ...]]) -> Callable[[DayTour], bool]:
        by_tour, by_demands = self._filters("admits_tour"), self._filters("admits_together")
        who = self.problem.territory.advisor[advisor]

        def admits(tour: DayTour) -> bool:
            few = [served[stop] for stop in tour.stops if served[stop]]
            return all(rule.admits_together(few) for rule in by_demands if len(few) > 1) and all(
                rule.admits_tour(tour, who, self.problem) for rule in by_tour
            )

        return admits

    def _leave_memory_for(self, tours: int) -> None:
        """Forget the tours known so far where these would be too many beside them: they can be found again."""
        self._remembered += tours
        if self._remembered > MOST_REMEMBERED:
            self._tours.clear()
            self._tours_of_stops.clear()
            self._remembered = tours
