"""Duties - what an advisor's own calendar holds beside the permanences: base half-days, drives, setups, leave."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.audit.tours import Visit, visits
from scheduler.domain.people import Absence
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import Clock
from web.models.occurrences import Duty
from web.outputs.agenda import DutyKind, Status
from web.services.stamps import bring_back, cancel, new_uid, raise_stamps

Key = tuple[str, str, date, str]
"""Advisor, kind, day, and the half-day's name or the number of the day's drive."""

WHOLE_DAY = "day"
MIDNIGHT = Clock(24 * 60)


@dataclass(frozen=True, slots=True)
class Content:
    """What a duty says: when, where to, where from, for whom, and a word of its own."""

    start: Clock | None
    end: Clock | None
    venue: str | None = None
    origin: str | None = None
    structure: str = ""
    label: str = ""


def keep_duties(session: Session, plan: Plan, problem: Problem, at: datetime) -> None:
    """Makes the duties of the horizon those of the plan; what has gone stays, cancelled."""
    territory, horizon = problem.territory.id, problem.horizon
    known = {
        (duty.advisor, duty.kind, duty.date, duty.slot): duty
        for duty in session.scalars(
            select(Duty).where(Duty.territory == territory, Duty.date.between(horizon.first_day, horizon.last_day))
        )
    }
    wanted = dict(duties_of(plan, problem))
    for key, content in wanted.items():
        duty = known.get(key)
        if duty is None:
            session.add(_made(territory, key, content, at))
        else:
            _renew(duty, content, at)
    for key, duty in known.items():
        if key not in wanted and duty.status == Status.PLANNED:
            cancel(duty, at)
    session.flush()


def duties_of(plan: Plan, problem: Problem) -> Iterator[tuple[Key, Content]]:
    """Every duty that the plan's rows, all of the horizon, make up."""
    for row in plan.rows:
        if not row.intervenes:
            period = row.half_day.period
            key = (row.advisor, DutyKind.BASE, row.date, period.name)
            yield key, Content(period.start, period.end, row.venue, structure=row.structure)
    for (advisor, day), rows in plan.by_advisor_and_day.items():
        for number, drive in enumerate(_drives(rows, problem), start=1):
            yield (advisor, DutyKind.TRAVEL, day, str(number)), drive
        yield from _setups(advisor, day, visits(problem, rows))
    for absence in problem.territory.absences:
        if absence.status == "approved":
            yield from _leave(absence, problem)


def _setups(advisor: str, day: date, made: Iterable[Visit]) -> Iterator[tuple[Key, Content]]:
    for visit in made:
        first, minutes = visit.rows[0], min(visit.demand.setup_minutes, visit.start)
        if minutes:
            key = (advisor, DutyKind.SETUP, day, first.half_day.period.name)
            yield key, Content(Clock(visit.start - minutes), visit.start, first.venue, structure=first.structure)


def _drives(rows: tuple[PlanRow, ...], problem: Problem) -> Iterator[Content]:
    """From the base to each visit in turn and back: there in time for the setup, and gone when the visit ends."""
    made = visits(problem, rows)
    if not made:
        return
    here, free_from = _base(rows[0], problem), None
    for visit in made:
        there, due = visit.rows[0].venue, Clock(visit.start - visit.demand.setup_minutes)
        minutes = problem.driving.minutes(here, there)
        if minutes:
            leave = Clock(due - minutes) if free_from is None else free_from
            yield _drive(here, there, leave, minutes, visit)
        here, free_from = there, visit.end
    home, last = _base(rows[-1], problem), made[-1]
    minutes = problem.driving.minutes(here, home)
    if minutes:
        yield _drive(here, home, last.end, minutes, last)


def _drive(origin: str, venue: str, leave: Clock, minutes: int, visit: Visit) -> Content:
    """Inside its day: what would begin before midnight or end after it is cut there."""
    start, end = Clock(max(0, leave)), Clock(min(MIDNIGHT, leave + minutes))
    return Content(start, end, venue, origin, structure=visit.rows[0].structure)


def _base(row: PlanRow, problem: Problem) -> str:
    return problem.territory.posting[row.advisor, row.structure].base


def _leave(absence: Absence, problem: Problem) -> Iterator[tuple[Key, Content]]:
    """One duty for each working day of the horizon."""
    advisor = problem.territory.advisor[absence.advisor]
    for day in problem.horizon.days():
        if absence.from_ <= day <= absence.to and day.weekday() in advisor.workdays:
            if absence.period is None:
                key = (advisor.id, DutyKind.LEAVE, day, WHOLE_DAY)
                yield key, Content(None, None, label=absence.kind)
            else:
                period = problem.territory.period[absence.period]
                key = (advisor.id, DutyKind.LEAVE, day, period.name)
                yield key, Content(period.start, period.end, label=absence.kind)


def _made(territory: str, key: Key, content: Content, at: datetime) -> Duty:
    advisor, kind, day, slot = key
    return Duty(
        territory=territory,
        advisor=advisor,
        kind=kind,
        date=day,
        slot=slot,
        uid=new_uid(),
        status=Status.PLANNED,
        sequence=0,
        created_at=at,
        modified_at=at,
        start=content.start,
        end=content.end,
        venue=content.venue,
        origin=content.origin,
        structure=content.structure,
        label=content.label,
    )


def _renew(duty: Duty, content: Content, at: datetime) -> None:
    before = Content(duty.start, duty.end, duty.venue, duty.origin, duty.structure, duty.label)
    if duty.status == Status.CANCELLED:
        bring_back(duty, at)
    elif before != content:
        raise_stamps(duty, at, significant=astuple(before)[:4] != astuple(content)[:4])
    duty.start, duty.end = content.start, content.end
    duty.venue, duty.origin = content.venue, content.origin
    duty.structure, duty.label = content.structure, content.label
