"""The workbook - the permanences for who opens a spreadsheet: filters, real dates and times, what the columns mean."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from scheduler.domain.text import Language, Text
from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda
from web.outputs.open_data.columns import COLUMNS, LICENCE, LICENCE_NAME, PURPOSE
from web.outputs.open_data.rows import Value, rows_of

PERMANENCES = Text(fr="Permanences", en="Permanences")
ABOUT = Text(fr="Mode d’emploi", en="How to read it")

YES, NO = Text(fr="oui", en="yes"), Text(fr="non", en="no")

LOOKS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#e6f0f1"},
    "text": {"valign": "top"},
    "date": {"valign": "top", "num_format": "dd/mm/yyyy"},
    "time": {"valign": "top", "num_format": "hh:mm"},
    "wrapped": {"valign": "top", "text_wrap": True},
}


def permanences_xlsx(agenda: Agenda, page_of: PageOf, language: Language = "fr") -> bytes:
    """A sheet of permanences and one that explains the columns; the same bytes for the same agenda."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        created = agenda.published_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": f"Permanences numériques – {agenda.name}", "created": created})
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        _write_permanences(book, agenda, page_of, language, looks)
        _write_about(book, agenda, language, looks)
    return content.getvalue()


def _write_permanences(book: Any, agenda: Agenda, page_of: PageOf, language: Language, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(PERMANENCES.said_in(language))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_row(0, 32)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading.said_in(language), looks["heading"])
    line = 0
    for line, row in enumerate(rows_of(agenda, page_of), start=1):
        for place, value in enumerate(row):
            _write(sheet, line, place, value, language, looks)
    sheet.autofilter(0, 0, line, len(COLUMNS) - 1)


def _write(sheet: Any, line: int, place: int, value: Value, language: Language, looks: dict[str, Any]) -> None:
    """Text stays text, whatever it looks like; an instant too, since a spreadsheet knows no offsets."""
    match value:
        case None:
            pass
        case bool():
            sheet.write_string(line, place, (YES if value else NO).said_in(language), looks["text"])
        case datetime():
            sheet.write_string(line, place, value.isoformat(timespec="seconds"), looks["text"])
        case date():
            sheet.write_datetime(line, place, value, looks["date"])
        case time():
            sheet.write_datetime(line, place, value, looks["time"])
        case str():
            sheet.write_string(line, place, value, looks["text"])
        case _:
            sheet.write_number(line, place, value, looks["text"])


def _write_about(book: Any, agenda: Agenda, language: Language, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(ABOUT.said_in(language))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 80)
    version = Text(fr=f"Version {agenda.publication}", en=f"Version {agenda.publication}")
    for line, said in enumerate(
        (agenda.name, PURPOSE.said_in(language), version.said_in(language), f"{LICENCE_NAME} – {LICENCE}")
    ):
        sheet.write_string(line, 0, said)
    headings = (Text(fr="Colonne", en="Column"), Text(fr="Nom en CSV et JSON", en="Name in CSV and JSON"))
    for place, heading in enumerate((*headings, Text(fr="Sens", en="Meaning"))):
        sheet.write_string(5, place, heading.said_in(language), looks["heading"])
    for line, column in enumerate(COLUMNS, start=6):
        sheet.write_string(line, 0, column.heading.said_in(language), looks["wrapped"])
        sheet.write_string(line, 1, column.name, looks["text"])
        sheet.write_string(line, 2, column.meaning.said_in(language), looks["wrapped"])
