"""Open data over HTTP: every file of what stands published, known by its tag, and open to other sites."""

import csv
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.small import FIRST
from web.opendata import CSV, JSON, XLSX

FILES = {
    "permanences.csv": CSV,
    "permanences.json": JSON,
    "permanences.xlsx": XLSX,
    "lieux-mediation-numerique.csv": CSV,
}


@pytest.fixture
def client(published: Flask) -> FlaskClient:
    return published.test_client()


@pytest.mark.parametrize("name", FILES)
def test_file_is_of_its_type_and_open_to_other_sites(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/vallee/{name}")

    assert (answer.status_code, answer.content_type) == (200, FILES[name])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/ailleurs/{name}").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_file_that_is_known_is_not_sent_again(client: FlaskClient, name: str) -> None:
    first = client.get(f"/vallee/{name}")

    again = client.get(f"/vallee/{name}", headers={"If-None-Match": f'W/{first.headers["ETag"]}, "x"'})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.head(f"/vallee/{name}").headers["ETag"] == first.headers["ETag"]


def test_csv_has_the_published_permanences_and_leads_to_their_pages(client: FlaskClient) -> None:
    rows = list(csv.DictReader(StringIO(client.get("/vallee/permanences.csv").text, newline="")))

    assert len(rows) == len(FIRST)
    assert {row["url"] for row in rows} == {f"http://localhost/vallee/lieux/{v}" for v in ("mairie", "biblio", "siege")}
    assert len({row["uid"] for row in rows}) == len(rows)


def test_map_has_a_row_for_each_place_with_permanences(client: FlaskClient) -> None:
    rows = list(csv.DictReader(StringIO(client.get("/vallee/lieux-mediation-numerique.csv").text, newline="")))

    assert [row["id"] for row in rows] == ["vallee-biblio", "vallee-mairie", "vallee-siege"]
    assert {row["telephone"] for row in rows} == {"+33199001000"}
