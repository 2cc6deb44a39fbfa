"""Edges - a problem changed where a plan is: a limit drawn right through it, and thus just kept or just broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations
from random import Random
from typing import Any

from scheduler import audit
from scheduler.audit import travel
from scheduler.audit.tours import visits
from scheduler.domain.demands import TravelTime
from scheduler.domain.people import Pattern
from scheduler.domain.pins import Pin
from scheduler.domain.places import UNNAMED, Closure
from scheduler.domain.plan import Occurrence, Plan, PlanRow, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, clock_text, window_of
from scheduler.prepare import prepare

Edge = Callable[[Plan, Problem, PlanRow, Random], Problem]


def at_the_edge(key: str, plan: Plan, problem: Problem, seed: int) -> Problem:
    """The problem with a limit of that rule, or the matter of that goal, where the plan is; the same if it is empty."""
    if key not in EDGES or not plan.interventions:
        return problem
    random = Random(f"edge {key} {seed}")
    return EDGES[key](plan, problem, random.choice(plan.interventions), random)


def _workload(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    theirs = [other for other in plan.interventions if other.advisor == row.advisor]
    day = sum(other.date == row.date for other in theirs)
    week = sum(problem.week(other.date) == problem.week(row.date) for other in theirs)
    name, held = random.choice((("half_days_per_day", day), ("half_days_per_week", week)))
    return _with_advisor(problem, row.advisor, **{name: max(1, held - random.randint(0, 1))})


def _opening(_: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """A closure of the venue in that half-day alone, or opening hours that end with that part, or a minute before."""
    if random.random() < 0.5 or row.start is None or row.end is None:
        return _with_closure(problem, row, None)
    end = row.end - random.randint(0, 1)
    opening = f"Mo-Su {clock_text(row.start)}-{end // 60:02d}:{end % 60:02d}"
    venues = tuple(replace(v, opening=opening) if v.id == row.venue else v for v in problem.territory.venues)
    return _with(problem, replace(problem.territory, venues=venues))


def _rooms(_: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """A closure of the room in that half-day alone, or as many seats as it has, or one more."""
    if row.room != UNNAMED and random.random() < 0.5:
        return _with_closure(problem, row, row.room)
    capacity = next(room.capacity for room in problem.territory.rooms_of[row.venue] if room.id == row.room)
    return _with_demand(problem, row.demand, seats=capacity + random.randint(0, 1))


def _hosts(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """A pattern that fixes the structure of one half-day of the row's day as the plan has it."""
    rows = [
        held
        for held in plan.by_advisor_and_day[row.advisor, row.date]
        if problem.fixed_structure(held.advisor, held.half_day) is None
    ]
    if not rows:
        return problem
    one = random.choice(rows)
    pattern = Pattern(one.advisor, one.date.weekday(), one.structure, period=one.half_day.period.name)
    return _with(problem, replace(problem.territory, patterns=(*problem.territory.patterns, pattern)))


def _times(plan: Plan, problem: Problem, _: PlanRow, random: Random) -> Problem:
    """A lunch as long as there is time for between two interventions, or a minute more."""
    days = [visits(problem, rows) for rows in plan.by_advisor_and_day.values()]
    pairs = [pair for day in days for pair in pairwise(day)]
    if not pairs:
        return problem
    before, after = random.choice(pairs)
    driving = problem.driving.minutes(before.rows[-1].venue, after.rows[0].venue)
    lunch = after.start - after.demand.setup_minutes - before.end - driving + random.randint(0, 1)
    settings = replace(problem.territory.travel, lunch_minutes=max(0, lunch))
    return _with(problem, replace(problem.territory, travel=settings))


def _driving(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    problem = _travel(plan, problem, row, random)
    driven = audit.costs(plan, problem, prices=(travel,))
    if not driven:
        return problem
    day = random.choice(driven)
    return _with_advisor(problem, day.advisor, max_daily_travel=day.amount - random.randint(0, 1))


def _travel(_: Plan, problem: Problem, __: PlanRow, random: Random) -> Problem:
    """Roads of any length, another one each way: it may be nearer by a third venue than straight on."""
    venues = [venue.id for venue in problem.territory.venues]
    roads = tuple(TravelTime(*pair, minutes=random.randint(2, 60)) for pair in permutations(venues, 2))
    return _with(problem, replace(problem.territory, travel_times=roads))


def _recurrence(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """The demand is published on a day outside the horizon too: just far enough away or not, or one too many or not."""
    if random.random() < 0.5:
        return _published_too_near(plan, problem, random)
    return _published_in_the_window(plan, problem, row, random)


def _published_too_near(plan: Plan, problem: Problem, random: Random) -> Problem:
    """Before the horizon, for a demand that is planned as few times as any."""
    name = min(plan.by_demand, key=lambda demand: len(plan.by_demand[demand]))
    first = occurrences(problem.territory.demand[name], plan.by_demand[name])[0]
    day = problem.horizon.first_day - timedelta(days=random.randint(1, 4))
    gap = (first.date - day).days + random.randint(0, 1)
    changed = _with_demand(problem, name, count=9, min_gap_days=gap)
    return replace(changed, published=Plan.of([*problem.promises.rows, *_on(day, first)]))


def _published_in_the_window(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """In the row's window, where that reaches out of the horizon."""
    anchor, weeks = problem.territory.anchor, random.randint(2, 4)
    window = window_of(problem.week(row.date), weeks)
    days = [window.first_day(anchor) + timedelta(days=n) for n in range(7 * weeks)]
    outside = [day for day in days if day not in problem.horizon]
    if not outside:
        return problem
    held = occurrences(problem.territory.demand[row.demand], plan.by_demand[row.demand])
    count = sum(occurrence.date in days for occurrence in held) + 1 - random.randint(0, 1)
    changed = _with_demand(problem, row.demand, count=max(1, count), every_weeks=weeks, min_gap_days=0)
    return replace(changed, published=Plan.of([*problem.promises.rows, *_on(random.choice(outside), held[0])]))


def _on(day: date, occurrence: Occurrence) -> list[PlanRow]:
    return [replace(row, half_day=HalfDay(day, row.half_day.period)) for row in occurrence.rows]


def _irregular(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """Occurrences published in weeks long before, on slots of the plan's occurrences and on another weekday."""
    held = occurrences(problem.territory.demand[row.demand], plan.by_demand[row.demand])
    other_weekday = random.randrange(7)
    facts: list[PlanRow] = []
    for week in range(8, 8 + random.randint(1, 6)):
        one = random.choice(held)
        weekday = random.choice((one.date.weekday(), other_weekday))
        facts += _on(problem.horizon.first_day + timedelta(days=weekday, weeks=-week), one)
    return replace(problem, published=Plan.of([*problem.promises.rows, *facts]))


def _conditions(_: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    day = timedelta(days=random.randint(0, 1))
    limits: tuple[dict[str, Any], ...] = (
        {"from_": row.date + day},
        {"to": row.date - day},
        {"periods": frozenset({row.half_day.period.name})},
        {"weekdays": frozenset({row.date.weekday(), random.randrange(7)})},
        {"advisor": random.choice(problem.territory.advisors).id},
    )
    return _with_demand(problem, row.demand, **random.choice(limits))


def _pins(plan: Plan, problem: Problem, row: PlanRow, random: Random) -> Problem:
    """Pins of some cells of some rows as the plan has them, of which one is changed, or not, in the last pin."""
    pins = [pin_of(random.choice((row, *plan.rows)), problem, random) for _ in range(random.randint(1, 3))]
    if random.random() < 0.5:
        names = [period.name for period in problem.territory.periods]
        changes: tuple[dict[str, Any], ...] = (
            {"advisor": random.choice(problem.territory.advisors).id},
            {"venue": random.choice(problem.territory.venues).id},
            {"room": random.choice([room.id for room in problem.territory.rooms_of[row.venue]])},
            {"period": random.choice(names)},
            {"activity": "base"},
            {"structure": random.choice(problem.territory.structures).id, "demand": None},
        )
        pins[-1] = replace(pins[-1], **random.choice(changes))
    return replace(problem, pins=tuple(pins))


def pin_of(row: PlanRow, problem: Problem, random: Random) -> Pin:
    """A pin that the row keeps where its day is the row's; each of its cells is blank or not."""
    cells: dict[str, Any] = {
        "period": row.half_day.period.name,
        "start": row.start,
        "end": row.end,
        "advisor": row.advisor,
        "structure": row.structure,
        "venue": row.venue,
        "room": row.room or None,
        "demand": row.demand or None,
        "activity": row.activity,
    }
    days: tuple[dict[str, Any], ...] = ({"date": row.date}, {"weekday": row.date.weekday()}, {})
    given = {name: cell for name, cell in cells.items() if random.random() < 0.5}
    return Pin(problem.horizon.weeks, **given, **random.choice(days))


EDGES: dict[str, Edge] = {
    "workload": _workload,
    "opening": _opening,
    "rooms": _rooms,
    "hosts": _hosts,
    "times": _times,
    "driving": _driving,
    "recurrence": _recurrence,
    "conditions": _conditions,
    "pins": _pins,
    "irregular": _irregular,
    "travel": _travel,
}


def _with(problem: Problem, territory: Territory) -> Problem:
    return prepare(territory, problem.horizon, problem.published)


def _with_advisor(problem: Problem, advisor: str, **changes: Any) -> Problem:
    advisors = tuple(replace(a, **changes) if a.id == advisor else a for a in problem.territory.advisors)
    return _with(problem, replace(problem.territory, advisors=advisors))


def _with_demand(problem: Problem, demand: str, **changes: Any) -> Problem:
    demands = tuple(replace(d, **changes) if d.id == demand else d for d in problem.territory.demands)
    return _with(problem, replace(problem.territory, demands=demands))


def _with_closure(problem: Problem, row: PlanRow, room: str | None) -> Problem:
    closure = Closure(row.venue, row.date, row.date, room=room, period=row.half_day.period.name)
    return _with(problem, replace(problem.territory, closures=(*problem.territory.closures, closure)))
