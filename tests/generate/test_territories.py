"""Generated territories are valid, are what they are called, and come again from the same seed."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler import audit
from scheduler.intake import read_territory
from tests.generate.plans import good_plan, random_plan
from tests.generate.tables import write_folder
from tests.generate.territories import tables, territory, tiny

KINDS = ("tight", "sarthe-like", "po-like", "scale-4", "scale-13")


@pytest.mark.parametrize("seed", range(25))
def test_tiny_folder_is_read_as_the_territory_it_was_made_from(seed: int, tmp_path: Path) -> None:
    write_folder(tiny(seed).tables, tmp_path)
    assert replace(read_territory(tmp_path).territory, digest="") == tiny(seed).territory


@pytest.mark.parametrize("kind", KINDS)
def test_large_folder_is_read_as_the_territory_it_was_made_from(kind: str, tmp_path: Path) -> None:
    write_folder(tables(kind, 1), tmp_path)
    assert replace(read_territory(tmp_path).territory, digest="") == territory(kind, 1)


def test_kinds_have_the_sizes_that_they_are_called_by() -> None:
    made = [territory(kind, 2) for kind in KINDS]
    sizes = [(len(t.advisors), len(t.structures), len(t.venues)) for t in made]
    assert sizes == [(4, 2, 22), (16, 15, 219), (26, 1, 150), (4, 2, 52), (13, 6, 169)]


def test_tight_is_asked_for_more_than_its_advisors_can_give() -> None:
    made = territory("tight", 3)
    asked = sum(demand.count * demand.length.half_days / demand.every_weeks for demand in made.demands)
    assert asked > sum(advisor.half_days_per_week for advisor in made.advisors)


def test_seed_decides_everything() -> None:
    assert [tables(kind, 5) for kind in KINDS] == [tables(kind, 5) for kind in KINDS]
    assert tiny(5).published == tiny(5).published
    assert tables("po-like", 5) != tables("po-like", 6)


def test_tiny_territories_have_every_feature() -> None:
    samples = [tiny(seed) for seed in range(60)]
    features = {
        "evening": any(len(s.territory.periods) == 3 for s in samples),
        "cycle": any(pattern.cycle > 1 for s in samples for pattern in s.territory.patterns),
        "share": any(posting.share_min > 0 for s in samples for posting in s.territory.postings),
        "rule": any(s.territory.share_rules for s in samples),
        "room closed": any(closure.room for s in samples for closure in s.territory.closures),
        "requested leave": any(absence.status == "requested" for s in samples for absence in s.territory.absences),
        "full day": any(demand.length == "full" for s in samples for demand in s.territory.demands),
        "named": any(demand.advisor for s in samples for demand in s.territory.demands),
        "skilled": any(demand.skills for s in samples for demand in s.territory.demands),
        "gap": any(demand.min_gap_days == 8 for s in samples for demand in s.territory.demands),
        "no gap": any(demand.min_gap_days == 0 for s in samples for demand in s.territory.demands),
        "driving table": any(s.territory.travel_times for s in samples),
        "facts before": any(row.date < s.horizon.first_day for s in samples for row in s.published.interventions),
        "facts after": any(row.date > s.horizon.last_day for s in samples for row in s.published.interventions),
        "promises": any(s.problem.promises.interventions for s in samples),
    }
    assert features == dict.fromkeys(features, True)


@pytest.mark.parametrize("seed", range(12))
def test_good_plan_keeps_every_rule(seed: int) -> None:
    problem = tiny(seed).problem
    assert audit.findings(good_plan(problem, seed), problem) == []


def test_random_plans_break_each_rule_and_keep_each_rule() -> None:
    broken = {check.KEY: set[bool]() for check in audit.CHECKS}
    for seed in range(60):
        problem = tiny(seed).problem
        rules = {finding.rule for finding in audit.findings(random_plan(problem, seed), problem)}
        for rule, seen in broken.items():
            seen.add(rule in rules)
    assert broken.pop("pins") == {False}  # nobody has pinned anything there
    assert broken == {rule: {True, False} for rule in broken}


def test_random_plan_keeps_what_its_switches_promise() -> None:
    for seed in range(40):
        problem = tiny(seed).problem
        plan = random_plan(
            problem, seed, correct=0.3, one_place_a_half_day=True, whole_full_days=True, only_available=True
        )
        rules = {finding.rule for finding in audit.findings(plan, problem)}
        assert rules & {"presence", "full_days"} == set()


def test_names_do_not_run_out() -> None:
    rows = tables("scale-160", 1).rows["venues"]
    assert len({row["commune"] for row in rows}) == len(rows) == 13 * 160
