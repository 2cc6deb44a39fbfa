"""Rhythm - which regular words ("every Thursday", "one week in two") are true of dates, and what departs from them.

Weeks are counted straight on from one Monday, as they are from a territory's anchor: a cycle never breaks at a week 53.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.time import monday_of, week_number

LONGEST_CYCLE = 4
"""Weeks; what comes back more rarely is said by its dates."""

PROVEN_BY_TWO = (1, 2)
"""The cycles that two dates suffice to tell; longer ones take three."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One week in `every_weeks`, starting with the week of `since` (a Monday), on those weekdays (Monday 0).

    Not on the dates `missing`, and on the dates `extra` besides.
    """

    weekdays: tuple[int, ...]
    every_weeks: int
    since: date
    missing: tuple[date, ...] = ()
    extra: tuple[date, ...] = ()

    def dates(self, first: date, last: date) -> tuple[date, ...]:
        """What the words promise from `first` to `last`, both included, in order."""
        regular = _expected(self.weekdays, self.every_weeks, self.since, first, last)
        return tuple(sorted((set(regular) - set(self.missing)) | set(self.extra)))


@dataclass(frozen=True, slots=True)
class Rhythms:
    """What is regular, and the dates that no regular words tell. Together they are all the dates, each once."""

    regular: tuple[Rhythm, ...]
    alone: tuple[date, ...]


def rhythms(dates: Iterable[date], first: date, last: date) -> Rhythms:
    """The regular words that are true of those dates, which lie between `first` and `last`, both included.

    Words are regular when two dates at least keep them (three, for a cycle of more than two weeks), and when their
    exceptions are at most half as many as the dates that keep them.
    """
    by_weekday: defaultdict[int, list[date]] = defaultdict(list)
    for day in sorted(set(dates)):
        by_weekday[day.weekday()].append(day)
    found: list[Rhythm] = []
    alone: list[date] = []
    for weekday, held in sorted(by_weekday.items()):
        best = _best(weekday, held, first, last)
        if best is None:
            alone += held
        else:
            found.append(best)
    return Rhythms(_told_together(found), tuple(sorted(alone)))


def _best(weekday: int, held: Sequence[date], first: date, last: date) -> Rhythm | None:
    """The rhythm with the fewest exceptions; at a draw, the more frequent one."""
    candidates: list[tuple[int, int, Rhythm]] = []
    for cycle in range(1, LONGEST_CYCLE + 1):
        for since in _starts(held, cycle, first):
            expected = set(_expected((weekday,), cycle, since, first, last))
            kept = expected & set(held)
            rhythm = Rhythm((weekday,), cycle, since, tuple(sorted(expected - kept)), tuple(sorted(set(held) - kept)))
            exceptions = len(rhythm.missing) + len(rhythm.extra)
            if len(kept) >= (2 if cycle in PROVEN_BY_TWO else 3) and 2 * exceptions <= len(kept):
                candidates.append((exceptions, cycle, rhythm))
    return min(candidates, key=lambda candidate: candidate[:2])[2] if candidates else None


def _starts(held: Sequence[date], cycle: int, first: date) -> list[date]:
    """The Mondays from which a cycle meets one of the dates: for each place in the cycle, the first from `first` on."""
    monday = monday_of(first)
    places = {week_number(day, monday) % cycle for day in held}
    return [monday + timedelta(weeks=place) for place in sorted(places)]


def _expected(weekdays: Sequence[int], every_weeks: int, since: date, first: date, last: date) -> list[date]:
    """Counted both ways from `since`."""
    monday = since - timedelta(weeks=week_number(since, monday_of(first)) // every_weeks * every_weeks)
    days: list[date] = []
    while monday <= last:
        days += [day for weekday in weekdays if first <= (day := monday + timedelta(days=weekday)) <= last]
        monday += timedelta(weeks=every_weeks)
    return days


def _told_together(found: Sequence[Rhythm]) -> tuple[Rhythm, ...]:
    """Weekdays of the same weeks as one rhythm."""
    groups: defaultdict[tuple[int, date], list[Rhythm]] = defaultdict(list)
    for rhythm in found:
        groups[rhythm.every_weeks, rhythm.since].append(rhythm)
    return tuple(
        Rhythm(
            weekdays=tuple(sorted(weekday for rhythm in group for weekday in rhythm.weekdays)),
            every_weeks=every_weeks,
            since=since,
            missing=tuple(sorted(day for rhythm in group for day in rhythm.missing)),
            extra=tuple(sorted(day for rhythm in group for day in rhythm.extra)),
        )
        for (every_weeks, since), group in groups.items()
    )
