"""Hosting - what each host structure was due of each advisor and what it had, window by window of the convention.

A window is settled in the period in which it ends: FORMAT.md's share is judged there, on the whole window. What a
window that began before the period holds of earlier weeks is brought into it; what a window that ends after it holds
is carried out of it, so that the ledger of a year is the sum of the ledgers of its months.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from scheduler.domain.people import Posting
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Window, window_of
from scheduler.ledger.amounts import Amount, Part, beyond
from scheduler.ledger.gathering import Gathered
from scheduler.ledger.span import Span


@dataclass(frozen=True, slots=True)
class Account:
    """One posting over the period: brought + inside - carried - uncounted = settled, held and available alike.

    `windows` have been settled; in them the posting lacks `lacking` half-days and has `beyond` too many, as FORMAT.md
    counts them: each window by itself, floor(share_min N) at least and ceil(share_max N) at most.
    """

    posting: Posting
    inside: Part
    brought: Part
    carried: Part
    uncounted: Part
    """In windows that end in the period, and of which a week has no plan."""
    windows: int
    lacking: int
    beyond: int

    @property
    def settled(self) -> Part:
        return self.brought + self.inside - self.carried - self.uncounted

    @property
    def due_min(self) -> Amount:
        """The least that the shares ask for, exactly, of what was available in the settled windows."""
        return self.settled.available * self.posting.share_min

    @property
    def due_max(self) -> Amount:
        return self.settled.available * self.posting.share_max

    @property
    def balance(self) -> Amount:
        """What the structure had above what is due (positive), or lacks (negative), over the settled windows."""
        return beyond(self.settled.held, self.due_min, self.due_max)

    @property
    def off(self) -> int:
        """The half-days off the share that the score charges."""
        return self.lacking + self.beyond

    @property
    def has_share(self) -> bool:
        """Whether the posting is due anything at all, or held to a most."""
        return self.posting.share_min > 0 or self.posting.share_max < 1


def accounts(
    territory: Territory, gathered: Gathered, available: Mapping[str, frozenset[HalfDay]], span: Span
) -> tuple[Account, ...]:
    """Each posting, in the file's order. Rows in half-days that are not available do not count, as in the audit."""
    held: defaultdict[tuple[str, str], set[HalfDay]] = defaultdict(set)
    for row in gathered.plan.rows:
        if row.half_day in available[row.advisor]:
            held[row.advisor, row.structure].add(row.half_day)
    return tuple(
        _account(
            territory,
            posting,
            _Days(held[posting.advisor, posting.structure], available[posting.advisor]),
            gathered,
            span,
        )
        for posting in territory.postings
    )


class _Days:
    """A posting's held half-days and its advisor's available ones, by day."""

    def __init__(self, held: Iterable[HalfDay], available: Iterable[HalfDay]) -> None:
        self._held, self._available = _by_day(held), _by_day(available)

    def part(self, first: date, last: date) -> Part:
        """Of the days from `first` to `last`; nothing where `last` is before."""
        return Part(_amount(self._held, first, last), _amount(self._available, first, last))


def _account(territory: Territory, posting: Posting, days: _Days, gathered: Gathered, span: Span) -> Account:
    anchor = territory.anchor
    brought = carried = uncounted = Part()
    settled = lacking = over = 0
    for window in windows_of(span, posting.window_weeks, anchor):
        first, last = window.first_day(anchor), window.last_day(anchor)
        brought += days.part(first, span.first_day - timedelta(days=1))
        if not span.settles(window, anchor):
            carried += days.part(first, span.last_day)
        elif not is_told(window, anchor, gathered):
            uncounted += days.part(first, last)
        else:
            whole = days.part(first, last)
            settled += 1
            lacking += max(0, floor(posting.share_min * whole.available.half_days) - int(whole.held.half_days))
            over += max(0, int(whole.held.half_days) - ceil(posting.share_max * whole.available.half_days))
    inside = days.part(span.first_day, span.last_day)
    return Account(posting, inside, brought, carried, uncounted, settled, lacking, over)


def windows_of(span: Span, weeks: int, anchor: date) -> tuple[Window, ...]:
    """The windows of that many weeks that meet the period, in order."""
    return tuple(dict.fromkeys(window_of(number, weeks) for number in span.weeks.week_numbers(anchor)))


def is_told(window: Window, anchor: date, gathered: Gathered) -> bool:
    """Whether a plan covers each of the window's weeks."""
    return all(anchor + timedelta(weeks=number) in gathered.mondays for number in window.numbers())


def _by_day(half_days: Iterable[HalfDay]) -> Mapping[date, list[HalfDay]]:
    days: defaultdict[date, list[HalfDay]] = defaultdict(list)
    for half_day in half_days:
        days[half_day.date].append(half_day)
    return days


def _amount(days: Mapping[date, list[HalfDay]], first: date, last: date) -> Amount:
    return Amount.of(half_day for day, held in days.items() if first <= day <= last for half_day in held)
