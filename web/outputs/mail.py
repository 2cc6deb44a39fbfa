"""Mail - a letter as the octets that a mail server is given: plain text, and one date for the calendar if there is one.

The calendar's part is base64, since line ends of quoted-printable have broken clients (ICAL.md, M01), and stands beside
the text as another way to say it, which is what mail programs look for.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Literal

Method = Literal["REQUEST", "CANCEL"]

FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f]+")
"""What no header may hold as it is: a subject with a newline would write headers of its own."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """One date, as an iTIP message of its method: `text` has its lines without their ends, folded or not."""

    method: Method
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be told to one address, once.

    `key` says what it is about (`publication/vallee/12/venue/mairie`): of two letters with the same key the second is
    never sent. `purpose` is a word that lists can be sorted by; `territory` is None where it is about none. A
    `confidential` text is forgotten once it has gone.
    """

    key: str
    purpose: str
    territory: str | None
    recipient: str
    subject: str
    text: str
    calendar: CalendarPart | None = None
    reply_to: str = ""
    confidential: bool = False


def message_of(letter: Letter, sender: str, at: datetime) -> bytes:
    """RFC 5322, CRLF; `sender` is `Permanences <plans@example.org>`. The same letter always has the same Message-ID."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(letter.recipient)
    if letter.reply_to:
        message["Reply-To"] = _address(letter.reply_to)
    message["Subject"] = FORBIDDEN.sub(" ", letter.subject).strip()
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{sha256(letter.key.encode()).hexdigest()[:32]}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.calendar is not None:
        message.add_alternative(
            letter.calendar.text,
            subtype="calendar",
            cte="base64",
            params={"method": letter.calendar.method},
        )
    return message.as_bytes()


def is_address(text: str) -> bool:
    """Whether mail can be sent to it: one address, with a domain, without a name."""
    return re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text) is not None


def bare_address(text: str) -> str:
    """`plans@example.org` of `Permanences <plans@example.org>`."""
    return parseaddr(text)[1]


def _address(text: str) -> Address:
    name, address = parseaddr(text)
    return Address(FORBIDDEN.sub(" ", name), addr_spec=address)


def _domain(sender: str) -> str:
    return bare_address(sender).rpartition("@")[2]
