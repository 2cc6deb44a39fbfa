"""Embedding - a week that a commune shows on its own site, and the code to copy; no other page may be framed."""

from typing import Final

from flask import Response, request

from web.answers import require_text, service_address, state_of
from web.database import database
from web.outputs.pages.filters import Wanted, communes_of
from web.outputs.pages.lines import lines_of, next_held, since
from web.outputs.pages.weeks import last_day_shown, weeks_from
from web.public.looking import around
from web.public.mentions import mentions_of
from web.public.pages import page
from web.public.reader import Reader
from web.services.agendas import agenda

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *"
)
"""That of the other pages, but any site may frame this one, and it frames itself to show how it looks."""

FRAMED: Final = "semaine"
"""`?vue=semaine` is what is framed: the week alone."""


def embedding(territory: str) -> Response:
    """`?commune=INSEE` of one commune; `?vue=semaine` the week alone. Seven queries."""
    commune = request.args.get("commune", "")
    require_text(commune)
    state = state_of(territory, daily=True)
    framed = request.args.get("vue") == FRAMED

    def make(w: Reader) -> dict[str, object]:
        given = agenda(database.session(), territory, around(state.today))
        kept = [line for line in since(lines_of(given), state.today) if Wanted(commune=commune).keeps(line)]
        last = last_day_shown(state.today, 2)
        address = w.link("embedding", territory=territory, vue=FRAMED, **({"commune": commune} if commune else {}))
        return {
            "agenda": given,
            "today": state.today,
            "commune": commune,
            "communes": communes_of(given.places),
            "weeks": weeks_from(since(kept, state.today, last), state.today, state.today),
            "later": next_held(since(kept, last)),
            "path": address,
            "address": service_address().rstrip("/") + address,
            "mentions": mentions_of(given.hosts),
        }

    response = page(state, "embedded.html" if framed else "embedding.html", make)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
