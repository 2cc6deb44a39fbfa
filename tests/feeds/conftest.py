"""What the tests of feeds share: the story, told once on a server that stands for all of them, and for no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.feeds.story import Story, told
from tests.web.databases import SECRET, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration
from web.database import database


@pytest.fixture(scope="package")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    url = SqliteDatabases(tmp_path_factory.mktemp("feeds")).migrated()
    app = create_app(Configuration(url, SECRET))
    with told(app) as found:
        yield found
    with app.app_context():
        database.engine.dispose()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, with every migration."""
    made = create_app(Configuration(SqliteDatabases(tmp_path).migrated(), SECRET))
    yield made
    with made.app_context():
        database.session.remove()
        database.engine.dispose()
