"""Reasons that stand together: known ones are found, wrong ones refused, and no plan at all contradicts them."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from scheduler import audit
from scheduler.domain.people import Posting
from scheduler.domain.plan import Plan
from scheduler.domain.time import Window
from scheduler.explain.growth import Growth, PlanFound
from scheduler.explain.members import Member, RuleKept, Served, Share, ShareKept, served_by, shares_of
from scheduler.explain.proof import Proven, Refused, prove
from scheduler.explain.question import Question
from scheduler.explain.together import Unsettled, together
from scheduler.model.cp_sat import Effort, Status
from tests.explain.overfull import ART_1, ART_2, ART_3, base, row, three_for_two, time
from tests.generate.plans import good_plan
from tests.model.every_plan import every_plan, number_of_plans, smaller
from tests.model.valley import AM, ANA, MONDAY, PM, problem

WEEK = Window(0, 1)
PRESENCE, OPENING, HOSTS = RuleKept("presence"), RuleKept("opening"), RuleKept("hosts")
RDV, ATELIER, AIDE = (Served(name, WEEK, 1) for name in ("rdv", "atelier", "aide"))


def conflict_of(question: Question) -> Proven:
    proven = together(question, question.lacks[0], time())
    assert isinstance(proven, Proven)
    assert proven.is_irreducible
    return proven


def test_three_demands_in_two_half_days() -> None:
    assert set(conflict_of(three_for_two()).members) == {PRESENCE, RDV, ATELIER}


def test_demand_that_could_make_way_is_not_blamed() -> None:
    # The mairie opens in the morning alone, and rdv and aide are both held there: the workshop is not in their way.
    venues = three_for_two().problem.territory.venues
    question = three_for_two(
        venues=tuple(replace(v, opening="Mo-Fr 08:00-12:30") if v.id == "mairie" else v for v in venues)
    )

    assert set(conflict_of(question).members) == {PRESENCE, OPENING, RDV}


def test_rules_alone_suffice_where_nobody_could_ever_come() -> None:
    closed = replace(three_for_two().problem.territory.venue["mairie"], opening="Sa 08:00-18:00")
    venues = tuple(closed if v.id == "mairie" else v for v in three_for_two().problem.territory.venues)
    asked = problem(ART_2, ART_3, venues=venues)
    question = Question(asked, Plan.of([row(asked, ART_2, AM), base(asked, row(asked, ART_2, PM).half_day)]), ART_3)

    assert set(conflict_of(question).members) == {PRESENCE, OPENING}


def test_share_is_named() -> None:
    # Mondays and Tuesdays, half of each week for the plateau: one day of the valley has two half-days, not three.
    half = Fraction(1, 2)
    postings = (
        Posting("ana", "vallee", "siege", half, half),
        Posting("ana", "plateau", "antenne", half, half),
    )
    asked = problem(ART_1, ART_2, ART_3, advisors=(replace(ANA, workdays=frozenset({0, 1})),), postings=postings)
    tuesday = [h for _, h in asked.horizon_half_days if h.date != MONDAY]
    plan = Plan.of([row(asked, ART_1, AM), row(asked, ART_2, PM), *(base(asked, h, "plateau") for h in tuesday)])

    members = set(conflict_of(Question(asked, plan, ART_3)).members)

    share = members & {ShareKept("ana", "vallee", WEEK, 0), ShareKept("ana", "plateau", WEEK, 0)}
    assert len(share) == 1
    assert members - share == {PRESENCE, HOSTS, RDV, ATELIER}


def test_plan_is_found_where_others_can_make_way() -> None:
    # rdv sits in the only half-day in which the workshop could be held, and could as well be held in the afternoon.
    early = replace(ART_2, periods=frozenset({"am"}))
    asked = problem(ART_1, early)
    question = Question(asked, Plan.of([row(asked, ART_1, AM), base(asked, row(asked, ART_1, PM).half_day)]), early)

    found = together(question, question.lacks[0], time())

    assert isinstance(found, PlanFound)
    assert {name: len(rows) for name, rows in found.plan.by_demand.items()} == {"rdv": 1, "atelier": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        frozenset({PRESENCE, RDV}),
        frozenset({RDV, ATELIER}),
        frozenset({PRESENCE, OPENING, HOSTS, ATELIER}),
        frozenset[Member](),
    ],
)
def test_wrong_conflict_is_refused(wrong: frozenset[Member]) -> None:
    question = three_for_two()

    def lie(_: Growth) -> frozenset[Member]:
        return wrong

    answer = together(question, question.lacks[0], time(), propose=lie)

    assert isinstance(answer, Unsettled)
    assert answer.refused is not None
    assert answer.refused.status is Status.FEASIBLE


def test_conflict_with_a_stranger_in_it_is_told_without() -> None:
    question = three_for_two()
    padded = frozenset({PRESENCE, OPENING, HOSTS, RDV, ATELIER})

    answer = together(question, question.lacks[0], time(), propose=lambda _: padded)

    assert isinstance(answer, Proven)
    assert set(answer.members) == {PRESENCE, RDV, ATELIER}


def test_proof_says_who_is_needed() -> None:
    question = three_for_two()

    answer = prove(question.problem, AIDE, [PRESENCE, OPENING, RDV, ATELIER], Effort(), time())

    assert isinstance(answer, Proven)
    assert answer.needed == {PRESENCE, RDV, ATELIER}
    assert not answer.is_irreducible


def test_proof_needs_no_solve_for_what_is_known_to_be_needed() -> None:
    question = three_for_two()

    answer = prove(question.problem, AIDE, [PRESENCE, RDV, ATELIER], Effort(), time(0.0), known={RDV, OPENING})

    assert isinstance(answer, Proven)
    assert answer.needed == {RDV}


def test_proof_without_time_claims_no_need() -> None:
    question = three_for_two()

    answer = prove(question.problem, AIDE, [PRESENCE, RDV, ATELIER], Effort(), time(0.0))

    assert isinstance(answer, Proven)
    assert answer.needed == frozenset()


def test_way_that_another_stop_shortens_is_no_conflict() -> None:
    # The day is 36 minutes at most. The mairie alone is 40; with the school on the way it is 10 + 5 + 20.
    roads = tuple(
        replace(road, minutes=5) if (road.origin, road.destination) == ("mairie", "ecole") else road
        for road in three_for_two().problem.territory.travel_times
    )
    asked = problem(ART_1, ART_2, advisors=(replace(ANA, max_daily_travel=36),), travel_times=roads)
    rules = [RuleKept(key) for key in ("presence", "hosts", "driving")]

    answer = prove(asked, RDV, rules, Effort(), time())

    assert isinstance(answer, Refused)
    assert answer.status is Status.FEASIBLE


SEEDS = (0, 16, 24, 60, 62, 80, 89, 92, 93, 125, 146, 153, 172, 200, 248, 260, 276, 288, 303, 317, 324, 348, 378, 390)
"""Small problems of few plans, and of demands that a poor plan does not serve."""


@cache
def answers_against_all_plans(seed: int) -> tuple[int, int]:
    """How many conflicts and how many plans were told, none of them contradicted by the list of all plans."""
    asked = smaller(seed)
    assert number_of_plans(asked) < 3_000
    good = [plan for plan in every_plan(asked) if audit.findings(plan, asked) == []]
    plan = good_plan(asked, seed, tries=4)
    held = [served_by(other, asked) for other in good]
    shares = [{_key(share): share.off for share in shares_of(other, asked)} for other in good]
    conflicts = plans = 0
    for demand in asked.territory.demands:
        question = Question(asked, plan, demand)
        for lack in question.lacks:
            answer = together(question, lack, time())
            wanted = Served(demand.id, lack.window, lack.planned + 1)
            if isinstance(answer, PlanFound):
                plans += 1
                assert question.is_possible(answer.plan)
                assert served_by(answer.plan, asked)[demand.id, lack.window] >= wanted.times
            else:
                assert isinstance(answer, Proven)
                assert answer.is_irreducible
                conflicts += 1
                for times, offs in zip(held, shares, strict=True):
                    assert not all(_holds(member, times, offs) for member in (wanted, *answer.members))
    return conflicts, plans


def _key(share: Share) -> tuple[object, ...]:
    if isinstance(share, ShareKept):
        return (share.advisor, share.structure, share.window)
    return (share.advisor, share.number)


def _holds(member: Member, times: dict[tuple[str, Window], int], offs: dict[tuple[object, ...], int]) -> bool:
    """Whether a plan that keeps every rule keeps the member."""
    if isinstance(member, Served):
        return times.get((member.demand, member.window), 0) >= member.times
    return isinstance(member, RuleKept) or offs[_key(member)] <= member.off


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_contradicts_a_conflict(seed: int) -> None:
    answers_against_all_plans(seed)


def test_conflicts_and_plans_are_both_tried() -> None:
    told = [answers_against_all_plans(seed) for seed in SEEDS]

    assert sum(conflicts for conflicts, _ in told) >= 8
    assert sum(plans for _, plans in told) >= 3
