"""Invitation - one date as an iTIP message (RFC 5546): a REQUEST for whoever holds or hosts it, a CANCEL when it goes.

Its UID and SEQUENCE are those of the feeds, so that a calendar that reads both holds the date once.
"""

from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from web.outputs.ical.calendar import PRODUCT, stream
from web.outputs.ical.entry import Entry, entry_lines
from web.outputs.ical.zone import zone_lines


def method_of(entry: Entry) -> str:
    return "CANCEL" if entry.cancelled else "REQUEST"


def invitation_text(entry: Entry, timezone: str, organizer: str, attendee: str, service: str) -> str:
    """The lines of the whole message, folded. `organizer` and `attendee` are e-mail addresses."""
    event = Event()
    event.add("ORGANIZER", vCalAddress(f"mailto:{organizer}"))
    guest = vCalAddress(f"mailto:{attendee}")
    if not entry.cancelled:
        guest.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event.add("ATTENDEE", guest)
    people = [line for line in event.content_lines(sorted=False) if line][1:-1]
    lines = list(entry_lines(entry, ZoneInfo(timezone)))
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method_of(entry))
    *begin, end = [line for line in calendar.content_lines(sorted=False) if line]
    whole = [*begin, *zone_lines(timezone, entry.modified), *lines[:-1], *people, lines[-1], end]
    return stream(whole, service).decode().replace("\r\n", "\n").rstrip("\n")
