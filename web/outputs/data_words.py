"""Data words - rows of the reference data as a person reads them: whose they are, what they say, what changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scheduler.domain.territory import Territory
from scheduler.domain.text import Language
from scheduler.domain.wording import date_words, period_words, weekday_words
from scheduler.intake import aliases
from scheduler.intake.differences import SETTINGS, Difference
from scheduler.intake.kinds import Choice, Unreadable
from scheduler.intake.kinds_of_time import Day, Weekday, Weekdays
from scheduler.intake.table import PERIODS, Column
from scheduler.intake.tables import TABLE
from scheduler.intake.texts import Cells

MOST_ROWS = 40
"""Rows of one table that are written out; of the others it is said how many there are."""

Names = Mapping[tuple[str, str], str]
"""By (table, id), what a person calls it."""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One difference: of which row, and (heading, before, after) of what it says; a side that is not there is blank."""

    kind: str
    name: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldTable:
    """What differs in one table; `more` rows are not written out."""

    title: str
    rows: tuple[ToldRow, ...]
    more: int


def names_of(*territories: Territory) -> Names:
    """Of everything that rows refer to; where several know an id, the first one's name."""
    found: dict[tuple[str, str], str] = {}
    for territory in reversed(territories):
        for table in ("structures", "advisors", "venues", "rooms"):
            found.update({(table, one.id): one.name or one.id for one in getattr(territory, table)})
        for demand in territory.demands:
            venue = found.get(("venues", demand.venue), demand.venue)
            found["demands", demand.id] = f"{demand.title or demand.activity} ({venue})"
    return found


def told(differences: Sequence[Difference], names: Names, language: Language) -> Iterator[ToldTable]:
    """Table by table, in the order given."""
    for table, group in groupby(differences, key=lambda difference: difference.table):
        found = list(group)
        rows = tuple(_told_row(difference, names, language) for difference in found[:MOST_ROWS])
        yield ToldTable(table_title(table, language), rows, len(found) - len(rows))


def table_title(table: str, language: Language) -> str:
    """`Conseillers`, `Advisors`."""
    said = aliases.TABLES[table][0] if language == "fr" else table
    return said[0].upper() + said[1:]


def column_title(table: str, column: str, language: Language) -> str:
    return aliases.heading(table, column) if language == "fr" else column.rstrip("_").replace("_", " ")


def row_name(table: str, cells: Cells, names: Names, language: Language) -> str:
    """What a row is about, in words: the advisor and the days of an absence, the name of a venue."""
    if table == SETTINGS:
        return cells.get("key", "")
    if (table, cells.get("id", "")) in names:
        return names[table, cells["id"]]
    if table == "demands":
        return (
            f"{cells.get('title') or cells.get('activity') or 'permanence'} ({_name('venues', cells, 'venue', names)})"
        )
    if "id" in cells:
        return cells.get("name") or cells["id"]
    if table == "travel":
        return f"{_name('venues', cells, 'from', names)} → {_name('venues', cells, 'to', names)}"
    whose = [
        _name(column.refers, cells, column.name, names)
        for column in TABLE[table].columns
        if column.refers in ("advisors", "venues", "structures", "rooms")
        and column.name in cells
        and column.name != "base"
    ]
    when = _when(cells, language)
    return ", ".join([*whose, *([when] if when else [])]) or cells.get("kind", "")


def _when(cells: Cells, language: Language) -> str:
    if "weekday" in cells:
        return said_cell("patterns", "weekday", cells["weekday"], {}, language)
    if "from" not in cells:
        return ""
    first, last = (_day(cells.get(name, ""), language) for name in ("from", "to"))
    period = f", {period_words(cells['period']).said_in(language)}" if cells.get("period") else ""
    if last in ("", first):
        return f"{'le' if language == 'fr' else 'on'} {first}{period}"
    return (f"du {first} au {last}" if language == "fr" else f"from {first} to {last}") + period


def said_cell(table: str, column: str, text: str, names: Names, language: Language) -> str:
    """A cell as a person reads it: names for ids, dates and words in the language."""
    described = TABLE[table].column.get(column) if table in TABLE else None
    if described is None or not text:
        return text
    if described.refers and described.refers != PERIODS:
        return names.get((described.refers, text), text)
    try:
        return _said(described, text, language)
    except (Unreadable, ValueError):
        return text


def _said(column: Column, text: str, language: Language) -> str:
    if column.refers == PERIODS:
        return ", ".join(period_words(name).said_in(language) for name in text.split("|"))
    match column.kind:
        case Day():
            return _day(text, language)
        case Weekday():
            return weekday_words(column.kind.read(text)).said_in(language)
        case Weekdays():
            return ", ".join(weekday_words(day).said_in(language) for day in sorted(column.kind.read(text)))
        case Choice():
            return column.kind.translated(text, language)
    return text.replace("|", ", ")


def _told_row(difference: Difference, names: Names, language: Language) -> ToldRow:
    table, before, after = difference.table, difference.before or {}, difference.after or {}
    if table == SETTINGS:
        cells = (("", before.get("value", ""), after.get("value", "")),)
        return ToldRow(difference.kind, difference.cells["key"], cells)
    if difference.kind == "changed":
        columns: Sequence[str] = difference.columns
    else:
        columns = [
            c.name for c in TABLE[table].columns if c.name in difference.cells and not _is_plain(c, difference.cells)
        ]
    return ToldRow(
        difference.kind,
        row_name(table, difference.cells, names, language),
        tuple(
            (
                column_title(table, column, language),
                said_cell(table, column, before.get(column, ""), names, language),
                said_cell(table, column, after.get(column, ""), names, language),
            )
            for column in columns
        ),
    )


def _is_plain(column: Column, cells: Cells) -> bool:
    """Whether the cell says nothing more than the row's name and the column's default do."""
    return column.name in ("id", "name", "from", "to") or cells[column.name] == column.default


def _name(table: str, cells: Cells, column: str, names: Names) -> str:
    return names.get((table, cells.get(column, "")), cells.get(column, ""))


def _day(text: str, language: Language) -> str:
    try:
        return date_words(date.fromisoformat(text)).said_in(language)
    except ValueError:
        return text
