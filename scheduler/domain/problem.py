"""A problem: a territory over a horizon, with what the calendar and the roads say, and what was published."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from scheduler.domain.demands import Demand, Length
from scheduler.domain.people import Posting
from scheduler.domain.pins import Ask, Pin
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, HalfDay, Horizon, Period, Window, week_number, window_of

Interval = tuple[Clock, Clock]
"""From a clock time to a later one of the same day."""

FULL_DAY = ("am", "pm")
"""The names of the two half-days that a full day takes."""


class Driving(Protocol):
    """Driving times between venues."""

    def minutes(self, origin: str, destination: str) -> int:
        """Whole minutes of driving from one venue (its id) to another; 0 from a venue to itself."""
        ...


@dataclass(frozen=True)
class Problem:
    """Everything that a plan is decided, and judged, by."""

    territory: Territory
    horizon: Horizon
    available: Mapping[str, frozenset[HalfDay]]
    """By advisor, the available half-days of every week of each posting's windows that meet the horizon, and of it."""
    opening: Mapping[tuple[str, date], tuple[Interval, ...]]
    """By (venue, day of the horizon), the disjoint intervals in which the venue is open, in order, touching merged."""
    closed: Mapping[tuple[str, HalfDay], frozenset[str | None]]
    """By (venue, half-day of the horizon), what is closed: room ids, and None for the whole venue. Absent: nothing."""
    driving: Driving
    published: Plan = field(default_factory=lambda: Plan(()))
    pins: tuple[Pin, ...] = ()

    # -- roads -------------------------------------------------------------------------------------------------------

    @cached_property
    def ways(self) -> Mapping[str, tuple[tuple[str, int, int], ...]]:
        """By advisor: each venue with demands of their structures, the minutes from a base and back, at least."""
        minutes, territory = self.driving.minutes, self.territory
        stops = tuple(dict.fromkeys(demand.venue for demand in territory.demands))
        found = {}
        for advisor, postings in territory.postings_of.items():
            structures = {posting.structure for posting in postings}
            bases = {posting.base for posting in postings}
            found[advisor] = tuple(
                (venue, min(minutes(base, venue) for base in bases), min(minutes(venue, base) for base in bases))
                for venue in stops
                if territory.venue[venue].structure in structures
            )
        return found

    # -- the published plan ------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> Plan:
        """The published rows outside the horizon: they count in every window, cap, gap and usual slot."""
        return self.published.outside(self.horizon.first_day, self.horizon.last_day)

    @cached_property
    def promises(self) -> Plan:
        """The published rows inside the horizon: what `change` is measured against."""
        return self.published.within(self.horizon.first_day, self.horizon.last_day)

    @cached_property
    def fact_occurrences(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """By demand of the territory, its published occurrences outside the horizon; demands without any are absent."""
        demands = self.territory.demand
        rows = self.facts.by_demand
        return {name: occurrences(demands[name], rows[name]) for name in rows if name in demands}

    # -- pins --------------------------------------------------------------------------------------------------------

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """What the pins come to in the horizon: a date one row, a weekday one row for each such day, else one row."""
        return tuple(ask for pin in self.pins for ask in self.asks_of(pin))

    def asks_of(self, pin: Pin) -> tuple[Ask, ...]:
        """A weekday counts where the pin's advisor (anybody, where it names none) is available in the pin's period."""
        days = tuple(self.horizon.days())
        if pin.date is not None:
            return (Ask(pin, (pin.date,)),) if pin.date in self.horizon else ()
        if pin.weekday is None:
            return (Ask(pin, days),)
        who = self.available if pin.advisor is None else (pin.advisor,)
        present = {h.date for a in who for h in self.available[a] if pin.period in (None, h.period.name)}
        return tuple(Ask(pin, (day,)) for day in days if day.weekday() == pin.weekday and day in present)

    # -- weeks and windows -------------------------------------------------------------------------------------------

    def week(self, day: date) -> int:
        return week_number(day, self.territory.anchor)

    def windows(self, weeks: int) -> tuple[Window, ...]:
        """The windows of that many weeks that meet the horizon, in order."""
        numbers = self.horizon.week_numbers(self.territory.anchor)
        return tuple(dict.fromkeys(window_of(number, weeks) for number in numbers))

    def is_covered(self, window: Window) -> bool:
        """Whether the window lies inside the horizon and the published plan together, so that it is scored."""
        anchor = self.territory.anchor
        inside = self.horizon.week_numbers(anchor)
        return all(
            number in inside or self.published.covers_week_of(anchor + timedelta(weeks=number))
            for number in window.numbers()
        )

    def due_windows(self, demand: Demand) -> tuple[Window, ...]:
        """The windows in which the demand's missing half-days are counted as unmet."""
        anchor = self.territory.anchor
        return tuple(
            window
            for window in self.windows(demand.every_weeks)
            if self.is_covered(window)
            and (demand.from_ is None or demand.from_ <= window.last_day(anchor))
            and (demand.to is None or window.first_day(anchor) <= demand.to)
        )

    def share_windows(self, posting: Posting) -> tuple[Window, ...]:
        """The windows in which the posting's share is counted."""
        return tuple(window for window in self.windows(posting.window_weeks) if self.is_covered(window))

    # -- half-days ---------------------------------------------------------------------------------------------------

    @cached_property
    def half_days(self) -> Mapping[tuple[str, date], tuple[HalfDay, ...]]:
        """By (advisor, day), the advisor's available half-days of that day, in order; days without any are absent."""
        days: dict[tuple[str, date], tuple[HalfDay, ...]] = {}
        for advisor, half_days in self.available.items():
            for half_day in sorted(half_days):
                key = (advisor, half_day.date)
                days[key] = (*days.get(key, ()), half_day)
        return days

    @cached_property
    def horizon_half_days(self) -> tuple[tuple[str, HalfDay], ...]:
        """Each available (advisor, half-day) of the horizon, in the order of plan.csv."""
        return tuple(
            sorted(
                ((a, h) for a, half_days in self.available.items() for h in half_days if h.date in self.horizon),
                key=lambda pair: (pair[1], pair[0]),
            )
        )

    @cached_property
    def available_by_week(self) -> Mapping[str, Mapping[int, int]]:
        """By advisor and number of the week, how many half-days are available; weeks without any may be absent."""
        return {a: Counter(self.week(half_day.date) for half_day in held) for a, held in self.available.items()}

    def fixed_structure(self, advisor: str, half_day: HalfDay) -> str | None:
        """The structure that a pattern of the advisor gives the half-day, where one does."""
        week = self.week(half_day.date)
        for pattern in self.territory.patterns_of[advisor]:
            if pattern.holds(week, half_day.date.weekday(), half_day.period.name):
                return pattern.structure
        return None

    def is_open(self, venue: str, day: date, start: Clock, end: Clock) -> bool:
        """Whether the venue's opening hours cover that time of that day of the horizon (closures apart)."""
        return any(opens <= start and end <= closes for opens, closes in self.opening[venue, day])

    def parts(self, demand: Demand, first: Period) -> tuple[tuple[Period, Clock, Clock], ...]:
        """The (period, start, end) of each half-day of an occurrence that begins in that period.

        A half-day has one part, from the demand's start to its end (default: the half-day's). A full day has two: the
        am from the start to the half-day's end, the pm from the half-day's start to the end.
        """
        if demand.length is Length.HALF:
            start = first.start if demand.start is None else demand.start
            return ((first, start, first.end if demand.end is None else demand.end),)
        am, pm = (self.territory.period[name] for name in FULL_DAY)
        start = am.start if demand.start is None else demand.start
        return ((am, start, am.end), (pm, pm.start, pm.end if demand.end is None else demand.end))
