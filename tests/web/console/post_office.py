"""A real mail server for tests, on this machine: it keeps what it takes, and fails as it is told."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from web.configuration import MailServer

Answer = Callable[[Envelope], str]


@dataclass
class PostOffice:
    """`taken` are the letters that it has answered 250 for; `answers` are given first, one for each letter."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def server(self) -> MailServer:
        return MailServer("smtp", "127.0.0.1", self.port, "Permanences <plans@example.org>")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        answer = self.answers.pop(0)(envelope) if self.answers else "250 taken"
        if answer.startswith("250"):
            content = cast(bytes, envelope.content)
            self.taken.append(cast(EmailMessage, message_from_bytes(content, policy=default)))
            self.recipients += envelope.rcpt_tos
        if answer == "250 taken, and gone":
            assert server.transport is not None
            server.transport.abort()
        return answer


def refusing(code: int, said: str) -> Answer:
    return lambda _envelope: f"{code} {said}"


def breaking_after_taking(_envelope: Envelope) -> str:
    """The letter is taken, and the connection breaks before the server can say so."""
    return "250 taken, and gone"


@contextmanager
def open_office() -> Iterator[PostOffice]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    office = PostOffice(port)
    controller = Controller(cast(Any, office), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
