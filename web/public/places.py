"""Places - the pages of a venue, of a commune and of a host structure."""

from collections.abc import Callable, Iterable, Mapping

from flask import Response

from web.answers import State, require_text, service_address, state_of, venue_page
from web.database import database
from web.outputs.agenda import Agenda, Place
from web.outputs.nearest import Nearest, nearest_elsewhere
from web.outputs.pages.filters import communes_of
from web.outputs.pages.lines import Line, lines_of, next_held, since
from web.outputs.pages.linked_data import data_block, venue_data
from web.outputs.subscribe import FeedKind, subscribe_links
from web.outputs.wording import phone_of
from web.public.looking import around
from web.public.looking import since as back_to
from web.public.mentions import mentions_of
from web.public.pages import found, page
from web.public.reader import Reader
from web.services.agendas import Scope, agenda

MOST_LINES = 60
"""Dates that a page lists; calendars and open data have all of them."""


def venue(territory: str, venue: str) -> Response:
    """A place's next dates and all that one needs to come. Eight queries. Raises NotFound."""
    require_text(venue)
    state = state_of(territory, daily=True)

    def make(_w: Reader) -> dict[str, object]:
        given = _agenda(state, Scope(venue=venue, first_day=back_to(state.today)))
        place: Place = found(given.place.get(venue))
        lines = since(lines_of(given, lambda other: other.id == venue), state.today)
        address = venue_page(territory)(venue)
        host = given.host.get(place.structure)
        return _about(given, state, FeedKind.VENUE, venue, place.name, lines) | {
            "place": place,
            "host": host,
            "phone": phone_of(place, host),
            "kinds": _kinds(lines),
            "nearest": _nearest([place], state),
            "data": data_block(venue_data(given, place, lines, address)),
            "mentions": mentions_of([host] if host else []),
        }

    return page(state, "venue.html", make)


def commune(territory: str, insee: str) -> Response:
    """The places of a commune and their next dates. Raises NotFound."""
    require_text(insee)
    state = state_of(territory, daily=True)

    def make(_w: Reader) -> dict[str, object]:
        given = _agenda(state, Scope(commune=insee, first_day=back_to(state.today)))
        name = found(communes_of(given.places).get(insee))
        places = [place for place in given.places if place.insee == insee]
        lines = since(lines_of(given, lambda other: other.insee == insee), state.today)
        hosts = [given.host[one] for one in dict.fromkeys(place.structure for place in places) if one in given.host]
        return _about(given, state, FeedKind.COMMUNE, insee, name, lines) | {
            "name": name,
            "places": places,
            "hosts": hosts,
            "nearest": None if next_held(lines) else _nearest(places, state),
            "mentions": mentions_of(hosts),
        }

    return page(state, "commune.html", make)


def structure(territory: str, structure: str) -> Response:
    """A host structure, its places and their next dates. Raises NotFound."""
    require_text(structure)
    state = state_of(territory, daily=True)

    def make(_w: Reader) -> dict[str, object]:
        given = _agenda(state, Scope(structure=structure, first_day=back_to(state.today)))
        host = found(given.host.get(structure))
        places = [place for place in given.places if place.structure == structure]
        lines = since(lines_of(given, lambda other: other.structure == structure), state.today)
        return _about(given, state, FeedKind.STRUCTURE, structure, host.name, lines) | {
            "host": host,
            "places": places,
            "mentions": mentions_of([host]),
        }

    return page(state, "structure.html", make)


def _agenda(state: State, scope: Scope) -> Agenda:
    return agenda(database.session(), state.mark.territory, scope)


def _about(
    given: Agenda, state: State, kind: FeedKind, subject: str, name: str, lines: tuple[Line, ...]
) -> dict[str, object]:
    """What these pages have in common."""
    return {
        "agenda": given,
        "today": state.today,
        "lines": lines[:MOST_LINES],
        "more": len(lines) - len(lines[:MOST_LINES]),
        "next": next_held(lines),
        "next_at": _next_at(lines),
        "links": subscribe_links(service_address(), given.territory, kind, subject, name),
    }


def _next_at(lines: Iterable[Line]) -> Mapping[str, Line]:
    """By venue, the next permanence."""
    known: dict[str, Line] = {}
    for line in lines:
        if not line.struck:
            known.setdefault(line.place.id, line)
    return known


def _kinds(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line for each thing that can be done there, in the order of the next time."""
    key: Callable[[Line], tuple[str, ...]] = lambda line: (  # noqa: E731
        line.dated.activity,
        line.dated.title,
        line.dated.booking,
        line.dated.audience,
    )
    return tuple({key(line): line for line in reversed([line for line in lines if not line.struck])}.values())[::-1]


def _nearest(places: Iterable[Place], state: State) -> Nearest | None:
    """To the first of the places that has another one near."""
    given = _agenda(state, around(state.today))
    others = (nearest_elsewhere(given, place, state.today) for place in places)
    return next((one for one in others if one is not None), None)
