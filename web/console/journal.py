"""The journal - who did what in the territory, when, and what was there before."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.outputs.deed_words import DEED_WORDS
from web.public.asked import number_asked
from web.services.journal import deeds

ON_A_PAGE = 50


def journal(territory: str) -> Response:
    """`?page=`: the newest first."""
    number = number_asked("page", 1)
    found = deeds(database.session(), territory, ON_A_PAGE + 1, (number - 1) * ON_A_PAGE)
    shown, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    return page("journal.html", deeds=shown, number=number, more=more, words=DEED_WORDS, said=_said)


def _said(value: Any) -> str:
    """A value as a person reads it; blank for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}\u00a0: {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        rows = any(isinstance(one, list | Mapping) for one in value)
        return (" ; " if rows else ", ").join(_said(one) for one in value) or "–"
    if isinstance(value, bool):
        return reader().say("oui", "yes") if value else reader().say("non", "no")
    return str(value)


ROUTES = (("/<territory>/journal", journal, ("GET",)),)
