"""Fixing a decision: a model left without other choice tells whether the decision is possible, and what it costs."""

from collections import Counter, defaultdict
from datetime import date

from scheduler.model.decision import Decision
from scheduler.model.model import Model
from scheduler.model.program import Sum


def fix(model: Model, decision: Decision) -> None:
    """Post that the model's options, hostings and rooms are those of the decision; what is left free only reckons.

    The program has no solution afterwards where a rule forbids the decision; its optimum is else the decision's cost
    under the model's goals. Rooms are fixed where some rule shares them out.
    """
    program = model.program
    for number, column in model.columns.items():
        program.equal(column, int(number in decision.options))
    program.equal(Sum(constant=len(decision.options - model.columns.keys())), 0)
    for hostings in model.hosting_columns.values():
        for hosting, column in hostings:
            hosts = tuple(decision.hosts.get((hosting.advisor, half_day)) for half_day in hosting.half_days)
            program.equal(column, int(hosts == hosting.structures))
    if model.rooms_are_shared_out:
        _fix_rooms(model, decision)


def _fix_rooms(model: Model, decision: Decision) -> None:
    held: defaultdict[tuple[str, date, int], Counter[str]] = defaultdict(Counter)
    for number in decision.options & model.columns.keys():
        option = model.option(number)
        held[option.demand.id, option.date, option.periods[0].rank][decision.rooms[number]] += 1
    for key, rooms in model.room_columns.items():
        for room, amount in rooms.items():
            model.program.equal(amount, held[key][room])
    for number, seats in model.seat_columns.items():
        for room, column in seats.items():
            model.program.equal(column, int(number in decision.options and decision.rooms[number] == room))
