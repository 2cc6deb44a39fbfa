"""The hours of a place as an OSM opening_hours string that the national map shows right: dates, never weekly rules.

Each piece is there for what the map does with other ways to say it. A comment in a rule of its own makes a place
unknown for ever. `week 2-52/2` breaks at a week 53. Its week table shows one week alone: the coming dates are told in
a comment that stands while the place is closed too (`|| off "…"`). Its importer looks for a weekday and hours at the
beginning: a rule that changes nothing (`Th 09:30-12:00 off`) comes first. And it rewrites commas, hours and quotation
marks in comments, which therefore hold none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeAlias

from scheduler.domain.time import WEEKDAYS, Clock, clock_text
from web.outputs.agenda import Dated

Intervals: TypeAlias = tuple[tuple[Clock, Clock], ...]

DATES_TOLD = 4
"""How many of the coming dates the comment names."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS_FR = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_MONTHS_FR = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def horaires(live: Iterable[Dated]) -> str:
    """The opening_hours of permanences that take place, of one venue; blank where there are none."""
    open_on = intervals_by_day(live)
    if not open_on:
        return ""
    comment = _comment(sorted(open_on))
    by_intervals: defaultdict[Intervals, list[date]] = defaultdict(list)
    for day in sorted(open_on):
        by_intervals[open_on[day]].append(day)
    rules = [
        f'{",".join(_day(day) for day in days)} {_hours(intervals)} open "{comment}"'
        for intervals, days in by_intervals.items()
    ]
    first = min(open_on)
    changes_nothing = f"{WEEKDAYS[first.weekday()]} {_hours(open_on[first])} off"
    return f'{"; ".join([changes_nothing, *rules])} || off "{comment}"'


def intervals_by_day(live: Iterable[Dated]) -> Mapping[date, Intervals]:
    """On each day, when the place is open: in order, those that touch or overlap as one."""
    parts: defaultdict[date, list[tuple[Clock, Clock]]] = defaultdict(list)
    for dated in live:
        parts[dated.date] += [(part.start, part.end) for part in dated.parts]
    return {day: _united(sorted(intervals)) for day, intervals in parts.items()}


def _united(intervals: Sequence[tuple[Clock, Clock]]) -> Intervals:
    united: list[tuple[Clock, Clock]] = []
    for start, end in intervals:
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _comment(days: Sequence[date]) -> str:
    """`Prochaines dates : jeu. 24 déc. · jeu. 7 janv.`"""
    told = [f"{_WEEKDAYS_FR[day.weekday()]} {day.day} {_MONTHS_FR[day.month - 1]}" for day in days[:DATES_TOLD]]
    return f"Prochaines dates : {' · '.join(chain(told, ['…'] if len(days) > DATES_TOLD else []))}"


def _day(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}"


def _hours(intervals: Intervals) -> str:
    return ",".join(f"{clock_text(start)}-{clock_text(end)}" for start, end in intervals)
