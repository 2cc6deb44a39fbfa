"""What the audit says holds together: of random plans, whatever they are."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from scheduler import audit
from scheduler.domain.plan import Plan, PlanRow, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Horizon
from scheduler.domain.verdict import COMPONENTS, Cost
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from tests.generate.plans import good_plan, random_plan
from tests.generate.territories import tiny

SEEDS = range(40)
DATA = Path(__file__).parents[2] / "data"
TERRITORIES = ("ossau-haut-bearn", "conflent-canigo", "flandre-lys", "hautes-terres", "sarthe")


@cache
def problem_of(seed: int) -> Problem:
    return tiny(seed).problem


@cache
def plan_of(seed: int) -> Plan:
    """A plan with many faults, or with few."""
    return random_plan(problem_of(seed), seed, correct=0.5 if seed % 2 else 0.95, placements=6)


def without(plan: Plan, problem: Problem, demand: str) -> Plan:
    """The plan with the rows of the demand's first occurrence spent at the base instead."""
    first = occurrences(problem.territory.demand[demand], plan.by_demand[demand])[0]
    return Plan.of([_at_base(row, problem) if row in first.rows else row for row in plan.rows])


def _at_base(row: PlanRow, problem: Problem) -> PlanRow:
    base = problem.territory.posting[row.advisor, row.structure].base
    return PlanRow(row.half_day, row.advisor, row.structure, base)


def excess_by_rule(plan: Plan, problem: Problem) -> Counter[str]:
    total: Counter[str] = Counter()
    for finding in audit.findings(plan, problem):
        total[finding.rule] += finding.excess
    return total


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_the_rows_changes_nothing(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    rows = list(plan.rows)
    Random(seed).shuffle(rows)
    shuffled = Plan(tuple(rows))
    assert audit.findings(shuffled, problem) == audit.findings(plan, problem)
    assert audit.costs(shuffled, problem) == audit.costs(plan, problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_outside_the_horizon_are_not_judged(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    later = timedelta(weeks=problem.horizon.weeks + 1)
    moved = [replace(row, half_day=HalfDay(row.date + later, row.half_day.period)) for row in plan.rows]
    longer = Plan.of([*plan.rows, *moved])
    assert audit.findings(longer, problem) == audit.findings(plan, problem)
    assert audit.score(longer, problem) == audit.score(plan, problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_check_and_price_speaks_of_its_own_rule(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    for check in audit.CHECKS:
        found = audit.findings(plan, problem, checks=(check,))
        assert {finding.rule for finding in found} <= {check.KEY}
        assert [finding for finding in found if finding.excess < 1] == []
    for goal in audit.PRICES:
        costs = audit.costs(plan, problem, prices=(goal,))
        assert {cost.goal for cost in costs} <= {goal.KEY}
        assert [cost for cost in costs if cost.minutes <= 0 or cost.amount <= 0] == []


def test_prices_are_the_components_of_the_score() -> None:
    assert tuple(goal.KEY for goal in audit.PRICES) == COMPONENTS


@pytest.mark.parametrize("seed", SEEDS)
def test_taking_an_occurrence_back_mends_and_never_breaks(seed: int) -> None:
    """Of the rules that only ever bound what is placed. The road rules may break: a triangle may be shorter one way."""
    problem, plan = problem_of(seed), plan_of(seed)
    bounds = ("workload", "opening", "rooms", "recurrence", "conditions", "full_days", "presence")
    for demand in plan.by_demand:
        less = without(plan, problem, demand)
        before, after = excess_by_rule(plan, problem), excess_by_rule(less, problem)
        assert [rule for rule in bounds if after[rule] > before[rule]] == []
        assert audit.score(less, problem).unmet >= audit.score(plan, problem).unmet


@pytest.mark.parametrize("seed", SEEDS)
def test_unmet_counts_each_window_that_is_left_empty(seed: int) -> None:
    """With nothing placed, each due window lacks its count, less what the facts give it."""
    problem = problem_of(seed)
    empty = Plan.of([_at_base(row, problem) if row.intervenes else row for row in good_plan(problem, seed).rows])
    unmet: Counter[str] = Counter()
    for cost in audit.costs(empty, problem):
        if cost.goal == "unmet":
            unmet[cost.demand] += cost.amount
    anchor, expected = problem.territory.anchor, Counter[str]()
    for demand in problem.territory.demands:
        dates = [fact.date for fact in occurrences(demand, problem.facts.by_demand.get(demand.id, ()))]
        for window in problem.due_windows(demand):
            days = {window.first_day(anchor) + timedelta(days=day) for day in range(7 * window.weeks)}
            expected[demand.id] += max(0, demand.count - len(days.intersection(dates))) * demand.length.half_days
    assert unmet == +expected


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_scale_their_components(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    weights = problem.territory.weights
    dearer = replace(
        weights,
        unmet=2 * weights.unmet,
        split=3 * weights.split,
        change=5 * weights.change,
        irregular=7 * weights.irregular,
        travel=11 * weights.travel,
    )
    once = audit.score(plan, problem)
    territory = replace(problem.territory, weights=dearer)
    scaled = audit.score(plan, replace(problem, territory=territory))
    factors = {"unmet": 2, "split": 3, "change": 5, "irregular": 7, "travel": 11}
    assert scaled.components() == {goal: factors[goal] * minutes for goal, minutes in once.components().items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_that_is_published_changes_nothing_of_itself(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    published = replace(problem, published=Plan.of([*problem.facts.rows, *plan.rows]))
    assert audit.score(plan, published).change == 0
    empty = Plan(tuple(row for row in plan.rows if not row.intervenes))
    promised = {(r.demand, r.half_day, r.advisor, r.venue) for r in plan.interventions}
    cancelled = [cost for cost in audit.costs(empty, published) if cost.goal == "change"]
    assert {(c.demand, c.date, c.advisor) for c in cancelled} == {(d, h.date, a) for d, h, a, _ in promised}
    assert len(cancelled) == len(plan.interventions)


@pytest.mark.parametrize("seed", SEEDS)
def test_promise_of_what_the_territory_knows_no_more_is_not_kept(seed: int) -> None:
    """A published plan may be older than the files: each of its half-days costs one change, and nothing else."""
    problem, plan = problem_of(seed), plan_of(seed)
    gone = PlanRow(
        HalfDay(problem.horizon.first_day, problem.territory.periods[0]),
        advisor="partie",
        structure="fusionnée",
        venue="fermé",
        demand="abandonnée",
        activity="atelier",
    )
    earlier = replace(gone, half_day=HalfDay(problem.horizon.first_day - timedelta(weeks=1), gone.half_day.period))
    older = replace(problem, published=Plan.of([*problem.published.rows, gone]))
    before, after = audit.score(plan, problem), audit.score(plan, older)
    assert after.change == before.change + problem.territory.weights.change
    if problem.published.rows:
        oldest = replace(problem, published=Plan.of([*problem.published.rows, earlier]))
        assert audit.findings(plan, oldest) == audit.findings(plan, problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_irregular_is_the_least_over_all_choices_of_most_frequent_slots(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    counted: Counter[str] = Counter(cost.demand for cost in audit.costs(plan, problem) if cost.goal == "irregular")
    expected: Counter[str] = Counter()
    for demand in problem.territory.demands:
        planned = [o.slot for o in occurrences(demand, plan.by_demand.get(demand.id, ()))]
        facts = [o.slot for o in occurrences(demand, problem.facts.by_demand.get(demand.id, ()))]
        if demand.regular and planned:
            expected[demand.id] = _least_irregular(planned, planned + facts, demand.count)
    assert counted == +expected


def _least_irregular(planned: list[tuple[int, str, str]], everything: list[tuple[int, str, str]], count: int) -> int:
    """By trying every set of `count` slots (or all of them) of which none is rarer than one that is left out."""
    frequency = Counter(everything)
    size = min(count, len(frequency))
    choices = [
        set(chosen)
        for chosen in combinations(frequency, size)
        if all(frequency[a] >= frequency[b] for a in chosen for b in set(frequency) - set(chosen))
    ]
    return min(sum(1 for slot in planned if slot not in chosen) for chosen in choices)


@pytest.mark.parametrize("seed", SEEDS)
def test_driving_findings_are_the_tours_that_travel_prices_over_the_limit(seed: int) -> None:
    problem, plan = problem_of(seed), plan_of(seed)
    tours = {(cost.advisor, cost.date): cost.amount for cost in _of(plan, problem, "travel")}
    limits = {advisor.id: advisor.max_daily_travel for advisor in problem.territory.advisors}
    over = {key: minutes - limits[key[0]] for key, minutes in tours.items() if minutes > limits[key[0]]}
    found = [finding for finding in audit.findings(plan, problem) if finding.rule == "driving"]
    assert {(finding.advisor, finding.date): finding.excess for finding in found} == over


def _of(plan: Plan, problem: Problem, goal: str) -> list[Cost]:
    return [cost for cost in audit.costs(plan, problem) if cost.goal == goal]


@pytest.mark.parametrize("name", TERRITORIES)
def test_empty_plan_of_a_real_territory_keeps_every_rule_and_misses_every_demand(name: str) -> None:
    """Over four weeks from the anchor each window of one, two or four weeks is whole, so the files tell the sum."""
    territory = read_territory(DATA / name).territory
    assert {4 % demand.every_weeks for demand in territory.demands} == {0}
    assert {(demand.from_, demand.to) for demand in territory.demands} == {(None, None)}
    problem = prepare(territory, Horizon(territory.anchor, 4))
    empty = good_plan(problem, 1, tries=0)
    score = audit.score(empty, problem)
    assert audit.findings(empty, problem) == []
    assert score.unmet == territory.weights.unmet * sum(
        4 // demand.every_weeks * demand.count * demand.length.half_days * demand.priority
        for demand in territory.demands
    )
    assert (score.change, score.irregular, score.travel) == (0, 0, 0)
