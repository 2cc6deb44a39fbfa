"""History - what publications have changed, and what stood as of any of them."""

from flask import Response
from werkzeug.exceptions import NotFound

from web.answers import language_asked, service_address, state_of
from web.database import database
from web.outputs.pages.atom import atom_feed
from web.outputs.pages.lines import lines_of, since
from web.outputs.pages.public_changes import moves, public_changes
from web.outputs.pages.weeks import last_day_shown, weeks_from
from web.public.asked import day_asked, number_asked
from web.public.mentions import mentions_of
from web.public.pages import kept_answer, page
from web.public.reader import Reader
from web.services.agendas import Scope, agenda
from web.services.errors import UnknownPublicationError
from web.services.old_versions import agenda_of_version
from web.services.versions import release, releases

ATOM = "application/atom+xml; charset=utf-8"

RELEASES_SHOWN = 10
CHANGES_SHOWN = 60
"""Of one publication, on the page of all; the page of the version has the rest."""

CHANGES_OF_A_PAGE = 200


def changes(territory: str) -> Response:
    """The latest publications, each with what it moved."""
    state = state_of(territory)

    def make(_w: Reader) -> dict[str, object]:
        session = database.session()
        given = agenda(session, territory, Scope(first_day=state.today, last_day=state.today))
        told = []
        for one in releases(session, territory, RELEASES_SHOWN):
            public = public_changes(one.changes)
            moved = moves(public)
            told.append((one, moved[:CHANGES_SHOWN], len(moved) - len(moved[:CHANGES_SHOWN]), len(public) - len(moved)))
        return {"agenda": given, "releases": told, "mentions": mentions_of(given.hosts)}

    return page(state, "changes.html", make)


def feed(territory: str) -> Response:
    """The same as an Atom feed."""
    state = state_of(territory)
    w = Reader(language_asked())
    base = service_address().rstrip("/")

    def make() -> bytes:
        return atom_feed(
            name=state.mark.name,
            releases=releases(database.session(), territory, RELEASES_SHOWN),
            own=base + w.link("feed", territory=territory),
            page=base + w.link("changes", territory=territory),
            page_of=lambda number: base + w.link("version", territory=territory, number=number),
            language=w.language,
        )

    return kept_answer(state, ATOM, make)


def version(territory: str, number: str) -> Response:
    """What a publication changed and, `?from=DATE`, two weeks as they stood then; `?page=` of its changes."""
    state = state_of(territory)
    if not number.isascii() or not number.isdecimal() or not 1 <= int(number[:9]) <= state.mark.number:
        raise NotFound
    first_asked, page_asked = day_asked("from"), number_asked("page", 1)

    def make(_w: Reader) -> dict[str, object]:
        session = database.session()
        try:
            made = release(session, territory, int(number))
            then = agenda_of_version(session, territory, int(number))
        except UnknownPublicationError as error:
            raise NotFound from error
        now = agenda(session, territory, Scope(first_day=state.today, last_day=state.today))
        first = first_asked or made.first_day
        told = public_changes(made.changes)
        start = (page_asked - 1) * CHANGES_OF_A_PAGE
        return {
            "agenda": now,
            "then": then,
            "made": made,
            "changes": told[start : start + CHANGES_OF_A_PAGE],
            "page": page_asked,
            "has_more": len(told) > start + CHANGES_OF_A_PAGE,
            "first": first,
            "last_shown": last_day_shown(first),
            "weeks": weeks_from(since(lines_of(then), first, last_day_shown(first)), first, first),
            "mentions": mentions_of(now.hosts),
        }

    return page(state, "version.html", make)
