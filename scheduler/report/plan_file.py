"""plan.csv - the plan as the file that FORMAT.md describes, byte for byte the same for the same plan."""

import csv
import io

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.time import Clock, clock_text

COLUMNS = ("date", "period", "start", "end", "advisor", "structure", "venue", "room", "demand", "activity")


def plan_csv(plan: Plan) -> bytes:
    """UTF-8, comma, LF; ordered by date, period in the day's order, advisor id as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in sorted(plan.rows, key=lambda row: (row.half_day, row.advisor, row.demand)))
    return text.getvalue().encode()


def _cells(row: PlanRow) -> tuple[str, ...]:
    return (
        row.date.isoformat(),
        row.half_day.period.name,
        _clock(row.start),
        _clock(row.end),
        row.advisor,
        row.structure,
        row.venue,
        row.room,
        row.demand,
        row.activity,
    )


def _clock(clock: Clock | None) -> str:
    return "" if clock is None else clock_text(clock)
