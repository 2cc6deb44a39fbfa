"""Jobs - how a worker is woken: huey's queue, beside an SQLite file or inside the PostgreSQL database.

The queue says only that there is something to do, and in which lane: what is to be done stands in the database, and is
taken there by one worker. So a message that is lost, or comes twice, does no harm.
"""

import logging
from collections.abc import Callable
from functools import cache

from huey import Huey, PostgresHuey, SqliteHuey
from huey.api import TaskWrapper
from sqlalchemy import Engine, event, make_url
from sqlalchemy.orm import Session

NAME = "permanences"
BESIDE = ".jobs"
"""What the name of the queue's file adds to the database's."""

SOLVE, ANSWER, ERRANDS, CALENDARS = "solve", "answer", "errands", "calendars"
"""The lanes, in which things are done side by side: plans, which take minutes; answers, which somebody waits for; mails
and other errands; the calendars of others, whose servers may be slow."""


def queue(database_url: str) -> Huey:
    """The queue of that database; its tables are made where they are missing. It keeps no results."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        inside = url.database in (None, "", ":memory:")
        return SqliteHuey(NAME, filename=":memory:" if inside else f"{url.database}{BESIDE}", results=False)
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    made = PostgresHuey(NAME, dsn=dsn, results=False, create_tables=False)
    with made.storage.db(commit=True, close=True) as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('jobs', 0))")  # "if not exists" is no lock
        for statement in made.storage.ddl:
            cursor.execute(statement)
    return made


def waking(made: Huey, answer: Callable[[str], None]) -> TaskWrapper:
    """The task that a worker does when it is woken in a lane; calling it wakes one."""

    def wake(lane: str) -> None:
        answer(lane)

    return made.task(name="wake")(wake)


def wake_after_commit(session: Session, lane: str) -> None:
    """Wakes a worker once what the session is writing can be read; nobody where it is rolled back."""
    session.info.setdefault(_LANES, set()).add(lane)


_LANES = "lanes to wake"


@event.listens_for(Session, "after_rollback")
def _undone(session: Session) -> None:
    session.info.pop(_LANES, None)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    """Where the queue itself does not answer, the work is not lost: a worker looks for itself every minute."""
    for lane in session.info.pop(_LANES, ()):
        try:
            _producer(_url_of(session))(lane)
        except Exception:
            logging.getLogger(__name__).exception("the queue did not take a message for the lane %s", lane)


def _url_of(session: Session) -> str:
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    return engine.url.render_as_string(hide_password=False)


@cache
def _producer(database_url: str) -> TaskWrapper:
    return waking(queue(database_url), _not_here)


def _not_here(_lane: str) -> None:
    raise RuntimeError("this process wakes workers, and is none")
