"""The schema - whether the database has every migration, and bringing it there."""

import os
from typing import Final

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy import Engine

MIGRATIONS: Final = os.path.join(os.path.dirname(__file__), "migrations")


def is_up_to_date(engine: Engine) -> bool:
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(ScriptDirectory(MIGRATIONS).get_heads())


def bring_up_to_date() -> None:
    """Runs the migrations that are missing, in one transaction, on the database of the application at hand."""
    upgrade(directory=MIGRATIONS)
