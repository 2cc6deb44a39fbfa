"""Tokens - what opens an advisor's own calendar: shown once, kept as a hash, renewed by voiding the former one."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.models.journal import JournalEntry
from web.models.people import AdvisorRow
from web.models.tokens import AdvisorToken
from web.services.errors import AmbiguousError, UnknownAdvisorError, UnknownTerritoryError

BYTES = 16
"""128 random bits."""


def renew_token(session: Session, territory: str, advisor: str, who: str, at: datetime) -> str:
    """A new token, to be shown now: it cannot be read again. The former one opens nothing from now on."""
    token = secrets.token_hex(BYTES)
    row = session.get(AdvisorToken, (territory, advisor))
    if row is None:
        session.add(AdvisorToken(territory=territory, advisor=advisor, sha256=_hash(token), created_at=at))
    else:
        row.sha256, row.created_at = _hash(token), at
    session.add(JournalEntry(at=at, who=who, deed="token_renewed", territory=territory, detail=advisor))
    session.flush()
    return token


def advisor_of_token(session: Session, territory: str, token: str) -> str | None:
    """The advisor whose calendar the token opens; None where it opens nothing, or no longer."""
    row = AdvisorToken
    return session.scalar(select(row.advisor).where(row.territory == territory, row.sha256 == _hash(token)))


def territory_of_advisor(session: Session, advisor: str, territory: str | None) -> str:
    """The one loaded territory that has the advisor; `territory` chooses where several have.

    Raises UnknownTerritoryError, UnknownAdvisorError, AmbiguousError.
    """
    rows = session.execute(select(AdvisorRow.territory, AdvisorRow.id)).all()
    if territory is not None and territory not in {where for where, _ in rows}:
        raise UnknownTerritoryError(territory)
    asked = [(where, name) for where, name in rows if territory in (None, where)]
    found = sorted(where for where, name in asked if name == advisor)
    if not found:
        raise UnknownAdvisorError(advisor, sorted({name for _, name in asked}))
    if len(found) > 1:
        raise AmbiguousError(found)
    return found[0]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
