"""Absences - who is away when: entered and approved by coordinators and hosts, asked for by advisors."""

from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, url_for
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.texts import Cells
from web.console.asking import reach, where
from web.console.pages import page
from web.console.reader import reader
from web.console.row_forms import Part, part_of
from web.console.row_pages import change_rows, form_page, loaded, named, place_by_mark, titled
from web.outputs.data_words import Names, names_of, row_name, said_cell
from web.services.editing import Edit, RowGoneError, mark_of, rows_of

APPROVED, REQUESTED = "approved", "requested"
ABSENCE = Text(fr="Absence : {}", en="Absence: {}")
ABSENCE_ASKED = Text(fr="Demande d’absence : {}", en="Absence asked for: {}")
ABSENCE_REMOVED = Text(fr="Absence retirée : {}", en="Absence removed: {}")
ABSENCE_APPROVED = Text(fr="Absence approuvée : {}", en="Absence approved: {}")

COLUMNS = ("from", "to", "period", "kind")


@dataclass(frozen=True, slots=True)
class Line:
    """One absence of the list."""

    mark: str
    advisor: str
    name: str
    kind: str
    status: str
    status_said: str
    first: date
    last: date
    may_change: bool


def absences(territory: str) -> Response:
    """Those to come, the nearest first, and those that are over; only of advisors within reach."""
    found = loaded(territory)
    within, today = reach(), where().today
    names = names_of(found)
    lines = [_line(names, row) for row in rows_of(found, "absences") if within.holds("advisor", row["advisor"])]
    coming = sorted((line for line in lines if line.last >= today), key=lambda line: (line.first, line.name))
    past = sorted((line for line in lines if line.last < today), key=lambda line: line.first, reverse=True)
    advisors = [advisor for advisor in found.advisors if within.holds("advisor", advisor.id)]
    return page("absences.html", coming=coming, past=past, advisors=advisors, decides=_decides())


def new_absence(territory: str, advisor: str) -> Response | AnyResponse:
    """What an advisor enters is a request; what others enter is approved unless they say otherwise."""
    found = loaded(territory)
    name = _known(found, advisor)
    columns = (*COLUMNS, "status") if _decides() else COLUMNS
    fixed = {"advisor": advisor} if _decides() else {"advisor": advisor, "status": REQUESTED}
    part = Part("absences", columns, fixed=fixed)
    return _form(found, part, ABSENCE if _decides() else ABSENCE_ASKED, name, new=True)


def absence(territory: str, advisor: str, mark: str) -> Response | AnyResponse:
    """Changes one."""
    found = loaded(territory)
    name = _known(found, advisor)
    place = _place(found, advisor, mark)
    if place is None:
        return _to_list(territory)
    columns = (*COLUMNS, "status") if _decides() else COLUMNS
    part = part_of(found, "absences", place, columns)
    _require_may_change(part.cells)
    return _form(found, part, ABSENCE, name, new=False)


def remove_absence(territory: str, advisor: str, mark: str) -> AnyResponse:
    return _with_row(territory, advisor, mark, None, ABSENCE_REMOVED)


def approve_absence(territory: str, advisor: str, mark: str) -> AnyResponse:
    if not _decides():
        raise Forbidden
    return _with_row(territory, advisor, mark, {"status": APPROVED}, ABSENCE_APPROVED)


def _with_row(territory: str, advisor: str, mark: str, cells: Cells | None, title: Text) -> AnyResponse:
    found = loaded(territory)
    _known(found, advisor)
    place = _place(found, advisor, mark)
    if place is None:
        return _to_list(territory)
    row = rows_of(found, "absences")[place]
    _require_may_change(row)
    said = titled(title, named(found, "absences", row))
    back = url_for("console.absences", territory=territory)
    return change_rows(found, [Edit("absences", place, cells)], "absence", said, back, advisor)


def _form(found: Territory, part: Part, title: Text, name: str, *, new: bool) -> Response | AnyResponse:
    return form_page(
        found,
        [part],
        "absence.html",
        "absence",
        title,
        url_for("console.absences", territory=found.id),
        subject=part.fixed.get("advisor") or part.cells["advisor"],
        name=name,
        new=new,
        decides=_decides(),
    )


def _line(names: Names, row: Cells) -> Line:
    language = reader().language
    return Line(
        mark=mark_of(row),
        advisor=row["advisor"],
        name=row_name("absences", row, names, language),
        kind=row.get("kind", ""),
        status=row["status"],
        status_said=said_cell("absences", "status", row["status"], {}, language),
        first=date.fromisoformat(row["from"]),
        last=date.fromisoformat(row["to"]),
        may_change=_decides() or row["status"] == REQUESTED,
    )


def _decides() -> bool:
    """Whether a right that opened this address lets decide of absences: an advisor's own only lets ask for one."""
    return reach().everything or bool(reach().structures)


def _require_may_change(row: Cells) -> None:
    if not _decides() and row["status"] != REQUESTED:
        raise Forbidden


def _known(found: Territory, advisor: str) -> str:
    """The advisor's name. The guard lets a coordinator ask for anybody. Raises NotFound."""
    if advisor not in found.advisor:
        raise NotFound
    return found.advisor[advisor].name


def _place(found: Territory, advisor: str, mark: str) -> int | None:
    """None, and a word about it, where the row is no longer there."""
    try:
        return place_by_mark(found, "absences", mark, advisor=advisor)
    except RowGoneError as error:
        flash(reader().text(error.text), "error")
        return None


def _to_list(territory: str) -> AnyResponse:
    return redirect(url_for("console.absences", territory=territory), 303)


ROUTES = (
    ("/<territory>/donnees/absences", absences, ("GET",)),
    ("/<territory>/donnees/conseillers/<advisor>/absences/nouvelle", new_absence, ("GET", "POST")),
    ("/<territory>/donnees/conseillers/<advisor>/absences/<mark>", absence, ("GET", "POST")),
    ("/<territory>/donnees/conseillers/<advisor>/absences/<mark>/retirer", remove_absence, ("POST",)),
    ("/<territory>/donnees/conseillers/<advisor>/absences/<mark>/approuver", approve_absence, ("POST",)),
)
