"""What every room of tests may ask for: databases of both kinds, each started once."""

from collections.abc import Iterator

import pytest

from tests.web.databases import PostgresqlDatabases, SqliteDatabases


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    """Started by the first test that asks for it."""
    databases = PostgresqlDatabases()
    yield databases
    databases.close()
