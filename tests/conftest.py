"""What every room of tests may ask for: databases of both kinds and a browser, each started once."""

import json
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.node import NODE_MODULES
from tests.web.databases import PostgresqlDatabases, SqliteDatabases

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    """Started by the first test that asks for it."""
    databases = PostgresqlDatabases()
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which the Makefile asks for."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
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
