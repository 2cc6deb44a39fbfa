"""Reference data - what the territory's files say: sent, downloaded, changed, and the last change undone."""

import io
import tempfile
from pathlib import Path

from flask import Response, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import BadInput, write_workbook
from scheduler.intake.tables import TABLES
from web.console.access import READING, allowed
from web.console.asking import now, person, reach, where
from web.console.pages import page, unkept
from web.console.previews import to_preview
from web.console.reader import reader
from web.database import database
from web.outputs.data_words import names_of, table_title
from web.services.errors import ServiceError
from web.services.proposals import (
    NothingChangesError,
    NothingToUndoError,
    changes_of,
    last_change,
    undo,
)
from web.services.reference import loaded_territory
from web.services.snapshots import archive_of
from web.services.uploads import read_upload
from web.services.venue_calendars import calendars_of

ZIP = "application/zip"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def reference(territory: str) -> Response:
    """What there is, and what can be done with it; each person sees what is theirs."""
    return _overview(loaded_territory(database.session(), territory))


def upload(territory: str) -> Response | AnyResponse:
    """Files into a preview of what they would change; or every problem of every file."""
    if request.method in READING:
        return redirect(url_for("console.reference", territory=territory), 303)
    files = [(file.filename or "", file.read()) for file in request.files.getlist("fichiers")]
    current = loaded_territory(database.session(), territory)
    try:
        intake = read_upload(files, current)
        names = f"{', '.join(name for name, _ in files[:3])}{'…' if len(files) > 3 else ''}"
        title = Text(fr=f"Fichiers déposés : {names}", en=f"Files sent: {names}")
        return to_preview("upload", title, (current, intake.territory))
    except BadInput as error:
        return _overview(current, 422, issues=error.issues)
    except NothingChangesError as error:
        flash(reader().text(error.text))
        return redirect(url_for("console.reference", territory=territory), 303)
    except ServiceError as error:
        return _overview(current, 422, refusal=error.text)


def download_folder(territory: str) -> Response:
    """The files, as FORMAT.md has them, in an archive."""
    content = archive_of(loaded_territory(database.session(), territory))
    return unkept(send_file(io.BytesIO(content), ZIP, as_attachment=True, download_name=f"{territory}.zip"))


def download_workbook(territory: str) -> Response:
    """One workbook, in the reader's language."""
    loaded = loaded_territory(database.session(), territory)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "territory.xlsx"
        write_workbook(loaded, path, reader().language)
        content = path.read_bytes()
    return unkept(send_file(io.BytesIO(content), WORKBOOK, as_attachment=True, download_name=f"{territory}.xlsx"))


def undo_change(territory: str, number: int) -> AnyResponse:
    """Makes the data what they were before the last change."""
    session = database.session()
    try:
        undone = undo(session, person(), territory, number, now())
        session.commit()
        flash(reader().say(f"Annulé : {undone.title.fr}.", f"Undone: {undone.title.en}."))
    except NothingToUndoError as error:
        session.rollback()
        flash(reader().text(error.text), "error")
    return redirect(url_for("console.reference", territory=territory), 303)


def _overview(loaded: Territory, status: int = 200, **told: object) -> Response:
    session, within = database.session(), reach()
    language = reader().language
    every = within.everything
    return page(
        "reference.html",
        status,
        tables=[(table_title(table.name, language), _count(loaded, table.name)) for table in TABLES] if every else [],
        changes=changes_of(session, loaded.id) if every else [],
        undoable=last_change(session, loaded.id) if every else None,
        calendars=[row for row in calendars_of(session, loaded.id) if within.holds("venue", row.venue)],
        venues=[venue for venue in loaded.venues if within.holds("venue", venue.id)],
        advisors=[advisor for advisor in loaded.advisors if within.holds("advisor", advisor.id)],
        everything=every,
        timezone=where().timezone,
        names=names_of(loaded),
        may=lambda endpoint: allowed(person(), f"console.{endpoint}", loaded.id),
        **told,
    )


def _count(loaded: Territory, table: str) -> int:
    return len(getattr(loaded, "travel_times" if table == "travel" else table))


ROUTES = (
    ("/<territory>/donnees/", reference, ("GET",)),
    ("/<territory>/donnees/deposer", upload, ("GET", "POST")),
    ("/<territory>/donnees/dossier.zip", download_folder, ("GET",)),
    ("/<territory>/donnees/classeur.xlsx", download_workbook, ("GET",)),
    ("/<territory>/donnees/annuler/<int:number>", undo_change, ("POST",)),
)
