"""Story - a territory with awkward names, published twice: one permanence moves, one is cancelled, one handed over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from scheduler.domain.people import Absence
from scheduler.domain.territory import Territory
from tests.feeds.server import Answer, Server, serving
from tests.web.small import FIRST, FIRST_TIME, MONDAY, At, plan_at, publish_plan, signed, small_territory
from web.database import database
from web.services.tokens import renew_token
from web.services.writing import begin_writing

MOVED, TO = At("mairie-rdv", 1, "am", "ana", "bureau"), At("mairie-rdv", 0, "pm", "ana", "bureau")
CANCELLED = At("mairie-rdv", 3, "pm", "ana", "bureau")
GIVEN_AWAY = At("mairie-rdv", 8, "am", "ana", "bureau")
OTHER_ROOM = At("mairie-rdv", 10, "pm", "ana", "bureau")
NEW = At("mairie-rdv", 17, "pm", "ana", "bureau")

BEFORE = tuple(at for at in FIRST if at != NEW)
AFTER = tuple(
    sorted(
        {TO, replace(GIVEN_AWAY, advisor="bob"), replace(OTHER_ROOM, room="salle"), NEW}.union(BEFORE)
        - {MOVED, CANCELLED, GIVEN_AWAY, OTHER_ROOM},
        key=lambda at: (at.day, at.period, at.demand),
    )
)

PHONES = frozenset({"0199001000"})


def awkward_territory() -> Territory:
    """Names with all the signs that calendars escape, and longer than their lines; a day of leave."""
    told = small_territory()
    names = {
        "mairie": "Mairie d’Œuilly ; annexe, bâtiment \\N « L’Été » – 3ᵉ étage, au fond du couloir à gauche 🏛️",
        "biblio": "Bibliothèque\td’Amont",
        "siege": "Siège",
    }
    return signed(
        replace(
            told,
            venues=tuple(replace(venue, name=names[venue.id], address="4 rue de l’Église") for venue in told.venues),
            demands=tuple(
                replace(demand, title="<Premiers pas>\nsur tablette, ordinateur; etc.")
                if demand.setup_minutes
                else demand
                for demand in told.demands
            ),
            absences=(Absence("bob", MONDAY, MONDAY, kind="congés"),),
        )
    )


@dataclass(frozen=True)
class Story:
    """The feeds as they were after the first publication and after the second, and the server that still stands."""

    app: Flask
    server: Server
    territory: Territory
    tokens: dict[str, str]
    before: dict[str, Answer]
    after: dict[str, Answer]


PUBLIC = (
    "/vallee/tout.ics",
    *(f"/vallee/lieux/{venue}.ics" for venue in ("mairie", "biblio", "siege")),
    "/vallee/communes/64002.ics",
    "/vallee/structures/cc.ics",
    "/vallee/salles/bureau.ics",
    "/vallee/salles/salle.ics",
)
OWN = ("ana", "bob")
FEEDS = (*PUBLIC, *OWN)
"""The paths of the public feeds, and the advisors."""


@contextmanager
def told(app: Flask) -> Iterator[Story]:
    territory = awkward_territory()
    with app.app_context():
        session = database.session()
        publish_plan(session, territory, plan_at(territory, BEFORE))
        tokens = {advisor: new_token(session, advisor) for advisor in OWN}
    with serving(app) as server:
        before = fetched(server, tokens)
        with app.app_context():
            publish_plan(database.session(), territory, plan_at(territory, AFTER), at=FIRST_TIME + timedelta(days=1))
            database.session.remove()
        yield Story(app, server, territory, tokens, before, fetched(server, tokens))


def new_token(session: Session, advisor: str) -> str:
    session.rollback()
    begin_writing(session, "vallee")
    token = renew_token(session, "vallee", advisor, "Coordinatrice", FIRST_TIME)
    session.commit()
    return token


def path_of(feed: str, tokens: dict[str, str]) -> str:
    return f"/vallee/agenda/{tokens[feed]}.ics" if feed in tokens else feed


def fetched(server: Server, tokens: dict[str, str]) -> dict[str, Answer]:
    return {feed: server.ask(path_of(feed, tokens)) for feed in FEEDS}
