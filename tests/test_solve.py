"""Solving from end to end: what comes out keeps every rule, says how good it is, and stops when it should."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Timer

import pytest

from scheduler.audit import findings, score
from scheduler.domain.outcome import Feasible, Infeasible, Optimal, OutOfTime
from scheduler.domain.people import Pattern
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from scheduler.report.plan_file import plan_csv
from scheduler.solve import Parameters, Progress, Run, solve
from tests.generate.territories import territory, tiny

DATA = Path(__file__).parent.parent / "data"
MONDAY = date(2026, 9, 7)


def problem_of(name: str, weeks: int = 4, published: Plan | None = None) -> Problem:
    return prepare(read_territory(DATA / name).territory, Horizon(MONDAY, weeks), published or Plan(()))


def plan_found(run: Run) -> Plan:
    assert isinstance(run.outcome, Optimal | Feasible)
    return run.outcome.plan


@pytest.mark.parametrize("name", ["ossau-haut-bearn", "flandre-lys", "hautes-terres", "conflent-canigo"])
def test_solve_proves_the_optimum_of_the_small_territories(name: str) -> None:
    problem = problem_of(name)
    run = solve(problem, Parameters(seconds=120))
    assert isinstance(run.outcome, Optimal)
    assert findings(run.outcome.plan, problem) == []
    assert score(run.outcome.plan, problem) == run.outcome.score


def test_solve_alternates_ossaus_thursdays_and_splits_its_time_equally() -> None:
    problem = problem_of("ossau-haut-bearn", weeks=2)
    plan = plan_found(solve(problem, Parameters(seconds=60)))
    thursdays = {row.date: row.structure for row in plan.rows if row.date.weekday() == 3}
    assert thursdays == {date(2026, 9, 10): "cchb", date(2026, 9, 17): "ccvo"}


@pytest.mark.parametrize("seed", range(12))
def test_solve_on_random_territories_ends_with_the_audits_own_score(seed: int) -> None:
    problem = tiny(seed).problem
    run = solve(problem, Parameters(seconds=30, seed=seed))
    assert isinstance(run.outcome, Optimal)
    assert score(run.outcome.plan, problem).total == run.outcome.bound


def test_solve_repeats_byte_for_byte_in_deterministic_mode() -> None:
    problem = prepare(territory("tight", 2), Horizon(MONDAY, 4))
    parameters = Parameters(seconds=3, seed=7, deterministic=True)
    first, second = (plan_csv(plan_found(solve(problem, parameters))) for _ in range(2))
    assert first == second


def test_solve_with_one_worker_proves_too() -> None:
    run = solve(problem_of("conflent-canigo", weeks=2), Parameters(seconds=60, workers=1))
    assert isinstance(run.outcome, Optimal)


def test_solve_cancelled_keeps_the_best_plan_so_far() -> None:
    problem = problem_of("sarthe")
    cancel = Event()
    seen: list[int] = []

    def watch(progress: Progress) -> None:
        if progress.score is not None:
            seen.append(progress.score)
            Timer(0.5, cancel.set).start()

    began = time.monotonic()
    run = solve(problem, Parameters(seconds=600), watch, cancel)
    assert isinstance(run.outcome, Feasible)
    assert run.outcome.score.total == min(seen)
    assert findings(run.outcome.plan, problem) == []
    assert time.monotonic() - began < 300  # it did not go on to the end of its time


def test_solve_tells_scores_that_fall_and_bounds_that_rise() -> None:
    told: list[Progress] = []
    solve(problem_of("flandre-lys"), Parameters(seconds=60), told.append)
    scores = [progress.score for progress in told if progress.score is not None]
    bounds = [progress.bound for progress in told if progress.bound is not None]
    assert scores == sorted(scores, reverse=True)
    assert bounds == sorted(bounds)
    assert told[-1].gap == 0.0


def test_solve_keeps_what_was_published_unless_breaking_it_pays() -> None:
    problem = problem_of("conflent-canigo")
    published = plan_found(solve(problem, Parameters(seconds=60)))
    again = solve(problem_of("conflent-canigo", published=published), Parameters(seconds=60))
    assert plan_found(again).interventions == published.interventions


def test_solve_says_why_no_plan_exists() -> None:
    base = read_territory(DATA / "ossau-haut-bearn").territory
    fixed_to_nobody = Pattern("cn1", 0, "elsewhere", source="art. 0")
    others = tuple(pattern for pattern in base.patterns if pattern.weekday != 0)
    run = solve(prepare(replace(base, patterns=(*others, fixed_to_nobody)), Horizon(MONDAY, 1)))
    assert isinstance(run.outcome, Infeasible)
    assert run.outcome.reason.en == (
        "Conseiller numérique CCVO-CCHB: no structure can host all the half-days of Monday 7 September 2026."
    )


def test_solve_that_is_cancelled_before_it_begins_is_out_of_time() -> None:
    cancel = Event()
    cancel.set()
    run = solve(problem_of("sarthe"), Parameters(seconds=60), cancel=cancel)
    assert isinstance(run.outcome, OutOfTime | Feasible)


def test_solve_of_weeks_without_anything_to_do_is_optimal_at_once() -> None:
    base = read_territory(DATA / "conflent-canigo").territory
    problem = prepare(replace(base, demands=()), Horizon(MONDAY, 2))
    run = solve(problem, Parameters(seconds=60))
    assert isinstance(run.outcome, Optimal)
    assert run.outcome.score.total == 0
    assert len(run.outcome.plan.rows) == 40
