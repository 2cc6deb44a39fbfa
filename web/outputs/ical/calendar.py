"""Calendar - the events of a feed as one stream: its name, how often to ask for it, its zone, no more than fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, vText
from icalendar.parser import Contentline

from web.outputs.ical.entry import plain
from web.outputs.ical.zone import zone_lines

PRODUCT = "-//Permanences//Permanences 1.0//FR"
REFRESH = timedelta(hours=1)

ANYWHERE = "https://permanences.invalid"
"""The address that content lines hold in place of the service's, so that they are the same wherever it is asked."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said of a calendar as a whole; `published_at` is an aware instant."""

    name: str
    description: str
    timezone: str
    published_at: datetime


def calendar_lines(heading: Heading, events: Sequence[Sequence[str]]) -> list[str]:
    """The content lines of the whole stream, not yet folded, around those of its events."""
    name = calendar_name(heading.name)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("DESCRIPTION", plain(heading.description))
    calendar.add("X-WR-CALDESC", vText(plain(heading.description)))
    calendar.add("X-WR-TIMEZONE", heading.timezone)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    lines = [line for line in calendar.content_lines(sorted=False) if line]
    begin, end = lines[:-1], lines[-1]
    zone = zone_lines(heading.timezone, heading.published_at)
    return [*begin, *zone, *(line for event in events for line in event), end]


def calendar_name(name: str) -> str:
    """Without the signs that TEXT escapes: some clients show them with their backslash."""
    bare = "".join(" " if sign in ",;\\\n" else sign for sign in plain(name))
    return " ".join(part for part in bare.split(" ") if part)


def stream(lines: Sequence[str], service: str) -> bytes:
    """The octets of a feed of the service at that address: UTF-8, CRLF, no line over 75 octets."""
    address = service.rstrip("/")
    return b"".join(_folded(line.replace(ANYWHERE, address)) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    """By icalendar: at most 75 octets a line, no character cut in two."""
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded
