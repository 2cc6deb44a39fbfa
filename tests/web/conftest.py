"""What every test of the product may ask for: a migrated database of each kind, the application on it, a session."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.databases import SECRET, Databases
from tests.web.small import first_plan, publish_plan, small_territory
from web.app import create_app
from web.configuration import Configuration
from web.database import database


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each kind of database in turn; PostgreSQL is started by the first test that asks for it."""
    made = request.getfixturevalue(f"{request.param}_databases")
    assert isinstance(made, Databases)
    return made


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def published(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application where the first plan of the small territory stands: for the tests that only read."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    url, territory = databases.migrated(), small_territory()
    made = create_app(Configuration(url, SECRET))
    with made.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    yield made
    with made.app_context():
        database.engine.dispose()
    databases.drop(url)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of a database of its own, with every migration."""
    url = databases.migrated()
    yield url
    databases.drop(url)


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    made = create_app(Configuration(database_url, SECRET))
    yield made
    with made.app_context():
        database.session.remove()
        database.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the application, which is at hand as it is in a request."""
    with app.app_context():
        yield database.session()
        database.session.remove()
