"""Stamps of feeds - what a calendar held when it was last made, and when that last changed.

A calendar is made by whoever asks for it first. Where an SQLite file is being written, that is not waited for: who asks
next makes the same stamp, since it follows from the publication.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from web.database import BUSY_MILLISECONDS
from web.models.feeds import Feed
from web.outputs.subscribe import FeedKind

LOCKED = "database is locked"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The SHA-256 of what a calendar holds, when that changed, and up to which day it goes."""

    digest: str
    modified: datetime
    last_day: date


def stamp_of(session: Session, territory: str, kind: FeedKind, subject: str) -> Stamp | None:
    row = session.get(Feed, (territory, kind, subject), populate_existing=True)
    return None if row is None else Stamp(row.digest, row.modified_at, row.last_day)


def keep_stamp(session: Session, territory: str, kind: FeedKind, subject: str, stamp: Stamp) -> bool:
    """Commits it, in a transaction of its own; False where another writer is at work."""
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    insert = insert_sqlite if is_sqlite else insert_postgresql
    values = {"digest": stamp.digest, "modified_at": stamp.modified, "last_day": stamp.last_day}
    query = insert(Feed).values(territory=territory, kind=kind, subject=subject, **values)
    if is_sqlite:
        connection.execute(text("PRAGMA busy_timeout = 0"))
    try:
        session.execute(query.on_conflict_do_update(index_elements=["territory", "kind", "subject"], set_=values))
        session.commit()
    except OperationalError as error:
        session.rollback()
        if LOCKED not in str(error):
            raise
        return False
    finally:
        if is_sqlite:
            session.execute(text(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}"))
            session.rollback()
    return True
