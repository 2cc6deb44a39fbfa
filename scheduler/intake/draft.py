"""The territory while it is being checked: typed rows, and which of them still stand."""

from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.text import Text
from scheduler.domain.time import Period
from scheduler.intake.rows import Row, read_rows
from scheduler.intake.sheet import Found, Report, Setting
from scheduler.intake.tables import TABLE


@dataclass
class Draft:
    """What the files say so far.

    `rows` are by table; a table is in `unknown` when its rows cannot be known, so that nothing is said about them.
    `settings` has the values of the keys that could be read, `places` what was found under each key.
    """

    found: Found
    rows: dict[str, list[Row]]
    unknown: set[str]
    settings: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Setting] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    periods_known: bool = False
    standing: dict[str, list[Row]] = field(default_factory=dict)
    """The rows that the territory is built from, in the order of its values."""
    fallen: dict[str, list[Row]] = field(default_factory=dict)
    """The rows that were refused, or refer to a refused one."""

    def settle(self) -> None:
        """Parts the rows into those that stand and those that have fallen; what is refused later still stands."""
        self.standing = {table: [row for row in rows if row.ok] for table, rows in self.rows.items()}
        self.fallen = {table: [row for row in rows if not row.ok] for table, rows in self.rows.items()}

    def ids(self, table: str) -> frozenset[str]:
        """The ids that the table's rows have, of refused rows too: what refers to them is not wrong."""
        return frozenset(row.values["id"] for row in self.rows[table] if "id" in row.values)

    def is_doubtful(self, table: str, **cells: str) -> bool:
        """Whether a row that does not stand could have been one with those cells."""
        return table in self.unknown or any(
            all(row.get(column) in (None, value) for column, value in cells.items()) for row in self.fallen[table]
        )


def read_tables(found: Found, report: Report) -> Draft:
    """All the tables' rows, each cell read, and missing tables reported."""
    draft = Draft(found, {name: [] for name in TABLE}, set(found.broken))
    for name, table in TABLE.items():
        sheet = found.sheets.get(name)
        if sheet is not None:
            draft.rows[name], complete = read_rows(table, sheet, report)
            if not complete:
                draft.unknown.add(name)
        elif table.required and name not in found.broken:
            draft.unknown.add(name)
            report.add(
                Text(fr=f"il manque la table obligatoire « {name} »", en=f'the required table "{name}" is missing'),
                f"{name}.csv" if found.is_folder else found.file,
            )
    return draft
