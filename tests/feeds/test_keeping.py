"""What a feed keeps from one publication to the next: its date, its tombstones, its window; and what opens nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from scheduler.domain.territory import Territory
from tests.feeds.content_lines import Component, parsed
from tests.feeds.story import new_token
from tests.web.small import FIRST, FIRST_TIME, MONDAY, At, instead, plan_at, publish_plan, signed, small_territory
from web.database import database
from web.outputs.ical.window import ENOUGH, MOST, Rendered, fitting
from web.services.feed_memory import memory_of
from web.services.feeds import PAST_DAYS
from web.services.marks import ASKED

FEED = "/vallee/lieux/mairie.ics"
TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")
DAY = timedelta(days=1)

Feeds: TypeAlias = dict[str, dict[str, Component]]
"""By venue and UID."""


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    publish(app, FIRST, FIRST_TIME)
    return app.test_client()


def publish(app: Flask, placements: tuple[At, ...], at: datetime) -> None:
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, plan_at(territory, placements), at=at)
        database.session.remove()


def events(client: FlaskClient) -> dict[str, Component]:
    return {event.uid: event for event in parsed(client.get(FEED).data).kinds("VEVENT")}


def test_date_moves_when_the_body_does_and_never_goes_back(app: Flask, client: FlaskClient) -> None:
    """The same plan again; one cancelled; the past leaves the feed."""
    dates = [client.get(FEED).headers["Last-Modified"]]
    for placements, days in ((FIRST, 1), (instead(TUESDAY), 2), (instead(TUESDAY), 3), (instead(TUESDAY), 90)):
        publish(app, placements, FIRST_TIME + days * DAY)
        dates.append(client.get(FEED).headers["Last-Modified"])

    said = [datetime.strptime(told, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC) - FIRST_TIME for told in dates]
    assert [told.days for told in said] == [0, 0, 2, 2, 90]


def test_tombstone_stays_fourteen_days_and_until_its_day_has_passed(app: Flask, client: FlaskClient) -> None:
    (gone,) = [uid for uid, one in events(client).items() if one.one("DTSTART").value == "20260908T090000"]
    shown = []
    for days in (6, 19, 20, 21):  # from Monday 7 September, for Tuesday 8
        publish(app, instead(TUESDAY), FIRST_TIME + days * DAY)
        shown.append(gone in events(client))

    assert shown == [True, True, True, False]


def test_place_that_was_left_twice_over_still_says_so(app: Flask) -> None:
    """The appointments go from the town hall to the library, then to the seat; then one of them is cancelled."""
    told = small_territory()
    first, second = publish_at(app, told, "mairie", 0), publish_at(app, told, "biblio", 1)
    third = publish_at(app, told, "siege", 2)
    last = publish_at(app, told, "siege", 3, without=TUESDAY)

    uids = {uid for uid, one in first["mairie"].items() if "Rendez-vous" in one.one("SUMMARY").text}
    assert len(uids) == 8
    for feeds, left in ((second, ["mairie"]), (third, ["mairie", "biblio"]), (last, ["mairie", "biblio"])):
        for place in left:
            gone = {uid for uid, one in feeds[place].items() if one.one("STATUS").value == "CANCELLED"}
            assert gone >= uids
            assert {uid: feeds[place][uid].one("DTSTART").value for uid in uids} == {
                uid: first["mairie"][uid].one("DTSTART").value for uid in uids
            }
    assert [uid for uid in uids if "Siège" not in third["mairie"][uid].one("DESCRIPTION").text] == []
    stamps = [{one.one("LAST-MODIFIED").value for one in chosen(feeds["mairie"], uids)} for feeds in (second, third)]
    assert max(stamps[0]) < min(stamps[1])
    (cancelled,) = [uid for uid in uids if third["mairie"][uid].lines != last["mairie"][uid].lines]
    assert "Siège" not in last["mairie"][cancelled].one("DESCRIPTION").text


def publish_at(app: Flask, told: Territory, venue: str, day: int, without: At | None = None) -> Feeds:
    """The appointments at that venue, all at the same times; every venue's feed by then."""
    demands = tuple(replace(one, venue=venue) if one.id == "mairie-rdv" else one for one in told.demands)
    territory = signed(replace(told, demands=demands))
    room = "bureau" if venue == "mairie" else ""
    placements = tuple(replace(at, room=room) if at.demand == "mairie-rdv" else at for at in FIRST if at != without)
    with app.app_context():
        publish_plan(database.session(), territory, plan_at(territory, placements), at=FIRST_TIME + day * DAY)
        database.session.remove()
    client = app.test_client()
    return {
        place: {one.uid: one for one in parsed(client.get(f"/vallee/lieux/{place}.ics").data).kinds("VEVENT")}
        for place in ("mairie", "biblio", "siege")
    }


def chosen(feed: dict[str, Component], uids: set[str]) -> list[Component]:
    return [feed[uid] for uid in uids]


def test_window_is_cut_at_the_publication(app: Flask, client: FlaskClient) -> None:
    first_days = []
    for days in (0, PAST_DAYS + 6, PAST_DAYS + 7, PAST_DAYS + 8):
        publish(app, FIRST, FIRST_TIME + days * DAY + DAY)
        first_days.append(min(one.one("DTSTART").value[:8] for one in events(client).values()))

    assert first_days == ["20260908", "20260908", "20260910", "20260910"]


def test_error_is_no_empty_calendar(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        database.session.execute(text("DROP TABLE feeds"))
        database.session.commit()
    app.testing = False

    answer = client.get(FEED)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "120")
    assert b"VCALENDAR" not in answer.data


def test_renewed_token_opens_nothing_any_more(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        former, present = (new_token(database.session(), "ana") for _ in range(2))
        other = new_token(database.session(), "bob")

    assert [client.get(f"/vallee/agenda/{token}.ics").status_code for token in (former, present, other)] == [
        404,
        200,
        200,
    ]
    assert b"Conseiller 2" not in client.get(f"/vallee/agenda/{present}.ics").data


def test_the_same_calendar_for_every_process(app: Flask, client: FlaskClient) -> None:
    """What one process has made and forgotten, another makes again, to the octet."""
    first = client.get(FEED)
    with app.app_context():
        memory_of(database.engine).kept.clear()
    again = client.get(FEED)

    assert (again.data, again.headers["ETag"], again.headers["Last-Modified"]) == (
        first.data,
        first.headers["ETag"],
        first.headers["Last-Modified"],
    )


def test_known_feed_reads_nothing_but_which_publication_stands(app: Flask, client: FlaskClient) -> None:
    for number in range(1, 12):
        publish(app, FIRST if number % 2 else instead(TUESDAY), FIRST_TIME + number * DAY)
    tag = client.get(FEED).headers["ETag"]
    statements: list[str] = []
    with app.app_context():
        database.engine.dispose()
        event.listen(database.engine, "connect", lambda sqlite, _: sqlite.set_trace_callback(statements.append))

    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 304
    assert [one.partition(" WHERE")[0] for one in statements if one.startswith("SELECT")] == [
        ASKED.partition(" WHERE")[0]
    ]


def rendered(day: int, octets: int, *, cancelled: bool = False) -> Rendered:
    return Rendered(MONDAY + day * DAY, cancelled, ("x" * 60,) * (octets // 62))


def test_whatever_fits_stays() -> None:
    some = [rendered(day, ENOUGH // 20) for day in range(-10, 10)]

    assert fitting(some, MONDAY, None) == some


def test_the_past_goes_first_then_what_is_furthest_ahead_by_whole_days() -> None:
    past = [rendered(-1, 62), rendered(-2, 62, cancelled=True)]
    ahead = [rendered(day, ENOUGH // 39) for day in range(30) for _ in range(2)]

    kept = fitting([*past, *ahead], MONDAY, None)

    assert kept == [past[1], *ahead[:38]]


def test_what_was_shown_is_not_cut_off_again_while_it_fits() -> None:
    until: date = MONDAY + 21 * DAY
    ahead = [rendered(day, ENOUGH // 20) for day in range(30)]

    kept = fitting(ahead, MONDAY, until)

    assert kept == ahead[:22]
    assert ENOUGH < sum(one.octets for one in kept) <= MOST
