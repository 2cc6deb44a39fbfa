"""How migrations run: in one transaction, on the application's own database."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy.types import TypeDecorator

import web.models  # noqa: F401  (fills the metadata)
from web.database import WRITING, Base


def plain_types(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration tells what the database holds, not the classes that read it, which may change later."""
    if kind == "type" and isinstance(item, TypeDecorator):
        impl = item.impl_instance
        return "sa.DateTime(timezone=True)" if isinstance(impl, sa.DateTime) else f"sa.{impl!r}"
    return False


engine = current_app.extensions["migrate"].db.engine
with engine.connect().execution_options(**{WRITING: True}) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        render_as_batch=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
