"""The journal - who did what in the territory, when, and what was there before."""

from flask import Response

from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.outputs.data_words import Names, names_of
from web.outputs.deed_words import DEED_WORDS
from web.outputs.journal_words import field_words, value_words
from web.public.asked import number_asked
from web.services.journal import Deed, deeds
from web.services.reference import loaded_territory

ON_A_PAGE = 50


def journal(territory: str) -> Response:
    """`?page=`: the newest first."""
    session = database.session()
    number = number_asked("page", 1)
    found = deeds(session, territory, ON_A_PAGE + 1, (number - 1) * ON_A_PAGE)
    shown, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    names = names_of(loaded_territory(session, territory))
    return page(
        "journal.html",
        deeds=[_told(deed, names) for deed in shown],
        number=number,
        more=more,
        words=DEED_WORDS,
    )


def _told(deed: Deed, names: Names) -> tuple[Deed, list[tuple[str, str]]]:
    """And what it changed: (field, before → after), in the reader's language."""
    language = reader().language
    other = "en" if language == "fr" else "fr"
    return deed, [
        (
            field_words(field, language),
            f"{value_words(field, before, names, language)} → {value_words(field, after, names, language)}",
        )
        for field, before, after in deed.changed()
        if field != other
    ]


ROUTES = (("/<territory>/journal", journal, ("GET",)),)
