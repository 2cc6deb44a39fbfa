"""Reads plan.csv into a plan: in a plan to check, every name must exist; in a published one, names may have gone."""

from pathlib import Path
from typing import Any

from scheduler.domain.plan import BASE, Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.intake.csv_file import read_csv
from scheduler.intake.issue import BadInput
from scheduler.intake.references import check_row
from scheduler.intake.rows import Row, read_heading, read_rows
from scheduler.intake.sheet import Report
from scheduler.intake.table import PERIODS
from scheduler.intake.tables import PLAN


def read_plan(path: Path, territory: Territory, *, strict: bool) -> Plan:
    """The plan of a file; raises BadInput with every problem in it.

    `strict` is for a plan to check: an unknown advisor, structure, venue, room or demand is an error. A published plan
    is read without: what has gone from the territory since keeps its id. The half-days must exist in both.
    """
    return Plan.of([row for _, row in read_plan_lines(path, territory, strict=strict)])


def read_plan_lines(path: Path, territory: Territory, *, strict: bool) -> tuple[tuple[int, PlanRow], ...]:
    """The rows as `read_plan` reads them, in the file's order, each with its line."""
    report = Report()
    sheet = read_csv(path, report)
    rows: list[Row] = []
    if sheet is not None:
        columns = read_heading(PLAN, sheet, report)
        rows = read_rows(PLAN, sheet, columns, report)
    known: dict[str, frozenset[str] | None] = {
        "advisors": frozenset(territory.advisor) if strict else None,
        "structures": frozenset(territory.structure) if strict else None,
        "venues": frozenset(territory.venue) if strict else None,
        "rooms": frozenset(territory.room) if strict else None,
        "demands": frozenset(territory.demand) if strict else None,
        PERIODS: frozenset(territory.period),
    }
    for row in rows:
        check_row(row, known, report)
        if row.values.get("demand") is not None:
            _check_times(row, report)
    if report.issues:
        raise BadInput(report.issues)
    return tuple((row.line, _plan_row(row.values, territory)) for row in rows)


def _check_times(row: Row, report: Report) -> None:
    """An intervention says from when to when it lasts."""
    for column in ("start", "end"):
        index = row.columns.get(column)
        if index is None or index >= len(row.cells) or not row.cells[index]:
            row.refuse(
                report,
                column,
                Text(fr="une intervention a une heure de début et de fin", en="an intervention has a start and an end"),
            )


def _plan_row(values: dict[str, Any], territory: Territory) -> PlanRow:
    return PlanRow(
        half_day=HalfDay(values["date"], territory.period[values["period"]]),
        advisor=values["advisor"],
        structure=values["structure"],
        venue=values["venue"],
        demand=values.get("demand", ""),
        room=values.get("room", ""),
        activity=values.get("activity") or _usual_activity(values.get("demand"), territory),
        start=values.get("start"),
        end=values.get("end"),
    )


def _usual_activity(demand: str | None, territory: Territory) -> str:
    """The activity of a row that does not say it: the demand's, or none at the base."""
    if demand is None:
        return BASE
    return territory.demand[demand].activity if demand in territory.demand else ""
