"""Rhythm - which regular words ("every Thursday", "one week in two") are true of dates, and what departs from them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.time import monday_of, week_number

LONGEST_CYCLE = 4
"""Weeks; a rhythm of more than that is said by its dates."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every_weeks` weeks on those weekdays (Monday 0), in the weeks whose number, from the anchor, mod
    `every_weeks` is `phase`; but for the dates `missing`, and on the dates `extra` besides."""

    weekdays: tuple[int, ...]
    every_weeks: int
    phase: int
    missing: tuple[date, ...] = ()
    extra: tuple[date, ...] = ()

    def dates(self, first: date, last: date, anchor: date) -> tuple[date, ...]:
        """What the words promise from `first` to `last`, both included: the exceptions taken out and put in."""
        regular = _expected(self.weekdays, self.every_weeks, self.phase, first, last, anchor)
        return tuple(sorted((set(regular) - set(self.missing)) | set(self.extra)))


@dataclass(frozen=True, slots=True)
class Rhythms:
    """What is regular, and the dates that no regular words tell. Together they are all the dates."""

    regular: tuple[Rhythm, ...]
    alone: tuple[date, ...]


def rhythms(dates: Iterable[date], first: date, last: date, anchor: date, every_weeks: int = 1) -> Rhythms:
    """The regular words that are true of dates from `first` to `last`, both included.

    `every_weeks` is what the demand asks for. Words are regular when at least two dates keep them, and their exceptions
    are at most half as many as those. Two dates alone prove no rhythm but every week, one week in two, or the demand's.
    """
    by_weekday: defaultdict[int, list[date]] = defaultdict(list)
    for day in sorted(set(dates)):
        by_weekday[day.weekday()].append(day)
    found: list[Rhythm] = []
    alone: list[date] = []
    for weekday, held in sorted(by_weekday.items()):
        best = _best(weekday, held, first, last, anchor, every_weeks)
        if best is None:
            alone += held
        else:
            found.append(best)
    return Rhythms(_merged(found), tuple(sorted(alone)))


def _best(weekday: int, held: Sequence[date], first: date, last: date, anchor: date, every_weeks: int) -> Rhythm | None:
    """The rhythm with the fewest exceptions: at a draw the demand's own, then the more frequent one."""
    told: list[tuple[int, bool, int, Rhythm]] = []
    for cycle in sorted({every_weeks, *range(1, LONGEST_CYCLE + 1)}):
        for phase in sorted({week_number(day, anchor) % cycle for day in held}):
            expected = set(_expected((weekday,), cycle, phase, first, last, anchor))
            kept = expected & set(held)
            missing, extra = tuple(sorted(expected - kept)), tuple(sorted(set(held) - kept))
            exceptions = len(missing) + len(extra)
            proven = len(kept) >= 3 or cycle in {1, 2, every_weeks}
            if len(kept) >= 2 and proven and 2 * exceptions <= len(kept):
                told.append((exceptions, cycle != every_weeks, cycle, Rhythm((weekday,), cycle, phase, missing, extra)))
    return min(told, key=lambda candidate: candidate[:3])[3] if told else None


def _expected(
    weekdays: Sequence[int], every_weeks: int, phase: int, first: date, last: date, anchor: date
) -> list[date]:
    days: list[date] = []
    monday = monday_of(first)
    while monday <= last:
        if week_number(monday, anchor) % every_weeks == phase:
            days += [day for weekday in weekdays if first <= (day := monday + timedelta(days=weekday)) <= last]
        monday += timedelta(weeks=1)
    return days


def _merged(found: Sequence[Rhythm]) -> tuple[Rhythm, ...]:
    """Weekdays of the same weeks told together."""
    together: defaultdict[tuple[int, int], list[Rhythm]] = defaultdict(list)
    for rhythm in found:
        together[rhythm.every_weeks, rhythm.phase].append(rhythm)
    return tuple(
        Rhythm(
            weekdays=tuple(sorted(weekday for rhythm in group for weekday in rhythm.weekdays)),
            every_weeks=every_weeks,
            phase=phase,
            missing=tuple(sorted(day for rhythm in group for day in rhythm.missing)),
            extra=tuple(sorted(day for rhythm in group for day in rhythm.extra)),
        )
        for (every_weeks, phase), group in together.items()
    )
