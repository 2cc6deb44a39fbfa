"""Health of feeds - which calendars are read again by themselves, and which nobody has read for too long."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from web.models.feeds import FeedFetch
from web.models.outbox import DatesByMail
from web.models.standing import StandingAdvisor, StandingStructure, StandingVenue
from web.outputs.readers import KEEPS, Family
from web.outputs.subscribe import FeedKind

STALE_AFTER: Final = timedelta(hours=48)
"""Google comes back every 8 to 24 hours, others sooner: two days without anybody are too long."""


class Health(StrEnum):
    """Of a calendar: read lately, by somebody who comes back; not for too long; by nobody who comes back."""

    FRESH = "fresh"
    STALE = "stale"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class FeedState:
    """One calendar: `fetches` are when each family last asked, the latest first; `email` is where its venue is told."""

    kind: FeedKind
    subject: str
    name: str
    health: Health
    fetches: tuple[tuple[Family, datetime], ...]
    email: str = ""
    by_mail: bool = False
    """Whether each of its dates is also sent by mail."""


KINDS: Final[Mapping[FeedKind, tuple[type[StandingVenue] | type[StandingStructure] | type[StandingAdvisor], str]]] = {
    FeedKind.VENUE: (StandingVenue, "venue"),
    FeedKind.STRUCTURE: (StandingStructure, "structure"),
    FeedKind.ADVISOR: (StandingAdvisor, "advisor"),
}


def feed_states(session: Session, territory: str, at: datetime) -> tuple[FeedState, ...]:
    """Those of the listed venues, structures and advisors, by kind and name: five queries."""
    fetched = _fetches(session, territory)
    asked = select(DatesByMail.kind, DatesByMail.subject).where(DatesByMail.territory == territory)
    by_mail = {(kind, subject) for kind, subject in session.execute(asked)}
    found = []
    for kind, (row, word) in KINDS.items():
        email = literal("") if row is StandingAdvisor else row.__table__.c.email
        columns = (row.__table__.c.id, row.__table__.c.name, email)
        listed = select(*columns).where(row.territory == territory, row.listed)
        for id_, name, address in session.execute(listed):
            fetches = fetched.get((kind, id_), ())
            state = FeedState(kind, id_, name, health_of(fetches, at), fetches, address, (word, id_) in by_mail)
            found.append(state)
    return tuple(sorted(found, key=lambda one: (list(KINDS).index(one.kind), one.name, one.subject)))


def health_of(fetches: tuple[tuple[Family, datetime], ...], at: datetime) -> Health:
    read = [when for family, when in fetches if family in KEEPS]
    if not read:
        return Health.UNREAD
    return Health.FRESH if at - max(read) <= STALE_AFTER else Health.STALE


def last_read(session: Session, territory: str, kind: FeedKind) -> Mapping[str, datetime]:
    """By the calendar's subject, when somebody who comes back last read it. One query."""
    latest: dict[str, datetime] = {}
    for (found, subject), fetches in _fetches(session, territory).items():
        read = [when for family, when in fetches if family in KEEPS]
        if found == kind and read:
            latest[subject] = max(read)
    return latest


def want_dates_by_mail(session: Session, territory: str, kind: str, subject: str, wanted: bool, at: datetime) -> None:
    """`kind` is `venue`, `structure` or `advisor`; the caller notes it in the journal, and commits."""
    row = session.get(DatesByMail, (territory, kind, subject))
    if wanted and row is None:
        session.add(DatesByMail(territory=territory, kind=kind, subject=subject, asked_at=at))
    elif not wanted and row is not None:
        session.delete(row)
    session.flush()


def _fetches(session: Session, territory: str) -> Mapping[tuple[str, str], tuple[tuple[Family, datetime], ...]]:
    """By kind and subject, the latest first."""
    found: defaultdict[tuple[str, str], list[tuple[Family, datetime]]] = defaultdict(list)
    row = FeedFetch
    rows = session.execute(
        select(row.kind, row.subject, row.family, row.fetched_at)
        .where(row.territory == territory)
        .order_by(row.fetched_at.desc(), row.family)
    )
    for kind, subject, family, fetched_at in rows:
        found[kind, subject].append((Family(family), fetched_at))
    return {key: tuple(fetches) for key, fetches in found.items()}
