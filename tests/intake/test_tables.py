"""The description of the tables agrees with the domain, with its own aliases and with the documentation."""

from dataclasses import MISSING, Field, fields
from pathlib import Path

import pytest

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Absence, Advisor, Pattern, Posting, Structure
from scheduler.domain.places import Closure, Room, Venue
from scheduler.domain.plan import PlanRow
from scheduler.domain.territory import ShareRule, Territory, TravelSettings, Weights
from scheduler.intake import aliases
from scheduler.intake.aliases import normal
from scheduler.intake.format_fr import document
from scheduler.intake.settings import KEYS
from scheduler.intake.table import Column
from scheduler.intake.tables import PLAN, RULES, TABLES

VALUES = {
    "structures": Structure,
    "advisors": Advisor,
    "postings": Posting,
    "patterns": Pattern,
    "venues": Venue,
    "rooms": Room,
    "demands": Demand,
    "absences": Absence,
    "closures": Closure,
    "travel": TravelTime,
    "rules": ShareRule,
}
RESOLVED = {
    ("advisors", "workdays"),
    ("advisors", "periods"),
    ("postings", "base"),
    ("absences", "to"),
    ("closures", "to"),
}
"""Columns whose default is another value of the territory."""


def default(field: Field[object]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@pytest.mark.parametrize("table", [*TABLES, RULES], ids=lambda table: table.name)
def test_columns_are_the_fields_of_the_domain_with_their_defaults(table) -> None:  # type: ignore[no-untyped-def]
    by_name = {field.name: field for field in fields(VALUES[table.name])}

    assert {column.key for column in table.columns} == set(by_name)
    for column in table.columns:
        given = default(by_name[column.key])
        if column.required:
            assert given is MISSING or (table.name, column.name) == ("rooms", "name")
        elif column.default:
            assert column.kind.read(column.default) == given
        elif (table.name, column.name) not in RESOLVED:
            assert given in (None, "", frozenset())


def test_settings_have_the_defaults_of_the_domain() -> None:
    owners = {"weights": Weights, "travel": TravelSettings, "": Territory}
    for key in KEYS:
        section, dot, _ = key.name.rpartition(".")
        if key.default and key.name != "workdays":
            field = {field.name: field for field in fields(owners[section if dot else ""])}[key.key]
            assert key.kind.read(key.default) == default(field)


@pytest.mark.parametrize("table", [*TABLES, RULES, PLAN], ids=lambda table: table.name)
def test_no_two_columns_of_a_table_share_a_word(table) -> None:  # type: ignore[no-untyped-def]
    words = [word for column in table.columns for word in {normal(w) for w in said(column)}]

    assert len(words) == len(set(words))


def said(column: Column) -> tuple[str, ...]:
    return (column.name, *aliases.COLUMNS[column.name])


@pytest.mark.parametrize(
    "words",
    [aliases.TABLES, aliases.COLUMNS, aliases.SETTINGS, *aliases.VALUES.values()],
    ids=lambda words: next(iter(words)),
)
def test_no_word_means_two_things(words: dict[str, tuple[str, ...]]) -> None:
    normals = [word for english, french in words.items() for word in {normal(w) for w in (english, *french)}]

    assert sorted(normals) == sorted(set(normals))


def test_documentation_is_the_table_that_the_reader_uses() -> None:
    path = Path(__file__).parents[2] / "docs" / "format-fr.md"

    assert path.read_text(encoding="utf-8") == document()


def test_plan_columns_are_those_of_a_plan_row() -> None:
    names = {"half_day", *(column.key for column in PLAN.columns)} - {"date", "period"}

    assert names == {field.name for field in fields(PlanRow)}
