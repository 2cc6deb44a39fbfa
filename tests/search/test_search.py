"""The search as a whole: it says something useful however little time it has, and however many tours."""

from dataclasses import replace
from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.outcome import Feasible
from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, Horizon, Period
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.neighbourhoods import LARGEST, Chooser
from scheduler.solve import Parameters, solve
from tests.generate.territories import territory


def test_plan_is_begun_even_where_preparing_took_all_the_time() -> None:
    problem = prepare(territory("scale-4", 1), Horizon(date(2026, 8, 31), 2))
    outcome = solve(problem, Parameters(seconds=0.01, workers=1)).outcome
    assert isinstance(outcome, Feasible)
    assert len(outcome.plan.interventions) > 20


def crowded() -> Territory:
    """Two advisors who work on Mondays, and so many venues that each day has more tours than a block may hold."""
    monday = date(2026, 8, 31)
    venues = tuple(Venue(f"v{n}", f"v{n}", "s", lat=44.0 + n / 5000, lon=2.0) for n in range(220))
    return Territory(
        id="crowded",
        name="crowded",
        anchor=monday,
        periods=(Period(0, "am", Clock(540), Clock(720)), Period(1, "pm", Clock(840), Clock(1020))),
        structures=(Structure("s", "s"),),
        advisors=tuple(Advisor(a, a, "v0", frozenset({0}), frozenset({"am", "pm"})) for a in ("a", "b")),
        postings=(Posting("a", "s", "v0"), Posting("b", "s", "v0")),
        patterns=(),
        venues=venues,
        rooms=(),
        demands=tuple(Demand(f"d{n}", venue.id) for n, venue in enumerate(venues)),
    )


def test_days_of_too_many_tours_are_never_freed_and_are_planned_all_the_same() -> None:
    problem = prepare(crowded(), Horizon(date(2026, 8, 31), 1))
    universe = Universe(problem, RULES)
    assert min(universe.tour_estimate(*day) for day in universe.hostings) > LARGEST
    assert Chooser(universe, 1).can_free is False
    outcome = solve(problem, Parameters(seconds=2, workers=1)).outcome
    assert isinstance(outcome, Feasible)
    assert len(outcome.plan.interventions) == 4


def test_neighbourhoods_of_advisors_who_work_on_one_weekday_only() -> None:
    few = replace(crowded(), demands=crowded().demands[:30])
    universe = Universe(prepare(few, Horizon(date(2026, 8, 31), 4)), RULES)
    chooser = Chooser(universe, 1)
    decision = Annealing(universe, 1).decision()
    assert all(chooser.draw(decision)[1] <= set(universe.hostings) for _ in range(40))
