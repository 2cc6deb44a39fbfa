"""Posters over HTTP and from the command line: of what stands published, asked for again without being made again."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.cli.commands import permanences
from tests.web.small import MONDAY
from web.database import database

POSTER = f"/vallee/affiches/mairie.pdf?from={MONDAY}"


@pytest.fixture
def client(published: Flask) -> FlaskClient:
    return published.test_client()


def text_of(pdf: bytes) -> str:
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(said.replace("\u00a0", " ").split())


def test_poster_tells_the_published_hours(client: FlaskClient) -> None:
    answer = client.get(POSTER)

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    said = text_of(answer.data)
    assert "Toutes les semaines" in said
    assert "Mardi 9 h – 12 h" in said
    assert "Jeudi 14 h – 17 h" in said
    assert "Financé par l’État" in said
    assert "localhost/vallee/lieux/mairie" in said


def test_poster_speaks_english(client: FlaskClient) -> None:
    said = text_of(client.get(f"{POSTER}&lang=en").data)
    assert "Every week" in said
    assert "Tuesday 9:00 – 12:00" in said


@pytest.mark.parametrize(("size", "width"), [("A4", 595), ("A3", 842)])
def test_poster_has_the_format_asked_for(client: FlaskClient, size: str, width: int) -> None:
    [page] = PdfReader(BytesIO(client.get(f"{POSTER}&format={size}").data)).pages

    assert round(page.mediabox.width) == width


@pytest.mark.parametrize(
    "wrong", ["format=A5", "weeks=0", "weeks=13", "weeks=²", "weeks=", "from=soon", "from=0001-01-01"]
)
def test_options_that_there_are_not_are_refused(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/vallee/affiches/mairie.pdf?{wrong}")

    assert answer.status_code == 400
    assert {"format": "Le format est A4 ou A3.", "weeks": "de 1 à 12.", "from": "from est une date"}[
        wrong.partition("=")[0]
    ] in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/vallee/affiches/nulle-part.pdf",
        "/ailleurs/affiches/mairie.pdf",
        "/vallee/affiches/nulle-part.zip",
        "/vallee/affiches/%00.pdf",
    ],
)
def test_posters_of_what_there_is_not_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_poster_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(POSTER)

    by_tag = client.get(POSTER, headers={"If-None-Match": first.headers["ETag"]})
    by_date = client.get(POSTER, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    other = client.get(
        POSTER, headers={"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    )

    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert (by_date.status_code, by_date.data) == (304, b"")
    assert other.status_code == 200
    assert first.data == client.get(POSTER).data


def test_kit_holds_the_poster_of_every_venue_of_the_structure(client: FlaskClient) -> None:
    answer = client.get(f"/vallee/affiches/cc.zip?from={MONDAY}")

    with ZipFile(BytesIO(answer.data)) as kit:
        assert sorted(kit.namelist()) == ["biblio.pdf", "mairie.pdf", "siege.pdf"]
        assert kit.read("mairie.pdf") == client.get(POSTER).data


def test_poster_of_an_empty_stretch_tells_the_nearest_place(client: FlaskClient) -> None:
    """The full day at the seat is on the first Friday; from the Saturday on there is the town hall."""
    said = text_of(client.get("/vallee/affiches/siege.pdf?from=2026-09-12&weeks=1").data)

    assert "Pas de date ici jusqu’au vendredi 18 septembre" in said
    assert "La permanence la plus proche : Mairie" in said


def test_poster_takes_few_queries(published: Flask, client: FlaskClient) -> None:
    with published.app_context():
        count = _counting(database.session())

    for address in (POSTER, "/vallee/affiches/siege.pdf?from=2026-09-12&weeks=1", "/vallee/permanences.csv"):
        before = count()
        client.get(address)
        assert count() - before <= 12


def _counting(session: Session) -> Callable[[], int]:
    executed: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *told: executed.append(told[2]))
    return lambda: len(executed)


def test_command_writes_a_poster_for_each_venue(
    published: Flask,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PERMANENCES_DATABASE_URL", published.config["SQLALCHEMY_DATABASE_URI"])

    answer = permanences(
        capsys, "posters", "vallee", "--from", str(MONDAY), "--out", str(tmp_path), "--url", "http://localhost"
    )  # fmt: skip

    assert (answer.code, answer.err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["biblio.pdf", "mairie.pdf", "siege.pdf"]
    assert (tmp_path / "mairie.pdf").read_bytes() == published.test_client().get(POSTER).data


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["vallee", "--venue", "x"], "« vallee » n’a pas de lieu « x »"),
        (["vallee", "--structure", "x"], "« vallee » n’a pas de structure « x »"),
        (["ailleurs"], "Rien n’est encore publié pour « ailleurs »"),
        (["vallee", "--format", "A5"], "--format attend A4 ou A3"),
        (["vallee", "--weeks", "13"], "12 semaines au plus"),
        (["vallee", "--venue", "x", "--structure", "y"], "pas les deux"),
    ],
)
def test_command_refuses_in_words_and_writes_nothing(
    options: list[str],
    said: str,
    published: Flask,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PERMANENCES_DATABASE_URL", published.config["SQLALCHEMY_DATABASE_URI"])

    answer = permanences(capsys, "posters", *options, "--out", str(tmp_path))

    assert answer.code == 2
    assert said in answer.err
    assert list(tmp_path.iterdir()) == []
