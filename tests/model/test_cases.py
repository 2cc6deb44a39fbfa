"""The cases that a coordinator can read hold for the model too: feasible without findings, priced as they say."""

import pytest

from scheduler import audit
from scheduler.model.cp_sat import Status
from tests.cases.loader import Case, case_files, read_cases
from tests.model.fixing import solved_whole_plan

CASES = [case for file in case_files() for case in read_cases(file)]
JUDGED = [case for case in CASES if case.findings is not None]
PRICED = [case for case in CASES if case.score is not None and audit.findings(case.plan, case.problem) == []]


@pytest.mark.parametrize("case", JUDGED, ids=str)
def test_case_is_feasible_exactly_when_it_has_no_findings(case: Case) -> None:
    solved = solved_whole_plan(case.plan, case.problem)
    assert (solved.status is Status.OPTIMAL) == (case.findings == ())


@pytest.mark.parametrize("case", PRICED, ids=str)
def test_case_costs_its_score(case: Case) -> None:
    assert case.score is not None
    assert solved_whole_plan(case.plan, case.problem).objective == sum(case.score.values())


def test_cases_are_of_both_kinds_and_of_every_goal() -> None:
    assert {case.findings == () for case in JUDGED} == {True, False}
    assert {goal for case in PRICED for goal in case.score or {}} == {price.KEY for price in audit.PRICES}
