"""Navigation - the places of the console that a person is offered: those that are there, and that they may go to."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request, url_for

from scheduler.domain.text import Text
from web.console.access import allowed
from web.services.person import Person


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation; `here` marks the one that the page belongs to."""

    address: str
    name: Text
    here: bool


PLACES = (
    ("console.home", Text(fr="Accueil", en="Home")),
    ("console.reference", Text(fr="Données", en="Data")),
    ("console.runs", Text(fr="Calculs", en="Runs")),
    ("console.drafts", Text(fr="Brouillons", en="Drafts")),
    ("console.letters", Text(fr="Courrier", en="Letters")),
    ("console.feeds", Text(fr="Agendas", en="Calendars")),
    ("console.people", Text(fr="Personnes", en="People")),
    ("console.journal", Text(fr="Journal", en="Journal")),
)
"""In order; the pages below a place have addresses that begin with its."""


def places(person: Person, territory: str) -> Iterator[Place]:
    home = url_for("console.home", territory=territory)
    for endpoint, name in PLACES:
        if endpoint in current_app.view_functions and allowed(person, endpoint, territory):
            address = url_for(endpoint, territory=territory)
            is_home = address == home
            here = request.path == address if is_home else request.path.startswith(address.rstrip("/"))
            yield Place(address, name, here)
