"""Entry - one event of a calendar: what every client needs of it, in the order and with the stamps that they expect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Event, vGeo

from scheduler.domain.time import Clock
from web.outputs.agenda import Place
from web.outputs.wording import address_words

CANCELLED_MARK = "[ANNULÉ]"
"""Outlook shows a cancelled event as a live one: its title says it."""


class Busy(StrEnum):
    """What an event takes of its reader's time, as Outlook names it."""

    FREE = "FREE"
    BUSY = "BUSY"
    AWAY = "OOF"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `start` and `end` are None for the whole day; `url` is where the service tells more.

    A cancelled one must have a sequence above 0. `private`: for its reader alone, and it takes the reader's time.
    """

    uid: str
    sequence: int
    created: datetime
    modified: datetime
    cancelled: bool
    date: date
    start: Clock | None
    end: Clock | None
    summary: str
    description: str
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    private: bool = False
    busy: Busy = Busy.FREE


def entry_lines(entry: Entry, zone: ZoneInfo) -> Sequence[str]:
    """Its content lines, escaped and not yet folded."""
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.modified)
    event.add("CREATED", entry.created)
    event.add("LAST-MODIFIED", entry.modified)
    event.add("SEQUENCE", entry.sequence)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE" if entry.private else "PUBLIC")
    _add_span(event, entry, zone)
    _add_busy(event, Busy.FREE if entry.cancelled else entry.busy)
    event.add("SUMMARY", plain(f"{CANCELLED_MARK} {entry.summary}" if entry.cancelled else entry.summary))
    for name, value in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if value:
            event.add(name, plain(value))
    if entry.geo is not None:
        event.add("GEO", vGeo(entry.geo))
    if entry.url:
        event.add("URL", entry.url)
    categories = [plain(category) for category in entry.categories if category.strip()]
    if categories:
        event.add("CATEGORIES", categories)
    return [line for line in event.content_lines(sorted=False) if line]


def plain(text: str) -> str:
    """Without control characters but the newline, which no calendar may hold, and blanks at either end.

    icalendar takes `\\N` for a newline though it is none yet: a backslash there keeps a space behind it.
    """
    kept = "".join(char for char in text if char == "\n" or (char >= " " and not "\x7f" <= char <= "\x9f"))
    return kept.replace("\\N", "\\ N").strip()


def location_words(place: Place, room: str = "") -> str:
    """`Mairie, Salle du conseil, 4 rue de la Poste, 64260 Arudy`."""
    return ", ".join(part for part in (place.name, room, address_words(place)) if part)


def position(place: Place) -> tuple[float, float] | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def _add_span(event: Event, entry: Entry, zone: ZoneInfo) -> None:
    if entry.start is None or entry.end is None:
        event.add("DTSTART", entry.date)
        event.add("DTEND", entry.date + timedelta(days=1))
    else:
        event.add("DTSTART", _instant(entry.date, entry.start, zone))
        event.add("DTEND", _instant(entry.date, entry.end, zone))


def _instant(day: date, clock: Clock, zone: ZoneInfo) -> datetime:
    """Minutes after midnight as the clock on the wall counts them; 24:00 is the next day's midnight."""
    return (datetime.combine(day, time()) + timedelta(minutes=clock)).replace(tzinfo=zone)


def _add_busy(event: Event, busy: Busy) -> None:
    event.add("TRANSP", "TRANSPARENT" if busy is Busy.FREE else "OPAQUE")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", busy)
