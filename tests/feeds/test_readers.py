"""The readers of the world read the same in every feed: what its text says."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.feeds import libical
from tests.feeds.reading import (
    SABRE,
    Reading,
    by_ical_js,
    by_icalendar,
    by_ics,
    by_node_ical,
    by_sabre,
    by_the_text,
    by_vobject,
)
from tests.feeds.story import FEEDS, Story
from web.outputs.ical.zone import PARIS


def each(read: Callable[[bytes], Reading]) -> Callable[[Sequence[bytes]], list[Reading]]:
    return lambda feeds: [read(octets) for octets in feeds]


READERS = {
    "ical.js": by_ical_js,
    "node-ical": by_node_ical,
    "icalendar": each(by_icalendar),
    "vobject": each(by_vobject),
    "ics.py": each(by_ics),
    "libical": each(libical.read),
    "sabre/vobject": by_sabre,
}
OF_DEBIAN = pytest.mark.skipif(not SABRE.exists(), reason="Debian's php-sabre-vobject is not installed")


@pytest.mark.parametrize(
    "reader", [pytest.param(one, marks=[OF_DEBIAN] if one == "sabre/vobject" else []) for one in READERS]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_readers_read_what_is_written(story: Story, reader: str, when: str) -> None:
    feeds = [getattr(story, when)[feed].body for feed in FEEDS]

    assert READERS[reader](feeds) == [by_the_text(octets) for octets in feeds]


def test_feeds_say_something() -> None:
    assert by_the_text(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == {}


@pytest.mark.parametrize("feed", FEEDS)
def test_every_event_alone_may_be_published(story: Story, feed: str) -> None:
    assert len(by_the_text(story.after[feed].body)) > 0 or feed.endswith("salle.ics")
    assert libical.refused_to_publish(story.after[feed].body) == []


def test_libical_refuses_what_may_not_be_published(story: Story) -> None:
    feed = story.after["/vallee/lieux/biblio.ics"].body

    assert len(libical.refused_to_publish(feed.replace(b"\r\nDTSTAMP", b"\r\nX-A", 1))) == 1


@pytest.mark.parametrize("reader", ["ical.js", "icalendar", "vobject", "libical"])
def test_the_zone_alone_tells_every_offset(reader: str) -> None:
    """Under a name that no reader knows, an hour before and after each change of ten years."""
    paris = ZoneInfo("Europe/Paris")
    hours = [change + timedelta(hours=hours) for change in _changes_of_offset(2024, 2034) for hours in (-26, -2, 2, 26)]
    octets = _calendar([hour.astimezone(paris).replace(tzinfo=None) for hour in hours])

    (found,) = READERS[reader]([octets])

    assert [found[f"event-{number}"].start for number in range(len(hours))] == [int(hour.timestamp()) for hour in hours]


def _changes_of_offset(first_year: int, last_year: int) -> list[datetime]:
    paris = ZoneInfo("Europe/Paris")
    hour, found = datetime(first_year, 1, 1, tzinfo=UTC), []
    while hour.year < last_year:
        later = hour + timedelta(hours=1)
        if hour.astimezone(paris).utcoffset() != later.astimezone(paris).utcoffset():
            found.append(later)
        hour = later
    assert len(found) == 2 * (last_year - first_year)
    return found


def _calendar(local: list[datetime]) -> bytes:
    zone = [line.replace("Europe/Paris", "Nowhere") for line in PARIS]
    events = [
        line
        for number, time in enumerate(local)
        for line in (
            "BEGIN:VEVENT",
            f"UID:event-{number}",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART;TZID=Nowhere:{time:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Nowhere:{time + timedelta(minutes=10):%Y%m%dT%H%M%S}",
            "STATUS:CONFIRMED",
            "SUMMARY:x",
            "END:VEVENT",
        )
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//A//B//FR", *zone, *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()
