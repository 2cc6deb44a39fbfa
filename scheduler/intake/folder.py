"""Writes a territory as a folder of CSV tables and territory.toml."""

import csv
import json
from pathlib import Path

from scheduler.domain.territory import Territory
from scheduler.intake.kinds import Approximate, Exact, Kind, Whole
from scheduler.intake.kinds_of_time import Day, Hours
from scheduler.intake.source import SETTINGS_FILE
from scheduler.intake.table import Column, Table
from scheduler.intake.tables import RULES, TABLES
from scheduler.intake.written import rows_of, settings_of


def write_folder(territory: Territory, directory: Path) -> None:
    """Writes the files of FORMAT.md, which read back as the same territory; makes the folder if need be."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / SETTINGS_FILE).write_text(_toml(territory), encoding="utf-8", newline="\n")
    for table in TABLES:
        _write_table(table, rows_of(territory, table), directory / f"{table.name}.csv")


def _write_table(table: Table, rows: list[dict[str, str]], path: Path) -> None:
    """The required columns, and those that any row fills."""
    columns = [c.name for c in table.columns if c.required or any(c.name in row for row in rows)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _toml(territory: Territory) -> str:
    lines: list[str] = []
    section = ""
    for key, column, text in settings_of(territory):
        prefix, dot, name = key.partition(".")
        if dot and prefix != section:
            section = prefix
            lines += ["", f"[{section}]"]
        named = name if dot else key
        bare = named.isascii() and named.isidentifier()
        lines.append(f"{named if bare else _quoted(named)} = {_literal(column, text)}")
    for rule in rows_of(territory, RULES):
        lines += ["", "[[rules]]"]
        lines += [f"{name} = {_literal(RULES.column[name], text)}" for name, text in rule.items()]
    return "\n".join(lines) + "\n"


def _literal(column: Column, text: str) -> str:
    """The text as TOML has it: numbers and dates bare, the two ends of a half-day in brackets, words in quotes."""
    kind: Kind = column.kind
    if isinstance(kind, Hours):
        return f"[{', '.join(_quoted(end) for end in text.split('-'))}]"
    return text if isinstance(kind, Whole | Exact | Approximate | Day) else _quoted(text)


def _quoted(text: str) -> str:
    """A basic string; what JSON leaves bare and TOML does not is the delete character, which no text holds."""
    return json.dumps(text, ensure_ascii=False)
