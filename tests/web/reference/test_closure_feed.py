"""A venue's calendar as closures: which events count, on which days and half-days, and what is too much."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.web.small import AM, PM
from web.outputs.closure_feed import MOST_CLOSURES, ToldClosure, UnusableFeedError, closures_in

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2026, 9, 1), date(2027, 9, 1)


def calendar(*events: str) -> bytes:
    """Each event by its lines beside UID and DTSTAMP, separated by semicolons at the ends of lines."""
    bodies = [
        f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTAMP:20260801T000000Z\r\n{event}\r\nEND:VEVENT\r\n"
        for number, event in enumerate(events)
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//FR\r\n{''.join(bodies)}END:VCALENDAR\r\n".encode()


def lines(*said: str) -> str:
    return "\r\n".join(said)


def told(content: bytes, words: str = "") -> tuple[ToldClosure, ...]:
    return closures_in(content, words, FIRST, LAST, (AM, PM), PARIS)


def test_whole_days_end_on_the_day_before_the_end() -> None:
    found = told(
        calendar(lines("SUMMARY:Fermeture  annuelle", "DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270102"))
    )

    assert found == (ToldClosure(date(2026, 12, 21), date(2027, 1, 1), "", "Fermeture annuelle"),)


def test_whole_day_without_an_end_is_one_day() -> None:
    assert told(calendar(lines("SUMMARY:Inventaire", "DTSTART;VALUE=DATE:20261005"))) == (
        ToldClosure(date(2026, 10, 5), date(2026, 10, 5), "", "Inventaire"),
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("20261006T070000Z", "20261006T100000Z", [(6, 6, "am")]),  # 9:00 to 12:00 in Paris
        ("20261006T100000Z", "20261006T120000Z", []),  # 12:00 to 14:00: between the half-days
        ("20261006T143000Z", "20261006T150000Z", [(6, 6, "pm")]),  # a part of it closes a half-day
        ("20261006T070000Z", "20261006T150000Z", [(6, 6, "")]),
        ("20261006T120000Z", "20261008T100000Z", [(6, 6, "pm"), (7, 7, ""), (8, 8, "am")]),
        ("20261006T060000Z", "20261008T170000Z", [(6, 8, "")]),
    ],
)
def test_hours_close_the_half_days_that_they_touch(start: str, end: str, expected: list[tuple[int, int, str]]) -> None:
    found = told(calendar(lines("SUMMARY:Fermé", f"DTSTART:{start}", f"DTEND:{end}")))

    assert [(one.from_.day, one.to.day, one.period) for one in found] == expected


def test_winter_time_is_that_of_the_territory() -> None:
    found = told(calendar(lines("SUMMARY:Fermé", "DTSTART:20261103T110000Z", "DTEND:20261103T130000Z")))

    assert found == ()  # 12:00 to 14:00


def test_only_events_with_the_words_count_whatever_their_accents() -> None:
    content = calendar(
        lines("SUMMARY:BIBLIOTHEQUE FERMEE", "DTSTART;VALUE=DATE:20261005"),
        lines("SUMMARY:Heure du conte", "DTSTART;VALUE=DATE:20261006"),
        lines("SUMMARY:Pont", "CATEGORIES:Jours fermés,Divers", "DTSTART;VALUE=DATE:20261007"),
        lines("SUMMARY:Fermeture annulée", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261008"),
    )

    assert [one.from_.day for one in told(content, "fermé, congés")] == [5, 7]
    assert [one.from_.day for one in told(content)] == [5, 6, 7]


def test_recurrences_and_their_exceptions_are_followed() -> None:
    content = calendar(
        lines(
            "SUMMARY:Fermé",
            "DTSTART;VALUE=DATE:20260907",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;VALUE=DATE:20260914",
        )
    ).replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:0@example.org\r\nDTSTAMP:20260801T000000Z\r\n"
        b"RECURRENCE-ID;VALUE=DATE:20260921\r\nSUMMARY:Ferm\xc3\xa9\r\nDTSTART;VALUE=DATE:20260923\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR",
    )

    assert [one.from_.day for one in told(content, "fermé")] == [7, 23, 28]


def test_endless_recurrence_ends_with_the_days_asked_for() -> None:
    found = told(calendar(lines("SUMMARY:Fermé", "DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY")))

    assert (len(found), found[0].from_, found[-1].from_) == (52, date(2026, 9, 7), date(2027, 8, 30))


def test_same_closure_told_twice_is_one() -> None:
    event = lines("SUMMARY:Fermé", "DTSTART;VALUE=DATE:20261005")

    assert len(told(calendar(event, event))) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><html>",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
    ],
)
def test_what_is_no_calendar_is_said(content: bytes) -> None:
    with pytest.raises(UnusableFeedError, match="is no calendar"):
        told(content)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("DTSTART:20260901T000000Z\r\nRRULE:FREQ=SECONDLY", "several times a day"),
        ("DTSTART:20260901T000000Z\r\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2", "several times a day"),
        ("DTSTART;VALUE=DATE:00010101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "go back too far"),
        ("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY;INTERVAL=1", ""),
    ],
)
def test_recurrences_that_would_never_end_are_refused(event: str, said: str) -> None:
    content = calendar(f"SUMMARY:Fermé\r\n{event}")
    if not said:
        assert len(told(content)) == 366
        return
    with pytest.raises(UnusableFeedError, match=said):
        told(content)


def test_too_many_closures_are_refused() -> None:
    event = "SUMMARY:Fermé {}\r\nDTSTART;VALUE=DATE:20260901\r\nRRULE:FREQ=DAILY;COUNT=200"

    with pytest.raises(UnusableFeedError, match=f"600 closures in a year, more than the {MOST_CLOSURES}"):
        told(calendar(*(event.format(n) for n in range(3))))
