"""Reads a file of pins - what a plan must hold, in plan.csv's columns, any of them blank."""

from datetime import date
from pathlib import Path

from scheduler.domain.pins import Pin
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.csv_file import read_csv
from scheduler.intake.issue import BadInput
from scheduler.intake.references import check_row
from scheduler.intake.rows import Row, read_heading, read_rows
from scheduler.intake.sheet import Report
from scheduler.intake.table import PERIODS
from scheduler.intake.tables import PINS


def read_pins(path: Path, territory: Territory) -> tuple[Pin, ...]:
    """The pins of a file, in its order; raises BadInput with every problem in it."""
    report = Report()
    sheet = read_csv(path, report)
    rows: list[Row] = []
    if sheet is not None:
        rows = read_rows(PINS, sheet, read_heading(PINS, sheet, report), report)
    known: dict[str, frozenset[str] | None] = {
        "advisors": frozenset(territory.advisor),
        "structures": frozenset(territory.structure),
        "venues": frozenset(territory.venue),
        "rooms": frozenset(territory.room),
        "demands": frozenset(territory.demand),
        PERIODS: frozenset(territory.period),
    }
    for row in rows:
        check_row(row, known, report)
        _check_room(row, territory, report)
    if report.issues:
        raise BadInput(report.issues)
    return tuple(_pin(row) for row in rows)


def _check_room(row: Row, territory: Territory, report: Report) -> None:
    """A room and a venue that are both named belong together."""
    room, venue = territory.room.get(row.values.get("room", "")), row.values.get("venue")
    if room is not None and venue is not None and room.venue != venue:
        row.refuse(
            report,
            "room",
            Text(fr=f"cette salle n’est pas dans le lieu « {venue} »", en=f'this room is not in the venue "{venue}"'),
        )


def _pin(row: Row) -> Pin:
    values = dict(row.values)
    day = values.pop("date", None)
    return Pin(
        line=row.line,
        date=day if isinstance(day, date) else None,
        weekday=day if isinstance(day, int) else None,
        **values,
    )
