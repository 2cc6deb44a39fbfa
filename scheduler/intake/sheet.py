"""A table as it was found, before anything is understood: a heading, rows of texts, and where each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.domain.text import Text
from scheduler.intake.issue import Issue, Severity


@dataclass(frozen=True)
class Sheet:
    """One CSV file, or one sheet of a workbook (`sheet` names it). Rows without any text are left out."""

    file: str
    heading: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    """(line number, texts of its cells, stripped)."""
    sheet: str | None = None
    heading_line: int = 1

    def place(self, line: int, index: int | None = None) -> int | str:
        """The line number; in a workbook, the cell (of the first column, where none is named)."""
        return line if self.sheet is None else f"{column_letters(index or 0)}{line}"


@dataclass(frozen=True)
class Setting:
    """One key of territory.toml, dotted, as it was found; `place` is a line number or the cell of its value."""

    key: str
    text: str
    place: int | str | None


@dataclass(frozen=True)
class Found:
    """What a folder or a workbook holds. A table that is `broken` exists, but could not be read at all."""

    file: str
    """The name of the folder or workbook."""
    is_folder: bool
    settings_file: str
    settings_sheet: str | None = None
    settings: Sequence[Setting] | None = None
    """None where there are none to read."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


class Report:
    """The issues found so far."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def add(
        self,
        message: Text,
        file: str,
        *,
        place: int | str | None = None,
        column: str | None = None,
        value: str | None = None,
        suggestion: Text | str | None = None,
        sheet: str | None = None,
        severity: Severity = "error",
    ) -> None:
        self.issues.append(Issue(file, place, column, value, severity, message, suggestion, sheet))

    @property
    def has_errors(self) -> bool:
        return any(issue.severity == "error" for issue in self.issues)


def column_letters(index: int) -> str:
    """The letters of a spreadsheet's column, from 0: A, …, Z, AA, …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
