"""Exact blocks and neighbourhoods: a block changes its own days only, keeps every rule, and never costs more."""

from datetime import date
from threading import Event

import pytest

from scheduler.audit import findings, score
from scheduler.domain.time import Horizon
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, plan_of
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.blocks import solve_block
from scheduler.search.neighbourhoods import LARGEST, Chooser
from tests.generate.territories import territory, tiny


def annealed(universe: Universe, seed: int) -> Decision:
    annealing = Annealing(universe, seed)
    annealing.run(2_000, 40.0, 5.0)
    return annealing.decision()


def small_universe(seed: int) -> Universe:
    return Universe(prepare(territory("scale-5", seed), Horizon(date(2026, 8, 31), 4)), RULES)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14])  # the others have nothing to place
def test_a_block_changes_only_its_own_days_and_never_costs_more(seed: int) -> None:
    universe = Universe(tiny(seed).problem, RULES)
    chooser = Chooser(universe, seed)
    held = annealed(universe, seed)
    for _ in range(4):
        _, free = chooser.draw(held)
        block = solve_block(universe, RULES, GOALS, free, held, Effort(), Event())
        assert block.optimal
        assert block.decision is not None
        before, after = plan_of(universe, held), plan_of(universe, block.decision)
        assert findings(after, universe.problem) == []
        assert score(after, universe.problem).total <= score(before, universe.problem).total
        changed = {(row.advisor, row.date) for row in set(before.rows) ^ set(after.rows)}
        assert changed - free == set()
        held = block.decision


def test_a_block_of_everything_finds_the_optimum() -> None:
    universe = Universe(tiny(4).problem, RULES)
    everything = frozenset(universe.hostings)
    held = annealed(universe, 4)
    first = solve_block(universe, RULES, GOALS, everything, held, Effort(), Event())
    assert first.decision is not None
    again = solve_block(universe, RULES, GOALS, everything, first.decision, Effort(), Event())
    assert again.decision is not None
    totals = [score(plan_of(universe, d), universe.problem).total for d in (first.decision, again.decision)]
    assert totals[0] == totals[1]


def test_neighbourhoods_repeat_with_their_seed_and_stay_within_their_size() -> None:
    universe = small_universe(1)
    held = annealed(universe, 1)

    def drawn() -> list[frozenset[tuple[str, date]]]:
        chooser = Chooser(universe, 9)
        return [chooser.draw(held)[1] for _ in range(40)]

    draws = drawn()
    assert draws == drawn()
    assert [
        free for free in draws if sum(universe.tour_estimate(*day) for day in free) > LARGEST and len(free) > 1
    ] == []


def test_a_kind_that_pays_is_drawn_more_often() -> None:
    universe = small_universe(1)
    held = annealed(universe, 1)
    chooser = Chooser(universe, 3)
    paying = chooser.kinds[1]
    for kind in chooser.kinds:
        for _ in range(30):
            kind.learn(100 if kind is paying else 0, 1.0, optimal=True)
    drawn = [chooser.draw(held)[0] for _ in range(100)]
    assert sum(kind is paying for kind in drawn) > 50


def test_a_neighbourhood_that_is_not_solved_in_time_shrinks() -> None:
    kind = Chooser(small_universe(1), 3).kinds[0]
    before = kind.size
    kind.learn(0, 4.0, optimal=False)
    assert kind.size < before
