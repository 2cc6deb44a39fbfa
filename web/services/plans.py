"""Plans - the published plan as it stands, as the engine's value, and whether a plan names what there is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, HalfDay, Period
from web.models.standing import StandingHalfDay
from web.services.errors import UnknownNamesError


def standing_plan(session: Session, territory: Territory) -> Plan:
    """What stands published of the territory, all weeks together; without rows where nothing does."""
    row = StandingHalfDay
    columns = (
        row.date,
        row.period,
        row.advisor,
        row.structure,
        row.venue,
        row.demand,
        row.room,
        row.activity,
        row.start,
        row.end,
    )
    rows = session.execute(select(*columns).where(row.territory == territory.id))
    return Plan.of([PlanRow(HalfDay(day, period_named(name, territory)), *others) for day, name, *others in rows])


def period_named(name: str, territory: Territory) -> Period:
    """The territory's half-day of that name; one that it no longer has comes after the others of its day."""
    known = territory.period.get(name)
    return known or Period(len(territory.periods), name, Clock(0), Clock(24 * 60))


def require_known_names(plan: Plan, territory: Territory) -> None:
    """Raises UnknownNamesError for a plan that names what the territory does not have."""
    unknown = {
        name
        for row in plan.rows
        for name, known in (
            (row.advisor, territory.advisor),
            (row.structure, territory.structure),
            (row.venue, territory.venue),
            (row.room, territory.room),
            (row.demand, territory.demand),
            (row.half_day.period.name, territory.period),
        )
        if name and name not in known
    }
    if unknown:
        raise UnknownNamesError(sorted(unknown))
