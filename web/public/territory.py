"""Territory - two weeks from today on, day by day; the map, and the list of the communes."""

from collections.abc import Iterable

from flask import Response, request

from web.answers import service_address, state_of
from web.database import database
from web.outputs.pages.filters import Wanted, choices_of, communes_of
from web.outputs.pages.lines import Line, lines_of, next_held, since
from web.outputs.pages.map import drawing_of
from web.outputs.pages.weeks import last_day_shown, weeks_from
from web.outputs.subscribe import FeedKind, subscribe_links
from web.public.asked import day_asked
from web.public.looking import around
from web.public.mentions import mentions_of
from web.public.pages import page
from web.public.reader import Reader
from web.services.agendas import agenda


def territory(territory: str) -> Response:
    """`?commune=INSEE&day=DATE&activity=&booking=` filter, `?from=DATE` looks further ahead. Seven queries."""
    state = state_of(territory, daily=True)
    first = max(day_asked("from") or state.today, state.today)
    wanted = Wanted(
        commune=request.args.get("commune", ""),
        day=day_asked("day"),
        activity=request.args.get("activity", ""),
        booking=request.args.get("booking", ""),
    )

    def make(_w: Reader) -> dict[str, object]:
        given = agenda(database.session(), territory, around(state.today, last_day_shown(first)))
        coming = since(lines_of(given), state.today)
        kept = [line for line in coming if wanted.keeps(line)]
        shown = since(kept, first, last_day_shown(first))
        held = frozenset(line.place.id for line in coming if not line.struck and line.date <= last_day_shown(first))
        return {
            "agenda": given,
            "today": state.today,
            "first": first,
            "wanted": wanted,
            "choices": choices_of(given),
            "weeks": weeks_from(shown, first, state.today),
            "number": sum(not line.struck for line in shown),
            "later": next_held(since(kept, last_day_shown(first))),
            "last_shown": last_day_shown(first),
            "communes": communes_of(given.places),
            "next_by_commune": _next_by_commune(coming),
            "drawing": drawing_of(given.places, held),
            "links": subscribe_links(service_address(), territory, FeedKind.EVERYTHING, "", given.name),
            "mentions": mentions_of(given.hosts),
        }

    return page(state, "territory.html", make)


def _next_by_commune(coming: Iterable[Line]) -> dict[str, Line]:
    """By INSEE code, the next permanence."""
    found: dict[str, Line] = {}
    for line in coming:
        if not line.struck:
            found.setdefault(line.place.insee, line)
    return found
