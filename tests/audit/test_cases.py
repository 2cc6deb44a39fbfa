"""The audit says of each case exactly what the case says."""

import pytest

from scheduler import audit
from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS, Finding
from tests.cases.loader import Case, Expected, case_files, read_cases

CASES = [case for file in case_files() for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_has_exactly_its_findings_and_score(case: Case) -> None:
    assert case.findings is not None or case.score is not None
    if case.findings is not None:
        found = audit.findings(case.plan, case.problem)
        said = [
            Expected(
                finding.rule,
                finding.date,
                finding.period,
                finding.advisor,
                finding.excess,
                finding.article if expected is None or expected.article is not None else None,
            )
            for finding, expected in _beside(found, case.findings)
        ]
        assert said == list(case.findings), "\n".join(str(finding) for finding in found)
    if case.score is not None:
        components = audit.score(case.plan, case.problem).components()
        assert components == dict.fromkeys(COMPONENTS, 0) | case.score, "\n".join(
            str(cost) for cost in audit.costs(case.plan, case.problem)
        )


def _beside(found: list[Finding], expected: tuple[Expected, ...]) -> list[tuple[Finding, Expected | None]]:
    return [(finding, expected[place] if place < len(expected) else None) for place, finding in enumerate(found)]


def test_each_rule_has_a_case_just_inside_and_one_just_outside() -> None:
    silent = {case.file for case in CASES if case.findings == ()}
    broken = {finding.rule for case in CASES for finding in case.findings or () if finding.rule == case.file}
    assert silent == broken == {check.KEY for check in audit.CHECKS}


def test_each_goal_has_a_reckoned_case() -> None:
    priced = {case.file for case in CASES if case.score and case.score.get(case.file)}
    assert priced == {goal.KEY for goal in audit.PRICES}


def test_findings_and_costs_are_said_in_both_languages() -> None:
    texts: list[Text] = []
    for case in CASES:
        texts += [finding.message for finding in audit.findings(case.plan, case.problem)]
        texts += [cost.message for cost in audit.costs(case.plan, case.problem)]
    assert texts
    assert [
        text for text in texts if not text.fr.endswith(".") or not text.en.endswith(".") or text.fr == text.en
    ] == []
