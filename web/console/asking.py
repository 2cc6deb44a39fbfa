"""Asking - who asks, of which territory, when: what the guard has found out, for the views."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import g, request
from werkzeug.exceptions import Unauthorized

from web.services.person import Person
from web.services.reach import Reach


@dataclass(frozen=True, slots=True)
class Where:
    """The territory of the address."""

    id: str
    name: str
    timezone: str

    @property
    def today(self) -> date:
        """There."""
        return now().astimezone(ZoneInfo(self.timezone)).date()


def person() -> Person:
    """Who is signed in: the guard has let nobody else through."""
    found = person_or_nobody()
    if found is None:
        raise Unauthorized
    return found


def person_or_nobody() -> Person | None:
    found = g.get("person")
    assert found is None or isinstance(found, Person)
    return found


def where() -> Where:
    """The territory of the address, which the person may know of."""
    found = g.where
    assert isinstance(found, Where)
    return found


def reach() -> Reach:
    """What of the territory the person may see with the rights that opened this address."""
    found = g.reach
    assert isinstance(found, Reach)
    return found


def now() -> datetime:
    return datetime.now(UTC)


def wants_json() -> bool:
    """Whether a script asks: it is answered in JSON, errors too."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"
