"""Migrations make of an empty database what the models say, and guard what never changes; on every database."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError, InternalError
from sqlalchemy.orm import Session

from tests.web.databases import SECRET, Databases, upgrade
from tests.web.small import first_plan, publish_plan, small_territory
from web.app import create_app
from web.configuration import Configuration
from web.database import Base, database
from web.schema import MIGRATIONS, is_up_to_date

IMMUTABLE = ("snapshots", "publications", "planned_half_days", "changes", "journal")


def test_migrations_make_what_the_models_say(databases: Databases) -> None:
    url = databases.empty()
    engine = create_engine(url)

    assert not is_up_to_date(engine)
    upgrade(url)

    assert is_up_to_date(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    databases.drop(url)


def test_migrations_can_be_undone(databases: Databases) -> None:
    url = databases.empty()
    upgrade(url)
    with create_app(Configuration(url, SECRET)).app_context():
        downgrade(directory=MIGRATIONS, revision="base")

        assert inspect(database.engine).get_table_names() == ["alembic_version"]
        database.engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize("table", IMMUTABLE)
def test_what_was_published_is_refused_to_change(session: Session, table: str) -> None:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    column = inspect(database.engine).get_columns(table)[0]["name"]
    before = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    session.rollback()
    statements = [f'UPDATE {table} SET "{column}" = "{column}"', f"DELETE FROM {table}"]
    if database.engine.dialect.name == "postgresql":
        statements.append(f"TRUNCATE {table} CASCADE")

    for statement in statements:
        with pytest.raises(DatabaseError, match="never changed nor deleted"):
            session.execute(text(statement))
        session.rollback()

    assert before > 0
    assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == before


@pytest.mark.parametrize("table", ["occurrences", "duties"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET uid = 'another-one'"])
def test_identities_are_refused_to_change(session: Session, table: str, statement: str) -> None:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))

    with pytest.raises((IntegrityError, InternalError), match="never changed nor deleted"):
        session.execute(text(statement.format(table)))
    session.rollback()
