"""Reading - what the readers of the world make of a feed: of each UID, when it is, whether it holds, its title."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import icalendar
import ics
import vobject

from tests.feeds.content_lines import parsed

NODE = Path(__file__).parents[1] / "node"
PHP = Path(__file__).parents[1] / "php"
SABRE = Path("/usr/share/php/Sabre/VObject/Reader.php")
"""Where Debian puts it."""


@dataclass(frozen=True)
class Read:
    """`start` and `end` in seconds since 1970, or as a date for whole days."""

    start: int | str
    end: int | str
    status: str
    summary: str


Reading: TypeAlias = dict[str, Read]


def by_the_text(octets: bytes) -> Reading:
    """What RFC 5545 says that the feed says."""
    return {
        event.uid: Read(
            event.one("DTSTART").instant,
            event.one("DTEND").instant,
            event.one("STATUS").value,
            event.one("SUMMARY").text,
        )
        for event in parsed(octets).kinds("VEVENT")
    }


def by_ical_js(feeds: Sequence[bytes]) -> list[Reading]:
    return _by_program(["node", NODE / "calendar.js"], feeds)


def by_node_ical(feeds: Sequence[bytes]) -> list[Reading]:
    return _by_program(["node", NODE / "node_ical.js"], feeds)


def by_sabre(feeds: Sequence[bytes]) -> list[Reading]:
    return _by_program(["php", PHP / "sabre.php"], feeds)


def _by_program(command: Sequence[str | Path], feeds: Sequence[bytes]) -> list[Reading]:
    """By one that reads and writes JSON, and fails where it would complain."""
    asked = json.dumps([octets.decode() for octets in feeds])
    answered = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert answered.returncode == 0, answered.stderr
    return [
        {one["uid"]: Read(one["start"], one["end"], one["status"], one["summary"]) for one in told}
        for told in json.loads(answered.stdout)
    ]


def by_icalendar(octets: bytes) -> Reading:
    calendar = icalendar.Calendar.from_ical(octets)
    assert isinstance(calendar, icalendar.Calendar)
    assert [error for event in calendar.events for error in event.errors] == []
    return {
        str(event["UID"]): Read(
            _instant(event["DTSTART"].dt), _instant(event["DTEND"].dt), str(event["STATUS"]), str(event["SUMMARY"])
        )
        for event in calendar.events
    }


def by_vobject(octets: bytes) -> Reading:
    calendar = vobject.readOne(octets.decode())
    return {
        event.uid.value: Read(
            _instant(event.dtstart.value), _instant(event.dtend.value), event.status.value, event.summary.value
        )
        for event in calendar.contents.get("vevent", ())
    }


def by_ics(octets: bytes) -> Reading:
    return {
        event.uid: Read(*_span(event), event.status or "", event.name or "")
        for event in ics.Calendar(octets.decode()).events
    }


def _span(event: ics.Event) -> tuple[int | str, int | str]:
    if event.all_day:
        return event.begin.date().isoformat(), event.end.date().isoformat()
    return int(event.begin.timestamp()), int(event.end.timestamp())


def _instant(told: date) -> int | str:
    return int(told.timestamp()) if isinstance(told, datetime) else told.isoformat()
