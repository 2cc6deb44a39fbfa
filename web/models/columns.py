"""Columns - how the values of the domain are kept in a cell of a table, without loss, on every database."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKeyConstraint, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from scheduler.domain.demands import Length
from scheduler.domain.text import Text as Bilingual
from scheduler.domain.time import WEEKDAYS, Clock, clock_text
from web.outputs.agenda import Part


class Words(TypeDecorator[frozenset[str]]):
    """A set of words, as FORMAT.md writes lists: `confidential|internet`, in order. NULL is None, '' the empty set."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else "|".join(sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:  # noqa: ARG002
        return None if value is None else frozenset(value.split("|") if value else ())


class BothLanguages(TypeDecorator[Bilingual]):
    """What a person reads, on two lines: the French, the English. One line alone is French, said in both."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Bilingual | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else "\n".join(" ".join(said.splitlines()) for said in (value.fr, value.en))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Bilingual | None:  # noqa: ARG002
        if value is None:
            return None
        fr, _, en = value.partition("\n")
        return Bilingual(fr, en or fr)


class Weekdays(TypeDecorator[frozenset[int]]):
    """A set of weekday numbers, as `Mo|We`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else "|".join(WEEKDAYS[number] for number in sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int] | None:  # noqa: ARG002
        return None if value is None else frozenset(WEEKDAYS.index(name) for name in value.split("|") if name)


class LengthWord(TypeDecorator[Length]):
    """`half` or `full`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Length | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Length | None:  # noqa: ARG002
        return None if value is None else Length(value)


class Exact(TypeDecorator[Fraction]):
    """An exact fraction, as `1/3`: a database's decimals would round it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        return None if value is None else Fraction(value)


class Parts(TypeDecorator[tuple[Part, ...]]):
    """The half-days of a permanence, as `09:00-12:00 am|14:00-17:00 pm`: in the order of the text, that of the day."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Part, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else "|".join(_part_text(part) for part in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Part, ...] | None:  # noqa: ARG002
        return None if value is None else tuple(_part(text) for text in value.split("|"))


def _part_text(part: Part) -> str:
    return f"{clock_text(part.start)}-{clock_text(part.end)} {part.period}"


def _part(text: str) -> Part:
    hours, _, period = text.partition(" ")
    start, end = hours.split("-")
    return Part(period, _clock(start), _clock(end))


def _clock(text: str) -> Clock:
    hour, minute = text.split(":")
    return Clock(int(hour) * 60 + int(minute))


def clock(name: str | None = None, **settings: Any) -> Mapped[Any]:
    """A time of day in minutes after midnight; its bounds are the table's to check."""
    return mapped_column(name, Integer, **settings)


def refers(table: str, column: str) -> ForeignKeyConstraint:
    """The column holds the id of a row of that table, in the same territory."""
    return ForeignKeyConstraint(("territory", column), (f"{table}.territory", f"{table}.id"))


def within(column: str, least: int, most: int) -> CheckConstraint:
    return CheckConstraint(f'"{column}" BETWEEN {least} AND {most}', name=f"{column}_bounds")


def at_least(column: str, least: int) -> CheckConstraint:
    return CheckConstraint(f'"{column}" >= {least}', name=f"{column}_least")


def in_order(first: str, last: str) -> CheckConstraint:
    return CheckConstraint(f'"{first}" <= "{last}"', name=f"{first}_to_{last}")


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """The column is one of the words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f'"{column}" IN ({listed})', name=f"{column}_word")


def all_or_none(*columns: str) -> CheckConstraint:
    """The columns are all NULL, or none of them is."""
    first, *others = columns
    same = " AND ".join(f'("{first}" IS NULL) = ("{other}" IS NULL)' for other in others)
    return CheckConstraint(same, name=f"{first}_together")
