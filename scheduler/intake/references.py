"""Checks that ids are unique, and that whatever a row refers to exists."""

from collections.abc import Mapping, Set
from typing import Any

from scheduler.domain.text import Text
from scheduler.intake.aliases import VALUES, normal
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.rows import Row
from scheduler.intake.sheet import Report
from scheduler.intake.table import PERIODS, Column, Table

NOUNS = {
    "structures": Text(fr="aucune structure ne porte cet identifiant", en="no structure has this id"),
    "advisors": Text(fr="aucun conseiller ne porte cet identifiant", en="no advisor has this id"),
    "venues": Text(fr="aucun lieu ne porte cet identifiant", en="no venue has this id"),
    "rooms": Text(fr="aucune salle ne porte cet identifiant", en="no room has this id"),
    "demands": Text(fr="aucune demande ne porte cet identifiant", en="no demand has this id"),
    PERIODS: Text(
        fr="aucune demi-journée de [half_days] ne porte ce nom", en="no half-day of [half_days] has this name"
    ),
}


def check_ids(draft: Draft, report: Report) -> None:
    """Refuses the second row of each id."""
    for rows in draft.rows.values():
        first: dict[str, Row] = {}
        for row in rows:
            identifier = row.values.get("id")
            if identifier is None:
                continue
            if identifier in first:
                line = first[identifier].line
                row.refuse(
                    report,
                    "id",
                    Text(
                        fr=f"cet identifiant est déjà celui de la ligne {line}", en=f"line {line} already has this id"
                    ),
                )
                row.stands = False
            else:
                first[identifier] = row


def check_references(draft: Draft, report: Report) -> None:
    """Refuses what names what does not exist, then lets fall, silently, the rows that name one that does not stand."""
    known = {
        name: None if name in draft.unread else draft.ids(name)
        for name in ("structures", "advisors", "venues", "rooms", "demands")
    }
    known[PERIODS] = frozenset(period.name for period in draft.periods) if draft.knows_periods else None
    for rows in draft.rows.values():
        for row in rows:
            check_row(row, known, report)
    while _let_fall(draft):
        pass
    draft.settle()


def check_row(row: Row, known: dict[str, frozenset[str] | None], report: Report) -> None:
    """Refuses the row if it refers to what is not `known`; None: it cannot be known what exists."""
    for column in referring(row.table):
        value = row.values.get(column.key)
        names = known[column.refers]
        if value is None or names is None:
            continue
        if column.refers == PERIODS:
            value = row.values[column.key] = _own_periods(value, names)
        for name in sorted(value) if isinstance(value, frozenset) else (value,):
            if name not in names:
                row.refuse(report, column.name, NOUNS[column.refers], nearly(name, names), value=name)
                row.values.pop(column.key, None)
                row.stands = row.stands and not column.required


def referring(table: Table) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if column.refers)


def _own_periods(value: Any, names: Set[str]) -> Any:
    """The territory's own names of half-days, for the French words of am, pm and eve."""
    if isinstance(value, frozenset):
        return frozenset(own_period(name, names) for name in value)
    return own_period(value, names)


def own_period(name: str, names: Set[str]) -> str:
    """The name itself where the territory has it, else the English name that it is the French for."""
    if name not in names:
        for english, french in VALUES["period"].items():
            if english in names and normal(name) in map(normal, french):
                return english
    return name


def _let_fall(draft: Draft) -> bool:
    """Lets fall, without an issue, the rows that refer to one that does not stand; whether there was any."""
    standing = {name: frozenset(row.values.get("id") for row in draft.rows[name] if row.stands) for name in draft.rows}
    fell = False
    for rows in draft.rows.values():
        for row in rows:
            if row.stands and any(_dangles(row, column, standing) for column in referring(row.table)):
                row.stands = False
                fell = True
    return fell


def _dangles(row: Row, column: Column, standing: Mapping[str, Set[str | None]]) -> bool:
    value, names = row.values.get(column.key), standing.get(column.refers)
    return value is not None and names is not None and value not in names
