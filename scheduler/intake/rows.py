"""Reads the sheets into typed rows, and reports each cell, column and heading that is not as it should be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.text import Text
from scheduler.intake.aliases import COLUMN_OF, normal
from scheduler.intake.issue import Severity, nearly
from scheduler.intake.kinds import Unreadable
from scheduler.intake.sheet import Report, Sheet
from scheduler.intake.table import Column, Table

QUOTES = Text(
    fr="Un texte qui contient le séparateur, comme des horaires, se met entre guillemets",
    en="A text that holds the separator, such as opening hours, goes between quotes",
)


@dataclass(eq=False)
class Row:
    """One row of a table: the values of its cells that are not blank, by field.

    `ok` until an error is found in it; it `stands`, errors or not, while what it must say can be read and exists, so
    that other rows may be checked against it.
    """

    table: Table
    sheet: Sheet
    line: int
    columns: Mapping[str, int]
    """The place of each column of the table that the sheet has."""
    cells: Sequence[str]
    values: dict[str, Any] = field(default_factory=dict)
    ok: bool = True
    stands: bool = True
    is_read: bool = True
    """Whether each of its cells could be read, whatever they refer to."""

    def get(self, name: str) -> Any:
        """The value of that column; None where it is blank or could not be read."""
        return self.values.get(self.table.column[name].key)

    def refuse(
        self,
        report: Report,
        column: str | None,
        message: Text,
        suggestion: Text | str | None = None,
        *,
        value: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Reports that column of the row, or the whole row; `value` where it is only a part of the cell."""
        if severity == "error":
            self.ok = False
        index = self.columns.get(column) if column is not None else None
        shown = self.cells[index] if index is not None and index < len(self.cells) else None
        report.add(
            message,
            self.sheet.file,
            place=self.sheet.place(self.line, index),
            column=column if index is None else self.sheet.heading[index],
            value=shown if value is None else value,
            suggestion=suggestion,
            sheet=self.sheet.sheet,
            severity=severity,
        )

    def warn(self, report: Report, column: str | None, message: Text, suggestion: Text | str | None = None) -> None:
        """Reports what a coordinator should look at; the row stands."""
        self.refuse(report, column, message, suggestion, severity="warning")


def read_rows(table: Table, sheet: Sheet, columns: Mapping[str, int], report: Report) -> list[Row]:
    """The rows of the sheet, in order; each cell that is unreadable or missing is reported."""
    misses_columns = any(column.required and column.name not in columns for column in table.columns)
    readers = [(table.column[name], index) for name, index in columns.items()]
    rows = []
    for line, cells in sheet.rows:
        row = Row(table, sheet, line, columns, cells, stands=not misses_columns)
        for column, index in readers:
            text = cells[index] if index < len(cells) else ""
            if text:
                _read_cell(row, column, text, report)
            elif column.required:
                row.refuse(report, column.name, Text(fr="cette cellule est obligatoire", en="this cell is required"))
                row.stands = False
        if len(cells) > len(sheet.heading):
            _check_width(row, report)
        row.is_read = row.ok
        rows.append(row)
    return rows


def _read_cell(row: Row, column: Column, text: str, report: Report) -> None:
    try:
        value = column.kind.read(text)
    except Unreadable as error:
        is_shifted = len(row.cells) > len(row.sheet.heading)
        row.refuse(report, column.name, error.message, QUOTES if is_shifted else error.suggestion)
        row.stands = row.stands and not column.required
        return
    if value != frozenset():
        row.values[column.key] = value


def read_heading(table: Table, sheet: Sheet, report: Report) -> dict[str, int]:
    """The place of each known column; columns that are unknown, twice there or missing are reported."""
    columns: dict[str, int] = {}
    suggested = set()

    def complain(index: int | None, message: Text, suggestion: str | None = None) -> None:
        heading = None if index is None else sheet.heading[index]
        place = sheet.place(sheet.heading_line, index)
        report.add(message, sheet.file, place=place, column=heading, suggestion=suggestion, sheet=sheet.sheet)

    for index, heading in enumerate(sheet.heading):
        if not heading:
            if any(index < len(cells) and cells[index] for _, cells in sheet.rows):
                complain(
                    index, Text(fr="une colonne remplie n’a pas de titre", en="a column with content has no heading")
                )
            continue
        name = _column_name(table, heading)
        if name is None:
            near = _nearest_column(table, heading)
            suggested.add(near)
            complain(
                index,
                _unknown_in(table),
                near,
            )
        elif name in columns:
            complain(index, Text(fr=f"deux colonnes pour « {name} »", en=f'two columns for "{name}"'))
        else:
            columns[name] = index
    missing = [column.name for column in table.columns if column.required and column.name not in columns]
    for name in missing:
        if name not in suggested:
            complain(
                None,
                Text(fr=f"il manque la colonne obligatoire « {name} »", en=f'the required column "{name}" is missing'),
            )
    return columns


def _unknown_in(table: Table) -> Text:
    return Text(fr=f"inconnue dans la table « {table.name} »", en=f'unknown in the table "{table.name}"')


def _column_name(table: Table, heading: str) -> str | None:
    name = COLUMN_OF.get(normal(heading))
    return name if name in table.column else None


def _nearest_column(table: Table, heading: str) -> str | None:
    near = nearly(normal(heading), [said for said, name in COLUMN_OF.items() if name in table.column])
    return None if near is None else COLUMN_OF[near]


def _check_width(row: Row, report: Report) -> None:
    extra = [cell for cell in row.cells[len(row.sheet.heading) :] if cell]
    if extra:
        row.refuse(
            report,
            None,
            Text(fr="la ligne a plus de cellules que l’en-tête", en="the row has more cells than the heading"),
            QUOTES,
            value=extra[0],
        )
