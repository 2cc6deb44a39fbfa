"""Pieces: what falls apart adds up again, whatever was published."""

from dataclasses import replace
from datetime import date
from threading import Event

import pytest

from scheduler.audit import score
from scheduler.domain.time import Horizon
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, plan_of
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.merging import merge, merging_pieces
from scheduler.search.pieces import Part, Piece, common_minutes, pieces_of
from tests.generate.territories import territory, tiny

TERRITORY = territory("scale-9", 1)
FIRST, LATER = date(2026, 8, 31), date(2026, 9, 7)


def annealed(universe: Universe, seed: int) -> Decision:
    annealing = Annealing(universe, seed)
    annealing.run(60_000, 40.0, 1.5)
    return annealing.decision()


def of(piece: Piece, decision: Decision) -> Decision:
    """What the decision is within the piece, in the piece's own numbers."""
    here = {number: place for place, number in enumerate(piece.numbers)}
    advisors = piece.universe.problem.territory.advisor
    return Decision(
        frozenset(here[number] for number in decision.options if number in here),
        {here[number]: room for number, room in decision.rooms.items() if number in here},
        {at: host for at, host in decision.hosts.items() if at[0] in advisors},
    )


@pytest.fixture(scope="module")
def universe() -> Universe:
    """Two clusters of advisors, the second week of whose published plan is promised again, less a demand."""
    before = Universe(prepare(TERRITORY, Horizon(FIRST, 2)), RULES)
    published = plan_of(before, annealed(before, 1))
    gone = published.interventions[-1].demand
    left = replace(TERRITORY, demands=tuple(d for d in TERRITORY.demands if d.id != gone))
    return Universe(prepare(left, Horizon(LATER, 2), published), RULES)


def test_clusters_that_share_nothing_are_pieces(universe: Universe) -> None:
    advisors = [set(piece.universe.problem.territory.advisor) for piece in pieces_of(universe)]
    assert [len(some) for some in advisors] == [5, 4]
    assert set.union(*advisors) == set(TERRITORY.advisor)


def test_totals_of_the_pieces_add_up_to_the_plan_s(universe: Universe) -> None:
    decision = annealed(universe, 3)
    whole = score(plan_of(universe, decision), universe.problem)
    parts = [
        score(plan_of(piece.universe, of(piece, decision)), piece.universe.problem).total - piece.foreign
        for piece in pieces_of(universe)
    ]
    assert whole.change > 0
    assert sum(parts) + common_minutes(universe.problem) == whole.total


@pytest.mark.parametrize("seed", range(8))
def test_one_piece_is_the_whole(seed: int) -> None:
    whole = Universe(tiny(seed).problem, RULES)
    pieces = pieces_of(whole)
    assert sorted(number for piece in pieces for number in piece.numbers) == list(range(len(whole.options)))


def test_part_is_put_into_a_whole_decision(universe: Universe) -> None:
    first, other = annealed(universe, 3), annealed(universe, 4)
    piece = pieces_of(universe)[0]
    advisors = frozenset(piece.universe.problem.territory.advisor)
    mine = frozenset(n for n in other.options if universe.options[n].advisor in advisors)
    part = Part(
        advisors,
        Decision(
            mine,
            {n: other.rooms[n] for n in mine},
            {at: host for at, host in other.hosts.items() if at[0] in advisors},
        ),
    )
    mixed = part.put_into(first, universe)
    assert {n for n in mixed.options if universe.options[n].advisor in advisors} == set(mine)
    assert {n for n in mixed.options if universe.options[n].advisor not in advisors} == {
        n for n in first.options if universe.options[n].advisor not in advisors
    }


def test_merged_plan_is_no_worse_than_any_and_takes_nothing_from_elsewhere(universe: Universe) -> None:
    plans = [annealed(universe, seed) for seed in (3, 4, 5)]
    totals = [score(plan_of(universe, plan), universe.problem).total for plan in plans]
    best = plans[totals.index(min(totals))]
    for piece in merging_pieces(universe, plans):
        block = merge(universe, piece, best, Effort(deterministic_time=1.0), Event())
        assert block.decision is not None
        best = block.decision
    assert best.options <= frozenset().union(*(plan.options for plan in plans))
    assert score(plan_of(universe, best), universe.problem).total < min(totals)
