"""Writing - how a transaction that will write begins: alone, so that what it reads is what it changes."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from web.database import WRITING

AS_GIVEN = {"render_nulls": True}
"""How rows are added in one statement: a None is a NULL, not a column left out, which would be another statement."""


def begin_writing(session: Session, territory: str) -> None:
    """Takes the territory's turn until the transaction ends: another writer waits, readers do not.

    SQLite has one writer at a time, who begins here; in PostgreSQL it is one for each territory.
    """
    take_turn(session)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": territory})


def take_turn(session: Session) -> None:
    """What `begin_writing` does of SQLite, for what is no territory's: in PostgreSQL nobody waits."""
    if session.in_transaction():
        raise RuntimeError("a transaction that writes begins before anything is read")
    session.connection(execution_options={WRITING: True})
