"""What the tests of pages share: a site whose story has been told, served, and a browser."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.feeds.server import Server, serving
from tests.pages.checked import CheckedClient
from tests.pages.town import publish_twice
from tests.web.databases import SECRET, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration
from web.database import database

NODE_MODULES = Path(__file__).parent.parent / "node" / "node_modules"

NAMES = ("chromium", "chromium-browser", "google-chrome")


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which the Makefile asks for."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path is not None, "Chromium is needed (Debian: apt install chromium)"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [], timeout=180_000
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> tuple[str, object]:
    """The script, and its French words."""
    folder = NODE_MODULES / "axe-core"
    return (
        (folder / "axe.min.js").read_text(encoding="utf-8"),
        json.loads((folder / "locales" / "fr.json").read_text(encoding="utf-8")),
    )
