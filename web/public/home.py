"""Home - the territories, and the search by commune or postcode."""

from datetime import UTC, datetime

from flask import Response, request

from web.database import database
from web.outputs.pages.folding import folded
from web.public.pages import plain_page
from web.public.reader import Reader
from web.services.agendas import editions
from web.services.search import mentions, search

LONGEST_SEARCH = 100


def home() -> Response:
    """`?q=`: a commune, a postcode, a place. Four queries."""
    session = database.session()
    asked = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].replace("\0", "").split())

    def make(_w: Reader) -> dict[str, object]:
        return {
            "asked": asked,
            "search": search(session, asked, datetime.now(UTC)) if folded(asked) else None,
            "editions": editions(session),
            "mentions": mentions(session),
        }

    return plain_page("home.html", make)
