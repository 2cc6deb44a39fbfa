"""Ways out and prices: each is a plan that passes the audit, at the audit's price; exact ones are minima."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scheduler import audit
from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor, Posting
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.explain.alone import alone
from scheduler.explain.answers import Answers
from scheduler.explain.members import served_by
from scheduler.explain.placement import Forbidden, Here, Placement, There, on_placement
from scheduler.explain.question import Question
from scheduler.explain.together import together, wanted_in
from scheduler.explain.ways_out import WayOut, ways_out
from tests.explain.overfull import ART_1, ART_2, ART_3, base, row, three_for_two, time
from tests.generate.plans import good_plan
from tests.model.every_plan import every_plan, smaller
from tests.model.valley import AM, ANA, MONDAY, PM, VALLEY, problem


def ways_of(question: Question) -> dict[str, list[WayOut]]:
    """By kind."""
    lack = question.lacks[0]
    found: dict[str, list[WayOut]] = {}
    for way in ways_out(question, alone(question, lack), wanted_in(question, lack), time()):
        found.setdefault(way.kind, []).append(way)
    return found


def test_another_demand_may_be_given_up() -> None:
    # The mairie is 20 minutes away and the school 10. Without the workshop there are two visits to the mairie, 40
    # minutes with the morning's; with it the round is 20 + 15 + 10 = 45.
    ways = ways_of(three_for_two())["give-up-demand"]

    assert [(w.found.price.minutes, w.found.price.components()["unmet"]) for w in ways] == [(-5, 0), (0, 0)]
    assert [sorted(w.found.plan.by_demand) for w in ways] == [["aide", "rdv"], ["aide", "atelier"]]


def test_advisor_may_be_lent() -> None:
    # Bob lives at the antenne, 25 minutes from the mairie: he saves 600 for 50 minutes of road.
    bob = Advisor("bob", "Bob", "antenne", workdays=frozenset({1}), periods=frozenset({"am"}))
    asked = three_for_two(advisors=(ANA, bob), postings=(VALLEY, Posting("bob", "plateau", "antenne"))).problem
    tuesday = next(h for a, h in asked.horizon_half_days if a == "bob")
    plan = Plan.of([row(asked, ART_1, AM), row(asked, ART_2, PM), base(asked, tuesday, "plateau", "bob")])

    (way,) = ways_of(Question(asked, plan, ART_3))["lend-advisor"]

    assert {k: m for k, m in way.found.price.components().items() if m} == {"unmet": -600, "travel": 50}
    assert [(m.kind, m.demand) for m in way.found.moves] == [("new", "aide")]


def test_share_may_be_left() -> None:
    # Half of each week is the plateau's: a third half-day for the valley takes a whole day, two off each share.
    half = Fraction(1, 2)
    postings = (Posting("ana", "vallee", "siege", half, half), Posting("ana", "plateau", "antenne", half, half))
    asked = problem(ART_1, ART_2, ART_3, advisors=(replace(ANA, workdays=frozenset({0, 1})),), postings=postings)
    tuesday = [h for _, h in asked.horizon_half_days if h.date != MONDAY]
    plan = Plan.of([row(asked, ART_1, AM), row(asked, ART_2, PM), *(base(asked, h, "plateau") for h in tuesday)])

    (way,) = ways_of(Question(asked, plan, ART_3))["relax-share"]

    assert way.found.price.components()["split"] == 4 * 300
    assert way.found.price.components()["unmet"] == -600


def test_other_may_be_moved_at_an_exact_price() -> None:
    early = replace(ART_2, periods=frozenset({"am"}))
    asked = problem(ART_1, early)
    question = Question(asked, Plan.of([row(asked, ART_1, AM), base(asked, row(asked, ART_1, PM).half_day)]), early)
    funnel = alone(question, question.lacks[0])

    answers = Answers(question, 20.0)
    ways = list(answers.ways_out(funnel))
    served = answers.served(funnel, ways, together(question, question.lacks[0], time()))

    # 40 minutes before, 45 after; 600 saved
    assert ways[0].kind == "move-others"
    assert served is not None
    assert (served.price.minutes, served.price.is_exact) == (5 - 600, True)
    assert [(m.kind, m.demand) for m in served.moves] == [("new", "atelier"), ("moved", "rdv")]


def test_placement_is_priced_both_ways() -> None:
    question = three_for_two()
    there = Question(question.problem, question.plan, ART_1)

    here = on_placement(there, Placement(MONDAY, "am", "ana"), time())
    elsewhere = on_placement(there, Placement(MONDAY, "pm", "ana"), time())
    never = on_placement(there, Placement(MONDAY, "eve", "ana"), time())

    # Without the morning's visit to the mairie the workshop makes way: two visits there are five minutes shorter.
    assert isinstance(here, Here)
    assert here.without is not None
    assert (here.without.price.minutes, here.without.price.is_exact) == (-5, True)
    assert isinstance(elsewhere, There)
    assert elsewhere.verdict.in_plan[0] == ("busy", "atelier")
    assert isinstance(never, Forbidden)
    assert never.verdict is not None
    assert [hurdle.key for hurdle, _ in never.verdict.by_data] == ["workdays"]


def _best_with(asked: Problem, demand: Demand, question: Question) -> list[int]:
    """The totals of all plans that keep every rule and hold the demand once more in the first window that lacks it."""
    wanted = wanted_in(question, question.lacks[0])
    return [
        audit.score(plan, asked).total
        for plan in every_plan(asked)
        if audit.findings(plan, asked) == []
        and served_by(plan, asked).get((demand.id, wanted.window), 0) >= wanted.times
    ]


@pytest.mark.parametrize("seed", [0, 16, 62, 80, 92, 125, 146, 172, 200, 248, 303, 317, 378, 390])
def test_price_of_serving_is_that_of_the_best_of_all_plans(seed: int) -> None:
    asked = smaller(seed)
    plan = good_plan(asked, seed, tries=4)
    for demand in asked.territory.demands:
        question = Question(asked, plan, demand)
        if not question.lacks:
            continue
        answers = Answers(question, 20.0)
        served = answers.served(alone(question, question.lacks[0]), [], together(question, question.lacks[0], time()))
        totals = _best_with(asked, demand, question)
        if served is None:
            assert totals == []
            continue
        assert audit.findings(served.plan, asked) == []
        assert served.price.is_exact
        assert served.price.after.total == audit.score(served.plan, asked).total == min(totals)
