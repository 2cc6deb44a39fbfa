"""A territory in which something of everything awaits: dates that break, requests, closures, feeds, letters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flask import Flask

from scheduler.domain.demands import Demand
from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from tests.pages.town import MONDAY, publish_twice, town
from tests.web.small import load, signed
from web.database import database
from web.outputs.mail import Letter
from web.outputs.readers import Family
from web.outputs.subscribe import FeedKind
from web.services.feed_fetches import Fetch, note_fetch
from web.services.outbox import put


def troubled() -> Territory:
    """The town, with an absence and a closure on published days, a request, and a demand that nobody serves."""
    told = town()
    away = Absence("ana", MONDAY + timedelta(days=8), MONDAY + timedelta(days=8), kind="formation")
    asked = Absence("bob", MONDAY + timedelta(days=14), MONDAY + timedelta(days=18), kind="congés", status="requested")
    shut = Closure("mairie", MONDAY + timedelta(days=9), MONDAY + timedelta(days=12), reason="travaux")
    unserved = Demand("ecole-atelier", "ecole", "atelier", source="Convention, art. 3")
    return signed(replace(told, absences=(away, asked), closures=(shut,), demands=(*told.demands, unserved)))


def tell(app: Flask) -> None:
    """Publishes the town, then loads its troubles; one calendar is read, one no more; one letter waits."""
    now = datetime.now(UTC)
    with app.app_context():
        session = database.session()
        publish_twice(session)
        load(session, troubled())
        for venue, family, ago in (
            ("mairie", Family.GOOGLE, timedelta(days=4)),
            ("mairie", Family.OUTLOOK, timedelta(days=3)),
            ("biblio", Family.NEXTCLOUD, timedelta(hours=2)),
        ):
            note_fetch(database.engine, Fetch("vallee", FeedKind.VENUE, venue, family), now - ago)
        for key, recipient in (("one", "mairie@example.org"), ("two", "pas une adresse")):
            put(session, Letter(key, "publication", "vallee", recipient, "Permanences numériques", "Bonjour"), now)
        session.commit()
        database.session.remove()
