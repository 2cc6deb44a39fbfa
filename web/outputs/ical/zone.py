"""Zone - how local times are told to clients that know no time zones: by two rules, written by hand.

icalendar's own zones list every date of change (RDATE): some clients read only the first of them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19970330T020000",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)
"""Since 1996 France changes on the last Sundays of March and October, at 1:00 UTC (directive 2000/84/EC)."""

ALIKE = frozenset({"Europe/Paris"})


def zone_lines(timezone: str, around: datetime) -> Sequence[str]:
    """The VTIMEZONE of a zone: of Paris, or of one that never changes its offset, such as Indian/Reunion.

    `around` is an aware instant by which the offset is read. Raises ValueError for a zone with other changes.
    """
    if timezone in ALIKE:
        return PARIS
    zone = ZoneInfo(timezone)
    offsets = {(around + timedelta(days=30 * month)).astimezone(zone).utcoffset() for month in range(13)}
    if len(offsets) > 1:
        raise ValueError(f"the changes of the time zone {timezone} are not known to calendars")
    offset = around.astimezone(zone).strftime("%z")
    return (
        "BEGIN:VTIMEZONE",
        f"TZID:{timezone}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZNAME:{timezone.rpartition('/')[2]}",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
