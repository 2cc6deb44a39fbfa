"""Installation - what this one signs cookies and links with: the same in every process."""

import secrets

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from web.models.accounts import Installation

BYTES = 32


def installation_secret(session: Session) -> str:
    """Made by whoever asks first, and committed; the session has nothing else to commit."""
    query = select(Installation.secret).where(Installation.id == 1)
    known = session.scalar(query)
    if known is None:
        session.rollback()
        insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
        made = insert(Installation).values(id=1, secret=secrets.token_hex(BYTES))
        session.execute(made.on_conflict_do_nothing())
        session.commit()
        known = session.scalars(query).one()
    session.rollback()
    return known
