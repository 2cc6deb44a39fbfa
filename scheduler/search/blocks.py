"""Exact blocks: free some advisor-days, hold the rest, and solve that block to its optimum with CP-SAT."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from threading import Event

from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import Decision, decided
from scheduler.model.model import Day, Model
from scheduler.model.program import Sum
from scheduler.model.rule import Goal, Rule
from scheduler.model.universe import Universe

BUILDING_SECONDS = 2e-5
"""Work that counts for building one column of a block's model."""


@dataclass(frozen=True, slots=True)
class Block:
    """The decision found (None: none in time), whether it is proven best there, and the work in seconds."""

    decision: Decision | None
    optimal: bool
    work: float


def solve_block(
    universe: Universe,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    free: Collection[Day],
    held: Decision,
    effort: Effort,
    cancel: Event,
) -> Block:
    """The best decision that differs from `held` on the free days only."""
    model = Model(universe, rules, goals, free, held)
    solved = solve_program(model.program, effort, hint=hint_of(model, held), cancel=cancel)
    work = solved.work + BUILDING_SECONDS * len(model.program.lower)
    if solved.values is None:
        return Block(None, False, work)
    return Block(decided(model, solved.values, held), solved.status is Status.OPTIMAL, work)


def hint_of(model: Model, decision: Decision) -> dict[int, int]:
    """First values for the columns of options, hostings and tours, as the decision has them."""
    hint: dict[int, int] = {}

    def say(column: Sum, value: int) -> None:
        hint.update({number: value for number, _ in column.terms})

    taken: defaultdict[Day, list[object]] = defaultdict(list)
    for number, column in model.columns.items():
        if column.terms:
            say(column, int(number in decision.options))
            if number in decision.options:
                option = model.option(number)
                taken[option.advisor, option.date].append(option.stop)
    for (advisor, _), hostings in model.hosting_columns.items():
        for hosting, column in hostings:
            structures = tuple(decision.hosts.get((advisor, half_day)) for half_day in hosting.half_days)
            say(column, int(structures == hosting.structures))
    for day, columns in model.tour_columns.items():
        stops = sorted(taken[day], key=repr)
        for tour, column in zip(model.universe.tours(*day), columns, strict=True):
            say(column, int(bool(stops) and sorted(tour.stops, key=repr) == stops))
    return hint
