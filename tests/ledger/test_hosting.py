"""Shares of the ledger: windows brought in, carried over, not counted; floors and ceilings; sums that agree."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from scheduler.domain.territory import Territory
from scheduler.ledger.amounts import Amount, Part
from scheduler.ledger.gathering import PlanFile
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import ledger_of
from scheduler.ledger.span import Span
from tests.ledger.small import MONDAY, plan, territory


def accounts(of: Territory, files: list[PlanFile], first_week: int, weeks: int) -> tuple[Account, ...]:
    first = MONDAY + timedelta(weeks=first_week)
    return ledger_of(of, files, Span(first, first + timedelta(weeks=weeks, days=-1))).accounts


def half_days(amount: Amount) -> Fraction:
    return amount.half_days


def test_windows_inside_the_period_are_settled() -> None:
    of = territory()

    north, south = accounts(of, [plan(of, 0, ["NNNSS", "NNSSS", "NNNNN", "NNSSS"])], 0, 4)

    assert (north.windows, north.settled, north.brought, north.carried) == (2, north.inside, Part(), Part())
    assert half_days(north.settled.held) == 12
    assert half_days(north.due_min) == half_days(north.due_max) == 10
    assert north.balance == Amount(Fraction(2), Fraction(7))
    assert south.balance == Amount(Fraction(-2), Fraction(-7))
    assert (north.lacking, north.beyond) == (0, 2)
    assert (south.lacking, south.beyond) == (2, 0)


def test_odd_window_may_lean_by_half_a_half_day_either_way() -> None:
    of = territory(window_weeks=1)

    north, south = accounts(of, [plan(of, 0, ["NNNSS", "NNNSS", "NNNSS", "NNNNS"])], 0, 4)

    assert (north.lacking, north.beyond, south.lacking, south.beyond) == (0, 1, 1, 0)
    assert half_days(north.balance) == 3
    assert half_days(south.balance) == -3


def test_window_that_began_before_is_brought_in_and_one_that_ends_after_is_carried_over() -> None:
    of = territory()
    weeks = ["NNNSS", "NNSSS", "NNNNN", "SSSSS"]

    north, _ = accounts(of, [plan(of, 0, weeks)], 1, 2)

    assert (half_days(north.brought.held), half_days(north.brought.available)) == (3, 5)
    assert (half_days(north.inside.held), half_days(north.inside.available)) == (7, 10)
    assert (half_days(north.carried.held), half_days(north.carried.available)) == (5, 5)
    assert (half_days(north.settled.held), half_days(north.settled.available)) == (5, 10)
    assert (north.windows, half_days(north.balance)) == (1, 0)


def test_what_is_carried_over_is_brought_into_the_next_period() -> None:
    of = territory(window_weeks=3)
    files = [plan(of, 0, ["NNNSS", "NNSSS", "NNNNN", "SSSSS", "NSNSN", "NNNNS"])]

    before, after, whole = (accounts(of, files, *weeks)[0] for weeks in ((0, 2), (2, 4), (0, 6)))

    assert before.carried == after.brought
    assert before.inside + after.inside == whole.inside
    assert before.settled + after.settled == whole.settled
    assert before.windows + after.windows == whole.windows == 2


def test_period_that_begins_and_ends_in_the_middle_of_weeks_counts_days() -> None:
    of = territory(window_weeks=1)
    files = [plan(of, 0, ["NNSSS", "SSNNN"])]

    ledger = ledger_of(of, files, Span(date(2026, 9, 2), date(2026, 9, 8)))
    north = ledger.accounts[0]

    assert (half_days(north.inside.held), half_days(north.inside.available)) == (0, 5)
    assert (half_days(north.brought.held), half_days(north.brought.available)) == (2, 2)
    assert (half_days(north.carried.held), half_days(north.carried.available)) == (0, 2)
    assert north.settled.held.half_days == 2


def test_window_without_plan_for_a_week_is_not_counted() -> None:
    of = territory()

    ledger = ledger_of(of, [plan(of, 1, ["NNNNN", "NNNSS", "SSSNN"])], Span(MONDAY, MONDAY + timedelta(days=27)))
    north = ledger.accounts[0]

    assert ledger.without_plan == (MONDAY,)
    assert (half_days(north.uncounted.held), half_days(north.uncounted.available)) == (5, 10)
    assert (north.windows, half_days(north.settled.held), half_days(north.balance)) == (1, 5, 0)
    assert north.brought + north.inside == north.settled + north.carried + north.uncounted


def test_row_of_an_absence_is_named_and_not_counted() -> None:
    of = territory(from_="2026-09-02")
    files = [plan(of, 0, ["NNRSS", "NNNRS"])]

    ledger = ledger_of(of, files, Span(MONDAY, MONDAY + timedelta(days=13)))
    (service,) = ledger.services

    assert [row.date for row in ledger.strays] == [date(2026, 9, 2)]
    assert half_days(ledger.advisors[0].told.available) == half_days(ledger.advisors[0].told.held) == 9
    assert (service.asked, service.met, service.unmet) == (2, 1, 1)
    assert ledger.advisors[0].road.km == pytest.approx(40)


def test_half_day_without_row_is_told() -> None:
    of = territory()

    ledger = ledger_of(of, [plan(of, 0, ["NNNS.", "SS.SN"])], Span(MONDAY, MONDAY + timedelta(days=13)))

    assert half_days(ledger.advisors[0].untold) == 2
    assert half_days(sum((account.inside.held for account in ledger.accounts), Amount())) == 8
