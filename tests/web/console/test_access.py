"""Who may do what: every route of the console, every role, nobody, and another territory's data - found, not listed.

A new route is asked here as soon as it is there. Where its address names something new, this file asks for an example.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.console.client import Client, right, signed_in_client
from tests.web.console.two_territories import APART, OTHER, Things, made, ours, theirs
from tests.web.databases import SECRET, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration
from web.console.access import ACCESS, COORDINATORS, SCOPES, Access, Door
from web.database import Base, database
from web.services.person import SUBJECTS, Role

SIGNED = tuple(Role)
WITHOUT_EXAMPLE = {"territory", "token", "version", "name"}
SCOPE_PARTS = {"structures": "structure", "lieux": "venue", "conseillers": "advisor"}
ELSEWHERE = {"structures": "autre", "lieux": "annexe", "conseillers": "eve"}
"""What is of the same territory and out of reach of those who have a role about one structure, venue or advisor."""
WITHIN = {
    Role.REFERENT: {"structure", "venue", "advisor"},
    Role.DEPUTY: {"structure", "venue", "advisor"},
    Role.VENUE: {"venue"},
    Role.ADVISOR: {"advisor"},
}


@dataclass(frozen=True)
class Site:
    """An application with two territories, and a client for each role in the first, and in the other."""

    app: Flask
    ours: Things
    theirs: Things
    here: dict[Role, Client]
    there: dict[Role, Client]
    nobody: Client

    def rules(self) -> Iterator[tuple[Rule, str, Access | Door]]:
        """Each route of the console with each of its methods, and its line in the table."""
        for rule in self.app.url_map.iter_rules():
            if str(rule).startswith("/console"):
                for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                    yield rule, method, ACCESS[rule.endpoint]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app = create_app(Configuration(SqliteDatabases(tmp_path_factory.mktemp("access")).migrated(), SECRET))
    first, second = made(app, ours()), made(app, theirs())
    yield Site(
        app,
        first,
        second,
        {role: signed_in_client(app, right(role)) for role in Role},
        {role: signed_in_client(app, right(role, "levant")) for role in Role if role is not Role.ADMINISTRATOR},
        Client(app.test_client(), None),
    )
    with app.app_context():
        database.engine.dispose()


def address(rule: Rule, things: Things, instead: dict[str, str] | None = None, territory: str = "") -> str:
    """The route's address with the things of a territory in it; `instead` are others, by the part before them."""
    known = {**things.by_part, **(instead or {})}
    pieces = []
    for part in str(rule).split("/"):
        if not part.startswith("<"):
            pieces.append(part)
            continue
        name = part.strip("<>").rpartition(":")[2]
        if name == "territory":
            pieces.append(territory or things.territory)
        elif name in WITHOUT_EXAMPLE:
            pieces.append("nothing")
        else:
            before = pieces[-1]
            assert before in known, f"{rule}: add an example of what stands after /{before}/ to two_territories.py"
            pieces.append(known[before])
    return "/".join(pieces)


def ask(client: Client, method: str, path: str) -> TestResponse:
    """Without the token of a form: what would change something goes as far as the refusal of that, and no further."""
    return client.http.open(path, method=method)


def to_the_door(answer: TestResponse) -> bool:
    return answer.status_code == 303 and str(answer.location).startswith("/console/connexion")


def let_in(method: str, answer: TestResponse) -> bool:
    """Past the guard: what reads is answered, what writes is stopped by the missing token."""
    if method == "GET":
        return answer.status_code < 500 and answer.status_code not in (401, 403) and not to_the_door(answer)
    return answer.status_code == 400 and "Cette page a vieilli" in answer.text


def in_reach(role: Role, rule: Rule, method: str = "GET") -> bool:
    """Whether the example's structure, venue or advisor is within reach of the role's example.

    What somebody is about to change is read by them alone, and by those who may change everything.
    """
    if "/apercu/" in str(rule) and method == "GET" and role not in COORDINATORS:
        return False
    scopes = {name for name in SCOPES if f"<{name}>" in str(rule)}
    return role not in SUBJECTS or scopes <= WITHIN[role]


def test_every_route_of_the_console_stands_in_the_table_and_nothing_else(site: Site) -> None:
    routes = {rule.endpoint for rule in site.app.url_map.iter_rules() if str(rule).startswith("/console")}

    assert routes == set(ACCESS)
    assert not [str(rule) for rule in site.app.url_map.iter_rules() if "console" in rule.endpoint.partition(".")[0]
                and not str(rule).startswith("/console/")]  # fmt: skip


def test_route_that_is_not_in_the_table_is_refused_to_everybody(site: Site) -> None:
    app = create_app(Configuration(site.app.config["SQLALCHEMY_DATABASE_URI"], SECRET))
    app.add_url_rule("/console/<territory>/nouveau", "console.without_a_line", lambda territory: territory)
    client = signed_in_client(app, right(Role.ADMINISTRATOR))

    assert client.get("/console/vallee/nouveau").status_code == 403
    assert to_the_door(app.test_client().get("/console/vallee/nouveau"))


def test_nobody_gets_past_the_door(site: Site) -> None:
    wrong = [
        (method, str(rule))
        for rule, method, access in site.rules()
        if access is not Door.ANYBODY
        if not to_the_door(ask(site.nobody, method, address(rule, site.ours)))
    ]

    assert wrong == []


@pytest.mark.parametrize("role", SIGNED)
def test_role_is_let_in_where_the_table_says_so_and_nowhere_else(site: Site, role: Role) -> None:
    wrong, asked = [], 0
    for rule, method, access in site.rules():
        if access is Door.ANYBODY:
            continue
        answer = ask(site.here[role], method, address(rule, site.ours))
        expected = access is Door.SIGNED_IN or (
            isinstance(access, Access) and role in access.roles(method) and in_reach(role, rule, method)
        )
        asked += 1
        if expected != let_in(method, answer) or (not expected and answer.status_code != 403):
            wrong.append((method, str(rule), answer.status_code))

    assert wrong == []
    assert asked > 50


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_role_in_another_territory_opens_nothing_here(site: Site, role: Role) -> None:
    wrong = []
    for rule, method, access in site.rules():
        if isinstance(access, Access) and "<territory>" in str(rule):
            answer = ask(site.there[role], method, address(rule, site.ours))
            if answer.status_code != 404 or "La Vallée" in answer.text:
                wrong.append((method, str(rule), answer.status_code))

    assert wrong == []


@pytest.mark.parametrize("role", list(WITHIN))
def test_what_is_out_of_reach_is_refused_in_ones_own_territory(site: Site, role: Role) -> None:
    wrong, asked = [], 0
    for rule, method, access in site.rules():
        parts = [part for part, scope in SCOPE_PARTS.items() if f"/{part}/<{scope}>" in str(rule)]
        if not parts or not isinstance(access, Access) or role not in access.roles(method):
            continue
        asked += 1
        answer = ask(site.here[role], method, address(rule, site.ours, {part: ELSEWHERE[part] for part in parts}))
        if answer.status_code != 403:
            wrong.append((method, str(rule), answer.status_code))

    assert wrong == []
    assert asked > 0


@pytest.mark.parametrize("role", SIGNED)
def test_pages_hold_nothing_of_another_territory(site: Site, role: Role) -> None:
    assert _leaks(site, role) == []
    assert OTHER in site.there[Role.COORDINATOR].get("/console/levant/").text


@pytest.mark.parametrize("role", list(WITHIN))
def test_pages_hold_nothing_of_who_is_out_of_reach(site: Site, role: Role) -> None:
    """What is said of another structure's absences, and its advisors' telephone."""
    leaks = []
    for rule, method, access in site.rules():
        if method == "GET" and isinstance(access, Access) and role in access.roles(method) and in_reach(role, rule):
            answer = ask(site.here[role], method, address(rule, site.ours))
            leaks += [
                (str(rule), mark)
                for mark in (f"maladie {APART}", "0699887766", "06 99 88 77 66")
                if mark in answer.text
            ]

    assert leaks == []
    assert f"maladie {APART}" in site.here[Role.COORDINATOR].get("/console/vallee/donnees/absences").text


def test_what_is_written_names_nothing_of_another_territory(site: Site) -> None:
    """A coordinator with a good token sends the numbers of the other territory's things to one's own addresses."""
    wrong, before = [], _rows(site)
    numbered = {part: value for part, value in site.theirs.by_part.items() if part not in SCOPE_PARTS}
    client = site.here[Role.COORDINATOR]
    for rule, method, access in site.rules():
        path = address(rule, site.ours, numbered)
        if method == "GET" or not isinstance(access, Access) or path == address(rule, site.ours):
            continue
        answer = client.post(path, {})
        said = client.get(str(answer.location)).text if answer.status_code == 303 else answer.text
        if answer.status_code not in (303, 400, 403, 404, 422) or OTHER in said:
            wrong.append((path, answer.status_code))

    assert wrong == []
    assert _rows(site) == before
    assert _leaks(site, Role.COORDINATOR) == []


def _rows(site: Site) -> dict[str, list[str]]:
    """Everything of the other territory."""
    with site.app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if "territory" in table.columns]
        rows = {
            table.name: sorted(
                repr(row)
                for row in database.session().execute(select(table).where(table.columns["territory"] == "levant"))
            )
            for table in tables
        }
        database.session.remove()
    assert len([name for name, found in rows.items() if found]) > 15
    return rows


def _leaks(site: Site, role: Role) -> list[tuple[str, int]]:
    """The addresses that say something of the other territory: with one's own things, and with the other's numbers."""
    leaks = []
    numbered = {part: value for part, value in site.theirs.by_part.items() if part not in SCOPE_PARTS}
    for rule, method, access in site.rules():
        if method == "GET" and isinstance(access, Access) and role in access.roles(method):
            for path in {address(rule, site.ours), address(rule, site.ours, numbered)}:
                answer = ask(site.here[role], method, path)
                if OTHER.encode() in answer.data or b"levant" in answer.data.lower():
                    leaks.append((path, answer.status_code))
    return leaks
