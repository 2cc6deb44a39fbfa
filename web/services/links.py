"""Links - what a mail opens an account with: signed, for some hours or days, and dead once one was used."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.models.accounts import Account
from web.services.errors import ServiceError


class Purpose(StrEnum):
    """What a link is for; the value is the part of its address."""

    INVITATION = "invitation"
    RESET = "mot-de-passe"


LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=2)}


class DeadLinkError(ServiceError):
    """The link opens nothing, or no longer."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Ce lien ne s’ouvre plus : il a déjà servi, il est trop ancien, ou il a été remplacé.",
                en="This link opens nothing any more: it was used, it is too old, or it was replaced.",
            )
        )


@dataclass(frozen=True, slots=True)
class Link:
    """The path of the link, and until when it opens."""

    path: str
    until: datetime


def link_to(account: Account, purpose: Purpose, secret: str, at: datetime) -> Link:
    """The account must have been flushed: links name its number."""
    token = _signer(secret, purpose).dumps([account.id, account.links, int(at.timestamp())])
    said = token if isinstance(token, str) else token.decode()
    return Link(f"/console/{purpose}/{said}", at + LASTS[purpose])


def account_of_link(session: Session, token: str, purpose: Purpose, secret: str, at: datetime) -> Account:
    """Raises DeadLinkError."""
    try:
        number, links, made = map(int, _signer(secret, purpose).loads(token))
    except (BadData, TypeError, ValueError) as error:
        raise DeadLinkError from error
    account = session.get(Account, number)
    if account is None or not account.active or account.links != links:
        raise DeadLinkError
    if at.timestamp() > made + LASTS[purpose].total_seconds():
        raise DeadLinkError
    return account


def _signer(secret: str, purpose: Purpose) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"permanences {purpose}")
