"""How often one may try at the door: counted in the database, so that several workers together let no more through."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.console.client import Client
from web.app import create_app
from web.configuration import Configuration
from web.database import database
from web.models.accounts import Account, LoginAttempt
from web.services import passwords
from web.services.attempts import FORGOTTEN_AFTER, SIGN_IN, Attempt, TooManyAttemptsError, forgive, take_attempt
from web.services.passwords import hashed

SignIn = Callable[..., Client]
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
ONE = Attempt("sign-in", "mairie@example.org", "192.0.2.1", "a secret")
MOST = SIGN_IN[0].most


def tried(session: Session, attempt: Attempt, at: datetime) -> bool:
    try:
        take_attempt(session, attempt, SIGN_IN, at)
    except TooManyAttemptsError:
        return False
    return True


def test_so_many_attempts_are_let_through_and_then_none_for_a_while(session: Session) -> None:
    inside, outside = SIGN_IN[0].within - timedelta(seconds=1), SIGN_IN[0].within + timedelta(seconds=1)

    assert [tried(session, ONE, NOW) for _ in range(MOST + 2)] == [True] * MOST + [False] * 2
    assert tried(session, replace(ONE, network="192.0.2.2"), NOW)
    assert tried(session, replace(ONE, account="biblio@example.org"), NOW)
    assert not tried(session, ONE, NOW + inside)
    assert tried(session, ONE, NOW + outside)


def test_guesser_with_many_networks_is_stopped_too(session: Session) -> None:
    most = SIGN_IN[1].most
    tries = [tried(session, replace(ONE, network=f"192.0.2.{number}"), NOW) for number in range(most + 2)]

    assert tries == [True] * most + [False] * 2


def test_who_has_come_in_is_not_counted(session: Session) -> None:
    for _ in range(3):
        assert [tried(session, ONE, NOW) for _ in range(MOST)] == [True] * MOST
        forgive(session, ONE, SIGN_IN)
        session.commit()


def test_wait_is_told_and_ends(session: Session) -> None:
    for minute in range(MOST):
        take_attempt(session, ONE, SIGN_IN, NOW + timedelta(minutes=minute))
    at = NOW + timedelta(minutes=MOST)

    with pytest.raises(TooManyAttemptsError, match="Wait 10 minutes") as refused:
        take_attempt(session, ONE, SIGN_IN, at)

    assert not tried(session, ONE, at + refused.value.wait - timedelta(seconds=1))
    assert tried(session, ONE, at + refused.value.wait + timedelta(seconds=1))


def test_attempts_are_forgotten_and_say_nothing_of_anybody(session: Session) -> None:
    take_attempt(session, ONE, SIGN_IN, NOW)
    keys = set(session.scalars(select(LoginAttempt.key)))
    session.rollback()
    take_attempt(session, replace(ONE, account="x@example.org"), SIGN_IN, NOW + FORGOTTEN_AFTER)

    assert keys.isdisjoint(session.scalars(select(LoginAttempt.key).where(LoginAttempt.at <= NOW)))
    assert [len(key) for key in keys] == [64] * len(SIGN_IN)
    assert session.scalar(select(func.count()).select_from(LoginAttempt)) == len(SIGN_IN)


def test_several_workers_together_let_no_more_through(app: Flask, database_url: str) -> None:
    """Three applications on one database, as three processes have them, each trying at the same time."""
    workers = [app, *(create_app(Configuration(database_url, "x")) for _ in range(2))]
    together, through = threading.Barrier(9), []

    def attempt(worker: Flask) -> None:
        with worker.app_context():
            together.wait()
            through.append(tried(database.session(), ONE, NOW))
            database.session.remove()

    threads = [threading.Thread(target=attempt, args=(workers[number % 3],)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for worker in workers[1:]:
        with worker.app_context():
            database.engine.dispose()

    with app.app_context():
        afterwards = [tried(database.session(), ONE, NOW) for _ in range(MOST + 1)]
        database.session.remove()
    assert len(through) == 9
    assert sum(through) + sum(afterwards) == MOST


def test_right_password_is_refused_after_too_many_wrong_ones(app: Flask, signed_in: SignIn) -> None:
    password = "quatre chevaux sans rapport"
    client = signed_in(None)
    with app.app_context():
        database.session().add(
            Account(
                email="mairie@example.org",
                name="La mairie",
                password=hashed(password, "mairie@example.org"),
                links=0,
                active=True,
                created_at=NOW,
                grants=[],
            )
        )
        database.session().commit()
        database.session.remove()

    wrong = [
        client.post("/console/connexion", {"email": "mairie@example.org", "password": str(number)}).status_code
        for number in range(MOST)
    ]
    last = client.post("/console/connexion", {"email": "Mairie@example.org", "password": password})

    assert wrong == [403] * MOST
    assert last.status_code == 429
    assert "Trop d’essais. Attendez 15 minutes" in last.text


class Counting:
    """The hasher, which counts how many hashes it has under way."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher, self.lock = hasher, threading.Lock()
        self.running, self.most = 0, 0

    def verify(self, kept: str, password: str) -> bool:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        try:
            return self.hasher.verify(kept, password)
        finally:
            with self.lock:
                self.running -= 1


def test_passwords_are_checked_a_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 64 MiB."""
    kept = hashed("quatre chevaux sans rapport", "a@example.org")
    counting = Counting(passwords._hasher)
    monkeypatch.setattr(passwords, "_hasher", counting)

    threads = [threading.Thread(target=passwords.is_right, args=("wrong", kept)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counting.most == passwords.AT_ONCE
