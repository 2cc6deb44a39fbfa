"""Post - one connection to a mail server: what it says of each letter that it is handed, and of what it cannot know."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Final, Self

from web.configuration import MailServer
from web.outputs.mail import bare_address

SECONDS: Final = 30
"""How long the server may take for each answer."""

GONE = (OSError, smtplib.SMTPServerDisconnected)


@dataclass(frozen=True, slots=True)
class Handed:
    """The server has taken it."""

    said: str
    result: ClassVar[str] = "sent"


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: it has certainly not been taken, and may be later."""

    said: str
    result: ClassVar[str] = "deferred"


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: the server will not take this letter."""

    said: str
    result: ClassVar[str] = "refused"


@dataclass(frozen=True, slots=True)
class Unsure:
    """The connection broke while the letter was being taken: it may have been, or not."""

    said: str
    result: ClassVar[str] = "unsure"


Outcome = Handed | Deferred | Refused | Unsure


class Post:
    """A connection, opened when it is made. Raises OSError and SMTPException where the server cannot be used at all."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.smtp: smtplib.SMTP | None = _connected(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.smtp is not None:
            with suppress(*GONE):
                self.smtp.quit()
            self.smtp = None

    def hand(self, recipient: str, message: bytes) -> Outcome:
        """Hands over one letter; a connection that has broken is opened again for it."""
        try:
            smtp = self._open()
            smtp.rset()
            for code, said in (smtp.mail(bare_address(self.server.sender)), smtp.rcpt(bare_address(recipient))):
                if code >= 400:
                    return _answered(code, said)
        except (smtplib.SMTPException, OSError) as error:
            self.smtp = None
            return Deferred(_words(error))
        try:
            return _answered(*smtp.data(message))
        except smtplib.SMTPDataError as error:
            return _answered(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self.smtp = None
            return Unsure(_words(error))

    def _open(self) -> smtplib.SMTP:
        if self.smtp is None:
            self.smtp = _connected(self.server)
        return self.smtp


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if server.scheme == "smtps":
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if server.scheme == "starttls":
        smtp.starttls(context=context)
        smtp.ehlo()
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def _answered(code: int, said: bytes | str) -> Outcome:
    """2xx, 4xx, 5xx."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    words = f"{code} {text}"[:500]
    if code < 400:
        return Handed(words)
    return Deferred(words) if code < 500 else Refused(words)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
