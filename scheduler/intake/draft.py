"""The territory while it is being checked: typed rows, and which of them still stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.domain.text import Text
from scheduler.domain.time import Period
from scheduler.intake.rows import Row, read_heading, read_rows
from scheduler.intake.sheet import Found, Report, Setting
from scheduler.intake.tables import TABLE

T = TypeVar("T")


@dataclass
class Draft:
    """What the files say so far.

    `rows` are by table. A table is `unread` when the ids of its rows cannot be known, and `doubtful` when something in
    its heading was wrong. `settings` has the values of the keys that could be read, `places` what was found under each.
    """

    found: Found
    rows: dict[str, list[Row]]
    unread: set[str]
    doubtful: set[str] = field(default_factory=set)
    settings: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Setting] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    knows_periods: bool = False
    """Whether all the half-days have a name that could be read."""
    knows_hours: bool = False
    """Whether, besides, all their hours make sense."""
    standing: dict[str, list[Row]] = field(default_factory=dict)
    """The rows that the territory is built from, in the order of its values."""
    faulty: dict[str, list[Row]] = field(default_factory=dict)
    """The rows in which an error was found when the territory was built, standing or not."""

    def settle(self) -> None:
        """Takes stock of the rows: the territory is built from those that stand now."""
        self.standing = {table: [row for row in rows if row.stands] for table, rows in self.rows.items()}
        self.faulty = {table: [row for row in rows if not (row.ok and row.stands)] for table, rows in self.rows.items()}

    def pairs(self, table: str, values: Sequence[T]) -> Iterator[tuple[Row, T]]:
        """The faultless rows of the table, each with its value; `values` are those of the territory, all of them."""
        faulty = {id(row) for row in self.faulty[table]}
        pairs = zip(self.standing[table], values, strict=True)
        return ((row, value) for row, value in pairs if id(row) not in faulty)

    def ids(self, table: str) -> frozenset[str]:
        """The ids that the table's rows have, of refused rows too: what refers to them is not wrong."""
        return frozenset(row.values["id"] for row in self.rows[table] if "id" in row.values)

    def is_doubtful(self, table: str, **cells: str) -> bool:
        """Whether a faulty row could be, once put right, one with those cells."""
        return table in self.unread | self.doubtful or any(
            all(row.get(column) in (None, value) for column, value in cells.items()) for row in self.faulty[table]
        )


def read_tables(found: Found, report: Report) -> Draft:
    """All the tables' rows, each cell read, and missing tables reported."""
    draft = Draft(found, {name: [] for name in TABLE}, set(found.broken))
    for name, table in TABLE.items():
        sheet = found.sheets.get(name)
        if sheet is not None:
            before = len(report.issues)
            columns = read_heading(table, sheet, report)
            if len(report.issues) > before:
                draft.doubtful.add(name)
            if "id" in table.column and "id" not in columns:
                draft.unread.add(name)
            draft.rows[name] = read_rows(table, sheet, columns, report)
        elif table.required and name not in found.broken:
            draft.unread.add(name)
            report.add(
                Text(fr=f"il manque la table obligatoire « {name} »", en=f'the required table "{name}" is missing'),
                f"{name}.csv" if found.is_folder else found.file,
            )
    return draft
