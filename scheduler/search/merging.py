"""Merging: the best plan that can be put together out of the interventions of several good ones, solved exactly.

Plans annealed apart are each good in another place. Few options remain where only theirs are left, so that a solver
weighs all ways to put them together at once.
"""

from collections.abc import Sequence
from threading import Event

from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import Decision, decided
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.blocks import BUILDING_SECONDS, Block, hint_of
from scheduler.search.pieces import Piece, pieces_of


def merging_pieces(universe: Universe, plans: Sequence[Decision]) -> list[Piece]:
    """The pieces that the options of those plans fall into, with their numbers in the universe."""
    union = sorted(set().union(*(plan.options for plan in plans)))
    restricted = Universe(universe.problem, universe.rules, [universe.options[number] for number in union])
    return [
        Piece(piece.universe, tuple(union[number] for number in piece.numbers), piece.foreign)
        for piece in pieces_of(restricted)
    ]


def merge(universe: Universe, piece: Piece, best: Decision, effort: Effort, cancel: Event) -> Block:
    """The best decision that takes the piece's options only where the piece is, and is `best` elsewhere."""
    here = {number: place for place, number in enumerate(piece.numbers)}
    advisors = frozenset(advisor.id for advisor in piece.universe.problem.territory.advisors)
    held = Decision(
        frozenset(here[number] for number in best.options if number in here),
        {here[number]: room for number, room in best.rooms.items() if number in here},
        {at: host for at, host in best.hosts.items() if at[0] in advisors},
    )
    model = Model(piece.universe, RULES, GOALS)
    solved = solve_program(model.program, effort, hint=hint_of(model, held), cancel=cancel)
    work = solved.work + BUILDING_SECONDS * len(model.program.lower)
    if solved.values is None:
        return Block(None, False, work)
    part = piece.part(decided(model, solved.values, held))
    return Block(part.put_into(best, universe), solved.status is Status.OPTIMAL, work)
