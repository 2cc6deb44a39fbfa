"""People: invited by a link that opens once, given and refused roles, sent away; every change in the journal."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.console.client import Client, right
from tests.web.databases import Databases, SqliteDatabases
from web.database import database
from web.models.accounts import Account, Visit
from web.models.journal import JournalEntry
from web.models.outbox import OutboxLetter
from web.services import people
from web.services.journal import deeds
from web.services.links import DeadLinkError, Purpose, account_of_link, link_to
from web.services.passwords import WeakPasswordError
from web.services.person import Role

SignIn = Callable[..., Client]
PASSWORD = "quatre chevaux sans rapport"
SECRET = "a secret of the tests"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


@contextmanager
def opened(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield database.session()
        database.session.remove()


def invite(client: Client, role: str = "venue:mairie", email: str = "mairie@example.org") -> str:
    """The path of the person's page."""
    answer = client.post("/console/vallee/personnes/inviter", {"name": "La mairie", "email": email, "right": role})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def link_in(app: Flask) -> str:
    """The path of the link in the latest letter."""
    with opened(app) as session:
        text = session.scalars(select(OutboxLetter.text).order_by(OutboxLetter.id.desc())).first() or ""
    found = re.search(r"http://localhost(/console/\S+)", text)
    assert found is not None, text
    return found[1]


def test_invited_person_chooses_a_password_once_and_comes_in(app: Flask, signed_in: SignIn) -> None:
    invite(signed_in(Role.COORDINATOR))
    link, nobody = link_in(app), signed_in(None)

    short = nobody.post(link, {"password": "court", "again": "court"})
    other = nobody.post(link, {"password": PASSWORD, "again": PASSWORD + "!"})
    chosen = nobody.post(link, {"password": PASSWORD, "again": PASSWORD})

    assert (short.status_code, other.status_code, chosen.status_code) == (422, 422, 303)
    assert "au moins 12 caractères" in short.text
    assert nobody.get("/console/vallee/").status_code == 200
    assert nobody.get("/console/vallee/personnes").status_code == 403
    again = signed_in(None).get(link)
    assert (again.status_code, "Ce lien ne s’ouvre plus" in again.text) == (410, True)
    later = signed_in(None)
    assert later.post("/console/connexion", {"email": "MAIRIE@example.org ", "password": PASSWORD}).status_code == 303


def test_forgotten_password_is_replaced_and_every_visit_ends(app: Flask, signed_in: SignIn) -> None:
    invite(signed_in(Role.COORDINATOR))
    first = signed_in(None)
    first.post(link_in(app), {"password": PASSWORD, "again": PASSWORD})

    known, unknown = (
        signed_in(None).post("/console/mot-de-passe", {"email": email}) for email in ("mairie@example.org", "x@y.fr")
    )
    signed_in(None).post(link_in(app), {"password": PASSWORD + " 2", "again": PASSWORD + " 2"})

    said = [(answer.status_code, answer.text.partition("<body")[2]) for answer in (known, unknown)]
    assert said[0] == said[1]
    assert said[0][0] == 200
    assert first.get("/console/vallee/").status_code == 303
    door = signed_in(None)
    assert door.post("/console/connexion", {"email": "mairie@example.org", "password": PASSWORD}).status_code == 403
    with opened(app) as session:
        assert session.scalars(select(OutboxLetter.recipient)).all() == ["mairie@example.org"] * 2


def test_links_are_for_one_purpose_one_account_and_some_time(session: Session) -> None:
    account, other = (
        people.invite(session, "Commande", f"{name}@example.org", name, [], SECRET, NOW)[0] for name in "ab"
    )
    session.commit()
    token = link_to(account, Purpose.INVITATION, SECRET, NOW).path.rpartition("/")[2]

    assert account_of_link(session, token, Purpose.INVITATION, SECRET, NOW).id == account.id != other.id
    for purpose, secret, at in (
        (Purpose.RESET, SECRET, NOW),
        (Purpose.INVITATION, "another", NOW),
        (Purpose.INVITATION, SECRET, NOW + timedelta(days=7, seconds=1)),
    ):
        with pytest.raises(DeadLinkError):
            account_of_link(session, token, purpose, secret, at)
    with pytest.raises(DeadLinkError):
        account_of_link(session, token[:-1] + ("A" if token[-1] != "A" else "B"), Purpose.INVITATION, SECRET, NOW)


def test_weak_password_is_refused(session: Session) -> None:
    account, link = people.invite(session, "Commande", "a.long.address@example.org", "A", [], SECRET, NOW)
    session.commit()
    assert link is not None
    token = link.path.rpartition("/")[2]

    for password in ("onze lettre", "aaaaaaaaaaaaaaaa", "abababababababab", account.email.upper(), "x" * 300):
        with pytest.raises(WeakPasswordError):
            people.answer_link(session, token, Purpose.INVITATION, password, SECRET, NOW)
        session.rollback()


def test_role_is_given_and_taken_and_noted_before_and_after(app: Flask, signed_in: SignIn) -> None:
    coordinator = signed_in(Role.COORDINATOR)
    page = invite(coordinator)

    coordinator.post(page, {"deed": "give", "right": "referent:cc"})
    assert "Référent de structure" in coordinator.get(page).text
    gone = coordinator.post(page, {"deed": "take", "right": "venue:mairie"})

    assert gone.location == page
    with opened(app) as session:
        latest, earlier = deeds(session, "vallee", 2)
        assert (latest.deed, latest.detail, latest.who) == ("rights_changed", "mairie@example.org", "Une personne")
        assert latest.changed() == (("rights", ["referent vallee cc", "venue vallee mairie"], ["referent vallee cc"]),)
        assert earlier.changed() == (
            ("rights", ["venue vallee mairie"], ["referent vallee cc", "venue vallee mairie"]),
        )


def test_closed_account_opens_nothing_at_once(app: Flask, signed_in: SignIn) -> None:
    coordinator = signed_in(Role.COORDINATOR)
    page = invite(coordinator)
    theirs = signed_in(None)
    theirs.post(link_in(app), {"password": PASSWORD, "again": PASSWORD})

    coordinator.post(page, {"deed": "close"})

    assert theirs.get("/console/vallee/").status_code == 303
    assert theirs.post("/console/connexion", {"email": "mairie@example.org", "password": PASSWORD}).status_code == 403
    invited = {"name": "La mairie", "email": "mairie@example.org", "right": "referent:cc"}
    assert coordinator.post("/console/vallee/personnes/inviter", invited).status_code == 422
    coordinator.post(page, {"deed": "open"})
    assert theirs.post("/console/connexion", {"email": "mairie@example.org", "password": PASSWORD}).status_code == 303


def test_coordinator_has_no_say_over_administrators_nor_over_their_own_role(app: Flask, signed_in: SignIn) -> None:
    administrator, coordinator = signed_in(Role.ADMINISTRATOR), signed_in(Role.COORDINATOR)
    assert administrator.person is not None
    assert coordinator.person is not None
    theirs = f"/console/vallee/personnes/{administrator.person.account}"
    own = f"/console/vallee/personnes/{coordinator.person.account}"

    for page, deed in (
        (theirs, {"deed": "give", "right": "coordinator"}),
        (theirs, {"deed": "close"}),
        (theirs, {"deed": "invite"}),
        (own, {"deed": "take", "right": "coordinator"}),
        (own, {"deed": "close"}),
        (own, {"deed": "give", "right": "administrator"}),
    ):
        before = _rows(app)
        coordinator.post(page, deed)
        assert _rows(app) == before, (page, deed)
    refused = coordinator.post(
        "/console/vallee/personnes/inviter", {"name": "A", "email": administrator.person.email, "right": "venue:mairie"}
    )
    assert refused.status_code == 422


def test_account_with_rights_elsewhere_is_not_closed_nor_shown_there(app: Flask, signed_in: SignIn) -> None:
    coordinator = signed_in(Role.COORDINATOR)
    with opened(app) as session:
        elsewhere, _ = people.invite(
            session, "Commande", "e@example.org", "E", [right(Role.ADMINISTRATOR)], SECRET, NOW
        )
        elsewhere.grants = []
        stranger = elsewhere.id
        session.commit()

    assert coordinator.get(f"/console/vallee/personnes/{stranger}").status_code == 404
    assert coordinator.post(f"/console/vallee/personnes/{stranger}", {"deed": "close"}).status_code == 404


def test_password_is_changed_by_who_knows_the_former_one(app: Flask, signed_in: SignIn) -> None:
    invite(signed_in(Role.COORDINATOR))
    here, there = signed_in(None), signed_in(None)
    here.post(link_in(app), {"password": PASSWORD, "again": PASSWORD})
    there.post("/console/connexion", {"email": "mairie@example.org", "password": PASSWORD})

    new = {"password": PASSWORD + " 2", "again": PASSWORD + " 2"}
    assert here.post("/console/compte", {"former": "not this one", **new}).status_code == 422
    assert here.post("/console/compte", {"former": PASSWORD, **new}).status_code == 303

    assert here.get("/console/vallee/").status_code == 200
    assert there.get("/console/vallee/").status_code == 303


def test_journal_of_people_holds_no_secret(app: Flask, signed_in: SignIn) -> None:
    invite(signed_in(Role.COORDINATOR))
    signed_in(None).post(link_in(app), {"password": PASSWORD, "again": PASSWORD})

    with opened(app) as session:
        account = session.scalars(select(Account).where(Account.email == "mairie@example.org")).one()
        visits = list(session.scalars(select(Visit.sha256)))
        said = "".join(f"{row.detail}{row.before}{row.after}" for row in session.scalars(select(JournalEntry)))
    assert account.password is not None
    assert not [secret for secret in (PASSWORD, account.password, "$argon2", *visits) if secret in said]


def _rows(app: Flask) -> list[tuple[object, ...]]:
    with opened(app) as session:
        return [
            (row.id, row.active, row.links, row.password, sorted((g.role, g.territory, g.subject) for g in row.grants))
            for row in session.scalars(select(Account).order_by(Account.id))
        ]
