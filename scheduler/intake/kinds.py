"""What a cell may hold: each kind reads a cell's text into a value, or says what was expected, and writes it back."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scheduler.domain.text import Language, Text
from scheduler.intake.aliases import VALUE_OF, VALUES, normal
from scheduler.intake.issue import nearly

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


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

WORDS, NAME, NAMES, PHONE, YES_NO = Words(), Name(), Names(), Phone(), YesNo()
