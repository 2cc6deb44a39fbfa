"""The web process: light, closed to others' scripts, and plain where something is missing."""

import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import text

from tests.web.databases import SqliteDatabases
from web.app import SECURITY_HEADERS, create_app
from web.configuration import Configuration, ConfigurationError, read_configuration
from web.database import database


@pytest.fixture
def app(sqlite_databases: SqliteDatabases) -> Flask:
    return create_app(Configuration(sqlite_databases.empty(), "secret"))


def test_web_process_starts_without_the_solver() -> None:
    slow = {"ortools", "numba", "highspy", "pyscipopt", "pandas"}
    code = f"import sys, web.wsgi; print(sorted({slow!r} & sys.modules.keys()))"
    environment = {"PERMANENCES_DATABASE_URL": "sqlite://"}

    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert answer.stdout == "[]\n"


def test_a_page_that_there_is_not_is_a_plain_page_with_every_header(app: Flask) -> None:
    answer = app.test_client().get("/vallee/rien-de-tel/ici")

    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "<h1>Cette page n’existe pas</h1>" in answer.text
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_an_error_of_ours_is_a_plain_page_that_tells_nothing(app: Flask) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise ValueError("a secret of the inside")

    answer = app.test_client().get("/broken")

    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Une erreur est survenue" in answer.text
    assert "secret" not in answer.text


def test_a_wrong_method_says_which_are_right(app: Flask) -> None:
    @app.get("/read-only")
    def read_only() -> str:
        return "read"

    answer = app.test_client().post("/read-only")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, "sqlite:///permanences.sqlite"),
        ({"PERMANENCES_DATABASE_URL": "sqlite:////srv/p.sqlite"}, "sqlite:////srv/p.sqlite"),
        ({"PERMANENCES_DATABASE_URL": "postgres://a:b@c/d"}, "postgresql+psycopg://a:b@c/d"),
        ({"PERMANENCES_DATABASE_URL": "postgresql://a@c/d"}, "postgresql+psycopg://a@c/d"),
    ],
)
def test_environment_names_the_database(given: dict[str, str], read: str) -> None:
    assert read_configuration(given).database_url == read


@pytest.mark.parametrize("url", ["mysql://a/b", "nonsense", "oracle+cx://a"])
def test_a_database_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="PERMANENCES_DATABASE_URL"):
        read_configuration({"PERMANENCES_DATABASE_URL": url})


def test_sqlite_keeps_its_promises(app: Flask) -> None:
    with app.app_context(), database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
