"""A territory as the texts of its cells, which may be edited, and read again as its files would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.territory import Territory
from scheduler.intake.sheet import Found, Report, Setting, Sheet
from scheduler.intake.source import SETTINGS_FILE
from scheduler.intake.table import Table
from scheduler.intake.tables import RULES, TABLE
from scheduler.intake.territory import Intake, read_found
from scheduler.intake.written import settings_of, tables_of

Cells = Mapping[str, str]
"""The texts of a row, by column; blank ones may be left out."""

FIRST_LINE = 2
"""The line of a table's first row: under the heading."""


@dataclass(frozen=True)
class Texts:
    """The settings by dotted key, and the rows of every table, in order."""

    settings: Mapping[str, str]
    tables: Mapping[str, Sequence[Cells]]

    def with_table(self, table: str, rows: Sequence[Cells]) -> "Texts":
        return replace(self, tables={**self.tables, table: tuple(rows)})


def texts_of(territory: Territory) -> Texts:
    """What the territory's files say, each default written out."""
    settings = {key: text for key, _, text in settings_of(territory)}
    return Texts(settings, {name: tuple(rows) for name, rows in tables_of(territory).items()})


def read_texts(texts: Texts) -> Intake:
    """The territory that the texts say; raises BadInput as `read_territory` does of a folder of these files.

    The row number n of a table (from 0) is told as line n + FIRST_LINE of its file, and each column by its name.
    """
    settings = [Setting(key, _stripped(text), None) for key, text in texts.settings.items()]
    sheets = {name: _sheet(TABLE[name], rows) for name, rows in texts.tables.items()}
    found = Found("", True, SETTINGS_FILE, None, settings, sheets)
    return read_found(found, Report())


def file_of(table: str) -> str:
    """The file by which problems of the table's rows are told."""
    return SETTINGS_FILE if table == RULES.name else f"{table}.csv"


def _sheet(table: Table, rows: Sequence[Cells]) -> Sheet:
    columns = [column.name for column in table.columns]
    lines = [
        (number, [_stripped(row.get(column, "")) for column in columns])
        for number, row in enumerate(rows, start=FIRST_LINE)
    ]
    return Sheet(file_of(table.name), columns, lines)


def _stripped(text: str) -> str:
    """As the reader of a CSV file gives a cell."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
