"""The wording of reports - decimals, percentages, weeks and the parts of the score, as people write them."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from scheduler.domain.text import Text
from scheduler.domain.time import Clock
from scheduler.domain.wording import date_words, list_words, weekday_words

NBSP = "\u00a0"
"""No-break space: in French before « : », « % » and a unit."""

THIN = "\u202f"
"""Narrow no-break space: between thousands in French."""

COMPONENT_NAMES = {
    "unmet": Text(fr="Demandes non servies", en="Demands not served"),
    "split": Text(fr="Partage entre structures", en="Split between structures"),
    "change": Text(fr="Changements", en="Changes"),
    "irregular": Text(fr="Irrégularité", en="Irregularity"),
    "travel": Text(fr="Route", en="Driving"),
}

COMPONENT_MEANINGS = {
    "unmet": Text(
        fr="demi-journées demandées sans conseiller, selon leur priorité",
        en="half-days asked for without an advisor, by priority",
    ),
    "split": Text(
        fr="demi-journées au-delà des parts prévues par les conventions",
        en="half-days off the shares that the conventions fix",
    ),
    "change": Text(
        fr="demi-journées publiées qui ne sont pas tenues",
        en="published half-days that are not kept",
    ),
    "irregular": Text(
        fr="interventions régulières hors de leur créneau habituel",
        en="regular half-days away from their usual slot",
    ),
    "travel": Text(fr="temps de conduite, de base à base", en="time at the wheel, from base to base"),
}


def number(value: float, digits: int = 0) -> Text:
    """`1234.5` is 1 234,5 in French and 1,234.5 in English, with that many digits after the mark."""
    english = f"{value:,.{digits}f}"
    return Text(fr=english.replace(",", THIN).replace(".", ","), en=english)


def percent(part: float | Fraction) -> Text:
    """A part of one as a percentage: one digit, none where it is a whole number of percent."""
    hundredths = round(float(part) * 100, 1)
    written = number(hundredths, 0 if hundredths == round(hundredths) else 1)
    return Text(fr=f"{written.fr}{NBSP}%", en=f"{written.en}%")


def share_words(least: Fraction, most: Fraction) -> Text:
    """What a posting's shares ask for: « 50 % », « de 0 % à 10 % », « 90 % ou plus »."""
    low, high = percent(least), percent(most)
    if least == most:
        return low
    if most == 1:
        return Text(fr=f"{low.fr} ou plus", en=f"{low.en} or more") if least > 0 else Text(fr="libre", en="free")
    if least == 0:
        return Text(fr=f"{high.fr} au plus", en=f"{high.en} at most")
    return Text(fr=f"de {low.fr} à {high.fr}", en=f"{low.en} to {high.en}")


def week_words(first: date, last: date) -> Text:
    """Days of one week: « du lundi 7 au vendredi 11 septembre 2026 »."""
    if (first.month, first.year) == (last.month, last.year):
        start = Text(fr="1er" if first.day == 1 else str(first.day), en=str(first.day))
    else:
        start = date_words(first)
    opening, closing, end = weekday_words(first.weekday()), weekday_words(last.weekday()), date_words(last)
    return Text(
        fr=f"du {opening.fr} {start.fr} au {closing.fr} {end.fr}",
        en=f"{opening.en} {start.en} to {closing.en} {end.en}",
    )


def windows_words(windows: Sequence[tuple[date, date]]) -> Text:
    """Windows of the same length by their first days: « semaines du 7 et du 14 septembre »."""
    weeks = (windows[0][1] - windows[0][0] + timedelta(days=1)) // timedelta(weeks=1)
    days = [first for first, _ in windows]
    starts = [_start(day, following) for day, following in zip(days, [*days[1:], None], strict=True)]
    listed = list_words([Text(fr=f"du {start.fr}", en=start.en) for start in starts])
    several = len(windows) > 1
    if weeks == 1:
        return Text(fr=f"semaine{'s' * several} {listed.fr}", en=f"week{'s' * several} of {listed.en}")
    if several:
        return Text(fr=f"périodes de {weeks} semaines {listed.fr}", en=f"{weeks}-week periods of {listed.en}")
    return Text(fr=f"{weeks} semaines à partir {listed.fr}", en=f"{weeks} weeks from {listed.en}")


def hours_words(start: Clock, end: Clock) -> Text:
    """From a time to another: « 9h–12h30 » in French, 9:00–12:30 in English: short enough for a narrow column."""
    return Text(
        fr=f"{_hour(start)}–{_hour(end)}",
        en=f"{start // 60}:{start % 60:02d}–{end // 60}:{end % 60:02d}",
    )


def _start(day: date, following: date | None) -> Text:
    """The day and its month; the day alone where the next one of the list is of the same month."""
    words = date_words(day)
    if following is not None and (following.year, following.month) == (day.year, day.month):
        return Text(fr=words.fr.split()[0], en=words.en.split()[0])
    return Text(fr=words.fr.removesuffix(f" {day.year}"), en=words.en.removesuffix(f" {day.year}"))


def _hour(clock: Clock) -> str:
    return f"{clock // 60}h{clock % 60:02d}" if clock % 60 else f"{clock // 60}h"
