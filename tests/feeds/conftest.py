"""What the tests of feeds share: the story, told once on a server of each database, for all of them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.feeds.story import Story, told
from tests.web.databases import SECRET, Databases, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration
from web.database import database


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest) -> Iterator[Story]:
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    url = databases.migrated()
    app = create_app(Configuration(url, SECRET))
    with told(app) as found:
        yield found
    with app.app_context():
        database.engine.dispose()
    databases.drop(url)


@pytest.fixture
def app(sqlite_databases: SqliteDatabases) -> Iterator[Flask]:
    """The application on a database of its own, with every migration."""
    url = sqlite_databases.migrated()
    made = create_app(Configuration(url, SECRET))
    yield made
    with made.app_context():
        database.session.remove()
        database.engine.dispose()
    sqlite_databases.drop(url)
