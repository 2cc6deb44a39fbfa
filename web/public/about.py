"""About - accessibility, privacy, legal notice."""

from flask import Response, current_app

from web.database import database
from web.public.pages import plain_page
from web.public.reader import Reader
from web.services.search import mentions, publishers


def accessibility() -> Response:
    return _page("accessibility.html")


def privacy() -> Response:
    return _page("privacy.html")


def legal() -> Response:
    """Who publishes what, as the territories say it, and what the installation adds."""
    return _page("legal.html")


def _page(template: str) -> Response:
    session = database.session()

    def make(_w: Reader) -> dict[str, object]:
        return {
            "mentions": mentions(session),
            "publishers": publishers(session),
            "notice": current_app.config["LEGAL_NOTICE"],
        }

    return plain_page(template, make)
