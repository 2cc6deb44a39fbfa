"""The model of some advisor-days: what is free there, what is held elsewhere, in words that rules and goals use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import gcd
from typing import TypeVar

from scheduler.domain.pins import Ask
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Window
from scheduler.model.day_tours import Stop
from scheduler.model.decision import NOTHING, Decision
from scheduler.model.program import Program, Sum
from scheduler.model.rule import Goal, Rule
from scheduler.model.universe import Hosting, Option, Universe

Day = tuple[str, date]
"""An advisor's day."""

K = TypeVar("K", bound=Hashable)


class Model:
    """Columns for the options, hostings and tours of the free advisor-days; constants for the rest.

    A rule asks for sums of what concerns it (`options_by`, `hosted`, `day_minutes`…) and states what they may be. A
    container leaves out the groups that hold nothing free: what is held elsewhere keeps the rules already.
    """

    def __init__(
        self,
        universe: Universe,
        rules: Sequence[Rule],
        goals: Sequence[Goal],
        free: Collection[Day] | None = None,
        held: Decision | None = None,
    ) -> None:
        """`free` advisor-days (None: all of them); `held`: what is decided elsewhere (needed where not all is free)."""
        self.universe = universe
        self.program = Program()
        self._free = None if free is None else frozenset(free)
        self._free_advisors = frozenset(advisor for advisor, _ in self._free or ())
        self._held = held or NOTHING
        self._tour_minutes: dict[Day, Sum] = {}
        self.columns: dict[int, Sum] = {}
        """By option number, its column (free options) or the constant 1 (held ones)."""
        for number in self._concerned():
            option = universe.options[number]
            if self.is_free((option.advisor, option.date)):
                self.columns[number] = self.program.column()
            else:
                self.columns[number] = Sum(constant=1)
        self.hosting_columns = dict(self._hostings())
        self.tour_columns: dict[Day, list[Sum]] = {}
        self.seat_columns: dict[int, dict[str, Sum]] = {}
        """By option number, for each fitting room whether it is the option's: where a rule has asked."""
        for rule in rules:
            rule.post(self)
        for goal in goals:
            goal.post(self)

    def _concerned(self) -> Iterable[int]:
        """The options of the free days, and the held ones elsewhere, in order."""
        if self._free is None:
            return range(len(self.universe.options))
        by_day = self.universe.by_advisor_and_day
        return sorted({n for day in self._free for n in by_day.get(day, ())} | self._held.options)

    def _free_days(self) -> Iterable[Day]:
        """The free days on which something could be held, in order."""
        return self.universe.hostings if self._free is None else sorted(self._free & self.universe.hostings.keys())

    @property
    def problem(self) -> Problem:
        return self.universe.problem

    @property
    def is_whole(self) -> bool:
        """Whether everything is free, so that the objective is the plan's whole score."""
        return self._free is None

    def has_free_days(self, advisor: str) -> bool:
        return self._free is None or advisor in self._free_advisors

    def is_free(self, day: Day) -> bool:
        return self._free is None or day in self._free

    # -- options -----------------------------------------------------------------------------------------------------

    def option(self, number: int) -> Option:
        return self.universe.options[number]

    def options_by(self, key: Callable[[Option], Iterable[K]]) -> Iterator[tuple[K, list[int]]]:
        """The numbers of the options, free and held, grouped by each of their keys; only groups with a free one."""
        groups: defaultdict[K, list[int]] = defaultdict(list)
        free: set[K] = set()
        for number, column in self.columns.items():
            for name in key(self.universe.options[number]):
                groups[name].append(number)
                if column.terms:
                    free.add(name)
        return ((name, numbers) for name, numbers in groups.items() if name in free)

    def total(self, numbers: Iterable[int]) -> Sum:
        """How many of these options are taken."""
        return Sum.of(self.columns[number] for number in numbers)

    def half_days_of(self, numbers: Iterable[int]) -> Sum:
        """How many half-days the taken ones of these options hold."""
        return Sum.of(self.columns[number] * len(self.universe.options[number].periods) for number in numbers)

    def window(self, number: int) -> Window:
        return self.universe.window(self.universe.options[number])

    # -- hostings ----------------------------------------------------------------------------------------------------

    def _hostings(self) -> Iterator[tuple[Day, list[tuple[Hosting, Sum]]]]:
        for day in self._free_days():
            hostings = self.universe.hostings[day]
            if len(hostings) == 1:
                yield day, [(hostings[0], Sum(constant=1))]
            else:
                columns = [(hosting, self.program.column()) for hosting in hostings]
                self.program.equal(Sum.of(column for _, column in columns), 1)
                yield day, columns

    def hosted(self, advisor: str, half_day: HalfDay, structure: str) -> Sum:
        """1 where the available half-day of the advisor is hosted by the structure, else 0."""
        day = (advisor, half_day.date)
        if day in self.hosting_columns:
            return Sum.of(c for hosting, c in self.hosting_columns[day] if hosting.structure_of(half_day) == structure)
        return Sum(constant=int(self._held.hosts.get((advisor, half_day)) == structure))

    # -- rooms -------------------------------------------------------------------------------------------------------

    @property
    def rooms_are_shared_out(self) -> bool:
        """Whether a rule has asked for rooms, so that the program has columns for them."""
        return "room_columns" in vars(self)

    @cached_property
    def room_columns(self) -> Mapping[tuple[str, date, int], dict[str, Sum]]:
        """By (demand, day, first rank), for each fitting room how many occurrences of the demand it takes.

        Where one room fits, it takes them all; where several do, columns share the occurrences out among them.
        """
        taken: dict[tuple[str, date, int], dict[str, Sum]] = {}
        groups = self.options_by(lambda o: [(o.demand.id, o.date, o.periods[0].rank)])
        for key, numbers in groups:
            rooms = self.universe.rooms(self.option(numbers[0]))
            total = self.total(numbers)
            if len(rooms) == 1:
                taken[key] = {rooms[0].id: total}
            else:
                taken[key] = {room.id: self.program.column() for room in rooms}
                self.program.equal(Sum.of(taken[key].values()) - total, 0)
        return taken

    def room_use(self) -> Mapping[tuple[str, str, HalfDay], Sum]:
        """By (venue, room, half-day), how many interventions the room holds; only where a free one fits."""
        use: defaultdict[tuple[str, str, HalfDay], Sum] = defaultdict(Sum)
        counted: set[tuple[str, date, int]] = set()
        for (demand, day, rank), rooms in self.room_columns.items():
            counted.add((demand, day, rank))
            numbers = self.universe.by_demand[demand]
            option = next(o for o in map(self.option, numbers) if o.date == day and o.periods[0].rank == rank)
            for half_day in option.half_days:
                for room, amount in rooms.items():
                    use[option.demand.venue, room, half_day] += amount
        for number, room in self._held.rooms.items():
            option = self.option(number)
            if (option.demand.id, option.date, option.periods[0].rank) not in counted:
                for half_day in option.half_days:
                    if (option.demand.venue, room, half_day) in use:
                        use[option.demand.venue, room, half_day] += 1
        return use

    def in_room(self, number: int, room: str) -> Sum:
        """1 where the option is taken and held in that room. Creates columns that say who has which room."""
        option = self.option(number)
        key = (option.demand.id, option.date, option.periods[0].rank)
        if key not in self.room_columns:  # nothing is free there
            return Sum(constant=int(self._held.rooms[number] == room))
        if number not in self.seat_columns:
            self._seat(key)
        return self.seat_columns[number].get(room, Sum())

    def _seat(self, key: tuple[str, date, int]) -> None:
        """Share the rooms of a demand's half-day out among the options that may take them."""
        amounts = self.room_columns[key]
        numbers = [
            n
            for n in self.universe.by_demand[key[0]]
            if n in self.columns and (self.option(n).date, self.option(n).periods[0].rank) == key[1:]
        ]
        for number in numbers:
            seats = amounts if len(numbers) == 1 else {room: self.program.column() for room in amounts}
            self.seat_columns[number] = dict(seats)
            self.program.equal(Sum.of(seats.values()) - self.columns[number], 0)
        for room, amount in amounts.items():
            self.program.equal(Sum.of(self.seat_columns[n][room] for n in numbers) - amount, 0)

    # -- pins --------------------------------------------------------------------------------------------------------

    def rows_that_keep(self, ask: Ask) -> Sum:
        """How many options and half-days at the base keep what a pin asks for."""
        keeping = self.universe.keeping[ask]
        kept = Sum()
        for number in keeping.options:
            if number in self.columns:
                kept += self.columns[number] if ask.pin.room is None else self.in_room(number, ask.pin.room)
        for advisor, half_day, structure in keeping.bases:
            kept += self._at_base(advisor, half_day, structure)
        return kept

    def _at_base(self, advisor: str, half_day: HalfDay, structure: str) -> Sum:
        """1 where the half-day is the structure's, and without intervention."""
        taken = Sum.of(
            self.columns[number]
            for number in self.universe.by_advisor_and_day.get((advisor, half_day.date), ())
            if number in self.columns
            for option in (self.option(number),)
            if option.structure == structure and half_day in option.half_days
        )
        return self.hosted(advisor, half_day, structure) - taken

    # -- day tours ---------------------------------------------------------------------------------------------------

    def day_minutes(self) -> Mapping[Day, Sum]:
        """By free advisor-day, its minutes of driving. Creates the columns of the admitted tours, at most one a day."""
        self.bind_tours()
        return self._tour_minutes

    def bind_tours(self) -> None:
        """Bind each free day's options to one admitted tour through the day. Does so once, whoever asks first."""
        if self._tour_minutes:
            return
        for day in self._free_days():
            if day in self.universe.by_advisor_and_day:
                self._tour_minutes[day] = self._bind_day(day, self.universe.by_advisor_and_day[day])

    def _bind_day(self, day: Day, numbers: Sequence[int]) -> Sum:
        by_stop: defaultdict[Stop, list[int]] = defaultdict(list)
        for number in numbers:
            by_stop[self.option(number).stop].append(number)
        through: defaultdict[Stop, Sum] = defaultdict(Sum)
        hostings = self.hosting_columns.get(day, [])
        by_hostings: defaultdict[tuple[int, ...], Sum] = defaultdict(Sum)
        any_tour, minutes = Sum(), Sum()
        self.tour_columns[day] = []
        for tour in self.universe.tours(*day):
            column = self.program.column()
            self.tour_columns[day].append(column)
            any_tour += column
            allowing = tuple(n for n, (hosting, _) in enumerate(hostings) if self.universe.allows(hosting, tour))
            by_hostings[allowing] += column
            minutes += tour.minutes * column
            for stop in tour.stops:
                through[stop] += column
        self.program.at_most(any_tour, 1)
        for stop, served in by_stop.items():
            self.program.equal(self.total(served) - through[stop], 0)
        for allowing, tours in by_hostings.items():
            self.program.at_most(tours - Sum.of(hostings[n][1] for n in allowing), 0)
        return minutes

    # -- what rules and goals state ----------------------------------------------------------------------------------

    def column(self, lower: int = 0, upper: int = 1) -> Sum:
        return self.program.column(lower, upper)

    def at_most(self, amount: Sum, limit: int) -> None:
        self.program.at_most(amount, limit)

    def at_least(self, amount: Sum, limit: int) -> None:
        self.program.at_least(amount, limit)

    def equal(self, amount: Sum, value: int) -> None:
        self.program.equal(amount, value)

    def charge(self, amount: Sum) -> None:
        self.program.charge(amount)

    def keep_total_above(self, minimum: int) -> None:
        """State that what is charged so far comes to at least that much: a proven minimum of it tightens the rest."""
        priced = [(column, cost) for column, cost in enumerate(self.program.cost) if cost]
        unit = gcd(*(cost for _, cost in priced))
        if unit:
            amount = Sum([(column, cost // unit) for column, cost in priced])
            self.program.at_least(amount, -((self.program.constant - minimum) // unit))
