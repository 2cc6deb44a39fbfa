"""Posters - the poster of a venue, the kit of a host structure, from what stands published."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import quote

from sqlalchemy.orm import Session

from scheduler.domain.text import Language
from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda, Place
from web.outputs.posters.content import poster_of
from web.outputs.posters.sheet import Paper, poster_pdf
from web.services.agendas import Scope, agenda
from web.services.errors import UnknownStructureError, UnknownVenueError

DEFAULT_WEEKS = 4

_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|%]')


@dataclass(frozen=True, slots=True)
class Print:
    """How posters are printed: on which paper, for how many weeks from `first_day`, in what language.

    `page_of` gives the address of a venue's page, by its id: what the QR code says.
    """

    first_day: date
    page_of: PageOf
    paper: Paper = Paper.A4
    weeks: int = DEFAULT_WEEKS
    language: Language = "fr"


def venue_poster(session: Session, territory: str, venue: str, wanted: Print) -> bytes:
    """A PDF. Raises UnpublishedError, UnknownVenueError. At most twelve queries, whatever the size."""
    here = agenda(session, territory, Scope(venue=venue))
    place = here.place.get(venue)
    if place is None:
        raise UnknownVenueError(territory, venue)
    last = wanted.first_day + timedelta(weeks=wanted.weeks, days=-1)
    if not any(wanted.first_day <= dated.date <= last for dated in here.dated if not dated.cancelled):
        here = _with_elsewhere(here, agenda(session, territory, Scope(first_day=wanted.first_day)))
    return _printed(here, place, wanted)


def venue_posters(session: Session, territory: str, venue: str, wanted: Print) -> Mapping[str, bytes]:
    """The one of `venue_poster`, by its file name."""
    return {file_name(venue): venue_poster(session, territory, venue, wanted)}


def structure_posters(session: Session, territory: str, structure: str, wanted: Print) -> Mapping[str, bytes]:
    """PDFs by file name, of all the structure's venues, by name. Raises UnpublishedError, UnknownStructureError."""
    everything = agenda(session, territory)
    if structure not in everything.host:
        raise UnknownStructureError(territory, structure)
    places = [place for place in everything.places if place.structure == structure]
    return {file_name(place.id): _printed(everything, place, wanted) for place in places}


def territory_posters(session: Session, territory: str, wanted: Print) -> Mapping[str, bytes]:
    """PDFs by file name, of all the territory's venues, by name. Raises UnpublishedError."""
    everything = agenda(session, territory)
    return {file_name(place.id): _printed(everything, place, wanted) for place in everything.places}


def file_name(venue: str) -> str:
    """`arudy.pdf`: the venue's id, what no file system wants in a name written as in an address."""
    return f"{_NOT_IN_A_FILE_NAME.sub(lambda found: quote(found[0], safe=''), venue)}.pdf"


def _printed(given: Agenda, place: Place, wanted: Print) -> bytes:
    poster = poster_of(given, place, wanted.first_day, wanted.weeks, wanted.page_of(place.id), wanted.language)
    return poster_pdf(poster, wanted.paper, given.published_at)


def _with_elsewhere(here: Agenda, coming: Agenda) -> Agenda:
    """The venue's own, past and gone ones included, and what is coming elsewhere."""
    dated = {one.uid: one for one in (*here.dated, *coming.dated)}
    return replace(here, dated=tuple(sorted(dated.values(), key=lambda one: (one.date, one.start, one.uid))))
