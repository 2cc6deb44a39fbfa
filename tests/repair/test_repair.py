"""Repairs: each keeps every rule, none changes more than a plain re-solve, and the list of changes is the truth."""

from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from scheduler.audit import findings, score
from scheduler.domain.demands import Demand
from scheduler.domain.diff import diff
from scheduler.domain.outcome import Feasible, Infeasible, Optimal
from scheduler.domain.people import Absence
from scheduler.domain.pins import Pin
from scheduler.domain.plan import Plan
from scheduler.domain.time import Horizon
from scheduler.model.decision import plan_of
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.repair.aims import AIMS
from scheduler.repair.disruption import disrupted
from scheduler.repair.focus import lost
from scheduler.repair.limit import limit
from scheduler.repair.repair import Parameters, Proof, Repair, repairs
from scheduler.repair.start import start
from scheduler.rules import RULES
from scheduler.search.pins import Seated
from scheduler.solve import Parameters as Solving
from scheduler.solve import solve
from tests.explain.overfull import base, row
from tests.generate.plans import good_plan
from tests.generate.territories import tiny
from tests.model.valley import AM, ANA, MONDAY, problem
from tests.repair.campaign import cases, judged
from tests.repair.disruptions import Broken, broken, changed_half_days

FEW = (1, 2, 4, 5, 6, 8, 11)
SOAK_SECONDS = 6.0


def disruption(seed: int) -> Broken | None:
    """A disruption of the good plan of a tiny territory over two weeks; None where that plan is empty."""
    sample = tiny(seed)
    horizon = Horizon(sample.horizon.first_day, 2)
    published = good_plan(prepare(sample.territory, horizon), seed)
    return broken(sample.territory, horizon, published, seed) if published.interventions else None


def assert_repairs_are_sound(found: Broken, seed: int) -> None:
    problem = found.problem
    made = [r for r in repairs(problem, Parameters(seconds=3, seed=seed)) if isinstance(r, Repair)]
    assert made[0].aim is AIMS[0]
    for repair in made:
        assert findings(repair.plan, problem) == []
        assert repair.outcome.score == score(repair.plan, problem)
        assert repair.changed == changed_half_days(repair.plan, problem)
        assert repair.outcome.bound <= repair.outcome.score.total
    run = solve(problem, Solving(seconds=20, seed=seed))
    assert isinstance(run.outcome, Optimal | Feasible)
    assert repair_price_is_possible(made, run.outcome)
    resolved = changed_half_days(run.outcome.plan, problem)
    assert all(repair.lost <= repair.changed <= resolved for repair in made)


def repair_price_is_possible(made: list[Repair], resolved: Optimal | Feasible) -> bool:
    """No repair is cheaper than what the re-solve has proven, and none claims a bound above the re-solve's plan."""
    return all(
        repair.outcome.score.total >= resolved.bound and repair.outcome.bound <= resolved.score.total for repair in made
    )


@pytest.mark.parametrize("seed", FEW)
def test_repairs_of_random_disruptions_are_sound(seed: int) -> None:
    found = disruption(seed)
    assert found is not None
    assert_repairs_are_sound(found, seed)


@pytest.mark.soak
def test_a_hundred_disruptions_are_mended_with_no_more_changes_than_planning_again() -> None:
    results = [judged(case, SOAK_SECONDS) for case in cases(SOAK_SECONDS)]

    assert len(results) == 100
    assert [result.unsound for result in results] == [()] * len(results)
    assert [result.more_than_resolved for result in results] == [()] * len(results)


@pytest.mark.parametrize(
    ("fewest", "resolved", "most"),
    [(0, 0, 0), (0, 9, 0), (5, 5, 5), (5, 4, 5), (5, 6, 5), (5, 9, 7), (5, 15, 10), (5, 400, 10)],
)
def test_limit_is_half_way_from_the_fewest_changes_to_planning_again(fewest: int, resolved: int, most: int) -> None:
    assert limit(fewest, resolved) == most


@pytest.mark.parametrize("seed", FEW[:4])
def test_start_keeps_what_can_be_kept_where_it_was(seed: int) -> None:
    found = disruption(seed)
    assert found is not None
    universe = Universe(found.problem, RULES)

    plan = plan_of(universe, start(universe, Seated(), seed))

    impossible = sum(len(o.rows) for o in lost(universe, frozenset(range(len(universe.options)))))
    assert findings(plan, found.problem) == []
    assert changed_half_days(plan, found.problem) == impossible
    assert {row.demand for row in plan.interventions} <= {row.demand for row in found.published.interventions}


def test_end_tells_a_proof_that_every_repair_stands_above() -> None:
    found = disruption(4)
    assert found is not None

    *made, proof = repairs(found.problem, Parameters(seconds=3))

    assert isinstance(proof, Proof)
    for repair in made:
        if isinstance(repair, Repair):
            assert repair.bounded(proof.bound).outcome.bound == max(proof.bound, 0)
            assert proof.bound <= repair.outcome.score.total


def test_repair_that_is_stopped_gives_what_it_has() -> None:
    found = disruption(4)
    assert found is not None
    stopped = Event()
    stopped.set()

    first, last = repairs(found.problem, Parameters(seconds=30), stopped)

    assert isinstance(first, Repair)
    assert isinstance(last, Proof)


@pytest.mark.parametrize("seed", FEW[:3])
def test_nothing_broken_is_nothing_changed(seed: int) -> None:
    sample = tiny(seed)
    horizon = Horizon(sample.horizon.first_day, 2)
    published = good_plan(prepare(sample.territory, horizon), seed)
    (first, *_) = repairs(prepare(sample.territory, horizon, published), Parameters(seconds=1, alternatives=1))
    assert isinstance(first, Repair)
    assert (first.changed, first.lost) == (0, 0)


def test_weeks_outside_the_horizon_stay_as_they_are_published() -> None:
    sample = tiny(1)
    whole = Horizon(sample.horizon.first_day, 4)
    published = good_plan(prepare(sample.territory, whole), 1)
    inside = Horizon(published.interventions[0].date - timedelta(published.interventions[0].date.weekday()), 1)
    found = broken(sample.territory, inside, published, 1)
    (repair, *_) = repairs(found.problem, Parameters(seconds=1, alternatives=1))
    assert isinstance(repair, Repair)
    assert {row.date in found.problem.horizon for row in repair.plan.rows} == {True}
    assert found.problem.facts.rows != ()


def test_repair_with_an_impossible_pin_is_refused() -> None:
    found = disruption(1)
    assert found is not None
    pin = Pin(2, activity="nulle part")
    (answer,) = repairs(replace(found.problem, pins=(pin,)), Parameters(seconds=1))
    assert isinstance(answer, Infeasible)


@pytest.mark.parametrize("seed", range(20))
def test_diff_pairs_every_occurrence_once_and_kept_ones_with_themselves(seed: int) -> None:
    sample = tiny(seed)
    one, other = good_plan(sample.problem, seed), good_plan(sample.problem, seed + 500)
    changes = diff(one, other, sample.territory)
    assert sorted(str(r) for c in changes if c.before for r in c.before.rows) == sorted(map(str, one.interventions))
    assert sorted(str(r) for c in changes if c.after for r in c.after.rows) == sorted(map(str, other.interventions))
    same = {(r.demand, r.half_day, r.advisor) for r in one.interventions} & {
        (r.demand, r.half_day, r.advisor) for r in other.interventions
    }
    kept = {(r.demand, r.half_day, r.advisor) for c in changes if c.kind == "kept" and c.after for r in c.after.rows}
    assert kept == same


def test_diff_of_a_plan_with_itself_and_with_nothing() -> None:
    plan = good_plan(tiny(1).problem, 1)
    territory = tiny(1).territory
    assert {c.kind for c in diff(plan, plan, territory)} == {"kept"}
    assert {c.kind for c in diff(plan, Plan(()), territory)} == {"cancelled"}
    assert {c.kind for c in diff(Plan(()), plan, territory)} == {"new"}


def test_promise_in_a_window_that_is_not_scored_is_moved_and_not_cancelled() -> None:
    # One week of the four in which the mairie is owed once: nothing is charged for what that window lacks.
    monthly = Demand("rdv", "mairie", activity="rdv", every_weeks=4)
    asked = problem(monthly, advisors=(replace(ANA, workdays=frozenset({0, 1})),))
    published = Plan.of([row(asked, monthly, AM), *(base(asked, h) for _, h in asked.horizon_half_days[1:])])
    ill = disrupted(asked.territory, [Absence("ana", MONDAY, MONDAY)], [])

    (first, *_) = repairs(prepare(ill, asked.horizon, published), Parameters(seconds=2))

    assert isinstance(first, Repair)
    assert [change.kind for change in first.changes] == ["moved"]
