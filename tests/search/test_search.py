"""The search as a whole: it says something useful however little time it has."""

from datetime import date

from scheduler.domain.outcome import Feasible
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from scheduler.solve import Parameters, solve
from tests.generate.territories import territory


def test_plan_is_begun_even_where_preparing_took_all_the_time() -> None:
    problem = prepare(territory("scale-4", 1), Horizon(date(2026, 8, 31), 2))
    outcome = solve(problem, Parameters(seconds=0.01, workers=1)).outcome
    assert isinstance(outcome, Feasible)
    assert len(outcome.plan.interventions) > 20
