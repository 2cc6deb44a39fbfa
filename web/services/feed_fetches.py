"""Fetches of feeds - when clients of each family last asked for a calendar; not who, not from where, not how often.

It is written at most once in a while for each feed and family, and nobody waits for it: a calendar is served as fast as
before, and where the database is being written, the next fetch will do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import OperationalError

from web.database import BUSY_MILLISECONDS
from web.models.feeds import FeedFetch
from web.outputs.readers import Family
from web.outputs.subscribe import FeedKind

NOTED_EVERY: Final = timedelta(minutes=15)
MOST_KNOWN: Final = 50_000
LOCKED: Final = "database is locked"


@dataclass(frozen=True, slots=True)
class Fetch:
    """Which calendar (of an advisor: the id, never the token) was asked for by which family."""

    territory: str
    kind: FeedKind
    subject: str
    family: Family


class Noted:
    """What this process has written lately."""

    def __init__(self) -> None:
        self._at: dict[Fetch, datetime] = {}
        self._lock = Lock()

    def is_due(self, fetch: Fetch, at: datetime) -> bool:
        """Whether to write it now; who is told so is alone with it for a while."""
        with self._lock:
            last = self._at.get(fetch)
            if last is not None and timedelta() <= at - last < NOTED_EVERY:
                return False
            if len(self._at) >= MOST_KNOWN:
                self._at.clear()
            self._at[fetch] = at
            return True


_NOTED: WeakKeyDictionary[Engine, Noted] = WeakKeyDictionary()


def note_fetch(engine: Engine, fetch: Fetch, at: datetime) -> None:
    """Commits it, in a transaction of its own, where it is due. Fetches that others have noted later stay.

    Nearly always it is not due, and nothing is opened.
    """
    if not _NOTED.setdefault(engine, Noted()).is_due(fetch, at):
        return
    is_sqlite = engine.dialect.name == "sqlite"
    insert = insert_sqlite if is_sqlite else insert_postgresql
    query = insert(FeedFetch).values(
        territory=fetch.territory, kind=fetch.kind, subject=fetch.subject, family=fetch.family, fetched_at=at
    )
    key = ["territory", "kind", "subject", "family"]
    later = query.on_conflict_do_update(index_elements=key, set_={"fetched_at": at}, where=FeedFetch.fetched_at < at)
    with engine.connect() as connection:
        if is_sqlite:
            connection.execute(text("PRAGMA busy_timeout = 0"))
        try:
            connection.execute(later)
            connection.commit()
        except OperationalError as error:
            connection.rollback()
            if LOCKED not in str(error):
                raise
        finally:
            if is_sqlite:
                connection.execute(text(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}"))
                connection.rollback()
