"""Visits end: by themselves after hours without use, and for good after days; cookies stay where they belong."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.web.databases import SECRET, SqliteDatabases
from web.app import create_app
from web.configuration import Configuration, ConfigurationError, MailServer, read_configuration
from web.models.accounts import Account
from web.services.installation import installation_secret
from web.services.visits import IDLE, LONGEST, begin_visit, end_visits_of, person_of_visit

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def account(session: Session) -> Account:
    made = Account(email="a@example.org", name="A", password=None, links=0, active=True, created_at=NOW, grants=[])
    session.add(made)
    session.flush()
    return made


def test_visit_ends_when_it_is_not_used(session: Session) -> None:
    token = begin_visit(session, account(session), NOW)
    session.commit()
    at = NOW

    for _ in range(3):
        at += IDLE - timedelta(minutes=1)
        assert person_of_visit(session, token, at) is not None
    assert person_of_visit(session, token, at + IDLE + timedelta(minutes=1)) is None
    assert person_of_visit(session, token + "x", at) is None


def test_visit_that_is_used_ends_after_days(session: Session) -> None:
    token = begin_visit(session, account(session), NOW)
    session.commit()
    at = NOW
    while person_of_visit(session, token, at) is not None:
        at += timedelta(hours=6)

    assert NOW + LONGEST - timedelta(hours=6) <= at <= NOW + LONGEST + timedelta(hours=6)


def test_visits_of_an_account_end_together(session: Session) -> None:
    made = account(session)
    tokens = [begin_visit(session, made, NOW) for _ in range(3)]
    session.commit()
    assert [person_of_visit(session, token, NOW) is None for token in tokens] == [False] * 3

    end_visits_of(session, made.id)

    assert [person_of_visit(session, token, NOW) is None for token in tokens] == [True] * 3


def test_installation_has_one_secret_for_all_its_processes(session: Session) -> None:
    first, second = installation_secret(session), installation_secret(session)

    assert first == second
    assert len(first) == 64


@pytest.mark.parametrize(
    ("url", "name", "secure"),
    [("https://permanences.example.org/", "__Secure-permanences", True), ("", "permanences", False)],
)
def test_cookie_is_for_the_console_alone_and_secret_where_the_service_is(
    sqlite_databases: SqliteDatabases, url: str, name: str, secure: bool
) -> None:
    database_url = sqlite_databases.migrated()
    client = create_app(Configuration(database_url, SECRET, public_url=url)).test_client()

    door, public = client.get("/console/connexion"), client.get("/")

    (said,) = door.headers.getlist("Set-Cookie")
    parts = said.split("; ")
    assert parts[0].startswith(f"{name}=")
    assert sorted(parts[1:]) == sorted(["HttpOnly", "Path=/console", "SameSite=Lax", *(["Secure"] if secure else [])])
    assert public.headers.getlist("Set-Cookie") == []
    assert [answer.headers.get("Strict-Transport-Security") for answer in (door, public)] == [
        "max-age=31536000" if secure else None
    ] * 2
    sqlite_databases.drop(database_url)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://127.0.0.1:2525", ("smtp", "127.0.0.1", 2525, "", "")),
        ("smtp://mail.example.org", ("smtp", "mail.example.org", 25, "", "")),
        ("starttls://a%40b:p%2Fw@mail.example.org", ("starttls", "mail.example.org", 587, "a@b", "p/w")),
        ("smtps://name:word@mail.example.org:4650", ("smtps", "mail.example.org", 4650, "name", "word")),
    ],
)
def test_mail_server_is_read(url: str, read: tuple[str, str, int, str, str]) -> None:
    sender = "Permanences <plans@example.org>"
    found = read_configuration({"PERMANENCES_SMTP_URL": url, "PERMANENCES_MAIL_FROM": sender}).mail

    assert found == MailServer(read[0], read[1], read[2], sender, read[3], read[4])
    assert read_configuration({"PERMANENCES_MAIL_FROM": sender}).mail is None


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.org:25", "plans@example.org"),
        ("http://mail.example.org", "plans@example.org"),
        ("smtp://mail.example.org:99999", "plans@example.org"),
        ("smtp://mail.example.org/inbox", "plans@example.org"),
        ("smtp://name:secret-word@mail.example.org", "plans@example.org"),
        ("smtps://name:secret-word@mail.example.org", "Permanences"),
        ("smtps://name:secret-word@mail.example.org", ""),
    ],
)
def test_mail_server_that_is_none_is_refused_without_telling_the_password(url: str, sender: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read_configuration({"PERMANENCES_SMTP_URL": url, "PERMANENCES_MAIL_FROM": sender})

    assert "secret-word" not in f"{refused.value.text.fr}{refused.value.text.en}"
