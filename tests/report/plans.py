"""Plans to report on: each demand placed in the first half-day that suits it, so that reports have rows of every kind.

Host structures follow the patterns, else the advisor's first posting. Driving, closures, gaps and caps are not looked
at: such a plan may break rules, and reports do not mind.
"""

from datetime import date
from pathlib import Path

from scheduler.audit import score
from scheduler.domain.demands import Demand, Length
from scheduler.domain.outcome import Feasible, Optimal, Outcome
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.time import HalfDay, Horizon, Window
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from scheduler.report.record import Record

DATA = Path(__file__).parent.parent.parent / "data"
FIRST_DAY = date(2026, 9, 7)
SMALL = ("ossau-haut-bearn", "conflent-canigo", "flandre-lys", "hautes-terres")


def problem_of(territory: str, weeks: int = 4) -> Problem:
    return prepare(read_territory(DATA / territory).territory, Horizon(FIRST_DAY, weeks))


def record_of(outcome: Outcome) -> Record:
    return Record(
        outcome,
        seconds=1.25,
        limit_seconds=60.0,
        workers=2,
        seed=1,
        deterministic=False,
        version="0.1.0",
        input_digest="0123456789abcdef",
    )


def optimal(plan: Plan, problem: Problem) -> Record:
    return record_of(Optimal(plan, score(plan, problem)))


def feasible(plan: Plan, problem: Problem, bound: int) -> Record:
    return record_of(Feasible(plan, score(plan, problem), bound))


def first_fit(problem: Problem) -> Plan:
    """Demands in the file's order; what finds no half-day stays unmet."""
    rows = {
        (advisor, half_day): _at_base(advisor, half_day, problem) for advisor, half_day in problem.horizon_half_days
    }
    for demand in problem.territory.demands:
        for window in problem.windows(demand.every_weeks):
            for _ in range(demand.count):
                _place(demand, window, rows, problem)
    return Plan.of(list(rows.values()))


def _at_base(advisor: str, half_day: HalfDay, problem: Problem) -> PlanRow:
    first = problem.territory.postings_of[advisor][0].structure
    structure = problem.fixed_structure(advisor, half_day) or first
    return PlanRow(half_day, advisor, structure, problem.territory.posting[advisor, structure].base)


def _place(demand: Demand, window: Window, rows: dict[tuple[str, HalfDay], PlanRow], problem: Problem) -> None:
    anchor = problem.territory.anchor
    venue = problem.territory.venue[demand.venue]
    room = next(room for room in problem.territory.rooms_of[venue.id] if problem.territory.room_fits(room, demand))
    for (advisor, half_day), row in rows.items():
        if not window.first_day(anchor) <= half_day.date <= window.last_day(anchor):
            continue
        if demand.length is Length.FULL and half_day.period.name != FULL_DAY[0]:
            continue
        parts = problem.parts(demand, half_day.period)
        wanted = [(advisor, HalfDay(half_day.date, period)) for period, _, _ in parts]
        if any(key not in rows or rows[key].intervenes for key in wanted):
            continue
        if row.structure != venue.structure or not _suits(demand, half_day, advisor):
            continue
        if not all(period.start <= start < end <= period.end for period, start, end in parts):
            continue
        if not all(problem.is_open(venue.id, half_day.date, start, end) for _, start, end in parts):
            continue
        if any(other.demand == demand.id and other.date == half_day.date for other in rows.values()):
            continue
        for key, (_, start, end) in zip(wanted, parts, strict=True):
            rows[key] = PlanRow(
                key[1], advisor, row.structure, venue.id, demand.id, room.id, demand.activity, start, end
            )
        return


def _suits(demand: Demand, half_day: HalfDay, advisor: str) -> bool:
    return (
        (demand.weekdays is None or half_day.date.weekday() in demand.weekdays)
        and (demand.periods is None or half_day.period.name in demand.periods)
        and demand.advisor in (None, advisor)
    )
