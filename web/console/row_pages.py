"""Row pages - what the forms of the reference data share: sent, one leads to a preview, or says what is wrong."""

from collections.abc import Callable, Sequence

from flask import Response, flash, redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.texts import Cells
from web.console.pages import page
from web.console.previews import to_preview
from web.console.reader import reader
from web.console.row_forms import Part, RowsForm
from web.database import database
from web.outputs.data_words import names_of, row_name
from web.services.editing import Edit, RefusedEditsError, RowGoneError, edited, place_of, rows_of
from web.services.errors import ServiceError
from web.services.proposals import NothingChangesError
from web.services.reference import loaded_territory


def loaded(territory: str) -> Territory:
    return loaded_territory(database.session(), territory)


def place_by_id(territory: Territory, table: str, id_: str) -> int:
    """The number of the row of that id. Raises NotFound."""
    for place, row in enumerate(rows_of(territory, table)):
        if row["id"] == id_:
            return place
    raise NotFound


def place_by_mark(territory: Territory, table: str, mark: str, **cells: str) -> int:
    """The number of the row of that mark, which has these cells. Raises RowGoneError, NotFound."""
    place = place_of(rows_of(territory, table), mark)
    row = rows_of(territory, table)[place]
    if any(row.get(name) != text for name, text in cells.items()):
        raise NotFound
    return place


def form_page(
    territory: Territory,
    parts: Sequence[Part],
    template: str,
    kind: str,
    title: Text,
    back: str,
    *,
    subject: str = "",
    prepare: Callable[[RowsForm], None] | None = None,
    **values: object,
) -> Response | AnyResponse:
    """The page of a form of these parts; sent without fault, it leads to the preview of what it would change.

    `prepare` fills in what the page asks for in another way than the reader of the files.
    """
    try:
        rows = RowsForm(territory, parts)
        if rows.is_sent:
            if prepare is not None:
                prepare(rows)
            intake = rows.intake()
            if intake is not None:
                return to_preview(kind, title_of(rows, title), (territory, intake.territory), subject)
    except RowGoneError as error:
        return _back(error, back)
    except NothingChangesError as error:
        return _back(error, back)
    return page(template, rows.status, rows=rows, back=back, territory=territory, **values)


def change_rows(
    territory: Territory, edits: Sequence[Edit], kind: str, title: Text, back: str, subject: str = ""
) -> AnyResponse:
    """Edits without a form (a row that goes) into their preview; where they are refused, what is said of them."""
    try:
        return to_preview(kind, title, (territory, edited(territory, edits).territory), subject)
    except RefusedEditsError as error:
        language = reader().language
        for issue in error.issues[:5]:
            flash(issue.line(language), "error")
        return redirect(back, 303)
    except NothingChangesError as error:
        return _back(error, back)


def title_of(rows: RowsForm, title: Text) -> Text:
    """The title given; with a place for one (`{}`), the name of the first row as the form says it."""
    part = rows.parts[0]
    _, edit = rows.edits()[0]
    return titled(title, named(rows.territory, part.table, {**part.cells, **(edit.cells or {})}))


def titled(title: Text, name: Text) -> Text:
    """The title with the name in its place."""
    return Text(fr=title.fr.replace("{}", name.fr), en=title.en.replace("{}", name.en))


def named(territory: Territory, table: str, cells: Cells) -> Text:
    """What a row is about, as titles and lists say it."""
    names, said = names_of(territory), {name: text for name, text in cells.items() if text}
    return Text(fr=row_name(table, said, names, "fr"), en=row_name(table, said, names, "en"))


def _back(error: ServiceError, back: str) -> AnyResponse:
    flash(reader().text(error.text), "error" if isinstance(error, RowGoneError) else "message")
    return redirect(back, 303)
