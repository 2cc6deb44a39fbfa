"""A venue's own calendar: what comes to it and goes from it becomes its closures, and what people did stays."""

from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy.orm import Session

from scheduler.domain.places import Closure
from scheduler.domain.text import Text
from tests.web.reference.changing import NOW, changed, closure, coordinator, published_valley
from tests.web.reference.servers import Served, reach, sending, serving
from tests.web.reference.test_closure_feed import calendar, lines
from web.models.calendars import VenueCalendar
from web.services.editing import Edit
from web.services.journal import deeds
from web.services.proposals import changes_of, undo
from web.services.reference import loaded_territory
from web.services.venue_calendars import (
    EVERY,
    FIRST_RETRY,
    UnusableCalendarError,
    calendars_of,
    follow,
    leave,
    look,
    problem_of,
    refresh,
    refresh_due,
)


class Venue:
    """A library's calendar, as its server has it at present."""

    def __init__(self) -> None:
        self.content = b""
        self.status = 200

    def say(self, *days: str) -> None:
        """Closed on those days."""
        self.content = calendar(*(lines("SUMMARY:Fermé", f"DTSTART;VALUE=DATE:{day}") for day in days))

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        tag = f'"{hash(self.content)}"'
        unchanged = request.headers.get("If-None-Match") == tag
        sending(b"" if unchanged else self.content, 304 if unchanged else self.status, ETag=tag)(request)


@pytest.fixture
def venue() -> Venue:
    made = Venue()
    made.say("20261005", "20261012")
    return made


@pytest.fixture
def served(venue: Venue) -> Iterator[Served]:
    with serving(venue.answer) as found:
        yield found


def closed(session: Session) -> list[date]:
    found = sorted(one.from_ for one in loaded_territory(session, "vallee").closures)
    session.rollback()
    return found


def days(*numbers: int) -> list[date]:
    return [date(2026, 10, number) for number in numbers]


def follow_library(session: Session, served: Served) -> None:
    person = coordinator(session)
    follow(session, person, "vallee", "biblio", served.url(), "fermé", NOW, reach(served))
    session.commit()


def test_calendar_is_looked_at_before_it_is_followed(session: Session, served: Served) -> None:
    territory = published_valley(session)

    told = look(territory, "biblio", served.url(), "fermé", date(2026, 9, 3), reach(served))

    assert [one.from_ for one in told.closures] == days(5, 12)
    assert calendars_of(session, "vallee") == []


def test_followed_calendar_gives_its_closures_and_can_be_undone(session: Session, served: Served) -> None:
    before = published_valley(session)
    session.rollback()

    follow_library(session, served)

    territory = loaded_territory(session, "vallee")
    assert territory.closures == tuple(Closure("biblio", day, day, None, None, "Fermé") for day in days(5, 12))
    [change] = changes_of(session, "vallee")
    assert (change.kind, change.title) == (
        "calendar",
        Text(
            "Fermetures de Bibliothèque, par son agenda : 2 ajoutées",
            "Closures of Bibliothèque, by its calendar: 2 added",
        ),
    )
    assert {deed.deed for deed in deeds(session, "vallee", 2)} == {"data_changed", "calendar_followed"}
    session.rollback()
    undo(session, coordinator(session, "Collègue"), "vallee", 1, NOW)
    session.commit()
    assert loaded_territory(session, "vallee") == before


def test_only_what_is_new_or_gone_is_taken_over(session: Session, venue: Venue, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)
    person = coordinator(session, "Collègue")
    changed(session, person, Edit("closures", 0, None))  # the library is open on the 5th after all
    changed(session, person, closure("biblio", "2026-10-19"))  # and closed on the 19th

    venue.say("20261005", "20261019", "20261026")
    refresh(session, person, "vallee", "biblio", NOW + EVERY, reach(served))
    session.commit()

    assert closed(session) == days(19, 26)


def test_closures_of_the_past_stay_when_a_calendar_forgets_them(session: Session, venue: Venue, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)
    venue.say("20261012")

    refresh(session, "Agenda", "vallee", "biblio", NOW + timedelta(days=70), reach(served))
    session.commit()

    assert closed(session) == days(5, 12)


def test_calendar_that_has_not_changed_changes_nothing(session: Session, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)

    again = refresh(session, "Agenda", "vallee", "biblio", NOW + EVERY, reach(served))
    session.commit()

    assert again is None
    assert len(changes_of(session, "vallee")) == 1
    assert "If-None-Match" in served.asked[-1][1]


def test_due_calendars_are_read_and_others_are_not(session: Session, venue: Venue, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)
    venue.say("20261026")

    read = [refresh_due(session, NOW + moment, reach(served)) for moment in (EVERY / 2, EVERY, EVERY)]

    assert read == [0, 1, 0]
    assert closed(session) == days(26)


def test_failure_is_told_and_tried_again_later(session: Session, venue: Venue, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)
    venue.say("20261026")
    venue.status = 503
    later = NOW + EVERY

    assert refresh_due(session, later, reach(served)) == 1
    row = session.get_one(VenueCalendar, ("vallee", "biblio"))
    failed = (row.failures, row.due_at - later, row.read_at, problem_of(row))
    venue.status = 200
    session.rollback()
    assert refresh_due(session, later + FIRST_RETRY, reach(served)) == 1

    assert failed[:3] == (1, FIRST_RETRY, NOW)
    assert failed[3] is not None
    assert failed[3].en == "The server '127.0.0.1' answers 503: check that the address is public."
    assert (row.failures, problem_of(row)) == (0, None)
    assert closed(session) == days(26)


def test_calendar_that_cannot_be_read_is_not_followed(session: Session, venue: Venue, served: Served) -> None:
    published_valley(session)
    session.rollback()
    venue.content = b"<html>"

    with pytest.raises(UnusableCalendarError, match="no calendar"):
        follow_library(session, served)
    session.rollback()

    assert calendars_of(session, "vallee") == []


def test_calendar_is_left_and_its_closures_stay(session: Session, served: Served) -> None:
    published_valley(session)
    session.rollback()
    follow_library(session, served)

    leave(session, coordinator(session, "Collègue"), "vallee", "biblio", NOW)
    session.commit()

    assert calendars_of(session, "vallee") == []
    assert closed(session) == days(5, 12)
    assert refresh_due(session, NOW + EVERY, reach(served)) == 0
