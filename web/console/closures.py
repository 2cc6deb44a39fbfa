"""Closures - when venues or rooms are closed, as coordinators and the venues themselves enter it."""

from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.console.asking import reach, where
from web.console.pages import page
from web.console.reader import reader
from web.console.row_forms import Part, part_of
from web.console.row_pages import change_rows, form_page, loaded, named, place_by_mark, titled
from web.outputs.data_words import names_of, row_name
from web.services.editing import Edit, RowGoneError, mark_of, rows_of

CLOSURE = Text(fr="Fermeture : {}", en="Closure: {}")
CLOSURE_REMOVED = Text(fr="Fermeture retirée : {}", en="Closure removed: {}")

COLUMNS = ("room", "from", "to", "period", "reason")


@dataclass(frozen=True, slots=True)
class Line:
    """One closure of the list."""

    mark: str
    venue: str
    name: str
    reason: str
    first: date
    last: date


def closures(territory: str) -> Response:
    """Those to come, the nearest first, and those that are over; only of venues within reach."""
    found = loaded(territory)
    within, today = reach(), where().today
    names = names_of(found)
    lines = [
        Line(
            mark_of(row),
            row["venue"],
            row_name("closures", row, names, reader().language),
            row.get("reason", ""),
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]),
        )
        for row in rows_of(found, "closures")
        if within.holds("venue", row["venue"])
    ]
    coming = sorted((line for line in lines if line.last >= today), key=lambda line: (line.first, line.name))
    past = sorted((line for line in lines if line.last < today), key=lambda line: line.first, reverse=True)
    venues = [venue for venue in found.venues if within.holds("venue", venue.id)]
    return page("closures.html", coming=coming, past=past, venues=venues)


def new_closure(territory: str, venue: str) -> Response | AnyResponse:
    found = loaded(territory)
    name = _known(found, venue)
    return _form(found, venue, Part("closures", _columns(found, venue), fixed={"venue": venue}), name, new=True)


def closure(territory: str, venue: str, mark: str) -> Response | AnyResponse:
    """Changes one."""
    found = loaded(territory)
    name = _known(found, venue)
    place = _place(found, venue, mark)
    if place is None:
        return _to_list(territory)
    return _form(found, venue, part_of(found, "closures", place, _columns(found, venue)), name, new=False)


def remove_closure(territory: str, venue: str, mark: str) -> AnyResponse:
    found = loaded(territory)
    _known(found, venue)
    place = _place(found, venue, mark)
    if place is None:
        return _to_list(territory)
    title = titled(CLOSURE_REMOVED, named(found, "closures", rows_of(found, "closures")[place]))
    back = url_for("console.closures", territory=territory)
    return change_rows(found, [Edit("closures", place, None)], "closure", title, back, venue)


def _form(found: Territory, venue: str, part: Part, name: str, *, new: bool) -> Response | AnyResponse:
    back = url_for("console.closures", territory=found.id)
    return form_page(
        found,
        [part],
        "closure.html",
        "closure",
        CLOSURE,
        back,
        subject=venue,
        name=name,
        new=new,
        venue=venue,
    )


def _columns(found: Territory, venue: str) -> tuple[str, ...]:
    """A venue without rooms is not asked which one."""
    return COLUMNS if any(room.venue == venue for room in found.rooms) else COLUMNS[1:]


def _known(found: Territory, venue: str) -> str:
    """The venue's name. Raises NotFound."""
    if venue not in found.venue:
        raise NotFound
    return found.venue[venue].name


def _place(found: Territory, venue: str, mark: str) -> int | None:
    """None, and a word about it, where the row is no longer there."""
    try:
        return place_by_mark(found, "closures", mark, venue=venue)
    except RowGoneError as error:
        flash(reader().text(error.text), "error")
        return None


def _to_list(territory: str) -> AnyResponse:
    return redirect(url_for("console.closures", territory=territory), 303)


ROUTES = (
    ("/<territory>/donnees/fermetures", closures, ("GET",)),
    ("/<territory>/donnees/lieux/<venue>/fermetures/nouvelle", new_closure, ("GET", "POST")),
    ("/<territory>/donnees/lieux/<venue>/fermetures/<mark>", closure, ("GET", "POST")),
    ("/<territory>/donnees/lieux/<venue>/fermetures/<mark>/retirer", remove_closure, ("POST",)),
)
