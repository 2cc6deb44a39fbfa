"""Tables - a territory as FORMAT.md's tables of text, as domain objects, and as a folder of files.

A second reading of FORMAT.md, for the tests alone: it knows the defaults, and refuses nothing.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast

from scheduler.domain.demands import Demand, Length, TravelTime
from scheduler.domain.people import Absence, Advisor, Pattern, Posting, Structure
from scheduler.domain.places import Closure, Room, Venue
from scheduler.domain.territory import ShareRule, Territory, TravelSettings, Weights
from scheduler.domain.time import WEEKDAYS, Clock, Period

Row = dict[str, str]
"""The cells of a row by column; a column that is absent is blank."""

TABLES = (
    "structures",
    "advisors",
    "postings",
    "patterns",
    "venues",
    "rooms",
    "demands",
    "absences",
    "closures",
    "travel",
)


@dataclass
class Tables:
    """`half_days` by name: start and end. `travel`, `weights` and `rules` hold what territory.toml says, as text."""

    id: str
    name: str
    anchor: date
    half_days: dict[str, tuple[str, str]]
    workdays: str = "Mo-Fr"
    subdivision: str = ""
    travel: dict[str, str] = field(default_factory=dict)
    weights: dict[str, str] = field(default_factory=dict)
    rules: list[dict[str, str]] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})

    def add(self, table: str, **cells: object) -> None:
        """Adds a row. `from_` is the column `from`; None and blank are left out, lists are joined by `|`."""
        self.rows[table].append({name.rstrip("_"): text for name, cell in cells.items() if (text := _text(cell))})


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, list | tuple | set | frozenset):
        return "|".join(str(item) for item in (sorted(cell) if isinstance(cell, set | frozenset) else cell))
    return str(cell)


def territory_of(tables: Tables) -> Territory:
    periods = tuple(
        Period(rank, name, clock(start), clock(end))
        for rank, (name, (start, end)) in enumerate(tables.half_days.items())
    )
    rows = tables.rows
    base = {row["id"]: row["base"] for row in rows["advisors"]}
    return Territory(
        id=tables.id,
        name=tables.name,
        anchor=tables.anchor,
        periods=periods,
        structures=tuple(Structure(row["id"], row["name"], row.get("kind", "")) for row in rows["structures"]),
        advisors=tuple(_advisor(row, tables) for row in rows["advisors"]),
        postings=tuple(_posting(row, base) for row in rows["postings"]),
        patterns=tuple(_pattern(row) for row in rows["patterns"]),
        venues=tuple(_venue(row) for row in rows["venues"]),
        rooms=tuple(_room(row) for row in rows["rooms"]),
        demands=tuple(_demand(row) for row in rows["demands"]),
        absences=tuple(_absence(row) for row in rows["absences"]),
        closures=tuple(_closure(row) for row in rows["closures"]),
        travel_times=tuple(
            TravelTime(row["from"], row["to"], int(row["minutes"]), Fraction(row["km"]) if row.get("km") else None)
            for row in rows["travel"]
        ),
        share_rules=tuple(_share_rule(rule) for rule in tables.rules),
        weights=Weights(**{name: int(weight) for name, weight in tables.weights.items()}),
        travel=TravelSettings(
            lunch_minutes=int(tables.travel.get("lunch_minutes", "45")),
            detour=float(tables.travel.get("detour", "1.4")),
            speed_kmh=float(tables.travel.get("speed_kmh", "50")),
        ),
        subdivision=tables.subdivision,
    )


def clock(text: str) -> Clock:
    hours, minutes = text.split(":")
    return Clock(int(hours) * 60 + int(minutes))


def weekdays(text: str) -> frozenset[int]:
    """`Mo-Fr`, `Tu|Th`."""
    numbers: set[int] = set()
    for part in text.split("|"):
        first, _, last = part.partition("-")
        numbers.update(range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1))
    return frozenset(numbers)


def names(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split("|") if part)


def _day(row: Row, column: str) -> date | None:
    return date.fromisoformat(row[column]) if row.get(column) else None


def _dates(row: Row) -> tuple[date, date]:
    first = date.fromisoformat(row["from"])
    return first, _day(row, "to") or first


def _yes(row: Row, column: str, default: bool) -> bool:
    return row[column] == "yes" if row.get(column) else default


def _advisor(row: Row, tables: Tables) -> Advisor:
    return Advisor(
        id=row["id"],
        name=row["name"],
        base=row["base"],
        workdays=weekdays(row.get("workdays") or tables.workdays),
        periods=names(row.get("periods", "")) or frozenset(tables.half_days),
        half_days_per_week=int(row.get("half_days_per_week") or "10"),
        half_days_per_day=int(row.get("half_days_per_day") or "2"),
        max_daily_travel=int(row.get("max_daily_travel") or "180"),
        start=_day(row, "start"),
        end=_day(row, "end"),
        skills=names(row.get("skills", "")),
    )


def _posting(row: Row, base: Mapping[str, str]) -> Posting:
    return Posting(
        advisor=row["advisor"],
        structure=row["structure"],
        base=row.get("base") or base[row["advisor"]],
        share_min=Fraction(row.get("share_min") or "0"),
        share_max=Fraction(row.get("share_max") or "1"),
        window_weeks=int(row.get("window_weeks") or "1"),
    )


def _pattern(row: Row) -> Pattern:
    return Pattern(
        advisor=row["advisor"],
        weekday=WEEKDAYS.index(row["weekday"]),
        structure=row["structure"],
        period=row.get("period") or None,
        cycle=int(row.get("cycle") or "1"),
        phase=int(row.get("phase") or "0"),
        source=row.get("source", ""),
    )


def _venue(row: Row) -> Venue:
    return Venue(
        id=row["id"],
        name=row["name"],
        structure=row["structure"],
        kind=row.get("kind", ""),
        commune=row.get("commune", ""),
        lat=float(row["lat"]) if row.get("lat") else None,
        lon=float(row["lon"]) if row.get("lon") else None,
        opening=row.get("opening", ""),
        accessible=_yes(row, "accessible", True),
        zone=row.get("zone", ""),
    )


def _room(row: Row) -> Room:
    return Room(
        id=row["id"],
        venue=row["venue"],
        name=row.get("name", ""),
        capacity=int(row.get("capacity") or "8"),
        confidential=_yes(row, "confidential", False),
        internet=_yes(row, "internet", True),
        equipment=names(row.get("equipment", "")),
    )


def _demand(row: Row) -> Demand:
    return Demand(
        id=row["id"],
        venue=row["venue"],
        activity=row.get("activity") or "permanence",
        length=Length(row.get("length") or "half"),
        count=int(row.get("count") or "1"),
        every_weeks=int(row.get("every_weeks") or "1"),
        weekdays=weekdays(row["weekdays"]) if row.get("weekdays") else None,
        periods=names(row["periods"]) if row.get("periods") else None,
        start=clock(row["start"]) if row.get("start") else None,
        end=clock(row["end"]) if row.get("end") else None,
        setup_minutes=int(row.get("setup_minutes") or "0"),
        advisor=row.get("advisor") or None,
        regular=_yes(row, "regular", True),
        min_gap_days=int(row.get("min_gap_days") or "1"),
        priority=int(row.get("priority") or "1"),
        seats=int(row.get("seats") or "1"),
        needs=names(row.get("needs", "")),
        skills=names(row.get("skills", "")),
        billed=_yes(row, "billed", False),
        from_=_day(row, "from"),
        to=_day(row, "to"),
        source=row.get("source", ""),
        title=row.get("title", ""),
        booking=row.get("booking") or "walk-in",
    )


def _absence(row: Row) -> Absence:
    first, last = _dates(row)
    kind, status = row.get("kind", ""), row.get("status") or "approved"
    return Absence(row["advisor"], first, last, row.get("period") or None, kind, status)


def _closure(row: Row) -> Closure:
    first, last = _dates(row)
    return Closure(row["venue"], first, last, row.get("room") or None, row.get("period") or None, row.get("reason", ""))


def _share_rule(rule: Mapping[str, str]) -> ShareRule:
    return ShareRule(
        kind=cast(Literal["zone_share", "billed_share"], rule["kind"]),
        zone=rule.get("zone", ""),
        min=Fraction(rule.get("min", "0")),
        max=Fraction(rule.get("max", "1")),
        source=rule.get("source", ""),
    )


def write_folder(tables: Tables, folder: Path) -> None:
    """Writes territory.toml and one CSV file for each table, empty ones too."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "territory.toml").write_text("\n".join(_toml(tables)) + "\n", encoding="utf-8")
    for table in TABLES:
        rows = tables.rows[table]
        columns = list(dict.fromkeys([*_REQUIRED[table], *(column for row in rows for column in row)]))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


_REQUIRED = {
    "structures": ("id", "name"),
    "advisors": ("id", "name", "base"),
    "postings": ("advisor", "structure"),
    "patterns": ("advisor", "weekday", "structure"),
    "venues": ("id", "name", "structure"),
    "rooms": ("id", "venue"),
    "demands": ("id", "venue"),
    "absences": ("advisor", "from"),
    "closures": ("venue", "from"),
    "travel": ("from", "to", "minutes"),
}


def _toml(tables: Tables) -> Iterable[str]:
    yield "format = 1"
    yield f'id = "{tables.id}"'
    yield f'name = "{tables.name}"'
    yield f"anchor = {tables.anchor.isoformat()}"
    yield f'workdays = "{tables.workdays}"'
    yield f'subdivision = "{tables.subdivision}"'
    yield "[half_days]"
    yield from (f'{name} = ["{start}", "{end}"]' for name, (start, end) in tables.half_days.items())
    if tables.travel:
        yield "[travel]"
        yield from (f"{key} = {value}" for key, value in tables.travel.items())
    if tables.weights:
        yield "[weights]"
        yield from (f"{key} = {value}" for key, value in tables.weights.items())
    for rule in tables.rules:
        yield "[[rules]]"
        quoted = {"kind", "zone", "source"}
        yield from (f'{key} = "{value}"' if key in quoted else f"{key} = {value}" for key, value in rule.items())
