"""Reads territory.toml into dotted settings and a sheet of rules, with the line of each key."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from scheduler.domain.text import Text
from scheduler.intake.csv_file import read_text
from scheduler.intake.sheet import Report, Setting, Sheet

_SECTION = re.compile(r"\s*\[(\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_\-.]+)\s*=""")


class Decimals(str):
    """A decimal number of a TOML file, as it is written there."""

    __slots__ = ()


def read_toml(path: Path, report: Report) -> tuple[list[Setting], Sheet | None] | None:
    """The settings, and the [[rules]] where there are any; None, with the reason in the report, where it is no TOML."""
    text = read_text(path, report)
    if text is None:
        return None
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimals)
    except (ValueError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        report.add(
            Text(fr=f"n’est pas du TOML lisible ({error})", en=f"is not readable TOML ({error})"),
            path.name,
            place=int(place[1]) if place else text.count("\n") + 1,
            suggestion=Text(fr="Vérifiez les guillemets et les crochets", en="Check the quotes and the brackets"),
        )
        return None
    lines = _lines(text)
    rules = content.pop("rules", [])
    settings = [Setting(key, said, lines.get(key)) for key, said in _flat(content, "")]
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        settings.append(Setting("rules", str(rules), lines.get("rules")))
        return settings, None
    return settings, _rules(rules, path.name, lines) if rules else None


def _rules(rules: list[dict[str, Any]], file: str, lines: dict[str, int]) -> Sheet:
    """The [[rules]] as a table whose columns are the keys that any of them has."""
    flat = [dict(_flat(rule, "")) for rule in rules]
    columns = list(dict.fromkeys(key for rule in flat for key in rule))
    rows = [(lines.get(f"rules#{n}", 1), [rule.get(key, "") for key in columns]) for n, rule in enumerate(flat)]
    return Sheet(file, columns, rows, heading_line=min((line for line, _ in rows), default=1))


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """(dotted key, text) of each value; the two ends of a half-day are joined by a hyphen, other lists by a bar."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        elif isinstance(value, list):
            yield key, ("-" if prefix == "half_days." else "|").join(_said(part) for part in value)
        else:
            yield key, _said(value)


def _said(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value).replace("\r\n", "\n").strip()


def _lines(text: str) -> dict[str, int]:
    """The line of each dotted key, and of the start of each of the rules (`rules#0`, `rules#1`, …)."""
    lines: dict[str, int] = {}
    section, rules = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _SECTION.match(line):
            section = f"{match[2]}."
            if match[1] and match[2] == "rules":
                lines[f"rules#{rules}"] = number
                rules += 1
        elif match := _KEY.match(line):
            lines.setdefault(section + match[1].strip("\"'"), number)
    return lines
