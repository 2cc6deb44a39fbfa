"""Rolling weeks: a horizon that starts in the middle of windows; facts count, and promises are kept unless it pays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.audit import findings, score
from scheduler.domain.demands import Demand
from scheduler.domain.outcome import Optimal
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Weights
from scheduler.domain.time import HalfDay, Horizon
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.solve import Parameters, solve
from tests.generate.plans import good_plan
from tests.generate.territories import tiny
from tests.model.valley import AM, MONDAY, PM, problem

SEEDS = range(10)


def rolled(seed: int) -> tuple[Problem, Plan]:
    """The third and fourth of four weeks that were published, of a territory whose windows are of two and four."""
    territory = tiny(seed).territory
    demands = tuple(replace(d, every_weeks=(2, 4)[n % 2], from_=None, to=None) for n, d in enumerate(territory.demands))
    territory = replace(territory, demands=demands)
    published = good_plan(prepare(territory, Horizon(territory.anchor, 4)), seed, tries=12)
    middle = Horizon(territory.anchor + timedelta(weeks=1), 2)  # the second half of one window, the first of another
    return prepare(territory, middle, published), published


@pytest.mark.parametrize("seed", SEEDS)
def test_rolling_solve_is_the_optimum_of_the_whole_model(seed: int) -> None:
    asked, published = rolled(seed)
    whole = solve_program(Model(Universe(asked, RULES), RULES, GOALS).program, Effort())
    run = solve(asked, Parameters(seconds=60, seed=seed))
    assert isinstance(run.outcome, Optimal)
    assert whole.status is Status.OPTIMAL
    assert run.outcome.score.total == whole.objective == score(run.outcome.plan, asked).total
    assert run.outcome.score.total <= score(published, asked).total


@pytest.mark.parametrize("seed", SEEDS)
def test_rolling_plan_and_its_facts_keep_every_rule_together(seed: int) -> None:
    """Caps and gaps reach over the edge of the horizon: the four weeks, as they stand then, break nothing."""
    asked, _ = rolled(seed)
    run = solve(asked, Parameters(seconds=60, seed=seed))
    assert isinstance(run.outcome, Optimal)
    together = Plan.of([*asked.facts.rows, *run.outcome.plan.rows])
    assert findings(together, prepare(asked.territory, Horizon(asked.territory.anchor, 4))) == []


def row(day: date, demand: str, half_day: HalfDay | None = None) -> PlanRow:
    half_day = half_day or HalfDay(day, AM)
    where = half_day.period
    return PlanRow(half_day, "ana", "vallee", "mairie", demand, "", "permanence", where.start, where.end)


def at_the_base(weeks: int) -> list[PlanRow]:
    """The last published week's row: a window is scored where the published plan and the horizon cover it."""
    return [PlanRow(HalfDay(MONDAY + timedelta(weeks=weeks - 1), PM), "ana", "vallee", "siege")]


def held(asked: Problem) -> set[tuple[date, str]]:
    run = solve(asked, Parameters(seconds=60))
    assert isinstance(run.outcome, Optimal)
    return {(r.date, r.demand) for r in run.outcome.plan.interventions}


@pytest.mark.parametrize(("weeks", "first_week"), [(2, 1), (4, 1), (4, 3)])
def test_fact_of_an_open_window_is_not_held_again(weeks: int, first_week: int) -> None:
    """Once every two or four weeks, and held in the first of them: nothing is left to do, and nothing is missing."""
    demand = Demand("rdv", "mairie", every_weeks=weeks)
    territory = problem(demand).territory
    horizon = Horizon(MONDAY + timedelta(weeks=first_week), weeks - first_week)
    asked = prepare(territory, horizon, Plan((row(MONDAY, "rdv"), *at_the_base(first_week))))
    assert held(asked) == set()
    assert score(Plan(()), asked).unmet == 0


@pytest.mark.parametrize(("weeks", "first_week"), [(2, 1), (4, 1), (4, 3)])
def test_open_window_without_its_fact_is_served(weeks: int, first_week: int) -> None:
    demand = Demand("rdv", "mairie", every_weeks=weeks)
    other = Demand("cours", "mairie", every_weeks=4)
    territory = problem(demand, other).territory
    horizon = Horizon(MONDAY + timedelta(weeks=first_week), weeks - first_week)
    asked = prepare(territory, horizon, Plan((row(MONDAY, "cours"), *at_the_base(first_week))))
    assert [name for _, name in held(asked)] == ["rdv"]


@pytest.mark.parametrize(("price", "kept"), [(601, True), (599, False)])
def test_promise_is_broken_exactly_where_it_pays(price: int, kept: bool) -> None:
    """Ana has one half-day; it was promised to the demand that matters less: 600 minutes less."""
    low = Demand("low", "mairie", priority=1, periods=frozenset({"am"}))
    high = Demand("high", "mairie", priority=2, periods=frozenset({"am"}))
    territory = replace(problem(low, high).territory, weights=Weights(change=price))
    promised = HalfDay(MONDAY, AM)
    asked = prepare(territory, Horizon(MONDAY, 1), Plan((row(MONDAY, "low", promised),)))
    assert held(asked) == {(MONDAY, "low" if kept else "high")}


def test_promises_that_cost_nothing_are_kept() -> None:
    """The afternoon would do as well, for the same road."""
    asked = problem(Demand("rdv", "mairie"))
    afternoon = row(MONDAY, "rdv", HalfDay(MONDAY, PM))
    run = solve(replace(asked, published=Plan((afternoon,))), Parameters(seconds=60))
    assert isinstance(run.outcome, Optimal)
    assert run.outcome.plan.interventions == (afternoon,)
