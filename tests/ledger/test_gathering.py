"""Which plan tells each week, and which rows cannot be counted."""

from datetime import timedelta

import pytest

from scheduler.domain.plan import PlanRow
from scheduler.intake import BadInput
from scheduler.ledger.gathering import PlanFile, gathered
from tests.ledger.small import MONDAY, plan, territory

WEEK = timedelta(weeks=1)


def test_later_plan_replaces_earlier_ones_in_the_weeks_that_it_covers() -> None:
    of = territory()
    old, new = plan(of, 0, ["NNNNN", "NNNNN", "NNNNN"], "old.csv"), plan(of, 1, ["SSSSS", "SSSSS"], "new.csv")

    one = gathered([old, new], of)
    other = gathered([new, old], of)

    assert [row.structure for row in one.plan.rows] == ["nord"] * 5 + ["sud"] * 10
    assert {row.structure for row in other.plan.rows} == {"nord"}
    assert one.sources[0].told == (MONDAY,)
    assert one.sources[0].replaced == ((MONDAY + WEEK, "new.csv"), (MONDAY + 2 * WEEK, "new.csv"))
    assert (one.sources[1].told, one.sources[1].replaced) == ((MONDAY + WEEK, MONDAY + 2 * WEEK), ())


def test_plan_covers_the_weeks_between_its_first_and_last_row() -> None:
    of = territory()
    old, new = plan(of, 0, ["NNNNN", "NNNNN", "NNNNN"]), plan(of, 0, ["SSSSS", ".....", "SSSSS"])

    one = gathered([old, new], of)

    assert one.mondays == {MONDAY, MONDAY + WEEK, MONDAY + 2 * WEEK}
    assert [row.date for row in one.plan.within(MONDAY + WEEK, MONDAY + WEEK + timedelta(days=6)).rows] == []


def test_advisor_twice_in_one_half_day_is_an_error_with_its_line() -> None:
    of = territory()
    file = plan(of, 0, ["NNNNN"], "twice.csv")
    doubled = PlanFile(file.name, (*file.lines, (7, file.lines[1][1])))

    with pytest.raises(BadInput) as refused:
        gathered([doubled], of)

    (issue,) = refused.value.issues
    assert (issue.file, issue.place, issue.column, issue.value) == ("twice.csv", 7, "advisor", "ana")
    assert "ligne 3" in issue.line("fr")


def test_structure_without_posting_is_an_error_with_its_line() -> None:
    of = territory()
    file = plan(of, 0, ["NNNNN"], "elsewhere.csv")
    row = file.lines[0][1]
    moved = PlanFile(file.name, ((2, PlanRow(row.half_day, "ana", "ouest", row.venue)), *file.lines[1:]))

    with pytest.raises(BadInput) as refused:
        gathered([moved], of)

    assert [(i.file, i.place, i.column, i.value) for i in refused.value.issues] == [
        ("elsewhere.csv", 2, "structure", "ouest")
    ]


def test_contradiction_in_a_replaced_week_is_resolved() -> None:
    of = territory()
    file = plan(of, 0, ["NNNNN"], "twice.csv")
    doubled = PlanFile(file.name, (*file.lines, (7, file.lines[1][1])))

    one = gathered([doubled, plan(of, 0, ["SSSSS"], "mended.csv")], of)

    assert len(one.plan.rows) == 5
