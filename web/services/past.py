"""The past - what was published of days that are over, and took place as far as the data say: no plan can undo it."""

from datetime import date

from sqlalchemy.orm import Session

from scheduler.audit import findings
from scheduler.desk.fitting import fitted
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from web.services.plans import standing_plan


def held_before(session: Session, territory: Territory, horizon: Horizon, today: date) -> tuple[PlanRow, ...]:
    """The interventions of the horizon's days before today, but those of an advisor's day that breaks a rule.

    Somebody was ill, and it was entered since: what stands published of that day did not take place. Raises the
    engine's CalendarError.
    """
    standing = standing_plan(session, territory)
    problem = prepare(territory, horizon, standing)
    plan = Plan.of(fitted(standing.rows, problem).rows)
    broken = {(finding.advisor, finding.date) for finding in findings(plan, problem)}
    return tuple(row for row in plan.interventions if row.date < today and (row.advisor, row.date) not in broken)
