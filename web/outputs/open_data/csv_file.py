"""CSV - RFC 4180: UTF-8 without a BOM, commas, CRLF, a header row; no cell can start a formula in a spreadsheet.

The machine-readable one: whoever opens it by a double click is better served by the workbook.
"""

import csv
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from io import StringIO

from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda
from web.outputs.open_data.columns import COLUMNS
from web.outputs.open_data.rows import Value, rows_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a cell for a formula, or lose track of cells."""

GUARD = "'"
"""Stands before a text that would start a formula."""


def permanences_csv(agenda: Agenda, page_of: PageOf) -> bytes:
    """One row for each dated permanence."""
    return table_csv([column.name for column in COLUMNS], rows_of(agenda, page_of))


def table_csv(header: Sequence[str], rows: Iterable[Sequence[Value]], bare: Collection[str] = ()) -> bytes:
    """Dates and times in ISO form, yes/no as `true` and `false`, nothing as an empty cell; `bare` columns unguarded."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    guarded = [name not in bare for name in header]
    writer.writerows(
        [
            harmless(cell(value)) if guard and isinstance(value, str) else cell(value)
            for guard, value in zip(guarded, row, strict=True)
        ]
        for row in rows
    )
    return written.getvalue().encode()


def cell(value: Value) -> str:
    """A value as a cell says it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case _:
            return str(value)


def harmless(text: str) -> str:
    """The text, guarded where a spreadsheet would take it for a formula."""
    return GUARD + text if text.startswith(FORMULA_STARTS) else text
