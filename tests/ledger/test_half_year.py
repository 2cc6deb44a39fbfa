"""Half a year of the Ossau valley, planned in rolling pieces across the week 53 of 2026: the ledger balances.

By hand, from Monday 5 October 2026 to Sunday 4 April 2027. The patterns give Mondays and Tuesdays to CCVO, Wednesdays
and Fridays to CCHB, Thursdays to CCVO in even weeks from the anchor and to CCHB in odd ones. There are 26 of each
weekday, and 13 Thursdays for each. Not worked: Wednesday 11 November, Fridays 25 December and 1 January, Easter Monday
29 March. So CCVO has 25 + 26 + 13 = 64 days, 128 half-days of 3.5 h, and CCHB 25 + 13 + 24 = 62 days, 124 half-days.

The shares are of two weeks, from 28 September on: week 4 is brought in (CCVO 3 days, CCHB 2, of 5), and week 30, that
of Easter Monday, is carried over (CCVO Tuesday and Thursday, CCHB Wednesday and Friday, of 4 days). Settled: CCVO
3 + 64 - 2 = 65 days, CCHB 2 + 62 - 2 = 62. Each is due half of these 127 days: 127 half-days. CCVO stands at +3, CCHB
at -3.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from scheduler.audit import findings
from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.plan import Plan
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.ledger.amounts import Amount
from scheduler.ledger.gathering import PlanFile
from scheduler.ledger.ledger import Ledger, ledger_of
from scheduler.ledger.span import Span
from scheduler.prepare import prepare
from scheduler.solve import Parameters, solve
from tests.report.plans import DATA

FIRST = date(2026, 9, 28)
PIECES = (5, 5, 4, 3, 5, 6)
"""Weeks: odd pieces cut the windows of two weeks in their middle."""

HALF_YEAR = Span(date(2026, 10, 5), date(2027, 4, 4))
HOURS = Fraction(7, 2)

territory = read_territory(DATA / "ossau-haut-bearn").territory


@pytest.fixture(scope="module")
def files() -> tuple[PlanFile, ...]:
    """Each piece is planned with the one before it published."""
    made: list[PlanFile] = []
    published, first = Plan(()), FIRST
    for number, weeks in enumerate(PIECES):
        problem = prepare(territory, Horizon(first, weeks), published)
        outcome = solve(problem, Parameters(seconds=20, workers=2)).outcome
        assert isinstance(outcome, Optimal | Feasible)
        published = outcome.plan
        assert findings(published, problem) == []
        made.append(PlanFile(f"piece-{number}.csv", tuple(enumerate(published.rows, start=2))))
        first += timedelta(weeks=weeks)
    return tuple(made)


@pytest.fixture(scope="module")
def ledger(files: tuple[PlanFile, ...]) -> Ledger:
    return ledger_of(territory, files, HALF_YEAR)


def half_days(number: int) -> Amount:
    return Amount(Fraction(number), number * HOURS)


def test_half_year_is_what_a_hand_counts(ledger: Ledger) -> None:
    valley, plateau = ledger.accounts

    assert (ledger.without_plan, ledger.strays) == ((), ())
    assert (valley.inside.held, plateau.inside.held) == (half_days(128), half_days(124))
    assert (valley.brought.held, plateau.brought.held) == (half_days(6), half_days(4))
    assert (valley.carried.held, plateau.carried.held) == (half_days(4), half_days(4))
    assert (valley.settled.held, plateau.settled.held) == (half_days(130), half_days(124))
    assert valley.due_min == valley.due_max == plateau.due_min == plateau.due_max == half_days(127)
    assert (valley.balance, plateau.balance) == (half_days(3), half_days(-3))
    assert (valley.windows, plateau.windows) == (13, 13)


def test_half_year_balances(ledger: Ledger) -> None:
    (advisor,) = ledger.advisors

    for account in ledger.accounts:
        assert account.brought + account.inside == account.settled + account.carried
    assert sum((account.inside.held for account in ledger.accounts), Amount()) == advisor.told.available
    assert sum((account.balance for account in ledger.accounts), Amount()) == Amount()
    assert advisor.with_public + advisor.at_base == advisor.told.available == half_days(252)


def test_half_year_is_the_sum_of_its_quarters(files: tuple[PlanFile, ...], ledger: Ledger) -> None:
    newyear = date(2026, 12, 31)
    autumn = ledger_of(territory, files, Span(HALF_YEAR.first_day, newyear))
    winter = ledger_of(territory, files, Span(newyear + timedelta(days=1), HALF_YEAR.last_day))

    for first, second, whole in zip(autumn.accounts, winter.accounts, ledger.accounts, strict=True):
        assert first.carried == second.brought
        assert first.inside + second.inside == whole.inside
        assert first.settled + second.settled == whole.settled
        assert first.balance + second.balance == whole.balance
        assert first.lacking + second.lacking == whole.lacking
    for autumns, winters, both in zip(autumn.services, winter.services, ledger.services, strict=True):
        assert autumns.asked + winters.asked == both.asked
        assert autumns.unmet + winters.unmet == both.unmet


def test_alternation_goes_on_through_week_53(files: tuple[PlanFile, ...]) -> None:
    thursdays = {
        row.date: row.structure
        for file in files
        for _, row in file.lines
        if row.date.weekday() == 3 and date(2026, 12, 17) <= row.date <= date(2027, 1, 14)
    }

    assert date(2026, 12, 31).isocalendar().week == 53
    assert list(thursdays.values()) == ["cchb", "ccvo", "cchb", "ccvo", "cchb"]
