"""What a cell of time may hold: days, times, weekdays, hours; read into a value, or said what was expected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scheduler.domain.text import Language, Text
from scheduler.domain.time import WEEKDAYS as WEEKDAY_NAMES
from scheduler.domain.time import Clock, clock_text
from scheduler.intake.aliases import VALUE_OF, VALUES, normal
from scheduler.intake.kinds import Kind, Unreadable

FIRST_YEAR, LAST_YEAR = 1950, 2199
"""Dates outside are slips of the keyboard, and would overflow the calendar's arithmetic."""


@dataclass(frozen=True)
class Day(Kind):
    """A date, `2026-09-07`, or `07/09/2026` as French spreadsheets write it."""

    def read(self, text: str) -> date:
        return _day(text)

    def write(self, value: date) -> str:
        return value.isoformat()


@dataclass(frozen=True)
class Time(Kind):
    """A time of day, `09:00`; `9:00`, `9h` and `9h30` are accepted."""

    def read(self, text: str) -> Clock:
        return _clock(text)

    def write(self, value: Clock) -> str:
        return clock_text(value)


@dataclass(frozen=True)
class Weekday(Kind):
    """One day of the week, as its number (Monday 0)."""

    def read(self, text: str) -> int:
        word = VALUE_OF["weekday"].get(normal(text))
        if word is None:
            raise Unreadable(_WEEKDAYS_EXPECTED)
        return WEEKDAY_NAMES.index(word)

    def write(self, value: int) -> str:
        return WEEKDAY_NAMES[value]

    def choices(self, language: Language) -> tuple[str, ...]:
        return tuple(aliases[0] if language == "fr" else word for word, aliases in VALUES["weekday"].items())


@dataclass(frozen=True)
class DayOrWeekday(Kind):
    """One date, or one day of the week as its number (Monday 0)."""

    def read(self, text: str) -> date | int:
        word = VALUE_OF["weekday"].get(normal(text))
        if word is not None:
            return WEEKDAY_NAMES.index(word)
        try:
            return _day(text)
        except Unreadable as error:
            if any(letter.isdigit() for letter in text):
                raise
            raise Unreadable(_DAY_OR_WEEKDAY_EXPECTED) from error

    def write(self, value: date | int) -> str:
        return WEEKDAY_NAMES[value] if isinstance(value, int) else value.isoformat()


@dataclass(frozen=True)
class Weekdays(Kind):
    """Days of the week: `Mo|We`, `Mo-Fr`, `Mo,We`; a range may go over the week's end."""

    def read(self, text: str) -> frozenset[int]:
        days: set[int] = set()
        for part in re.split(r"[|,]", text):
            if not part.strip():
                continue
            ends = [WEEKDAY.read(end) for end in re.split(r"[-–]", part)]
            if len(ends) > 2:
                raise Unreadable(_WEEKDAYS_EXPECTED)
            first, last = ends[0], ends[-1]
            days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
        if not days:
            raise Unreadable(_WEEKDAYS_EXPECTED)
        return frozenset(days)

    def write(self, value: Iterable[int]) -> str:
        return "|".join(WEEKDAY_NAMES[day] for day in sorted(value))

    def translated(self, text: str, language: Language) -> str:
        return re.sub(r"\w+", lambda word: WEEKDAY.translated(word[0], language), text)


@dataclass(frozen=True)
class Hours(Kind):
    """From one time to a later one: `08:30-12:00`."""

    def read(self, text: str) -> tuple[Clock, Clock]:
        ends = [end.strip() for end in re.split(r"[-–|]", text)]
        if len(ends) != 2:
            raise Unreadable(
                Text(fr="on attend un début et une fin, tels que 08:30-12:00", en="expected hours such as 08:30-12:00")
            )
        start, end = TIME.read(ends[0]), TIME.read(ends[1])
        if start >= end:
            raise Unreadable(Text(fr="le début doit précéder la fin", en="the start must be before the end"))
        return start, end

    def write(self, value: tuple[Clock, Clock]) -> str:
        return f"{clock_text(value[0])}-{clock_text(value[1])}"


_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2}) ?(?:[:hH] ?([0-9]{2})(?::00)?|[hH])")
_WEEKDAYS_EXPECTED = Text(
    fr="on attend des jours tels que Lu|Me ou Lu-Ve (Lu Ma Me Je Ve Sa Di)",
    en="expected weekdays such as Mo|We or Mo-Fr (Mo Tu We Th Fr Sa Su)",
)
_DAY_OR_WEEKDAY_EXPECTED = Text(
    fr="on attend une date telle que 2026-09-07, ou un jour de la semaine (Lu Ma Me Je Ve Sa Di)",
    en="expected a date such as 2026-09-07, or a weekday (Mo Tu We Th Fr Sa Su)",
)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    if match := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _FRENCH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise Unreadable(Text(fr="on attend une date telle que 2026-09-07", en="expected a date such as 2026-09-07"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            Text(
                fr=f"l’année doit être entre {FIRST_YEAR} et {LAST_YEAR} (cellule vide : sans limite)",
                en=f"the year must be between {FIRST_YEAR} and {LAST_YEAR} (blank: no limit)",
            )
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(
            Text(fr="cette date n’existe pas dans le calendrier", en="there is no such day in the calendar")
        ) from error


@lru_cache(maxsize=4096)
def _clock(text: str) -> Clock:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2] or 0) > 59 or int(match[1]) * 60 + int(match[2] or 0) > 24 * 60:
        raise Unreadable(
            Text(fr="on attend une heure telle que 09:00 ou 9h30", en="expected a time such as 09:00 or 9:30")
        )
    return Clock(int(match[1]) * 60 + int(match[2] or 0))


DAY, TIME, WEEKDAY, WEEKDAYS, HOURS = Day(), Time(), Weekday(), Weekdays(), Hours()
DAY_OR_WEEKDAY = DayOrWeekday()
