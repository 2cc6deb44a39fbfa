"""Places for a new request: each is a plan without fault, and costs what the audit says that it adds."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from scheduler.audit import findings, score
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.prepare import prepare
from scheduler.suggest.moving import places_by_moving
from scheduler.suggest.places import REQUEST, Place, places, with_request
from tests.generate.plans import good_plan
from tests.generate.territories import tiny

SEEDS = range(16)


@cache
def asked(seed: int) -> tuple[Problem, Plan, Demand]:
    """A plan that is published, with weeks around it, and a request that is one of the demands, once more."""
    random = Random(f"request {seed}")
    sample = tiny(seed)
    plan = good_plan(sample.problem, seed)
    published = Plan.of([*sample.problem.facts.rows, *plan.rows])
    problem = prepare(sample.territory, sample.horizon, published)
    demand = random.choice(sample.territory.demands)
    request = replace(demand, id=REQUEST, count=1, every_weeks=1, regular=False, min_gap_days=0, from_=None, to=None)
    return problem, plan, request


def plan_with(place: Place, plan: Plan) -> Plan:
    others = [row for row in plan.rows if (row.advisor, row.date) != (place.advisor, place.date)]
    return Plan.of([*others, *place.rows])


@pytest.mark.parametrize("seed", SEEDS)
def test_each_place_keeps_every_rule_and_costs_what_the_audit_says(seed: int) -> None:
    problem, plan, request = asked(seed)
    judged = with_request(problem, request)
    before = score(plan, judged)
    for place in places(problem, plan, request).places[:8]:
        after = score(plan_with(place, plan), judged)
        assert findings(plan_with(place, plan), judged) == []
        assert place.cost.components() | {"unmet": 0} == {
            name: minutes - before.components()[name] for name, minutes in after.components().items()
        } | {"unmet": 0}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_place_is_missed(seed: int) -> None:
    """By trying the request in every half-day of every advisor, in every room, under every host."""
    problem, plan, request = asked(seed)
    judged = with_request(problem, request)
    found = {(p.advisor, p.date, p.period) for p in places(problem, plan, request).places}
    structure = problem.territory.venue[request.venue].structure
    possible = set()
    for advisor, half_day in problem.horizon_half_days:
        day = [row for row in plan.rows if (row.advisor, row.date) == (advisor, half_day.date)]
        parts = problem.parts(request, half_day.period)
        if parts[0][0] != half_day.period or (advisor, structure) not in problem.territory.posting:
            continue
        for room in problem.territory.rooms_of[request.venue]:
            for moved in (False, True):  # the half-days at the base as they are, or all with the request's structure
                base = problem.territory.posting[advisor, structure].base
                rows = []
                for row in day:
                    part = next((p for p in parts if p[0] == row.half_day.period), None)
                    if part is not None and not row.intervenes:
                        row = replace(  # noqa: PLW2901
                            row, structure=structure, venue=request.venue, demand=REQUEST, room=room.id,
                            activity=request.activity, start=part[1], end=part[2],
                        )  # fmt: skip
                    elif moved and not row.intervenes:
                        row = replace(row, structure=structure, venue=base)  # noqa: PLW2901
                    rows.append(row)
                others = [row for row in plan.rows if (row.advisor, row.date) != (advisor, half_day.date)]
                tried = Plan.of([*others, *rows])
                whole = sum(row.demand == REQUEST for row in rows) == len(parts)
                if whole and findings(tried, judged) == []:
                    possible.add((advisor, half_day.date, half_day.period.name))
    assert possible <= found
    assert {(a, d) for a, d, _ in found} <= {(a, d) for a, d, _ in possible} or len(problem.territory.periods) > 2


def test_places_are_tried_where_there_are_some_and_where_there_are_none() -> None:
    numbers = [len(places(*asked(seed)).places) for seed in SEEDS]
    assert sum(number > 0 for number in numbers) >= 4
    assert sum(number == 0 for number in numbers) >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_looked_at_is_a_place_or_excluded(seed: int) -> None:
    found = places(*asked(seed))
    assert len(found.places) + sum(found.excluded.values()) == found.looked_at


@pytest.mark.parametrize("seed", range(6))
def test_places_by_moving_keep_every_rule_and_move_no_more_than_asked(seed: int) -> None:
    """The audit itself has judged each: here, that so many at most have moved, and that the price is the change's."""
    problem, plan, request = asked(seed)
    for most in (1, 2):
        for place in places_by_moving(problem, plan, request, most):
            assert len([change for change in place.moved if change.before is not None]) <= most
            moved = sum(len(change.before.rows) for change in place.moved if change.before is not None)
            assert place.cost.change == problem.territory.weights.change * moved
            assert [row.demand for row in place.interventions] == [REQUEST] * len(place.interventions)
            assert place.interventions != ()


def test_moving_frees_places_that_nothing_else_would() -> None:
    free = [{(p.advisor, p.date, p.period) for p in places(*asked(seed)).places} for seed in range(6)]
    moving = [{(p.advisor, p.date, p.period) for p in places_by_moving(*asked(seed), 1)} for seed in range(6)]
    assert any(more - some for some, more in zip(free, moving, strict=True))
