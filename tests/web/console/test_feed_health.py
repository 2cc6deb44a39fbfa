"""Health of feeds: what is kept of who reads them, which are stale, and the mail to a venue whose calendar is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from tests.web.console.client import Client
from tests.web.small import FIRST, At, first_plan, instead, plan_at, publish_plan, signed, small_territory
from web.database import database
from web.models.feeds import FeedFetch
from web.models.outbox import OutboxLetter
from web.outputs.mail import Letter
from web.outputs.readers import Family, family_of
from web.outputs.subscribe import FeedKind
from web.services.feed_fetches import NOTED_EVERY, Fetch, note_fetch
from web.services.feed_health import STALE_AFTER, Health, feed_states, health_of
from web.services.outbox import put
from web.services.stale_feeds import GRACE, remind_stale
from web.services.tokens import renew_token

SignIn = Callable[..., Client]
SERVICE = "https://permanences.example.org/"
PUBLISHED = datetime(2026, 9, 6, 18, 0, tzinfo=UTC)
"""A Sunday evening: two days later is the Tuesday of the first week."""
TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")


def valley() -> Territory:
    told = small_territory()
    venues = tuple(replace(one, email=f"{one.id}@example.org" if one.id != "siege" else "") for one in told.venues)
    return signed(replace(told, venues=venues))


def read(subject: str, at: datetime, family: Family = Family.NEXTCLOUD) -> None:
    note_fetch(database.engine, Fetch("vallee", FeedKind.VENUE, subject, family), at)


def publish_two(session: Session) -> None:
    """The Tuesday at the town hall is moved to the Wednesday, on Sunday evening."""
    told = valley()
    publish_plan(session, told, first_plan(told), at=PUBLISHED - timedelta(days=20))
    moved = plan_at(told, instead(TUESDAY, At("mairie-rdv", 2, "am", "ana", "bureau")))
    publish_plan(session, told, moved, at=PUBLISHED)


def letters(session: Session) -> list[tuple[str, str]]:
    found = [(row.recipient, row.key) for row in session.scalars(select(OutboxLetter).order_by(OutboxLetter.key))]
    session.rollback()
    return found


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("Google-Calendar-Importer", Family.GOOGLE),
        ("Microsoft Exchange Server", Family.OUTLOOK),
        ("Mozilla/5.0 (Windows NT 10.0) Microsoft Outlook 16.0", Family.OUTLOOK),
        ("iOS/17.0 (21A329) dataaccessd/1.0", Family.APPLE),
        ("macOS/14.1 (23B74) CalendarAgent/1012", Family.APPLE),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", Family.THUNDERBIRD),
        ("Nextcloud Calendar Refresh Service", Family.NEXTCLOUD),
        ("ICSx5/2.2.4 (Linux; Android 14)", Family.ANDROID),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", Family.BROWSER),
        ("curl/8.5", Family.OTHER),
        ("", Family.OTHER),
    ],
)
def test_family_is_what_the_program_says_of_itself(said: str, family: Family) -> None:
    assert family_of(said) == family


def test_fetch_is_kept_by_feed_and_family_and_nothing_of_who_it_was(app: Flask) -> None:
    with app.app_context():
        publish_two(database.session())
        token = renew_token(database.session(), "vallee", "ana", "x", PUBLISHED)
        database.session().commit()
        database.session.remove()
    client = app.test_client()
    agent = {"User-Agent": "Nextcloud Calendar", "X-Forwarded-For": "203.0.113.9"}
    for path in ("lieux/mairie", "lieux/mairie", "tout", f"agenda/{token}", "lieux/nulle-part"):
        client.get(f"/vallee/{path}.ics", headers=agent, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    client.get("/vallee/lieux/mairie.ics", headers={"User-Agent": "curl/8"})

    with app.app_context():
        rows = list(database.session().scalars(select(FeedFetch)))
        said = repr([vars(row) for row in rows])
        found = sorted((row.kind, row.subject, row.family) for row in rows)
        database.session.remove()

    assert found == [
        ("agenda", "ana", "nextcloud"),
        ("lieux", "mairie", "nextcloud"),
        ("lieux", "mairie", "other"),
        ("tout", "", "nextcloud"),
    ]
    assert not [secret for secret in ("203.0.113", token) if secret in said]


def test_fetch_is_written_once_in_a_while_and_never_goes_back(session: Session) -> None:
    publish_two(session)
    at = PUBLISHED
    for later in (timedelta(), timedelta(minutes=1), NOTED_EVERY, NOTED_EVERY + timedelta(minutes=1)):
        read("mairie", at + later)
    session.rollback()
    assert session.scalars(select(FeedFetch.fetched_at)).all() == [at + NOTED_EVERY]
    session.rollback()

    read("mairie", at - timedelta(days=1))

    assert session.scalars(select(FeedFetch.fetched_at)).all() == [at + NOTED_EVERY]


def test_health_counts_those_who_come_back(session: Session) -> None:
    now = PUBLISHED

    assert health_of((), now) == Health.UNREAD
    assert health_of(((Family.BROWSER, now),), now) == Health.UNREAD
    assert health_of(((Family.GOOGLE, now - STALE_AFTER),), now) == Health.FRESH
    assert health_of(((Family.GOOGLE, now - STALE_AFTER - timedelta(seconds=1)),), now) == Health.STALE
    publish_two(session)
    read("mairie", now - timedelta(days=3))
    states = {state.subject: state.health for state in feed_states(session, "vallee", now)}
    assert states == {
        "biblio": "unread",
        "mairie": "stale",
        "siege": "unread",
        "cc": "unread",
        "ana": "unread",
        "bob": "unread",
    }


def test_venue_whose_calendar_was_not_read_is_told_once(session: Session) -> None:
    publish_two(session)
    read("mairie", PUBLISHED - timedelta(hours=1))
    after = PUBLISHED + GRACE

    assert [remind_stale(session, SERVICE, at) for at in (PUBLISHED, after, after)] == [0, 1, 0]
    day, other = date(2026, 9, 8), date(2026, 9, 9)
    assert [one for one in letters(session) if "/2/" in one[1]] == [
        ("mairie@example.org", f"stale/vallee/mairie/2/{day}")
    ]
    row = session.scalars(select(OutboxLetter).where(OutboxLetter.key.contains("/2/"))).one()
    assert row.subject == "Permanence numérique\u00a0: ce qui change mardi 8 septembre"
    assert "Changement d’horaire" in row.text
    assert "pas relues depuis le dimanche 6 septembre 2026, 19" in row.text
    assert f"{SERVICE}vallee/lieux/mairie" in row.text
    session.rollback()

    later = after + timedelta(days=1)
    remind_stale(session, SERVICE, later)
    assert f"stale/vallee/mairie/2/{other}" in [key for _, key in letters(session)]


@pytest.mark.parametrize("how", ["read", "told", "far"])
def test_venue_that_knows_is_not_told(session: Session, how: str) -> None:
    publish_two(session)
    at = PUBLISHED + GRACE
    if how == "read":
        read("mairie", PUBLISHED + timedelta(minutes=5))
    if how == "told":
        put(session, Letter("publication/vallee/2/venue/mairie", "publication", "vallee", "m@example.org", "", ""), at)
        session.commit()
    if how == "far":
        at = PUBLISHED + timedelta(days=20)

    remind_stale(session, SERVICE, at)

    assert [key for _, key in letters(session) if key.startswith("stale/vallee/mairie/2/")] == []


def test_venue_without_an_address_is_not_written_to(session: Session) -> None:
    publish_two(session)

    remind_stale(session, SERVICE, PUBLISHED + timedelta(days=4))

    assert [key for _, key in letters(session) if "/siege/" in key] == []
    assert FIRST[-2] == At("journee", 4, "am", "bob")  # at the seat, on the Friday of that week
