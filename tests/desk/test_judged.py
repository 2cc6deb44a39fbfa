"""The fast answer is the audit's: on random plans of random territories, good and bad, through random moves by hand."""

from dataclasses import replace
from random import Random

import pytest

from scheduler import audit
from scheduler.desk.handling import occurrence_at
from scheduler.desk.judged import Edit, Judged
from scheduler.desk.targets import Held, Target, swapped
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay
from tests.generate.plans import good_plan, random_plan
from tests.generate.territories import tiny
from tests.model.edges import pin_of

MOVES = 3


def asked(seed: int) -> tuple[Problem, Random]:
    """A problem with a past, promises and, every other time, pins of each kind."""
    problem, random = tiny(seed).problem, Random(f"desk {seed}")
    rows = good_plan(problem, seed).rows
    if seed % 2 and rows:
        pins = tuple(pin_of(random.choice(rows), problem, random) for _ in range(3))
        problem = replace(problem, pins=pins)
    return problem, random


def all_occurrences(judged: Judged) -> list[Occurrence]:
    demands = judged.problem.territory.demand
    held = [one for name, rows in judged.plan.by_demand.items() for one in occurrences(demands[name], rows)]
    return sorted(held, key=lambda one: (one.date, one.first.half_day, one.first.advisor, one.demand))


def cells(problem: Problem) -> list[tuple[str, HalfDay]]:
    days = list(problem.horizon.days())
    return [(a.id, HalfDay(d, p)) for a in problem.territory.advisors for d in days for p in problem.territory.periods]


def assert_is_the_audit(judged: Judged) -> None:
    assert judged.findings == audit.findings(judged.plan, judged.problem)
    assert judged.costs == audit.costs(judged.plan, judged.problem)
    assert judged.score == audit.score(judged.plan, judged.problem)


@pytest.mark.parametrize("seed", range(14))
def test_judged_says_what_the_audit_says_through_every_move(seed: int) -> None:
    problem, random = asked(seed)
    judged = Judged.of(random_plan(problem, seed, correct=0.7, placements=8), problem)
    assert_is_the_audit(judged)
    for _ in range(MOVES):
        taken = random.choice([None, *all_occurrences(judged)])
        demand = problem.territory.demand[taken.demand] if taken else random.choice(problem.territory.demands)
        held = Held(judged, demand, taken)
        targets = list(held.targets(random.sample(cells(problem), 3)))
        for target in targets:
            assert_effect_is_the_difference(judged, target)
        edit = random.choice([held.lifting, *(target.edit for target in targets)])
        assert judged.changed(edit).changed(edit.inverse).plan == judged.plan
        judged = judged.changed(edit)
        assert_is_the_audit(judged)


def assert_effect_is_the_difference(judged: Judged, target: Target) -> None:
    after, effect = judged.changed(target.edit), target.effect
    said = list(judged.findings)
    for finding in effect.mended:
        said.remove(finding)
    order = audit.finding_order(judged.problem.territory)
    assert sorted([*said, *effect.broken], key=order) == after.findings
    before = judged.score.components()
    assert {name: before[name] + added for name, added in effect.cost.components().items()} == after.score.components()


@pytest.mark.parametrize("seed", [0, 4, 8, 16])
def test_swap_is_two_moves_and_its_own_inverse(seed: int) -> None:
    problem, random = asked(seed)
    judged = Judged.of(random_plan(problem, seed, correct=0.9, placements=8, whole_full_days=True), problem)
    halves = [one for one in all_occurrences(judged) if len(one.rows) == 1]
    one, other = random.sample(halves, 2)
    after = judged.changed(swapped(judged, one, other))

    assert_is_the_audit(after)
    assert occurrence_at(after, one.demand, other.first.advisor, other.first.half_day) is not None
    assert occurrence_at(after, other.demand, one.first.advisor, one.first.half_day) is not None
    assert len(after.plan.interventions) == len(judged.plan.interventions)


def test_removing_what_is_not_there_is_an_error() -> None:
    problem, _ = asked(3)
    judged = Judged.of(Plan(()), problem)
    row = good_plan(problem, 3).rows[0]
    with pytest.raises(ValueError, match="not in list"):
        judged.changed(Edit(removed=(row,)))
