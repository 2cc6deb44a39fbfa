"""Visits - sessions of the console: begun at the door, prolonged while they are used, ended for good by whoever may.

A cookie holds 256 random bits, the database their hash: a copied cookie does not bring back what has been ended.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from web.models.accounts import Account, Visit
from web.services.person import Person, Right, Role

BYTES: Final = 32
IDLE: Final = timedelta(hours=12)
"""A visit ends when it has not been used for so long."""
LONGEST: Final = timedelta(days=7)
"""And so long after it began, whatever happens."""
PROLONGED_AFTER: Final = timedelta(minutes=30)
"""A visit is not prolonged at each page, which would write at each page."""


def begin_visit(session: Session, account: Account, at: datetime) -> str:
    """What the cookie is to hold. Visits that are over are forgotten."""
    session.execute(delete(Visit).where(Visit.expires_at <= at))
    token = secrets.token_urlsafe(BYTES)
    session.add(Visit(sha256=_hash(token), account=account.id, started_at=at, expires_at=at + IDLE))
    account.signed_in_at = at
    session.flush()
    return token


def person_of_visit(session: Session, token: str, at: datetime) -> Person | None:
    """Who is signed in; None where nobody is, or no longer. Two queries; a prolongation is committed."""
    row = session.execute(
        select(Account, Visit)
        .join(Visit, Visit.account == Account.id)
        .where(Visit.sha256 == _hash(token), Visit.expires_at > at, Account.active)
    ).first()
    if row is None:
        return None
    account, visit = row
    found = person_of(account)
    until = min(at + IDLE, visit.started_at + LONGEST)
    if until - visit.expires_at > PROLONGED_AFTER:
        session.rollback()
        session.execute(update(Visit).where(Visit.sha256 == _hash(token)).values(expires_at=until))
        session.commit()
    return found


def end_visit(session: Session, token: str) -> None:
    session.execute(delete(Visit).where(Visit.sha256 == _hash(token)))


def end_visits_of(session: Session, account: int) -> None:
    """All of them, everywhere: another password, other rights, a closed account."""
    session.execute(delete(Visit).where(Visit.account == account))


def person_of(account: Account) -> Person:
    rights = sorted(
        (Right(Role(grant.role), grant.territory, grant.subject) for grant in account.grants),
        key=lambda right: (right.territory or "", list(Role).index(right.role), right.subject),
    )
    return Person(account.id, account.name, account.email, tuple(rights))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
