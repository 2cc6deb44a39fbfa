"""The bound: every step of it proves a minimum, never above the best plan's score."""

from threading import Event

import pytest

from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.model import Model
from scheduler.model.rule import Goal
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.bound.beside import BoundBeside
from scheduler.search.bound.driving_in_sum import charge_driving_in_sum
from scheduler.search.bound.driving_shares import charge_least_driving, least_parts
from scheduler.search.incumbent import Incumbent
from tests.generate.territories import tiny

SEEDS = range(12)


def best_total(universe: Universe) -> int:
    solved = solve_program(Model(universe, RULES, GOALS).program, Effort(workers=1))
    assert solved.status is Status.OPTIMAL
    assert solved.objective is not None
    return solved.objective


def minimum(universe: Universe, goals: tuple[Goal, ...]) -> int:
    solved = solve_program(Model(universe, RULES, goals).program, Effort(workers=1))
    assert solved.objective is not None
    return solved.objective


def silent(_: Incumbent) -> None:
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parts_of_a_tour_never_exceed_its_driving(seed: int) -> None:
    universe = Universe(tiny(seed).problem, RULES)
    for advisor, day in universe.by_advisor_and_day:
        tours = universe.tours(advisor, day)
        parts = least_parts(tours)
        assert [t for t in tours if sum(parts[stop] for stop in t.stops) > t.minutes] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_least_driving_is_no_more_than_the_driving_of_the_best_plan(seed: int) -> None:
    universe = Universe(tiny(seed).problem, RULES)
    cheaper = tuple(Goal(g.key, charge_least_driving) if g.key == "travel" else g for g in GOALS)
    assert minimum(universe, cheaper) <= best_total(universe)


@pytest.mark.parametrize("seed", SEEDS)
def test_driving_in_sum_is_no_more_than_that_of_the_best_plan_and_no_less_than_its_least_parts(seed: int) -> None:
    universe = Universe(tiny(seed).problem, RULES)
    in_sum = tuple(Goal(g.key, charge_driving_in_sum) if g.key == "travel" else g for g in GOALS)
    least = tuple(Goal(g.key, charge_least_driving) if g.key == "travel" else g for g in GOALS)
    assert minimum(universe, least) <= minimum(universe, in_sum) <= best_total(universe)


def test_driving_in_sum_is_the_driving_where_each_advisor_has_one_day() -> None:
    universe = Universe(tiny(3).problem, RULES)
    first = {option.advisor: option.date for option in reversed(universe.options)}
    few = Universe(universe.problem, RULES, [o for o in universe.options if o.date == first[o.advisor]])
    in_sum = tuple(Goal(g.key, charge_driving_in_sum) if g.key == "travel" else g for g in GOALS)
    assert minimum(few, in_sum) == best_total(few)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_floor_that_is_proven_changes_no_optimum(seed: int) -> None:
    universe = Universe(tiny(seed).problem, RULES)
    roads = [goal for goal in GOALS if goal.key in ("irregular", "travel")]
    service = tuple(goal for goal in GOALS if goal not in roads)
    floor = Goal("floor", lambda model: model.keep_total_above(minimum(universe, service)))
    assert minimum(universe, (*service, floor, *roads)) == best_total(universe)


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_the_process_beside_proves_the_optimum_of_a_small_territory(seed: int) -> None:
    problem: Problem = tiny(seed).problem
    incumbent = Incumbent(Universe(problem, RULES), silent, Event())
    incumbent.offer(Annealing(incumbent.universe, seed).decision())  # an empty plan, to put its pieces' plans into
    with BoundBeside(problem, 60.0, incumbent, takes_plans=True) as bound:
        bound.wait(60.0, incumbent.stopped)
    assert incumbent.bound == best_total(incumbent.universe)
    assert incumbent.score is not None
    assert incumbent.score.total == incumbent.bound


def test_the_process_beside_that_fails_is_heard(capfd: pytest.CaptureFixture[str]) -> None:
    problem = tiny(3).problem
    incumbent = Incumbent(Universe(problem, RULES), silent, Event())
    broken = "not a problem"
    with (
        pytest.raises(RuntimeError, match="exit code 1"),
        BoundBeside(broken, 60.0, incumbent, takes_plans=True) as bound,  # type: ignore[arg-type]
    ):
        bound.wait(60.0, incumbent.stopped)
    assert "AttributeError" in capfd.readouterr().err
