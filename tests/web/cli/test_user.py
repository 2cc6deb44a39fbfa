"""permanences user: an invitation that opens, a mail that arrives, a password from standard input, what is refused."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.intake import write_folder
from tests.cli.commands import permanences
from tests.web.console.post_office import open_office
from tests.web.databases import SqliteDatabases
from tests.web.small import small_territory
from web.app import create_app
from web.configuration import Configuration

PASSWORD = "quatre chevaux sans rapport"


@pytest.fixture
def url(
    sqlite_databases: SqliteDatabases,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[str]:
    """A database with the small territory, named by the environment, which names no secret."""
    made = sqlite_databases.migrated()
    monkeypatch.setenv("PERMANENCES_DATABASE_URL", made)
    monkeypatch.delenv("PERMANENCES_SECRET", raising=False)
    write_folder(small_territory(), tmp_path / "vallee")
    permanences(capsys, "load", str(tmp_path / "vallee"))
    yield made
    sqlite_databases.drop(made)


def test_link_that_is_shown_opens_in_another_process_and_says_who_it_is_for(
    capsys: pytest.CaptureFixture[str], url: str
) -> None:
    added = permanences(capsys, "user", "add", "camille@example.org", "--name", "Camille", "--territory", "vallee")
    path = added.out.strip().removeprefix("http://127.0.0.1:8000")

    page = create_app(Configuration(url, "")).test_client().get(path)

    assert added.code == 0
    assert (page.status_code, "Camille (camille@example.org)" in page.text) == (200, True)
    permanences(capsys, "user", "link", "camille@example.org")
    assert create_app(Configuration(url, "")).test_client().get(path).status_code == 410


@pytest.mark.usefixtures("url")
def test_invitation_is_mailed_where_there_is_a_server(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMANENCES_PUBLIC_URL", "https://permanences.example.org")
    with open_office() as office:
        monkeypatch.setenv("PERMANENCES_SMTP_URL", office.url)
        monkeypatch.setenv("PERMANENCES_MAIL_FROM", "Permanences <plans@example.org>")
        told = json.loads(
            permanences(
                capsys, "user", "add", "mairie@example.org", "--role", "venue", "--about", "mairie", "--json"
            ).out
        )

    assert (told["mailed"], told["role"], told["territory"]) == (True, "venue", "vallee")
    assert office.recipients == ["mairie@example.org"]
    text = office.taken[0].get_content()
    assert re.findall(r"https://\S+", text) == [told["link"]]
    assert told["link"].startswith("https://permanences.example.org/console/invitation/")


def test_password_comes_from_standard_input_and_lets_in(
    capsys: pytest.CaptureFixture[str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    added = permanences(capsys, "user", "add", "a@example.org", "--password")
    client = create_app(Configuration(url, "")).test_client()
    token = re.search(r'csrf-token" content="([^"]+)"', client.get("/console/connexion").text)
    assert token is not None

    answer = client.post(
        "/console/connexion", data={"email": "a@example.org", "password": PASSWORD, "csrf_token": token[1]}
    )

    assert (added.code, added.out) == (0, "a@example.org : c’est fait.\n")
    assert answer.status_code == 303
    assert permanences(capsys, "user", "list").out == "a@example.org  a@example.org  administrator\n"
    permanences(capsys, "user", "close", "a@example.org")
    assert client.get("/console/").location.startswith("/console/connexion")


@pytest.mark.usefixtures("url")
def test_what_makes_no_account_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("court\n"))
    for said, arguments in (
        ("Il manque l’adresse", ["add"]),
        ("« user frob » n’existe pas", ["frob"]),
        ("n’est pas une adresse électronique", ["add", "nobody"]),
        ("--about est l’un de biblio, mairie, siege", ["add", "a@example.org", "--role", "venue", "--about", "x"]),
        ("--role est administrator", ["add", "a@example.org", "--role", "king"]),
        ("Aucun territoire « x »", ["add", "a@example.org", "--territory", "x"]),
        ("sans --territory", ["add", "a@example.org", "--role", "administrator", "--territory", "vallee"]),
        ("au moins 12 caractères", ["add", "a@example.org", "--password"]),
        ("Aucun compte n’a l’adresse", ["link", "a@example.org"]),
    ):
        answer = permanences(capsys, "user", *arguments)
        assert (answer.code, answer.out, said in answer.err) == (2, "", True), (arguments, answer)
    assert permanences(capsys, "user", "list").out == ""
