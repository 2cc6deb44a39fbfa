"""What the tests of pages share: a site whose story has been told, and served."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.feeds.server import Server, serving
from tests.pages.checked import CheckedClient
from tests.pages.town import publish_twice
from tests.web.databases import SECRET, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration
from web.database import database


@pytest.fixture(scope="session")
def site(sqlite_databases: SqliteDatabases) -> Iterator[Flask]:
    app = create_app(Configuration(sqlite_databases.migrated(), SECRET, "Hébergé par la Ville d’Aval."))
    with app.app_context():
        publish_twice(database.session())
        database.session.remove()
    yield app
    with app.app_context():
        database.engine.dispose()


@pytest.fixture
def client(site: Flask) -> CheckedClient:
    return CheckedClient(site)


@pytest.fixture(scope="session")
def server(site: Flask) -> Iterator[Server]:
    with serving(site) as found:
        yield found
