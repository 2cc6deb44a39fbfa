"""Posters over HTTP - a venue's PDF, a host structure's kit: HTTP in, one service call, bytes out."""

from datetime import date
from typing import Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from scheduler.domain.text import Text
from web.answers import State, answer, language_asked, require_text, state_of, venue_page
from web.database import database
from web.outputs.posters.content import MOST_WEEKS
from web.outputs.posters.kit import kit_zip
from web.outputs.posters.sheet import Paper
from web.services.errors import UnknownStructureError, UnknownVenueError
from web.services.posters import DEFAULT_WEEKS, Print, structure_posters, venue_poster

PDF: Final = "application/pdf"
ZIP: Final = "application/zip"

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2999

blueprint = Blueprint("posters", __name__)


@blueprint.get("/<territory>/affiches/<venue>.pdf")
def poster(territory: str, venue: str) -> Response:
    """`?format=A4|A3&weeks=1…12&from=DATE&lang=fr|en`; from today unless told otherwise."""
    require_text(venue)
    state = state_of(territory, daily=True)
    wanted = _print_asked(territory, state)
    name = f"affiche-{venue}-{wanted.paper.name}.pdf"
    try:
        return answer(state, PDF, lambda: venue_poster(database.session(), territory, venue, wanted), name)
    except UnknownVenueError as error:
        raise NotFound from error


@blueprint.get("/<territory>/affiches/<structure>.zip")
def kit(territory: str, structure: str) -> Response:
    """The same options."""
    require_text(structure)
    state = state_of(territory, daily=True)
    wanted = _print_asked(territory, state)

    def make() -> bytes:
        posters = structure_posters(database.session(), territory, structure, wanted)
        return kit_zip(posters, state.mark.published_at)

    try:
        return answer(state, ZIP, make, f"affiches-{structure}-{wanted.paper.name}.zip")
    except UnknownStructureError as error:
        raise NotFound from error


def _print_asked(territory: str, state: State) -> Print:
    """Raises BadRequest, in words, for a format or a number of weeks that there is not."""
    paper = request.args.get("format", Paper.A4.name)
    weeks = request.args.get("weeks", str(DEFAULT_WEEKS))
    if paper not in Paper.__members__:
        raise _refused(Text(fr="Le format est A4 ou A3.", en="The format is A4 or A3."))
    if not weeks.isascii() or not weeks.isdecimal() or not 1 <= int(weeks) <= MOST_WEEKS:
        raise _refused(
            Text(
                fr=f"weeks est un nombre de semaines, de 1 à {MOST_WEEKS}.",
                en=f"weeks is a number of weeks, from 1 to {MOST_WEEKS}.",
            )
        )
    return Print(_first_day(state), venue_page(territory), Paper[paper], int(weeks), language_asked())


def _first_day(state: State) -> date:
    said = request.args.get("from")
    if said is None:
        return state.today
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise _refused(
            Text(fr="from est une date, comme 2026-09-07.", en="from is a date, such as 2026-09-07.")
        ) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _refused(
            Text(
                fr=f"from est une date de {FIRST_YEAR} à {LAST_YEAR}.",
                en=f"from is a date from {FIRST_YEAR} to {LAST_YEAR}.",
            )
        )
    return day


def _refused(text: Text) -> BadRequest:
    return BadRequest(text.said_in(language_asked()))
