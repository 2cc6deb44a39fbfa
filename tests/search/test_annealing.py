"""The compiled annealing says what the audit says: its moves keep every rule, its total is the score."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random

import pytest

from scheduler import audit
from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Pattern
from scheduler.domain.plan import Plan
from scheduler.domain.time import Horizon
from scheduler.model.decision import Decision, options_of, plan_of
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.free_days import share_out_free_days
from tests.generate.plans import good_plan
from tests.generate.territories import territory, tiny
from tests.model.edges import at_the_edge
from tests.model.valley import ANA, MONDAY, PLATEAU, VALLEY, problem

TINY = range(60)
TIGHT = range(4)
SOAK = range(1000, 3000)

HOT, COLD = 500.0, 100.0
"""Minutes: so hot that most moves are accepted, good or bad."""


LIMITS = ("times", "driving", "workload", "rooms", "recurrence", "irregular", "none")
"""What a problem is narrowed by, from one seed to the next."""


@lru_cache(maxsize=200)
def universe_of(seed: int) -> Universe:
    """A tiny problem; its limits are narrowed round a good plan, so that they matter."""
    wide = tiny(seed).problem
    return Universe(at_the_edge(LIMITS[seed % len(LIMITS)], good_plan(wide, seed), wide, seed), RULES)


def universe_with_known_hosts(seed: int) -> Universe:
    """A tiny problem whose patterns say for each weekday of each advisor which structure hosts it."""
    asked = tiny(seed).problem
    random = Random(seed)
    patterns = tuple(
        Pattern(advisor, weekday, random.choice(postings).structure)
        for advisor, postings in asked.territory.postings_of.items()
        for weekday in range(7)
    )
    return Universe(prepare(replace(asked.territory, patterns=patterns), asked.horizon, asked.published), RULES)


@lru_cache(maxsize=10)
def tight_universe(seed: int) -> Universe:
    """Four advisors with two postings each, more to do than they can, and little time at noon, over two weeks."""
    tight = territory("tight", seed)
    settings = replace(tight.travel, lunch_minutes=60 + 10 * seed)
    return Universe(prepare(replace(tight, travel=settings), Horizon(date(2026, 8, 31), 2)), RULES)


def annealed(universe: Universe, seed: int, most_moves: int = 4000) -> Annealing:
    annealing = Annealing(universe, seed)
    annealing.run(Random(seed).randint(1, most_moves), HOT, COLD)
    return annealing


def what_no_move_changes(universe: Universe) -> int:
    """The minutes that the annealing leaves out of its total: those of unmet and of change where nothing is held."""
    nothing: frozenset[int] = frozenset()
    score = audit.score(
        plan_of(universe, Decision(nothing, {}, share_out_free_days(universe, nothing))), universe.problem
    )
    return score.unmet + score.change


def hosts_are_known(universe: Universe) -> bool:
    """Whether each day can be shared out in one way alone, because of patterns or for want of a second posting."""
    return all(len(hostings) == 1 for hostings in universe.hostings.values())


def assert_total_is_the_score(universe: Universe, annealing: Annealing) -> None:
    """Empty days are shared out half-day by half-day while it anneals, whole in the plan: split may be more there."""
    score = audit.score(plan_of(universe, annealing.decision()), universe.problem)
    total = annealing.best + what_no_move_changes(universe)
    if hosts_are_known(universe):
        assert total == score.total
    else:
        assert score.total - score.split <= total <= score.total
        assert (score.total - total) % universe.problem.territory.weights.split == 0


def assert_annealing_agrees_with_the_audit(universe: Universe, seed: int) -> None:
    annealing = annealed(universe, seed)
    assert annealing.is_exact()
    assert audit.findings(plan_of(universe, annealing.decision()), universe.problem) == []
    assert_total_is_the_score(universe, annealing)


@pytest.mark.parametrize("seed", TINY)
def test_annealing_of_tiny_territories_agrees_with_the_audit(seed: int) -> None:
    assert_annealing_agrees_with_the_audit(universe_of(seed), seed)


@pytest.mark.parametrize("seed", TINY)
def test_annealing_under_known_hosts_agrees_with_the_audit(seed: int) -> None:
    universe = universe_with_known_hosts(seed)
    assert hosts_are_known(universe)
    assert_annealing_agrees_with_the_audit(universe, seed)


@pytest.mark.parametrize("seed", TIGHT)
def test_annealing_of_crowded_territories_agrees_with_the_audit(seed: int) -> None:
    assert_annealing_agrees_with_the_audit(tight_universe(seed), seed)


@pytest.mark.soak
def test_annealing_agrees_with_the_audit_on_thousands_of_territories() -> None:
    for seed in SOAK:
        assert_annealing_agrees_with_the_audit(universe_of(seed), seed)
        assert_good_plan_is_kept(universe_of(seed), seed)


def test_annealing_is_tried_on_every_feature() -> None:
    universes = [universe_of(seed) for seed in TINY]
    problems = [universe.problem for universe in universes]
    options = [option for universe in universes for option in universe.options]
    assert sum(hosts_are_known(universe) for universe in universes) >= 10
    assert sum(not hosts_are_known(universe) for universe in universes) >= 10
    assert sum(problem.promises.interventions != () for problem in problems) >= 10
    assert sum(problem.facts.interventions != () for problem in problems) >= 10
    assert sum(problem.territory.share_rules != () for problem in problems) >= 10
    assert {len(problem.territory.periods) for problem in problems} == {2, 3}
    assert {len(option.periods) for option in options} == {1, 2}
    assert {option.demand.min_gap_days for option in options} >= {0, 1, 2}
    assert any(len(universe.rooms(option)) > 1 for universe in universes for option in universe.options)


def test_day_with_an_intervention_is_hosted_where_it_drives_least() -> None:
    """The evening goes to either structure of the split day; from the foyer it is nearer to the plateau's base."""
    patterns = (Pattern("ana", 0, "plateau", period="am"), Pattern("ana", 0, "vallee", period="pm"))
    asked = problem(
        Demand("demand", "foyer"),
        advisors=(replace(ANA, periods=frozenset({"am", "pm", "eve"})),),
        postings=(VALLEY, PLATEAU),
        patterns=patterns,
    )
    universe = Universe(asked, RULES)
    annealing = Annealing(universe, 1)
    annealing.begin_from([universe.number["demand", MONDAY, "am", "ana"]])
    plan = plan_of(universe, annealing.decision())
    assert [row.structure for row in plan.rows] == ["plateau", "vallee", "plateau"]
    assert audit.score(plan, asked).travel == 24
    assert_total_is_the_score(universe, annealing)


@pytest.mark.parametrize("seed", TIGHT)
def test_same_seed_and_moves_give_the_same_decision(seed: int) -> None:
    universe = tight_universe(seed)
    assert annealed(universe, seed).decision() == annealed(universe, seed).decision()


def test_other_seeds_give_other_decisions() -> None:
    universe = tight_universe(0)
    options = {annealed(universe, seed).decision().options for seed in range(4)}
    assert len(options) == 4


@pytest.mark.parametrize("seed", TIGHT)
def test_beginning_from_a_decision_keeps_it(seed: int) -> None:
    universe = tight_universe(seed)
    first = annealed(universe, seed)
    second = Annealing(universe, seed + 1)
    second.begin_from(first.decision().options)
    assert second.decision().options == first.decision().options
    assert second.best == first.best
    assert second.is_exact()


def assert_good_plan_is_kept(universe: Universe, seed: int) -> None:
    plan: Plan = good_plan(universe.problem, seed)
    annealing = Annealing(universe, seed)
    annealing.begin_from(options_of(universe, plan))
    assert annealing.decision().options == frozenset(options_of(universe, plan))
    assert audit.findings(plan_of(universe, annealing.decision()), universe.problem) == []
    assert_total_is_the_score(universe, annealing)


@pytest.mark.parametrize("seed", TINY)
def test_beginning_from_a_good_plan_keeps_it(seed: int) -> None:
    assert_good_plan_is_kept(universe_of(seed), seed)


def test_beginning_from_options_that_exclude_each_other_leaves_some_out() -> None:
    universe = tight_universe(0)
    annealing = Annealing(universe, 1)
    annealing.begin_from(range(len(universe.options)))
    decision = annealing.decision()
    assert decision.options != frozenset()
    assert audit.findings(plan_of(universe, decision), universe.problem) == []


def test_beginning_from_a_day_of_which_a_part_is_forbidden_keeps_the_whole() -> None:
    """From the mairie straight to the siege it is too far: without the afternoon at the ecole, no evening."""
    asked = problem(
        Demand("morning", "mairie", periods=frozenset({"am"})),
        Demand("evening", "siege", periods=frozenset({"eve"})),
        Demand("afternoon", "ecole", periods=frozenset({"pm"})),
        advisors=(replace(ANA, periods=frozenset({"am", "pm", "eve"})),),
        travel_times=(
            TravelTime("siege", "mairie", 20),
            TravelTime("mairie", "siege", 600),
            TravelTime("siege", "ecole", 10),
            TravelTime("ecole", "siege", 10),
            TravelTime("mairie", "ecole", 5),
        ),
    )
    universe = Universe(asked, RULES)
    day = [universe.number[name, MONDAY, period, "ana"] for name, period in _DAY]
    annealing = Annealing(universe, 1)
    annealing.begin_from(day)
    assert annealing.decision().options == frozenset(day)
    annealing.begin_from(day[:2])
    assert len(annealing.decision().options) == 1


_DAY = (("morning", "am"), ("evening", "eve"), ("afternoon", "pm"))
