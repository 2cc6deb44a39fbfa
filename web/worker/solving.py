"""Solving - the run that makes a plan: the search in the time asked for, its curve, and what the plan is worth."""

from collections import Counter
from dataclasses import replace
from typing import Any

from scheduler.audit import score
from scheduler.domain.diff import diff, half_days_by_kind
from scheduler.domain.outcome import Feasible, Infeasible, Optimal, OutOfTime
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.prepare import prepare
from scheduler.report.balance import loads, shares
from scheduler.report.roads import day_tours
from scheduler.report.unmet import asked_half_days, missing
from scheduler.solve import Parameters, Progress, solve
from web.services.run_parameters import SolveAsked
from web.services.run_work import Point
from web.worker.work import Done, Work


def solved(work: Work, asked: SolveAsked) -> Done:
    """The plan, or why there is none: that is an answer too."""
    problem = problem_of(work, asked)

    def heard(progress: Progress) -> None:
        work.reached(Point(progress.seconds, progress.score, progress.bound), progress.phase)

    run = solve(problem, Parameters(asked.seconds, work.cores), heard, work.cancelled)
    outcome = run.outcome
    result: dict[str, Any] = {
        "status": _STATUS[type(outcome)],
        "bound": None if isinstance(outcome, Infeasible) else outcome.bound,
        "seconds": round(run.seconds, 1),
        "stopped": work.cancelled.is_set(),
        "version": run.version,
    }
    if isinstance(outcome, Infeasible):
        return Done(result | {"reason": {"fr": outcome.reason.fr, "en": outcome.reason.en}})
    if not isinstance(outcome, Optimal | Feasible):
        return Done(result)
    work.reached(
        Point(
            run.seconds, outcome.score.total, outcome.bound if outcome.bound or isinstance(outcome, Optimal) else None
        ),
        Text(fr="fin", en="end"),
    )
    judge = prepare(work.territory, asked.horizon, work.standing)
    return Done(
        result
        | {
            "total": outcome.score.total,
            "gap": outcome.gap,
            "components": outcome.score.components(),
            "own": score(outcome.plan, judge).components(),
            **facts(outcome.plan, judge),
        },
        outcome.plan,
    )


_STATUS = {Optimal: "optimal", Feasible: "feasible", Infeasible: "infeasible", OutOfTime: "out_of_time"}


def problem_of(work: Work, asked: SolveAsked) -> Problem:
    """The weeks, at the prices asked for, with what is published and what must be kept."""
    place: Territory = work.territory
    if asked.weights is not None:
        place = replace(place, weights=asked.weights.weights())
    published = work.standing
    if asked.published == "free":
        published = published.outside(asked.horizon.first_day, asked.horizon.last_day)
    pins = tuple(pin.pin(line) for line, pin in enumerate(asked.pins, start=1))
    return prepare(place, asked.horizon, published, pins)


def facts(plan: Plan, problem: Problem) -> dict[str, Any]:
    """What plans are compared by, beside their score: who is served, the roads, the shares, what changes."""
    lacks = missing(plan, problem)
    asked = asked_half_days(problem)
    tours = day_tours(plan, problem)
    changes = diff(problem.promises, plan, problem.territory)
    unmet = Counter[str]()
    for lack in lacks:
        unmet[lack.demand] += lack.half_days
    return {
        "asked": asked,
        "served": asked - sum(lack.half_days for lack in lacks),
        "unmet": [[demand, half_days] for demand, half_days in unmet.items()],
        "changes": dict(half_days_by_kind(changes)) if problem.promises.rows else None,
        "km": round(sum(tour.km for tour in tours)),
        "driving_minutes": sum(tour.minutes for tour in tours),
        "days": len(tours),
        "longest_minutes": max((tour.minutes for tour in tours), default=0),
        "shares": [
            [one.advisor, one.structure, one.hosted, one.available, str(one.share_min), str(one.share_max)]
            for one in shares(plan, problem)
            if one.hosted or one.share_min
        ],
        "loads": [[load.advisor, load.with_public, load.available] for load in loads(plan, problem)],
    }
