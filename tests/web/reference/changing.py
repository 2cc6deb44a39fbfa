"""What the tests of changing reference data share: somebody who does it, the days on which it is done, and edits."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from tests.web.small import first_plan, load, publish_plan, small_territory
from web.models.accounts import Account
from web.models.proposals import Proposal, ReferenceChange
from web.services.editing import Edit, edited
from web.services.person import Person, Right, Role
from web.services.proposals import confirm, propose
from web.services.reference import loaded_territory

NOW = datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
TODAY = date(2026, 9, 3)


def coordinator(session: Session, name: str = "Coordinatrice") -> Person:
    """Somebody with an account, who may change everything in the valley."""
    account = Account(email=f"{name.lower()}@example.org", name=name, links=0, active=True, created_at=NOW, grants=[])
    session.add(account)
    session.flush()
    person = Person(account.id, name, account.email, (Right(Role.COORDINATOR, "vallee"),))
    session.commit()
    return person


def published_valley(session: Session) -> Territory:
    """The small territory, loaded, with its first plan published."""
    territory = small_territory()
    load(session, territory)
    publish_plan(session, territory, first_plan(territory))
    return loaded_territory(session, "vallee")


def proposed(
    session: Session, person: Person, *edits: Edit, kind: str = "absence", title: str = "Un essai"
) -> Proposal:
    """The edits, proposed and committed."""
    before = loaded_territory(session, "vallee")
    proposal = propose(session, person, kind, Text(title, title), (before, edited(before, edits).territory), NOW)
    session.commit()
    return proposal


def changed(session: Session, person: Person, *edits: Edit, days: int = 0, title: str = "Un essai") -> ReferenceChange:
    """The edits, proposed, confirmed and committed."""
    key = proposed(session, person, *edits, title=title).key
    session.rollback()
    change = confirm(session, person, "vallee", key, NOW + timedelta(days=days))
    assert change is not None
    session.commit()
    return change


def absence(advisor: str, first: str, to: str = "", period: str = "") -> Edit:
    cells = {"advisor": advisor, "from": first, "to": to, "period": period, "kind": "formation", "status": "approved"}
    return Edit("absences", None, cells)


def closure(venue: str, first: str, to: str = "", period: str = "") -> Edit:
    return Edit("closures", None, {"venue": venue, "from": first, "to": to, "period": period, "reason": "travaux"})
