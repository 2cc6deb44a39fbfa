"""A decision: the options taken, their rooms, and the structure of each half-day; a plan in the model's own terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scheduler.domain.plan import BASE, Occurrence, Plan, PlanRow, occurrences
from scheduler.domain.time import HalfDay

if TYPE_CHECKING:
    from scheduler.model.model import Model
    from scheduler.model.universe import Option, Universe


@dataclass(frozen=True, slots=True)
class Decision:
    """`options` by number; `rooms` by option number (blank: the unnamed room); `hosts` by (advisor, half-day)."""

    options: frozenset[int]
    rooms: Mapping[int, str]
    hosts: Mapping[tuple[str, HalfDay], str]


NOTHING = Decision(frozenset(), {}, {})
"""What is held elsewhere where everything is free."""


def decided(model: Model, values: tuple[int, ...], held: Decision) -> Decision:
    """The decision that the columns' values make where the model is free, and `held` elsewhere."""

    def value(terms: list[tuple[int, int]], constant: int) -> int:
        return constant + sum(values[column] * coefficient for column, coefficient in terms)

    options = frozenset(number for number, c in model.columns.items() if value(c.terms, c.constant))
    hosts = dict(held.hosts)
    for (advisor, _), hostings in model.hosting_columns.items():
        for hosting, column in hostings:
            if value(column.terms, column.constant):
                hosts.update({(advisor, h): s for h, s in zip(hosting.half_days, hosting.structures, strict=True)})
    rooms = {number: room for number, room in held.rooms.items() if number in options}
    groups: defaultdict[tuple[str, date, int], list[int]] = defaultdict(list)
    for number in sorted(options):
        option = model.option(number)
        groups[option.demand.id, option.date, option.periods[0].rank].append(number)
    for key, columns in model.room_columns.items():
        uses = [room for room, c in columns.items() for _ in range(value(c.terms, c.constant))]
        rooms.update(zip(groups[key], uses, strict=True))
    for number, seats in model.seat_columns.items():
        rooms.update((number, room) for room, c in seats.items() if value(c.terms, c.constant))
    return Decision(options, rooms, hosts)


def plan_of(universe: Universe, decision: Decision) -> Plan:
    """The plan that the decision is: one row for each available half-day of the horizon."""
    problem = universe.problem
    rows: dict[tuple[str, HalfDay], PlanRow] = {}
    for number in decision.options:
        option = universe.options[number]
        for period, start, end in problem.parts(option.demand, option.periods[0]):
            half_day = HalfDay(option.date, period)
            rows[option.advisor, half_day] = PlanRow(
                half_day,
                option.advisor,
                option.structure,
                option.demand.venue,
                option.demand.id,
                decision.rooms[number],
                option.demand.activity,
                start,
                end,
            )
    for advisor, half_day in problem.horizon_half_days:
        if (advisor, half_day) not in rows:
            structure = decision.hosts[advisor, half_day]
            base = problem.territory.posting[advisor, structure].base
            rows[advisor, half_day] = PlanRow(half_day, advisor, structure, base, activity=BASE)
    return Plan.of(list(rows.values()))


def options_of(universe: Universe, plan: Plan) -> tuple[int, ...]:
    """The numbers of those of the plan's occurrences that are options of the universe."""
    demands = universe.problem.territory.demand
    found = (
        universe.number.get((name, occurrence.date, occurrence.first.half_day.period.name, occurrence.first.advisor))
        for name, rows in plan.by_demand.items()
        if name in demands
        for occurrence in occurrences(demands[name], rows)
    )
    return tuple(number for number in found if number is not None)


def decision_of(universe: Universe, plan: Plan) -> Decision | None:
    """The plan of the horizon in the model's terms; None where its interventions are not options, each taken once."""
    problem = universe.problem
    options: dict[int, str] = {}
    for name, rows in plan.by_demand.items():
        for occurrence in occurrences(problem.territory.demand[name], rows):
            first = occurrence.first
            number = universe.number.get((name, occurrence.date, first.half_day.period.name, first.advisor))
            if number is None or number in options or not _is_whole(occurrence, universe.options[number]):
                return None
            options[number] = first.room
    return Decision(frozenset(options), options, {(row.advisor, row.half_day): row.structure for row in plan.rows})


def _is_whole(occurrence: Occurrence, option: Option) -> bool:
    """Whether the occurrence has the option's half-days, all of them in one room."""
    rows = occurrence.rows
    return tuple(row.half_day for row in rows) == option.half_days and len({row.room for row in rows}) == 1
