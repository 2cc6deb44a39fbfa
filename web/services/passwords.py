"""Passwords - what makes a good one, its argon2 hash, and how many are hashed at once: each takes 64 MiB."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from scheduler.domain.text import Text
from web.services.errors import ServiceError

LEAST, MOST = 12, 200
"""Characters of a password."""

AT_ONCE: Final = 2
"""Hashes at the same time in one process: 128 MiB at most."""

LONGEST_WAIT: Final = 15.0
"""Seconds."""

_turns = BoundedSemaphore(AT_ONCE)
_hasher = PasswordHasher()


class WeakPasswordError(ServiceError):
    """The password would be guessed."""


class BusyError(ServiceError):
    """Too many passwords are being checked."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Trop de personnes se connectent en même temps. Essayez de nouveau dans une minute.",
                en="Too many people are signing in at the same time. Try again in a minute.",
            )
        )


def hashed(password: str, email: str) -> str:
    """Raises WeakPasswordError, BusyError."""
    require_good(password, email)
    with _turn():
        return _hasher.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether the hash is the password's. Without a hash it takes as long, and is not. Raises BusyError."""
    with _turn():
        try:
            return _hasher.verify(kept or _of_nobody(), password[: MOST + 1]) and kept is not None
        except VerificationError:
            return False


def require_good(password: str, email: str) -> None:
    """Raises WeakPasswordError."""
    if len(password) < LEAST:
        raise WeakPasswordError(
            Text(
                fr=f"Le mot de passe a au moins {LEAST} caractères : une phrase fait l’affaire.",
                en=f"The password has at least {LEAST} characters: a sentence will do.",
            )
        )
    if len(password) > MOST:
        raise WeakPasswordError(
            Text(fr=f"Le mot de passe a au plus {MOST} caractères.", en=f"The password has at most {MOST} characters.")
        )
    if len(set(password.casefold())) < 5 or password.casefold() == email.casefold():
        raise WeakPasswordError(
            Text(
                fr="Ce mot de passe se devine : prenez-en un autre, par exemple quatre mots sans rapport.",
                en="This password can be guessed: take another, for instance four unrelated words.",
            )
        )


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise BusyError
    try:
        yield
    finally:
        _turns.release()


@cache
def _of_nobody() -> str:
    return _hasher.hash("the password of nobody at all")
