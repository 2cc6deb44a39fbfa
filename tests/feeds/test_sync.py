"""A real client that has subscribed sees the moved and the cancelled permanence as a librarian should."""

from pathlib import Path

from flask import Flask

from tests.feeds.server import serving
from tests.feeds.story import AFTER, BEFORE, awkward_territory
from tests.feeds.sync import Client
from tests.web.small import plan_at, publish_plan
from web.database import database


def published(app: Flask, *, again: bool) -> None:
    territory = awkward_territory()
    with app.app_context():
        publish_plan(database.session(), territory, plan_at(territory, AFTER if again else BEFORE))
        database.session.remove()


def test_client_sees_exactly_the_plan_before_and_after_it_changes(app: Flask, tmp_path: Path) -> None:
    published(app, again=False)
    with serving(app) as server:
        client = Client(tmp_path / "client", f"{server.address}/vallee/lieux/mairie.ics")
        client.subscribe()
        client.sync()
        first, nothing = client.shown("2026-09-07", 14), client.sync()
        items = client.items()
        published(app, again=True)
        client.sync()
        second = client.shown("2026-09-07", 14)

    place = "Mairie d’Œuilly ; annexe, bâtiment \\ N « L’Été » – 3ᵉ étage, au fond du couloir à gauche 🏛️, Aval"
    title = f"Rendez-vous individuel – {place}"
    assert first == [
        f"2026-09-08 09:00 12:00 {title}",
        f"2026-09-10 14:00 17:00 {title}",
        f"2026-09-15 09:00 12:00 {title}",
        f"2026-09-17 14:00 17:00 {title}",
    ]
    assert (items, nothing) == (7, [])
    assert second == [
        f"2026-09-07 14:00 17:00 {title}",
        f"2026-09-10 14:00 17:00 [ANNULÉ] {title}",
        f"2026-09-15 09:00 12:00 {title}",
        f"2026-09-17 14:00 17:00 {title}",
    ]
    assert client.items() == 8
