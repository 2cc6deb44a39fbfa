"""Asked - what the tests put to the workers, of the small territory and of a larger one, and who asks."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan, PlanRow
from scheduler.intake import read_territory
from tests.report.plans import DATA
from tests.web.small import MONDAY, load
from web.models.accounts import Account
from web.models.runs import Run
from web.services.person import Person
from web.services.runs import ask
from web.services.writing import begin_writing

WEEKS = {"first_day": MONDAY.isoformat(), "weeks": 4}

LARGER = "hautes-terres"
"""A territory that is not solved to its end in a minute."""


def claire(session: Session) -> Person:
    account = Account(
        email="claire@example.org", name="Claire", password=None, links=0, active=True, created_at=datetime.now(UTC)
    )
    session.add(account)
    session.commit()
    return Person(account.id, account.name, account.email, ())


def load_larger(session: Session) -> None:
    session.rollback()
    load(session, read_territory(DATA / LARGER).territory)


def asked(
    session: Session, person: Person, kind: str, plan: Plan | None = None, territory: str = "vallee", **more: Any
) -> Run:
    """Asks and commits: a worker may see it."""
    session.rollback()
    begin_writing(session, territory)
    run = ask(session, person, territory, kind, WEEKS | more, datetime.now(UTC), plan=plan)
    session.commit()
    return run


def without_first(plan: Plan, demand: str) -> Plan:
    """The plan with the base in place of the demand's first half-day."""
    first = next(row for row in plan.rows if row.demand == demand)
    return Plan(
        tuple(PlanRow(row.half_day, row.advisor, row.structure, "siege") if row is first else row for row in plan.rows)
    )
