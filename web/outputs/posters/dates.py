"""Dates - which dates a poster lists: all, those that no regular hours tell, or on a sheet of their own each kind's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scheduler.domain.text import Language, Text
from web.outputs.agenda import Dated
from web.outputs.posters.series import Series, what_words
from web.outputs.wording import (
    NBSP,
    days_of_month_words,
    days_words,
    hours_words,
    month_words,
    short_day_words,
    span_of_days_words,
)

MOST_DATES_APART = 12
"""Up to so many dates stand on lines of their own; more are told by month."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date and its hours; where they are many a month, or a kind with its hours, and its dates."""

    head: str
    body: str


@dataclass(frozen=True, slots=True)
class DateList:
    """Dates under a title; `kind`: what is held on all of them, where no regular hours say it.

    `apart`: each line is one date; else they are kinds or months, with their dates.
    """

    title: str
    kind: str
    lines: tuple[DateLine, ...]
    apart: bool


def all_dates(series: Sequence[Series], first: date, last: date, language: Language) -> DateList:
    """Every date of a place; where several things are held there, each with its dates."""
    title = Text(fr="Toutes les dates", en="All the dates") if _regular(series) else span_of_days_words(first, last)
    if len(series) > 1:
        return _by_kind([(one, [dated.date for dated in one.held]) for one in series], title, language)
    return _of_one_kind([dated for one in series for dated in one.held], series, title, language)


def untold_dates(series: Sequence[Series], first: date, last: date, language: Language) -> DateList:
    """The dates that no regular hours tell."""
    title = Text(fr="Et aussi", en="And also") if _regular(series) else span_of_days_words(first, last)
    if len(series) > 1:
        return _by_kind([(one, one.told.alone) for one in series if one.told.alone], title, language)
    alone = [dated for one in series for dated in one.held if dated.date in one.told.alone]
    return _of_one_kind(alone, series, title, language)


def _regular(series: Sequence[Series]) -> bool:
    return any(one.told.regular for one in series)


def _by_kind(kinds: Sequence[tuple[Series, Sequence[date]]], title: Text, language: Language) -> DateList:
    """`Atelier, sur inscription, 14 h – 16 h`: `jeudis 3 et 10 décembre`."""
    lines = [
        DateLine(
            _capital(f"{what_words(one.held[0]).said_in(language)}, {hours_words(one.kind.parts).said_in(language)}"),
            _capital(days_words(sorted(set(days))).said_in(language)),
        )
        for one, days in kinds
    ]
    return DateList(title.said_in(language), "", tuple(lines), apart=False)


def _of_one_kind(live: Sequence[Dated], series: Sequence[Series], title: Text, language: Language) -> DateList:
    """Each date with its hours; where there are many, those of a month together."""
    apart = len(live) <= MOST_DATES_APART
    kind = ""
    if live and not _regular(series):
        what, hours = what_words(live[0]).said_in(language), hours_words(live[0].parts).said_in(language)
        kind = what if apart else f"{what}, {hours}"
    if apart:
        told = [(_unbroken(short_day_words(dated.date)), hours_words(dated.parts)) for dated in live]
    else:
        months = [list(group) for _, group in groupby(live, key=lambda d: (d.date.year, d.date.month))]
        told = [(month_words(month[0].date), days_of_month_words([dated.date for dated in month])) for month in months]
    lines = tuple(DateLine(_capital(head.said_in(language)), _capital(body.said_in(language))) for head, body in told)
    return DateList(title.said_in(language), kind, lines, apart)


def _unbroken(text: Text) -> Text:
    return Text(fr=text.fr.replace(" ", NBSP), en=text.en.replace(" ", NBSP))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
