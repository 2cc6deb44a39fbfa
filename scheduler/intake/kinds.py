"""What a cell may hold: each kind reads a cell's text into a value, or says what was expected, and writes it back."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from scheduler.domain.text import Language, Text
from scheduler.domain.time import WEEKDAYS as WEEKDAY_NAMES
from scheduler.domain.time import Clock, clock_text
from scheduler.intake.aliases import VALUE_OF, VALUES, normal
from scheduler.intake.issue import nearly

FIRST_YEAR, LAST_YEAR = 1950, 2199
"""Dates outside are slips of the keyboard, and would overflow the calendar's arithmetic."""


LONGEST_TEXT = 32_000
"""A little under what a spreadsheet's cell can hold."""

LONGEST_NAME = 100


class Unreadable(Exception):  # noqa: N818 - a judgement on a text, caught by the reader of rows
    """The text is not of the kind; `message` says what was expected."""

    def __init__(self, message: Text, suggestion: str | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.suggestion = suggestion


class Kind(ABC):
    """One kind of cell. `read` is given a stripped text that is not blank."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """The value; raises Unreadable."""

    def write(self, value: Any) -> str:
        """The text that reads as the value."""
        return str(value)

    def choices(self, language: Language) -> tuple[str, ...]:  # noqa: ARG002 - most kinds have none in any language
        """The words of a drop-down list; none where any value goes."""
        return ()

    def translated(self, text: str, language: Language) -> str:
        """An English text of the kind in that language's words; both read as the same value."""
        return dict(zip(self.choices("en"), self.choices(language), strict=True)).get(text, text)


@dataclass(frozen=True)
class Words(Kind):
    """Free text. Line ends are kept, other control characters are not text."""

    def read(self, text: str) -> str:
        if _CONTROL.search(text):
            raise Unreadable(
                Text(fr="contient un caractère de contrôle, illisible", en="holds an unreadable control character")
            )
        if len(text) > LONGEST_TEXT:
            raise Unreadable(
                Text(fr=f"dépasse {LONGEST_TEXT} caractères", en=f"is longer than {LONGEST_TEXT} characters")
            )
        return text


@dataclass(frozen=True)
class Name(Words):
    """An identifier: one line of text without `|`, which separates lists."""

    def read(self, text: str) -> str:
        if "|" in text or "\n" in text or len(text) > LONGEST_NAME:
            raise Unreadable(
                Text(
                    fr=f"un identifiant tient sur une ligne de {LONGEST_NAME} caractères au plus, sans « | »",
                    en=f'an identifier is one line of {LONGEST_NAME} characters at most, without "|"',
                )
            )
        return super().read(text)


@dataclass(frozen=True)
class Names(Kind):
    """A list of names separated by `|`; `set_name` is the set of words that have aliases, if any."""

    set_name: str = ""

    def read(self, text: str) -> frozenset[str]:
        names = (NAME.read(part.strip()) for part in text.split("|") if part.strip())
        words = VALUE_OF.get(self.set_name, {})
        return frozenset(words.get(normal(name), name) for name in names)

    def write(self, value: Iterable[str]) -> str:
        return "|".join(sorted(value))


@dataclass(frozen=True)
class Phone(Words):
    """A telephone number; a spreadsheet drops the leading 0 of a number typed as one."""

    def read(self, text: str) -> str:
        return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else super().read(text)


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a set of aliases.VALUES, or its French alias; `value` makes the domain's value of it."""

    set_name: str
    value: Any = str

    def read(self, text: str) -> Any:
        word = VALUE_OF[self.set_name].get(normal(text))
        if word is None:
            known = VALUES[self.set_name]
            french = [aliases[0] if aliases else word for word, aliases in known.items()]
            raise Unreadable(
                Text(
                    fr=f"valeur inconnue, on attend {', '.join(french[:-1])} ou {french[-1]}",
                    en=f"unknown value, expected {', '.join(list(known)[:-1])} or {list(known)[-1]}",
                ),
                nearly(text, [said for word, aliases in known.items() for said in (word, *aliases)]),
            )
        return self.value(word)

    def choices(self, language: Language) -> tuple[str, ...]:
        known = VALUES[self.set_name]
        return tuple(aliases[0] if language == "fr" and aliases else word for word, aliases in known.items())


@dataclass(frozen=True)
class YesNo(Choice):
    """`yes` or `no`."""

    set_name: str = "yes/no"
    value: Any = field(default=lambda word: word == "yes")

    def write(self, value: bool) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number between two bounds, both included."""

    least: int
    most: int = 100_000

    def read(self, text: str) -> int:
        match = re.fullmatch(r"([+-]?[0-9]{1,12})(?:[.,]0{1,12})?", text)
        if match is None or not self.least <= int(match[1]) <= self.most:
            if self.least == self.most:
                raise Unreadable(Text(fr=f"on attend {self.least}", en=f"expected {self.least}"))
            raise Unreadable(
                Text(
                    fr=f"on attend un nombre entier de {self.least} à {self.most}",
                    en=f"expected a whole number from {self.least} to {self.most}",
                )
            )
        return int(match[1])


@dataclass(frozen=True)
class Exact(Kind):
    """A decimal number between two bounds, read exactly; the comma is a decimal point too."""

    least: int
    most: int

    def read(self, text: str) -> Fraction:
        if re.fullmatch(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{0,12})?|[.,][0-9]{1,12}", text) is not None:
            value = Fraction(Decimal(text.replace(",", ".")))
            if self.least <= value <= self.most:
                return value
        raise Unreadable(
            Text(
                fr=f"on attend un nombre de {self.least} à {self.most}, avec 12 décimales au plus",
                en=f"expected a number from {self.least} to {self.most}, with 12 decimals at most",
            )
        )

    def write(self, value: Fraction) -> str:
        shown = f"{Decimal(value.numerator * 10**12 // value.denominator).scaleb(-12):f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown


@dataclass(frozen=True)
class Approximate(Exact):
    """A decimal number between two bounds, as a float."""

    def read(self, text: str) -> float:  # type: ignore[override]  # a float where the parent has a Fraction
        return float(super().read(text))

    def write(self, value: float) -> str:  # type: ignore[override]
        return super().write(Fraction(repr(value)))


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


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2}) ?(?:[:hH] ?([0-9]{2})(?::00)?|[hH])")
_WEEKDAYS_EXPECTED = Text(
    fr="on attend des jours tels que Lu|Me ou Lu-Ve (Lu Ma Me Je Ve Sa Di)",
    en="expected weekdays such as Mo|We or Mo-Fr (Mo Tu We Th Fr Sa Su)",
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
                fr=f"l'année doit être entre {FIRST_YEAR} et {LAST_YEAR} (cellule vide : sans limite)",
                en=f"the year must be between {FIRST_YEAR} and {LAST_YEAR} (blank: no limit)",
            )
        )
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(
            Text(fr="cette date n'existe pas dans le calendrier", en="there is no such day in the calendar")
        ) from error


@lru_cache(maxsize=4096)
def _clock(text: str) -> Clock:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2] or 0) > 59 or int(match[1]) * 60 + int(match[2] or 0) > 24 * 60:
        raise Unreadable(
            Text(fr="on attend une heure telle que 09:00 ou 9h30", en="expected a time such as 09:00 or 9:30")
        )
    return Clock(int(match[1]) * 60 + int(match[2] or 0))


WORDS, NAME, NAMES, PHONE, YES_NO = Words(), Name(), Names(), Phone(), YesNo()
DAY, TIME, WEEKDAY, WEEKDAYS, HOURS = Day(), Time(), Weekday(), Weekdays(), Hours()
