"""A draft as a grid: a week by advisor or by venue, or one day; what each half-day holds, and the road of each day.

Pure: the plan, what is said of it, and what was promised come in; values to draw go out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scheduler.audit.tours import day_tours, visits
from scheduler.desk.handling import day_rows
from scheduler.desk.judged import Judged
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, HalfDay, monday_of
from scheduler.report.names import PlaceNames
from web.outputs.wording import ACTIVITIES, span_of_hours_words

Key = tuple[str, date, str]
"""Advisor, date and period: a half-day of the grid."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An intervention in a half-day: `first` where it begins, so that a full day is one thing in two half-days."""

    key: Key
    demand: str
    what: Text
    venue: str
    place: str
    room: str
    advisor: str
    hours: Text | None
    """None for the whole half-day."""
    first: bool
    pinned: bool
    wrong: int
    """How many findings name it."""
    changed: bool
    """Whether it differs from what was published; False where nothing was."""


@dataclass(frozen=True, slots=True)
class Half:
    """A half-day of an advisor, or of a venue (then the key's advisor is blank): what is held in it.

    Else `host` is whose base half-day it is; `absent`: nobody is at work, or the venue is shut.
    """

    key: Key
    period: str
    pieces: tuple[Piece, ...]
    host: str
    absent: bool
    elsewhere: bool = False
    """Whether something is held there that is not the reader's to see."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A drive that ends at or begins after a visit: minutes after midnight, and to where."""

    start: int
    end: int
    to: str

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Road:
    """A day's driving: its legs and its visits in order of time; `too_long` where the audit says so."""

    minutes: int
    legs: tuple[Leg, ...]
    visits: tuple[tuple[int, int], ...]
    origin: str
    too_long: bool


@dataclass(frozen=True, slots=True)
class GridDay:
    date: date
    halves: tuple[Half, ...]
    road: Road | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """An advisor's, or a venue's; `half_days` held and `minutes` driven over the days shown."""

    id: str
    name: str
    days: tuple[GridDay, ...]
    half_days: int
    minutes: int


class Drawing:
    """What grids are drawn from. `pins` are (demand, advisor, date, first period).

    `advisors` and `venues` are those that may be shown; None: all of them.
    """

    def __init__(
        self,
        judged: Judged,
        pins: frozenset[tuple[str, str, date, str]],
        advisors: frozenset[str] | None = None,
        venues: frozenset[str] | None = None,
    ) -> None:
        self.judged = judged
        self.pins = pins
        self.advisors = advisors
        self.venues = venues
        self.names = PlaceNames(judged.problem.territory)
        self._promised = frozenset(map(_promise, judged.problem.promises.interventions))
        self._wrong: Counter[object] = Counter()
        for finding in judged.findings:
            self._wrong[finding.advisor, finding.date, finding.period] += 1
            if finding.demand:
                self._wrong[finding.advisor, finding.date, finding.period, finding.demand] += 1
            if finding.rule == "driving":
                self._wrong["road", finding.advisor, finding.date] += 1

    def by_advisor(self, days: Iterable[date], only: frozenset[str] | None = None) -> list[GridRow]:
        """A row for each advisor, or for some of them."""
        days = tuple(days)
        return [
            self._row_of_advisor(advisor.id, advisor.name, days)
            for advisor in self.judged.problem.territory.advisors
            if (self.advisors is None or advisor.id in self.advisors) and (only is None or advisor.id in only)
        ]

    def by_venue(self, days: Iterable[date], only: frozenset[str] | None = None) -> list[GridRow]:
        """A row for each venue that a demand is about, in order of their names, or for some of them."""
        days = tuple(days)
        territory = self.judged.problem.territory
        asked = {demand.venue for demand in territory.demands}
        at: defaultdict[tuple[str, date, str], list[PlanRow]] = defaultdict(list)
        for row in self.judged.plan.interventions:
            at[row.venue, row.date, row.half_day.period.name].append(row)
        return [
            self._row_of_venue(venue.id, days, at)
            for venue in sorted(territory.venues, key=lambda venue: self.names[venue.id])
            if venue.id in asked
            and (self.venues is None or venue.id in self.venues)
            and (only is None or venue.id in only)
        ]

    def _row_of_advisor(self, advisor: str, name: str, days: tuple[date, ...]) -> GridRow:
        drawn = tuple(self._day(advisor, day) for day in days)
        held = sum(bool(half.pieces) for day in drawn for half in day.halves)
        return GridRow(advisor, name, drawn, held, sum(day.road.minutes for day in drawn if day.road))

    def _day(self, advisor: str, day: date) -> GridDay:
        rows = day_rows(self.judged, advisor, day)
        halves = tuple(self._half(advisor, HalfDay(day, p), rows) for p in self.judged.problem.territory.periods)
        return GridDay(day, halves, self._road(advisor, day, rows))

    def _half(self, advisor: str, half_day: HalfDay, rows: tuple[PlanRow, ...]) -> Half:
        mine = [row for row in rows if row.half_day == half_day]
        held = [row for row in mine if row.intervenes]
        pieces = tuple(self._piece(row, rows) for row in held if self._may_see(row))
        territory = self.judged.problem.territory
        host = next((territory.structure[row.structure].name for row in mine if not row.intervenes), "")
        key = (advisor, half_day.date, half_day.period.name)
        absent = half_day not in self.judged.problem.available[advisor]
        return Half(key, half_day.period.name, pieces, host, absent, len(pieces) < len(held))

    def _may_see(self, row: PlanRow) -> bool:
        return self.venues is None or row.venue in self.venues

    def _row_of_venue(
        self, venue: str, days: tuple[date, ...], at: Mapping[tuple[str, date, str], list[PlanRow]]
    ) -> GridRow:
        drawn = []
        for day in days:
            halves = []
            for period in self.judged.problem.territory.periods:
                rows = at.get((venue, day, period.name), [])
                pieces = tuple(self._piece(row, day_rows(self.judged, row.advisor, day)) for row in rows)
                half_day = HalfDay(day, period)
                shut = None in self.judged.problem.closed.get((venue, half_day), frozenset())
                shut = shut or not any(
                    opens < period.end and period.start < closes
                    for opens, closes in self.judged.problem.opening[venue, day]
                )
                halves.append(Half(("", day, period.name), period.name, pieces, "", shut))
            drawn.append(GridDay(day, tuple(halves), None))
        held = sum(len(half.pieces) for day in drawn for half in day.halves)
        return GridRow(venue, self.names[venue], tuple(drawn), held, 0)

    def _piece(self, row: PlanRow, rows: tuple[PlanRow, ...]) -> Piece:
        territory = self.judged.problem.territory
        demand = territory.demand[row.demand]
        period = row.half_day.period.name
        whole = [other for other in rows if other.demand == row.demand] if demand.length.half_days > 1 else [row]
        first = whole[0].half_day
        own = demand.activity[:1].upper() + demand.activity[1:]
        what = Text(fr=demand.title, en=demand.title) if demand.title else ACTIVITIES.get(demand.activity)
        room = territory.room.get(row.room)
        return Piece(
            key=(row.advisor, row.date, period),
            demand=row.demand,
            what=what or Text(fr=own, en=own),
            venue=row.venue,
            place=self.names[row.venue],
            room=(room.name or room.id) if room else "",
            advisor=territory.advisor[row.advisor].name,
            hours=_hours(row),
            first=row.half_day == first,
            pinned=(row.demand, row.advisor, row.date, first.period.name) in self.pins,
            wrong=self._wrong[row.advisor, row.date, period, row.demand],
            changed=bool(self._promised) and _promise(row) not in self._promised,
        )

    def _road(self, advisor: str, day: date, rows: tuple[PlanRow, ...]) -> Road | None:
        problem = self.judged.problem
        held_here = [row for row in rows if row.intervenes]
        seen = all(map(self._may_see, held_here))
        tour = next(day_tours(Plan(rows), problem), None) if held_here and seen else None
        if tour is None:
            return None
        held = visits(problem, rows)
        stops = [tour.stops[0], *(visit.rows[0].venue for visit in held), tour.stops[-1]]
        legs = []
        for place, (here, there) in enumerate(pairwise(stops)):
            minutes = problem.driving.minutes(here, there)
            if not minutes:
                continue
            if place < len(held):
                visit = held[place]
                end = visit.start - visit.demand.setup_minutes
                legs.append(Leg(end - minutes, end, self.names[there]))
            else:
                legs.append(Leg(held[-1].end, held[-1].end + minutes, self.names[there]))
        spans = tuple((int(visit.start), int(visit.end)) for visit in held)
        too_long = ("road", advisor, day) in self._wrong
        return Road(tour.minutes, tuple(legs), spans, self.names[tour.stops[0]], too_long)


def _hours(row: PlanRow) -> Text | None:
    period = row.half_day.period
    if row.start is None or row.end is None or (row.start, row.end) == (period.start, period.end):
        return None
    return span_of_hours_words(row.start, row.end)


def week_days(judged: Judged, monday: date) -> tuple[date, ...]:
    """The days of the week on which anybody is at work, or anything is held: at least Monday to Friday."""
    worked = {half_day.date for held in judged.problem.available.values() for half_day in held}
    held = {row.date for row in judged.plan.interventions}
    week = [monday_of(monday) + timedelta(days=number) for number in range(7)]
    return tuple(day for number, day in enumerate(week) if number < 5 or day in worked or day in held)


def clock_span(judged: Judged) -> tuple[Clock, Clock]:
    """From when to when a day's road is drawn: the half-days, and an hour and a half on both sides."""
    periods = judged.problem.territory.periods
    return (
        Clock(min(period.start for period in periods) - 90),
        Clock(max(period.end for period in periods) + 90),
    )


def _promise(row: PlanRow) -> object:
    return (row.demand, row.date, row.half_day.period.name, row.advisor, row.venue)
