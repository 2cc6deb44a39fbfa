"""Reading - what the readers of the world make of a feed: of each UID, when it is, whether it holds, its title."""

import json
import subprocess
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import icalendar
import vobject

from tests.feeds.content_lines import parsed

NODE = Path(__file__).parents[1] / "node"


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


def by_ical_js(octets: bytes) -> Reading:
    answered = subprocess.run(["node", NODE / "calendar.js"], input=octets, capture_output=True, check=False)
    assert answered.returncode == 0, answered.stderr.decode()
    return {
        told["uid"]: Read(told["start"], told["end"], told["status"], told["summary"])
        for told in json.loads(answered.stdout)
    }


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


def _instant(told: date) -> int | str:
    return int(told.timestamp()) if isinstance(told, datetime) else told.isoformat()
