"""Advisors - each one's contract: from when to when, which days, how much, and for which structures in which shares."""

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from web.console.pages import page
from web.console.row_forms import Part, part_of
from web.console.row_pages import form_page, loaded, place_by_id
from web.services.editing import rows_of

CONTRACT = ("start", "end", "workdays", "periods", "half_days_per_week", "half_days_per_day", "max_daily_travel")
MORE = ("name", "base", "skills", "phone", "email")
POSTING = ("structure", "share_min", "share_max", "window_weeks", "base")


def advisors(territory: str) -> Response:
    """By name, each with the structures that it works for."""
    found = loaded(territory)
    return page("advisors.html", advisors=sorted(found.advisors, key=lambda advisor: advisor.name), found=found)


def advisor(territory: str, advisor: str) -> Response | AnyResponse:
    """The contract and the postings; a posting more or less."""
    found = loaded(territory)
    place = place_by_id(found, "advisors", advisor)
    name = found.advisor[advisor].name
    postings = [number for number, row in enumerate(rows_of(found, "postings")) if row["advisor"] == advisor]
    parts = [
        part_of(found, "advisors", place, (*CONTRACT, *MORE)),
        *(part_of(found, "postings", number, POSTING, removable=True) for number in postings),
        Part("postings", POSTING, fixed={"advisor": advisor}, optional=True),
    ]
    back = url_for("console.advisors", territory=territory)
    return form_page(
        found,
        parts,
        "advisor.html",
        "advisor",
        Text(fr=f"Contrat : {name}", en=f"Contract: {name}"),
        back,
        subject=advisor,
        name=name,
        first=CONTRACT,
        more=MORE,
        advisor=advisor,
    )


ROUTES = (
    ("/<territory>/donnees/conseillers", advisors, ("GET",)),
    ("/<territory>/donnees/conseillers/<advisor>", advisor, ("GET", "POST")),
)
