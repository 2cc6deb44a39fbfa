"""libical - the reader of Evolution and KOrganizer, spoken to as the C library that it is."""

from collections.abc import Iterator
from ctypes import CDLL, Structure, c_char_p, c_int, c_long, c_void_p

from tests.feeds.content_lines import unfolded
from tests.feeds.reading import Read, Reading

ALONE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//FR\r\nMETHOD:PUBLISH\r\n{}\r\nEND:VCALENDAR\r\n"
ORGANIZER = "ORGANIZER:mailto:role@example.org\r\nEND:VEVENT"


class IcalTime(Structure):
    """icaltimetype."""

    _fields_ = [
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    ]  # fmt: skip


def _library() -> CDLL:
    """Raises OSError where it is not installed."""
    try:
        library = CDLL("libical.so.3")
    except OSError as error:
        raise OSError("libical is needed by the tests of calendars (Debian, Ubuntu: apt install libical3)") from error
    for name, result, arguments in (
        ("icalparser_parse_string", c_void_p, [c_char_p]),
        ("icalcomponent_free", None, [c_void_p]),
        ("icalcomponent_string_to_kind", c_int, [c_char_p]),
        ("icalcomponent_count_errors", c_int, [c_void_p]),
        ("icalcomponent_as_ical_string", c_char_p, [c_void_p]),
        ("icalcomponent_get_first_component", c_void_p, [c_void_p, c_int]),
        ("icalcomponent_get_next_component", c_void_p, [c_void_p, c_int]),
        ("icalcomponent_get_uid", c_char_p, [c_void_p]),
        ("icalcomponent_get_summary", c_char_p, [c_void_p]),
        ("icalcomponent_get_status", c_int, [c_void_p]),
        ("icalenum_status_to_string", c_char_p, [c_int]),
        ("icalproperty_status_to_string", c_char_p, [c_int]),
        ("icalcomponent_get_dtstart", IcalTime, [c_void_p]),
        ("icalcomponent_get_dtend", IcalTime, [c_void_p]),
        ("icaltime_as_timet_with_zone", c_long, [IcalTime, c_void_p]),
        ("icalrestriction_check", c_int, [c_void_p]),
    ):
        if hasattr(library, name):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    return library


def read(octets: bytes) -> Reading:
    library = _library()
    calendar = library.icalparser_parse_string(octets)
    assert calendar
    assert library.icalcomponent_count_errors(calendar) == 0, library.icalcomponent_as_ical_string(calendar).decode()
    found = dict(_events(library, calendar))
    library.icalcomponent_free(calendar)
    return found


def refused_to_publish(octets: bytes) -> list[str]:
    """What libical's table of the PUBLISH method (RFC 5546, 3.2.1) says of each event alone, an organizer added."""
    library = _library()
    refused = []
    for event in "\r\n".join(unfolded(octets)).split("BEGIN:VEVENT\r\n")[1:]:
        body = event.partition("END:VEVENT")[0]
        alone = ALONE.format(f"BEGIN:VEVENT\r\n{body}{ORGANIZER}").encode()
        calendar = library.icalparser_parse_string(alone)
        if not library.icalrestriction_check(calendar):
            refused.append(library.icalcomponent_as_ical_string(calendar).decode())
        library.icalcomponent_free(calendar)
    return refused


def obeys_its_method(octets: bytes) -> bool:
    """Whether libical's table of the message's own method (RFC 5546) has nothing against it."""
    library = _library()
    calendar = library.icalparser_parse_string(octets)
    obeys = bool(calendar) and bool(library.icalrestriction_check(calendar))
    library.icalcomponent_free(calendar)
    return obeys


def _events(library: CDLL, calendar: int) -> Iterator[tuple[str, Read]]:
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event))
        yield (
            library.icalcomponent_get_uid(event).decode(),
            Read(
                _instant(library, library.icalcomponent_get_dtstart(event)),
                _instant(library, library.icalcomponent_get_dtend(event)),
                status.decode(),
                library.icalcomponent_get_summary(event).decode(),
            ),
        )
        event = library.icalcomponent_get_next_component(calendar, kind)


def _instant(library: CDLL, time: IcalTime) -> int | str:
    if time.is_date:
        return f"{time.year:04d}-{time.month:02d}-{time.day:02d}"
    assert time.zone, "libical knows no zone of it"
    return int(library.icaltime_as_timet_with_zone(time, time.zone))
