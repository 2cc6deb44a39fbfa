"""Editing - rows of the reference data as a form says them, read by the reader of the files, with its own messages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import BadInput, Intake, Issue
from scheduler.intake.texts import FIRST_LINE, Cells, file_of, read_texts, texts_of
from web.services.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form makes of one row of a table: `place` is the row's number, None for a new one.

    `cells` are the form's texts by column, beside which the row's others stay; None: the row is to go.
    """

    table: str
    place: int | None
    cells: Cells | None


class RefusedEditsError(ServiceError):
    """The reader of the files refuses what the edits make of them.

    `issues` are all that it says; `of_cells` those about a cell of an edit, by the edit's number and the column.
    """

    def __init__(self, issues: Sequence[Issue], of_cells: dict[tuple[int, str], list[Issue]]) -> None:
        super().__init__(
            Text(
                fr="Rien n’est enregistré : corrigez ce qui est signalé.",
                en="Nothing was saved: mend what is told below.",
            )
        )
        self.issues = tuple(issues)
        self.of_cells = {key: tuple(found) for key, found in of_cells.items()}
        told = {id(issue) for found in of_cells.values() for issue in found}
        self.others = tuple(issue for issue in issues if id(issue) not in told)


class RowGoneError(ServiceError):
    """The row that a form is about is no longer there, or no longer says what the form showed."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Cette ligne a été changée ou retirée entre-temps : reprenez depuis la liste.",
                en="This row was changed or removed meanwhile: begin again from the list.",
            )
        )


def mark_of(cells: Cells) -> str:
    """A short name of what a row says: the same row, said otherwise, has another."""
    said = "\n".join(f"{name}\t{text}" for name, text in sorted(cells.items()) if text)
    return sha256(said.encode()).hexdigest()[:12]


def rows_of(territory: Territory, table: str) -> Sequence[Cells]:
    """The table's rows as texts, in order."""
    return texts_of(territory).tables[table]


def place_of(rows: Sequence[Cells], mark: str) -> int:
    """The number of the row of that mark. Raises RowGoneError."""
    for place, row in enumerate(rows):
        if mark_of(row) == mark:
            return place
    raise RowGoneError


def edited(territory: Territory, edits: Sequence[Edit]) -> Intake:
    """The territory with the edits made. Raises RefusedEditsError with everything that the reader says."""
    texts = texts_of(territory)
    rows = {table: [dict(row) for row in texts.tables[table]] for table in {edit.table for edit in edits}}
    placed: dict[int, dict[str, str]] = {}
    gone: defaultdict[str, list[int]] = defaultdict(list)
    for number, edit in enumerate(edits):
        if edit.cells is None:
            assert edit.place is not None, "a new row cannot go"
            gone[edit.table].append(edit.place)
        elif edit.place is None:
            rows[edit.table].append(dict(edit.cells))
            placed[number] = rows[edit.table][-1]
        else:
            rows[edit.table][edit.place].update(edit.cells)
            placed[number] = rows[edit.table][edit.place]
    for table, places in gone.items():
        for place in sorted(places, reverse=True):
            del rows[table][place]
    for table, kept in rows.items():
        texts = texts.with_table(table, kept)
    try:
        return read_texts(texts)
    except BadInput as error:
        lines = {
            (file_of(edits[number].table), line): number
            for number, row in placed.items()
            for line, one in enumerate(rows[edits[number].table], start=FIRST_LINE)
            if one is row
        }
        raise RefusedEditsError(error.issues, _of_cells(error.issues, lines)) from error


def _of_cells(issues: Sequence[Issue], lines: dict[tuple[str, int], int]) -> dict[tuple[int, str], list[Issue]]:
    found: defaultdict[tuple[int, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        number = lines.get((issue.file, issue.line_number))
        if number is not None:
            found[number, issue.column or ""].append(issue)
    return found
