"""Signing in - the address and the password of an account that is open, within the limits of the door."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.models.accounts import Account
from web.services.attempts import SIGN_IN, Attempt, forgive, take_attempt
from web.services.errors import ServiceError
from web.services.passwords import is_right
from web.services.visits import begin_visit
from web.services.writing import take_turn


class NotLetInError(ServiceError):
    """The address and the password are not those of an open account: which of them is wrong is not told."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="L’adresse ou le mot de passe ne va pas. Vérifiez les deux, ou demandez un nouveau mot de passe.",
                en="The address or the password is not right. Check both, or ask for a new password.",
            )
        )


def normal(email: str) -> str:
    """As addresses are kept: one person does not get two accounts by a capital letter."""
    return email.replace("\0", "").strip().lower()


def account_of(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == normal(email)))


def sign_in(session: Session, email: str, password: str, network: str, secret: str, at: datetime) -> str:
    """What the cookie is to hold; commits. Raises NotLetInError, TooManyAttemptsError, BusyError.

    The session has not begun a transaction yet.
    """
    attempt = Attempt("sign-in", normal(email), network, secret)
    take_attempt(session, attempt, SIGN_IN, at)
    account = account_of(session, email)
    kept = account.password if account is not None and account.active else None
    session.rollback()  # a hash takes its time: nobody waits for the database meanwhile
    if not is_right(password, kept):
        raise NotLetInError
    take_turn(session)
    account = account_of(session, email)
    if account is None or account.password != kept or not account.active:
        session.rollback()
        raise NotLetInError
    forgive(session, attempt, SIGN_IN)
    token = begin_visit(session, account, at)
    session.commit()
    return token
