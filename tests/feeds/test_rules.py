"""Every feed keeps every rule for feeds, before and after a publication that changes the plan."""

import re
from collections.abc import Callable

import pytest

from tests.feeds.content_lines import Component, parsed
from tests.feeds.rules import breaches, changes
from tests.feeds.story import FEEDS, OWN, PHONES, PUBLIC, Story
from web.outputs.ical.entry import CANCELLED_MARK


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_feed_keeps_every_rule(story: Story, feed: str, when: str) -> None:
    answer = getattr(story, when)[feed]

    assert answer.status == 200
    assert breaches(answer.body, public=feed in PUBLIC, phones=PHONES) == []


@pytest.mark.parametrize("feed", FEEDS)
def test_what_changes_is_told_as_changed_and_nothing_else(story: Story, feed: str) -> None:
    assert changes(story.before[feed].body, story.after[feed].body) == []


def by_start(octets: bytes) -> dict[str, Component]:
    return {event.one("DTSTART").value: event for event in parsed(octets).kinds("VEVENT")}


def test_moved_permanence_is_the_same_event_elsewhere(story: Story) -> None:
    before, after = (by_start(found["/vallee/lieux/mairie.ics"].body) for found in (story.before, story.after))
    moved = after["20260907T140000"]

    assert moved.uid == before["20260908T090000"].uid
    assert (moved.one("DTEND").value, moved.one("STATUS").value, moved.one("SEQUENCE").value) == (
        "20260907T170000",
        "CONFIRMED",
        "1",
    )
    assert (
        "Déplacé\u00a0: c’était le mardi 8 septembre, 9\u00a0h\u00a0–\u00a012\u00a0h." in moved.one("DESCRIPTION").text
    )
    assert "20260908T090000" not in after


def test_cancelled_permanence_stays_where_it_was(story: Story) -> None:
    before, after = (by_start(found["/vallee/lieux/mairie.ics"].body) for found in (story.before, story.after))
    stood, gone = before["20260910T140000"], after["20260910T140000"]

    assert gone.uid == stood.uid
    assert gone.one("SUMMARY").text == f"{CANCELLED_MARK} {stood.one('SUMMARY').text}"
    assert (gone.one("DTEND"), gone.one("LOCATION")) == (stood.one("DTEND"), stood.one("LOCATION"))
    assert [event.uid for event in after.values() if event.cancelled] == [gone.uid]


def test_the_calendar_of_a_room_says_what_has_left_it(story: Story) -> None:
    left = by_start(story.after["/vallee/salles/bureau.ics"].body)["20260917T140000"]
    come = by_start(story.after["/vallee/salles/salle.ics"].body)["20260917T140000"]

    assert (left.uid, left.cancelled, come.cancelled) == (come.uid, True, False)


def test_what_is_handed_over_is_cancelled_for_one_and_new_for_the_other(story: Story) -> None:
    """Where she held it, her calendar now has a half-day at the base too: the uid tells which is which."""
    held = by_start(story.before["ana"].body)["20260915T090000"]
    gone, come = (
        [event.cancelled for event in parsed(story.after[who].body).kinds("VEVENT") if event.uid == held.uid]
        for who in ("ana", "bob")
    )
    assert (gone, come) == ([True], [False])


def test_an_advisors_calendar_holds_the_whole_day(story: Story) -> None:
    """Wednesday 9 September of Bob: drive, setup, workshop, drive; the morning at the base."""
    day = [
        (event.one("DTSTART").value[9:13], event.one("DTEND").value[9:13], event.one("CATEGORIES").value)
        for event in parsed(story.before["bob"].body).kinds("VEVENT")
        if event.one("DTSTART").value.startswith("20260909")
    ]

    assert sorted(day) == [
        ("0900", "1200", "Base"),
        ("1315", "1330", "Trajet"),
        ("1330", "1400", "Installation"),
        ("1400", "1700", day[3][2]),
        ("1700", "1715", "Trajet"),
    ]


def test_leave_is_a_whole_day_out_of_office(story: Story) -> None:
    (leave,) = [e for e in parsed(story.before["bob"].body).kinds("VEVENT") if e.one("CATEGORIES").value == "Absence"]

    assert (leave.one("DTSTART").params, leave.one("DTSTART").value) == ({"VALUE": "DATE"}, "20260907")
    assert (leave.one("DTEND").value, leave.one("TRANSP").value) == ("20260908", "OPAQUE")
    assert leave.one("X-MICROSOFT-CDO-BUSYSTATUS").value == "OOF"


@pytest.mark.parametrize("feed", FEEDS)
def test_the_mention_is_in_every_description(story: Story, feed: str) -> None:
    calendar = parsed(story.before[feed].body)

    assert "Financé par l’État" in calendar.one("DESCRIPTION").text
    assert calendar.one("X-WR-CALDESC").value == calendar.one("DESCRIPTION").value


@pytest.mark.parametrize("advisor", OWN)
def test_an_advisors_calendar_does_not_hold_its_token(story: Story, advisor: str) -> None:
    assert story.tokens[advisor].encode() not in story.before[advisor].body


def test_public_calendars_do_not_say_who(story: Story) -> None:
    said = "".join(story.after[feed].body.decode().replace("\r\n ", "") for feed in PUBLIC)

    assert not re.search("Conseill", said)


BREAKERS: dict[str, Callable[[bytes], bytes]] = {
    "S01": lambda feed: feed.replace(b"SUMMARY:", b"SUMMARY:\x07", 1),
    "S02": lambda feed: feed.replace(b"\r\n", b"\n", 5),
    "S03": lambda feed: feed.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 70, 1),
    "S04": lambda feed: feed.replace("é".encode(), "é".encode()[:1] + b"\r\n " + "é".encode()[1:], 1),
    "S05": lambda feed: feed.replace(b"END:VEVENT", b"END:VTODO", 1),
    "S06": lambda feed: feed.replace(b"SUMMARY:", b"SUMMARY:a;b", 1),
    "C01": lambda feed: feed.replace(b"VERSION:2.0", b"VERSION:1.0"),
    "C02": lambda feed: feed.replace(b"METHOD:PUBLISH", b"METHOD:REQUEST"),
    "C03": lambda feed: feed.replace(b"\r\nNAME:", b"\r\nNAME:Une\\, ", 1),
    "C04": lambda feed: feed.replace(b"TTL:PT1H", b"TTL:PT2H"),
    "E01": lambda feed: feed.replace(b"SEQUENCE:0\r\n", b"", 1),
    "E02": lambda feed: feed.replace(b"DTSTAMP:2026", b"DTSTAMP:2126", 1),
    "E04": lambda feed: feed.replace(b"@permanences", b"/perm", 1),
    "E05": lambda feed: feed.replace(b"\r\nDTEND", b"\r\nDTEND;X-A=1", 1),
    "E06": lambda feed: feed.replace(b"DTSTART;TZID=Europe/Paris:", b"DTSTART:", 1),
    "E07": lambda feed: feed.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELED", 1),
    "E08": lambda feed: feed.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED", 1),
    "E09": lambda feed: feed.replace(b"STATUS:FREE", b"STATUS:BUSY", 1),
    "E10": lambda feed: re.sub(rb"GEO:([\d.]+);(-?[\d.]+)", rb"GEO:\2;\1", feed, count=1),
    "E11": lambda feed: feed.replace(b"URL:http://", b"URL:/", 1),
    "E12": lambda feed: feed.replace(b"CLASS:", b"ATTENDEE:mailto:a@b.fr\r\nCLASS:", 1),
    "E13": lambda feed: feed.replace(b"DESCRIPTION:", b"DESCRIPTION:06 12 34 56 78\r\n ", 9),
    "E14": lambda feed: feed.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT", 1),
    "T01": lambda feed: feed.replace(b"\r\nTZID:Europe/Paris", b"\r\nTZID:Paris", 1),
    "T02": lambda feed: feed.replace(b"BYDAY=-1SU", b"BYDAY=1SU", 1),
    "T04": lambda feed: re.sub(rb"(DTSTART;TZID=Europe/Paris:)\d{8}T\d{6}", rb"\g<1>20260329T023000", feed, count=1),
}
"""A way to break a feed against a requirement: what shows that the check of it can fail."""


@pytest.mark.parametrize("rule", BREAKERS)
def test_every_check_can_fail(story: Story, rule: str) -> None:
    whole = story.before["/vallee/tout.ics"].body
    broken = BREAKERS[rule](whole)

    assert broken != whole
    assert rule in {said.split()[0].rstrip(",") for said in breaches(broken, public=True, phones=PHONES)}


def test_every_check_of_changes_can_fail(story: Story) -> None:
    former, present = (found["/vallee/lieux/mairie.ics"].body for found in (story.before, story.after))

    assert {said[:3] for said in changes(present, former)} == {"X01", "X02", "X03"}
    assert {
        said[:3] for said in changes(former, former.replace(b"LAST-MODIFIED:20260901", b"LAST-MODIFIED:20260902", 1))
    } == {"X04"}
    cancelled_elsewhere = present.replace(b"20260910T140000", b"20260910T150000")
    assert {said[:3] for said in changes(former, cancelled_elsewhere)} == {"X05"}
