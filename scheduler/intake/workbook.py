"""Writes workbooks: a territory's, or the starter's. Imported only where one is written: XlsxWriter is slow to load."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import xlsxwriter

from scheduler.domain.text import Language
from scheduler.intake import aliases
from scheduler.intake.kinds import Exact, Kind, Whole
from scheduler.intake.kinds_of_time import Day, Time
from scheduler.intake.settings import HALF_DAY, HALF_DAYS, KEY
from scheduler.intake.table import PERIODS, Column, Table
from scheduler.intake.tables import RULES, TABLES

LIST_ROWS = 500
"""Drop-down lists reach at least this far down."""

LIST_LETTERS = 255
"""What Excel allows for the words of a drop-down list."""

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The engine knows no clock; the same territory gives the same workbook, byte for byte."""

Rows = Sequence[Mapping[str, str]]
"""The rows of a table: texts by column, blank ones left out."""


def write_book(path: Path, settings: Sequence[tuple[str, str]], tables: Mapping[str, Rows], language: Language) -> None:
    """One sheet for the settings and one for each table, with headings and words in the language."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": CREATED})
        look = Look(book)
        periods = [key.removeprefix(HALF_DAYS) for key, _ in settings if key.startswith(HALF_DAYS)]
        Page(book, look, "territory", language).write_settings(settings)
        for table in (*TABLES, RULES):
            Page(book, look, table.name, language).write_table(table, tables.get(table.name, ()), periods)


class Look:
    """The formats of the cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        shape = {"border": 1, "valign": "top"}
        self.required = book.add_format({**shape, "bold": True, "bg_color": "#C9DDF0"})
        self.optional = book.add_format({**shape, "bg_color": "#EEF3F8"})
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.time = book.add_format({"num_format": "hh:mm", "align": "left"})
        self.note = book.add_format({"italic": True, "font_color": "#555555"})


class Page:
    """One sheet, in one language."""

    def __init__(self, book: xlsxwriter.Workbook, look: Look, table: str, language: Language) -> None:
        self.sheet = book.add_worksheet(sheet_name(table, language))
        self.look = look
        self.language = language

    def write_settings(self, settings: Sequence[tuple[str, str]]) -> None:
        """A row for each key: its name, its value, what it is for."""
        french = self.language == "fr"
        self.sheet.write_row(0, 0, ("clé", "valeur") if french else ("key", "value"), self.look.required)
        self.sheet.write_string(0, 2, "explication" if french else "explanation", self.look.optional)
        for line, (name, text) in enumerate(settings, start=1):
            key = KEY.get(name, HALF_DAY)
            self.sheet.write_string(line, 0, setting_name(name, self.language), self._heading_format(key))
            self._write_cell(line, 1, key.kind, text)
            self._list(line, line, 1, key.kind.choices(self.language))
            self.sheet.write_string(line, 2, explanation(key, self.language), self.look.note)
        for index, width in enumerate((26, 40, 90)):
            self.sheet.set_column(index, index, width)
        self.sheet.freeze_panes(1, 1)

    def write_table(self, table: Table, rows: Rows, periods: Sequence[str]) -> None:
        """The heading, each column with its note and its drop-down list, and the rows."""
        last = max(LIST_ROWS, len(rows))
        for index, column in enumerate(table.columns):
            said = aliases.heading(table.name, column.name) if self.language == "fr" else column.name
            self.sheet.write_string(0, index, said, self._heading_format(column))
            self.sheet.write_comment(0, index, explanation(column, self.language), {"x_scale": 2})
            texts = [row.get(column.name, "") for row in rows]
            self.sheet.set_column(index, index, min(max(map(len, (said, "", *texts))) + 3, 50), self.look.text)
            for line, text in enumerate(texts, start=1):
                self._write_cell(line, index, column.kind, text)
            if column.refers == PERIODS:
                self._list(1, last, index, periods)
            elif column.refers:
                self._list(1, last, index, f"='{sheet_name(column.refers, self.language)}'!$A$2:$A${last + 1}")
            else:
                self._list(1, last, index, column.kind.choices(self.language))
        self.sheet.freeze_panes(1, 1)

    def _heading_format(self, column: Column) -> object:
        return self.look.required if column.required else self.look.optional

    def _write_cell(self, line: int, index: int, kind: Kind, text: str) -> None:
        """Numbers, dates and times as such, where the sheet gives them back unchanged; everything else as text."""
        if not text:
            return
        if isinstance(kind, Day):
            self.sheet.write_datetime(line, index, date.fromisoformat(text), self.look.day)
        elif isinstance(kind, Time) and text < "24:00":
            self.sheet.write_datetime(line, index, time.fromisoformat(text), self.look.time)
        elif isinstance(kind, Whole | Exact) and text in (repr(float(text)), f"{float(text):.0f}"):
            self.sheet.write_number(line, index, float(text))
        else:
            self.sheet.write_string(line, index, kind.translated(text, self.language), self.look.text)

    def _list(self, first: int, last: int, index: int, source: str | Sequence[str]) -> None:
        """A drop-down list of words, or of a range of cells; another text only gives a warning."""
        if not source or (not isinstance(source, str) and len(",".join(source)) > LIST_LETTERS):
            return
        listed = source if isinstance(source, str) else list(source)
        options = {"validate": "list", "source": listed, "error_type": "warning", "ignore_blank": True}
        self.sheet.data_validation(first, index, last, index, options)


def sheet_name(table: str, language: Language) -> str:
    return aliases.TABLES[table][0] if language == "fr" else table


def setting_name(key: str, language: Language) -> str:
    if language == "en":
        return key
    if key.startswith(HALF_DAYS):
        return f"{aliases.SETTINGS[HALF_DAY.name][0]}.{key.removeprefix(HALF_DAYS)}"
    return aliases.SETTINGS[key][0]


def explanation(column: Column, language: Language) -> str:
    """What the column is for, whether it is required, and what a blank cell stands for."""
    note = column.note.said_in(language)
    said = note if note.endswith("…") else f"{note}."
    if column.required:
        return f"{said} {'Obligatoire' if language == 'fr' else 'Required'}."
    if column.default:
        blank = "Vide :" if language == "fr" else "Blank:"
        return f"{said} {blank} {column.kind.translated(column.default, language)}."
    return said
