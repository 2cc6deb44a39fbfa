"""The API tells what stands published, a page at a time, and says what is wrong with a question."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.small import FIRST, MONDAY, At, first_plan, instead, plan_at, publish_plan, small_territory
from web.database import database
from web.services.interventions import Question, interventions

BASE = "/api/v1/territories/vallee"


@pytest.fixture
def client(published: Flask) -> FlaskClient:
    return published.test_client()


@pytest.fixture
def own_client(app: Flask) -> FlaskClient:
    """Of a database where more may be published."""
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    return app.test_client()


def uids(client: FlaskClient, query: str) -> list[str]:
    """Of all the pages."""
    found, cursor = [], ""
    while True:
        page = client.get(f"{BASE}/interventions?{query}{cursor}").get_json()
        found += [item["uid"] for item in page["items"]]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


def test_pages_of_any_size_hold_each_intervention_once(client: FlaskClient) -> None:
    whole = uids(client, "")

    assert len(whole) == len(set(whole)) == len(FIRST)
    assert [uids(client, f"limit={limit}") for limit in (1, 5, 14, 500)] == [whole] * 4


def test_page_reads_no_more_than_it_tells_and_the_days_at_its_ends(published: Flask, client: FlaskClient) -> None:
    cursor = client.get(f"{BASE}/interventions?limit=3").get_json()["next_cursor"]

    with published.app_context():
        page = interventions(database.session(), "vallee", Question(), 3, cursor)
        database.session.remove()

    days = [one.date for one in page.agenda.dated]
    assert len(page.items) == 3
    assert len(days) == 5  # the last one of the page before, and the first one of the page to come
    filtered = client.get(f"{BASE}/interventions?limit=3&activity=atelier&booking=sign-up").get_json()
    assert [one["activity"] for one in filtered["items"]] == ["atelier"] * 3
    assert filtered["next_cursor"] is not None


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("venue=mairie", 8),
        ("commune=64003", 4),
        ("structure=cc", 14),
        ("structure=other", 0),
        ("activity=rdv", 8),
        ("booking=sign-up", 4),
        ("booking=sign-up&venue=mairie", 0),
        ("status=cancelled", 0),
        (f"from={MONDAY}&to={MONDAY + timedelta(days=2)}", 2),
        (f"from={MONDAY + timedelta(weeks=3)}", 3),
    ],
)
def test_filters_keep_what_holds(client: FlaskClient, query: str, count: int) -> None:
    assert len(uids(client, query)) == count


def test_moved_and_cancelled_interventions_say_so(app: Flask, own_client: FlaskClient) -> None:
    territory = small_territory()
    tuesday, wednesday = At("mairie-rdv", 1, "am", "ana", "bureau"), At("biblio-atelier", 2, "pm", "bob")
    moved = instead(tuesday, At("mairie-rdv", 0, "pm", "ana", "bureau"))
    with app.app_context():
        publish_plan(database.session(), territory, plan_at(territory, instead(wednesday, plan=moved)))

    changes = own_client.get(f"{BASE}/publications/2").get_json()["changes"]

    assert sorted(change["kinds"] for change in changes) == [["cancelled"], ["moved_in_time"]]
    told = {
        change["kinds"][0]: own_client.get(f"{BASE}/interventions/{change['uid']}").get_json() for change in changes
    }
    assert told["cancelled"]["status"] == "cancelled"
    assert told["cancelled"]["cancellation"]["publication"] == 2
    assert told["moved_in_time"]["former"]["date"] == str(MONDAY + timedelta(days=1))
    assert told["moved_in_time"]["starts_at"] == f"{MONDAY}T14:00:00+02:00"
    numbers = [one["number"] for one in own_client.get(f"{BASE}/publications").get_json()["items"]]
    assert numbers == [2, 1]


def test_nobody_is_told_who_the_advisor_is(client: FlaskClient) -> None:
    for path in ("/interventions", "/publications/1", "/venues", "/structures"):
        said = client.get(BASE + path).text
        assert [word for word in ("ana", "bob", "Conseill") if f'"{word}' in said] == []


def test_tag_changes_with_a_publication_and_not_otherwise(app: Flask, own_client: FlaskClient) -> None:
    first = own_client.get(f"{BASE}/interventions")
    again = own_client.get(f"{BASE}/interventions", headers={"If-None-Match": first.headers["ETag"]})
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))

    after = own_client.get(f"{BASE}/interventions", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, after.status_code) == (200, 304, 200)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/interventions?limit=0", "limit"),
        ("/interventions?limit=1e2", "limit"),
        ("/interventions?from=20260907", "from"),
        ("/interventions?from=2026-02-30", "from"),
        ("/interventions?booking=maybe", "booking"),
        ("/venues?commun=64003", "commun"),
        ("/publications/0", "number"),
    ],
)
def test_mistake_names_its_parameter(client: FlaskClient, path: str, parameter: str) -> None:
    answer = client.get(BASE + path)

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert [mistake["parameter"] for mistake in answer.get_json()["errors"]] == [parameter]


MISTAKES = {
    "/interventions?limit=0": ("1 au moins.", "1 at least."),
    "/interventions?limit=9999": ("500 au plus.", "500 at most."),
    "/interventions?limit=1e2": (
        "Un nombre entier s’écrit avec des chiffres seuls.",
        "A whole number is written with digits alone.",
    ),
    "/interventions?from=20260907": ("Une date s’écrit comme 2026-09-07.", "A date is written as 2026-09-07."),
    "/interventions?from=2026-02-30": ("Cette date n’existe pas.", "There is no such date."),
    "/interventions?status=maybe": (
        "Les valeurs possibles\u00a0: 'planned' ou 'cancelled'.",
        "The values are: 'planned' or 'cancelled'.",
    ),
    "/venues?commun=64003": ("Ce paramètre n’existe pas ici.", "There is no such parameter here."),
    "/venues?commune=": ("La valeur est vide.", "The value is empty."),
    f"/venues?commune={'9' * 201}": ("200 caractères au plus.", "200 characters at most."),
    "/venues?commune=%00": ("Un caractère y est interdit.", "A character is not allowed."),
    f"/interventions?cursor={'a' * 2001}": ("2000 caractères au plus.", "2000 characters at most."),
    "/interventions?cursor=jamais": (
        "Ce curseur n’est pas de ceux que donne «\u00a0next_cursor\u00a0».",
        "This cursor is none that 'next_cursor' gives.",
    ),
}


@pytest.mark.parametrize(("path", "said"), MISTAKES.items())
def test_mistake_is_told_in_the_reader_s_language(client: FlaskClient, path: str, said: tuple[str, str]) -> None:
    french, english = (client.get(f"{BASE}{path}{lang}").get_json() for lang in ("", "&lang=en"))

    assert ([one["message"] for one in french["errors"]], [one["message"] for one in english["errors"]]) == (
        [said[0]],
        [said[1]],
    )


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("/venues/nulle-part", ("Introuvable", "Not Found")),
        ("/venues?limit=1", ("Paramètre inutilisable", "Unprocessable Content")),
    ],
)
def test_problem_has_a_title_in_the_reader_s_language(client: FlaskClient, path: str, titles: tuple[str, str]) -> None:
    told = [client.get(f"{BASE}{path}{'&' if '?' in path else '?'}lang={lang}").get_json() for lang in ("fr", "en")]

    assert (told[0]["title"], told[1]["title"]) == titles
    assert told[0]["detail"] != told[1]["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/territories/ailleurs",
        f"{BASE}/venues/nulle-part",
        f"{BASE}/structures/aucune",
        f"{BASE}/interventions/personne",
        f"{BASE}/publications/9",
        f"{BASE}/interventions?cursor=jamais",
        "/api/v1/nothing",
    ],
)
def test_what_there_is_not_is_a_problem_document(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_api_is_read_only(client: FlaskClient) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method(f"{BASE}/venues")
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_page_of_the_api_tells_every_address_and_asks_no_other_host(client: FlaskClient) -> None:
    page = client.get("/api/v1/").text

    described = client.get("/api/v1/openapi.json").get_json()["paths"]
    assert [path for path in described if path not in page] == []
    assert "Les lieux d’un territoire, par nom" in page
    assert "The venues of a territory, by name" in client.get("/api/v1/?lang=en").text
    assert page.count("Financé par l’État") == 1
    assert "<script" not in page
    assert 'src="' not in page
