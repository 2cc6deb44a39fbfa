"""Reasons that stand alone: each candidate is counted once, and what is left is what the model could choose."""

import subprocess
import sys
from dataclasses import replace

import pytest

from scheduler.domain.people import Absence, Advisor, Pattern, Posting
from scheduler.domain.places import Closure, Room
from scheduler.domain.plan import Plan
from scheduler.explain.alone import Alone, alone
from scheduler.explain.hurdles import Hurdles
from scheduler.explain.occupied import Occupied
from scheduler.explain.question import Question
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.explain.overfull import ART_1, ART_2, ART_3, row, three_for_two
from tests.generate.plans import good_plan
from tests.model.plans import problem_of
from tests.model.valley import AM, ANA, MONDAY, VALLEY, problem

BOB = Advisor("bob", "Bob", "antenne", workdays=frozenset(range(5)), periods=frozenset({"am", "pm"}))


def funnel_of(question: Question) -> Alone:
    (lack,) = question.lacks
    return alone(question, lack)


def counts(funnel: Alone) -> dict[str, tuple[int, int]]:
    return {reason.key: (reason.first, reason.at_all) for reason in funnel.excluded}


def test_every_candidate_is_counted_once() -> None:
    # A week has 7 days of 3 periods; Ana works on Monday, morning and afternoon: both are
    # taken, and so is the mairie's room in the morning.
    funnel = funnel_of(three_for_two())

    assert funnel.candidates == 21
    assert counts(funnel) == {"workdays": (19, 19), "busy": (2, 2), "room-taken": (0, 1)}
    assert (funnel.possible, funnel.free) == (2, ())
    assert funnel.advisors[0].taken_by == (("rdv", 1), ("atelier", 1))


def test_reasons_have_the_order_of_the_funnel_and_their_articles() -> None:
    # The mairie opens on mornings and is painted on Monday; Bob has no posting in the valley.
    asked = problem(
        ART_1,
        ART_2,
        ART_3,
        advisors=(ANA, BOB),
        postings=(VALLEY, Posting("bob", "plateau", "antenne")),
        venues=tuple(
            replace(v, opening="Mo-Fr 08:00-12:30") if v.id == "mairie" else v
            for v in three_for_two().problem.territory.venues
        ),
        closures=(Closure("mairie", MONDAY, MONDAY, reason="peinture"),),
    )

    funnel = funnel_of(Question(asked, Plan(()), ART_3))

    # 2 advisors x 21; closed on Monday: 2 x 3; open Tuesday to Friday mornings only: of 2 x 18 others 2 x 4 are left.
    assert funnel.candidates == 42
    assert [(r.key, r.rule, r.first, r.at_all, r.articles) for r in funnel.excluded] == [
        ("closure", "opening", 6, 6, ("peinture",)),
        ("opening", "opening", 28, 32, ("art. 3",)),
        ("posting", "hosts", 4, 21, ()),
        ("workdays", "presence", 4, 19 + 21 - 10, ()),
    ]


def test_room_that_is_too_small_and_pattern_are_named() -> None:
    question = three_for_two(
        rooms=(Room("salle", "mairie", capacity=4),),
        postings=(VALLEY, Posting("ana", "plateau", "antenne")),
        patterns=(Pattern("ana", 0, "plateau", "am", source="convention, art. 5"),),
    )
    large = replace(ART_3, seats=6)

    funnel = funnel_of(Question(question.problem, Plan(()), large))

    reasons = {reason.key: reason for reason in funnel.excluded}
    assert (reasons["room-seats"].first, reasons["room-seats"].rule) == (21, "rooms")
    assert (reasons["pattern"].at_all, reasons["pattern"].articles) == (1, ("convention, art. 5",))


def test_absence_and_distance_are_told_apart() -> None:
    far = replace(ANA, max_daily_travel=39)
    question = three_for_two(advisors=(far,), absences=(Absence("ana", MONDAY, MONDAY, "pm"),))

    funnel = funnel_of(Question(question.problem, Plan(()), ART_3))

    # siege - mairie and back is 40 minutes
    assert counts(funnel) == {"workdays": (19, 19), "absence": (1, 1), "distance": (1, 21)}


def test_stop_that_shortens_the_way_makes_nothing_too_far() -> None:
    # By the school the way is 25 minutes instead of 40: a tour that stops at both is 10 + 5 + 20 = 35 minutes.
    question = three_for_two(
        advisors=(replace(ANA, max_daily_travel=36),),
        travel_times=tuple(
            replace(road, minutes=5) if (road.origin, road.destination) == ("mairie", "ecole") else road
            for road in three_for_two().problem.territory.travel_times
        ),
    )

    funnel = funnel_of(Question(question.problem, Plan(()), ART_3))

    assert counts(funnel) == {"workdays": (19, 19), "too-long": (2, 2)}
    assert funnel.possible == 2


def test_half_day_is_free_where_nothing_is_in_the_way() -> None:
    asked = three_for_two().problem
    funnel = funnel_of(Question(asked, Plan.of([row(asked, ART_1, AM)]), ART_3))

    assert [(c.date, c.periods[0].name) for c in funnel.free] == [(MONDAY, "pm")]


@pytest.mark.parametrize("seed", range(40))
def test_what_the_data_allow_is_what_the_model_may_choose(seed: int) -> None:
    asked = problem_of(seed)
    universe = Universe(asked, RULES)
    days = tuple(asked.horizon.days())
    for demand in asked.territory.demands:
        hurdles = Hurdles(asked, demand)
        possible = set()
        beyond_one_visit = set()
        for candidate in hurdles.candidates(days):
            key = (candidate.date, candidate.periods[0].name, candidate.advisor.id)
            stopped = {hurdle.key for hurdle in hurdles.all if hurdle.stops(candidate) is not None}
            if not stopped:
                possible.add(key)
            elif stopped <= {"distance", "cap"}:  # the model knows of these by its day tours, not by its options
                beyond_one_visit.add(key)
        options = {
            (o.date, o.periods[0].name, o.advisor)
            for o in (universe.options[n] for n in universe.by_demand.get(demand.id, ()))
        }
        assert possible <= options <= possible | beyond_one_visit
        tours = {key: universe.tours(key[2], key[0]) for key in options - possible}
        for (day, period, _), found in tours.items():
            rank = asked.territory.period[period].rank
            assert not any(s.venue == demand.venue and s.ranks[0] == rank for t in found for s in t.stops), day


@pytest.mark.parametrize("seed", range(40))
def test_free_half_day_can_be_taken_with_nothing_else_moved(seed: int) -> None:
    asked = problem_of(seed)
    plan = good_plan(asked, seed, tries=8)
    for demand in asked.territory.demands:
        question = Question(asked, plan, demand)
        occupied = Occupied(question)
        for lack in question.lacks:
            for candidate in alone(question, lack).free:
                taken = occupied.plan_with(candidate)
                assert taken is not None
                assert question.is_possible(taken)


def test_free_half_days_are_tried() -> None:
    found = 0
    for seed in range(40):
        asked = problem_of(seed)
        plan = good_plan(asked, seed, tries=8)
        questions = [Question(asked, plan, demand) for demand in asked.territory.demands]
        found += sum(len(alone(question, lack).free) for question in questions for lack in question.lacks)
    assert found >= 20


def test_imports_no_solver() -> None:
    # The first reasons are told before the solver is even loaded.
    code = "import sys, scheduler.cli.explain; print('ortools' in sys.modules, 'numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.split() == ["False", "False"]
