"""The doors of the console: who comes in, who does not, how often one may try, and what is left when one goes out."""

from collections.abc import Callable

import pytest

from tests.web.console.client import Client
from tests.web.databases import Databases, SqliteDatabases
from web.app import SECURITY_HEADERS
from web.services.person import Role

SignIn = Callable[..., Client]


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


def test_nobody_is_sent_to_the_door_and_on_from_there(signed_in: SignIn) -> None:
    nobody = signed_in(None)

    answer = nobody.get("/console/vallee/?x=1")

    assert (answer.status_code, answer.location) == (303, "/console/connexion?next=/console/vallee/?x%3D1")
    assert nobody.get("/console/vallee/", headers={"Accept": "application/json"}).status_code == 401
    assert nobody.post("/console/deconnexion").status_code == 303


@pytest.mark.parametrize("role", Role)
def test_everybody_with_a_role_sees_the_home_of_their_territory_only(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role)

    assert client.get("/console/").location == "/console/vallee/"
    assert client.get("/console/vallee/").status_code == 200
    assert client.get("/console/ailleurs/").status_code == 404


def test_pages_are_kept_nowhere_and_closed_to_others(signed_in: SignIn) -> None:
    answer = signed_in(Role.COORDINATOR).get("/console/vallee/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_form_without_its_token_does_nothing(signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)

    refused = client.http.post("/console/deconnexion")

    assert refused.status_code == 400
    assert "Cette page a vieilli" in refused.text
    assert client.get("/console/vallee/").status_code == 200


def test_going_out_ends_the_visit_for_a_copied_cookie_too(signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    cookie = client.http.get_cookie("permanences", path="/console")
    assert cookie is not None

    client.post("/console/deconnexion")
    client.http.set_cookie("permanences", cookie.value, path="/console")

    assert client.get("/console/vallee/").status_code == 303
