"""Pins in a solve: every plan keeps them, and impossible ones are refused with what forbids them."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from scheduler.audit import findings
from scheduler.audit import pins as pins_twin
from scheduler.domain.demands import Demand
from scheduler.domain.outcome import Feasible, Infeasible, Optimal
from scheduler.domain.people import Pattern
from scheduler.domain.pins import Pin
from scheduler.domain.places import Closure
from scheduler.domain.plan import PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import Horizon
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.solve import Parameters, solve
from tests.generate.plans import good_plan
from tests.generate.territories import territory, tiny
from tests.model.edges import pin_of
from tests.model.valley import MONDAY, PLATEAU, VALLEY, problem


def pinned(asked: Problem, seed: int, number: int) -> Problem:
    """The problem with pins of some rows of a good plan: together, they can be kept."""
    random = Random(f"pins {seed}")
    plan = good_plan(replace(asked, pins=()), seed)
    rows: tuple[PlanRow, ...] = plan.interventions or plan.rows
    pins = [pin_of(random.choice(rows), asked, random) for _ in range(number)] if rows else []
    return replace(asked, pins=tuple(pin for pin in pins if pin.weekday is None))


@pytest.mark.parametrize("seed", range(14))
def test_solve_keeps_pins_of_random_territories(seed: int) -> None:
    asked = pinned(tiny(seed).problem, seed, 1 + seed % 5)
    run = solve(asked, Parameters(seconds=60, seed=seed))
    assert isinstance(run.outcome, Optimal)
    assert findings(run.outcome.plan, asked) == []


@pytest.mark.parametrize("seed", range(2))
def test_solve_keeps_pins_of_crowded_territories(seed: int) -> None:
    asked = pinned(prepare(territory("tight", seed), Horizon(date(2026, 9, 7), 4)), seed, 6)
    run = solve(asked, Parameters(seconds=2, seed=seed, workers=1, deterministic=True))
    assert isinstance(run.outcome, Optimal | Feasible)
    assert findings(run.outcome.plan, asked) == []


def test_pins_that_are_tried_are_not_kept_by_chance() -> None:
    asked = [pinned(tiny(seed).problem, seed, 1 + seed % 5) for seed in range(14)]
    broken = [findings(good_plan(replace(one, pins=()), 99, tries=0), one, (pins_twin,)) for one in asked]
    assert sum(found != [] for found in broken) >= 5


@pytest.mark.parametrize("seed", range(40, 60))
def test_random_pins_are_kept_or_refused_as_the_whole_model_says(seed: int) -> None:
    """Pins that may contradict the rules and each other: a plan where the model has one, else a reason."""
    random = Random(f"any pins {seed}")
    asked = tiny(seed).problem
    rows = [row for number in range(3) for row in good_plan(asked, 100 * seed + number).rows]
    asked = replace(asked, pins=tuple(pin_of(random.choice(rows), asked, random) for _ in range(4)) if rows else ())
    universe = Universe(asked, RULES)
    whole = solve_program(Model(universe, RULES, GOALS).program, Effort())
    run = solve(asked, Parameters(seconds=60, seed=seed))
    assert isinstance(run.outcome, Infeasible) == (whole.status is Status.INFEASIBLE)
    if isinstance(run.outcome, Optimal):
        assert run.outcome.score.total == whole.objective
        assert findings(run.outcome.plan, asked) == []


def reason(*pins: Pin, asked: Problem) -> list[str]:
    run = solve(replace(asked, pins=pins), Parameters(seconds=60))
    assert isinstance(run.outcome, Infeasible)
    return run.outcome.reason.fr.splitlines()


RDV = Demand("rdv", "mairie", count=3)


def test_pin_of_a_closed_venue_is_refused_with_the_closure() -> None:
    asked = problem(RDV, closures=(Closure("mairie", MONDAY, MONDAY, reason="travaux"),))
    assert reason(Pin(2, date=MONDAY, venue="mairie"), asked=asked) == [
        "Épingle de la ligne 2 (Mairie) : « permanence » (Mairie) : le lieu est fermé le lundi 31 août 2026, "
        "matin (travaux)."
    ]


def test_pin_without_posting_is_refused_with_the_posting() -> None:
    there = Demand("there", "foyer")
    (said,) = reason(Pin(2, date=MONDAY, period="am", demand="there"), asked=problem(there))
    assert "ne travaille pas pour" in said


def test_pin_of_a_day_off_is_refused_with_the_day() -> None:
    tuesday = MONDAY + timedelta(days=1)
    (said,) = reason(Pin(2, date=tuesday, advisor="ana", demand="rdv"), asked=problem(RDV))
    assert "ce n’est pas un jour travaillé" in said


def test_pins_that_contradict_each_other_are_named_and_no_others() -> None:
    pins = (
        Pin(2, date=MONDAY, period="pm", demand="rdv"),
        Pin(3, date=MONDAY, period="am", demand="rdv"),
        Pin(4, date=MONDAY, period="am", activity="base"),
    )
    said = reason(*pins, asked=problem(replace(RDV, min_gap_days=0)))
    assert [line.split(" (")[0] for line in said[1:3]] == ["Épingle de la ligne 3", "Épingle de la ligne 4"]
    assert said[3:] == ["Elles se contredisent."]


def test_pin_beyond_the_count_is_refused_with_the_rule() -> None:
    pins = (Pin(2, date=MONDAY, period="am", demand="rdv"), Pin(3, date=MONDAY, period="pm", demand="rdv"))
    said = reason(*pins, asked=problem(replace(RDV, count=1, min_gap_days=0)))
    assert said[0].startswith("Ces épingles ne peuvent pas être tenues ensemble")
    assert said[-1] == "Ce qui l’interdit : fréquence."


def test_pin_against_a_pattern_is_refused_with_the_pattern() -> None:
    asked = problem(RDV, postings=(VALLEY, PLATEAU), patterns=(Pattern("ana", 0, "plateau", source="art. 2"),))
    (said,) = reason(Pin(2, date=MONDAY, advisor="ana", demand="rdv"), asked=asked)
    assert "art. 2" in said
