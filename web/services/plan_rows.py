"""Plan rows - a plan's half-days as JSON values, and back: how runs keep plans, and what their answers change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay
from web.services.plans import period_named

Cells = list[Any]
"""One row: date, period, advisor, structure, venue, demand, room, activity, start, end (minutes after midnight)."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One half-day of an advisor, as it was in the plan that was asked about (None: no row), and as it becomes."""

    before: PlanRow | None
    after: PlanRow | None

    @property
    def advisor(self) -> str:
        return self._row.advisor

    @property
    def half_day(self) -> HalfDay:
        return self._row.half_day

    @property
    def _row(self) -> PlanRow:
        row = self.after or self.before
        assert row is not None
        return row


def row_changes(before: Plan, after: Plan) -> tuple[RowChange, ...]:
    """What differs, by half-day and advisor, in order."""
    old, new = _by_place(before), _by_place(after)
    return tuple(
        RowChange(old.get(place), new.get(place))
        for place in sorted(old.keys() | new.keys())
        if old.get(place) != new.get(place)
    )


def applied(changes: Iterable[RowChange], plan: Plan) -> Plan:
    """The plan with the changes in it, whatever stood there before."""
    rows: dict[tuple[HalfDay, str], PlanRow] = dict(_by_place(plan))
    for change in changes:
        if change.after is None:
            rows.pop((change.half_day, change.advisor), None)
        else:
            rows[change.half_day, change.advisor] = change.after
    return Plan.of(list(rows.values()))


def plan_cells(plan: Plan) -> list[Cells]:
    return [_cells(row) for row in plan.rows]


def plan_of_cells(rows: Sequence[Cells], territory: Territory) -> Plan:
    return Plan.of([_row(cells, territory) for cells in rows])


def changes_cells(changes: Iterable[RowChange]) -> list[list[Cells | None]]:
    """Each as [before, after]."""
    return [[None if row is None else _cells(row) for row in (change.before, change.after)] for change in changes]


def changes_of_cells(pairs: Iterable[Sequence[Cells | None]], territory: Territory) -> tuple[RowChange, ...]:
    sides = ([None if cells is None else _row(cells, territory) for cells in pair] for pair in pairs)
    return tuple(RowChange(before, after) for before, after in sides)


def _by_place(plan: Plan) -> Mapping[tuple[HalfDay, str], PlanRow]:
    return {(row.half_day, row.advisor): row for row in plan.rows}


def _cells(row: PlanRow) -> Cells:
    day, period = row.date.isoformat(), row.half_day.period.name
    about = (row.structure, row.venue, row.demand, row.room, row.activity, row.start, row.end)
    return [day, period, row.advisor, *about]


def _row(cells: Cells, territory: Territory) -> PlanRow:
    day, period, *others = cells
    return PlanRow(HalfDay(date.fromisoformat(day), period_named(period, territory)), *others)
