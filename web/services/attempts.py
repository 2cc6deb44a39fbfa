"""Attempts - how often one may try at the door, counted in the database: the limit holds with any number of workers.

An attempt is kept before it is counted, so that of many at once none slips through.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from web.models.accounts import LoginAttempt
from web.services.errors import ServiceError
from web.services.writing import take_turn

FORGOTTEN_AFTER = timedelta(days=1)


class TooManyAttemptsError(ServiceError):
    """Not now: `wait` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = number_words(
            max(1, ceil(wait / timedelta(minutes=1))),
            Text(fr="minute", en="minute"),
            Text(fr="minutes", en="minutes"),
        )
        super().__init__(
            Text(
                fr=f"Trop d’essais. Attendez {minutes.fr}, puis essayez de nouveau.",
                en=f"Too many attempts. Wait {minutes.en}, then try again.",
            )
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts in so long, by what is named: `account`, `network`, or both."""

    by: tuple[str, ...]
    most: int
    within: timedelta


SIGN_IN = (
    Limit(("account", "network"), 5, timedelta(minutes=15)),
    Limit(("account",), 30, timedelta(hours=1)),
    Limit(("network",), 50, timedelta(minutes=15)),
)
"""The account from one place; from everywhere together, which a guesser has many of; and everybody of one place."""

RESET = (
    Limit(("account",), 3, timedelta(hours=1)),
    Limit(("network",), 20, timedelta(hours=1)),
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries what: `deed` is `sign-in` or `reset`; `secret` is what keys are hashed with."""

    deed: str
    account: str
    network: str
    secret: str

    def key(self, by: Sequence[str]) -> str:
        said = "\0".join([self.deed, *(f"{name}={getattr(self, name)}" for name in by)])
        return hmac.new(self.secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def take_attempt(session: Session, attempt: Attempt, limits: Sequence[Limit], at: datetime) -> None:
    """Counts it and commits; the session has not begun a transaction yet.

    Raises TooManyAttemptsError; an attempt that is refused does not count.
    """
    take_turn(session)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= at - FORGOTTEN_AFTER))
    rows = [LoginAttempt(key=attempt.key(limit.by), at=at) for limit in limits]
    session.add_all(rows)
    session.flush()
    numbers = [row.id for row in rows]
    session.commit()
    wait = max(_wait(session, attempt.key(limit.by), limit, at) for limit in limits)
    session.rollback()
    if wait > timedelta():
        session.execute(delete(LoginAttempt).where(LoginAttempt.id.in_(numbers)))
        session.commit()
        raise TooManyAttemptsError(wait)


def forgive(session: Session, attempt: Attempt, limits: Sequence[Limit]) -> None:
    """Who has come in has not guessed: the account's attempts from there count no more. The caller commits."""
    keys = [attempt.key(limit.by) for limit in limits if "account" in limit.by]
    session.execute(delete(LoginAttempt).where(LoginAttempt.key.in_(keys)))


def _wait(session: Session, key: str, limit: Limit, at: datetime) -> timedelta:
    """How long until one more may be tried; nothing where it may be now."""
    recent = (LoginAttempt.key == key, LoginAttempt.at > at - limit.within)
    newest = select(LoginAttempt.at).where(*recent).order_by(LoginAttempt.at.desc()).offset(limit.most).limit(1)
    one_too_many = session.scalar(newest)  # one question: while two are asked, somebody's refused attempt may go
    return timedelta() if one_too_many is None else one_too_many + limit.within - at
