"""A territory as texts: its settings and the cells of its tables, as they would be read back."""

from typing import Any

from scheduler.domain.territory import Territory
from scheduler.intake.settings import HALF_DAY, HALF_DAYS, KEYS
from scheduler.intake.table import Column, Table
from scheduler.intake.tables import RULES, TABLES

FIELDS = {
    "travel": "travel_times",
    "rules": "share_rules",
}
"""The territory's fields that are not named like their table."""

Settings = list[tuple[str, Column, str]]
"""(dotted key, its description, text)."""


def settings_of(territory: Territory) -> Settings:
    """Every key with its value, in the order of settings.KEYS, the half-days before [travel].

    Working days are left out: each advisor's own are written in the table of advisors.
    """
    plain = [(key.name, key, key.kind.write(value)) for key in KEYS if _given(value := _setting(territory, key))]
    split = next(place for place, (name, _, _) in enumerate(plain) if name.startswith("travel."))
    hours = [(f"{HALF_DAYS}{p.name}", HALF_DAY, HALF_DAY.kind.write((p.start, p.end))) for p in territory.periods]
    return [*plain[:split], *hours, *plain[split:]]


def rows_of(territory: Territory, table: Table) -> list[dict[str, str]]:
    """The table's rows, by column; blank cells are left out."""
    return [
        {
            column.name: column.kind.write(value)
            for column in table.columns
            if _given(value := getattr(entry, column.key))
        }
        for entry in getattr(territory, FIELDS.get(table.name, table.name))
    ]


def tables_of(territory: Territory) -> dict[str, list[dict[str, str]]]:
    """The rows of every table, the rules too."""
    return {table.name: rows_of(territory, table) for table in (*TABLES, RULES)}


def _setting(territory: Territory, key: Column) -> Any:
    section, dot, _ = key.name.partition(".")
    if key.name == "format":
        return 1
    if key.name == "workdays":
        return None
    return getattr(getattr(territory, section) if dot else territory, key.key)


def _given(value: Any) -> bool:
    return value is not None and value not in ("", frozenset())
