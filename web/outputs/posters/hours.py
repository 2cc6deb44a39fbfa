"""Hours - what of the regular hours is read from afar, in how few lines, and what is said of them in small letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.text import Language, Text
from web.outputs.agenda import Part
from web.outputs.posters.series import Series, what_words
from web.outputs.rhythm import Rhythm
from web.outputs.wording import (
    NBSP,
    cadence_words,
    day_of_year_words,
    short_day_words,
    span_of_hours_words,
    weekdays_words,
)

MOST_NOTES = 8
"""Under one line; where more is held in the same hours, they stand again."""


@dataclass(frozen=True, slots=True)
class Note:
    """What one reads near by, below the hours: on which of their `days` (blank: on all), how often, what for."""

    days: str
    cadence: str
    what: str


@dataclass(frozen=True, slots=True)
class RegularHours:
    """One line to be read from afar: `when` (« Jeudi »), the `hours` of each half-day; and its notes."""

    when: str
    hours: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """The regular hours in the order of the week; `common`: what would else be noted below every line."""

    common: tuple[str, ...] = ()
    lines: tuple[RegularHours, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    weekdays: tuple[int, ...]
    parts: tuple[Part, ...]
    cadence: Text
    what: Text


def timetable(
    series: Iterable[Series], first: date, last: date, language: Language, across_days: bool = False
) -> Timetable:
    """What is held on the same weekdays in the same hours is one line; `across_days`, on whichever weekdays."""
    told = [
        _Told(rhythm.weekdays, one.kind.parts, _how_often(rhythm, first, last), what_words(one.held[0]))
        for one in series
        for rhythm in one.told.regular
    ]
    lines: defaultdict[object, list[_Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.weekdays, _clocks(one))):
        lines[_clocks(one) if across_days else (one.weekdays, _clocks(one))].append(one)
    return _without_repeats([line for held in lines.values() for line in _lines(held, language)])


def _clocks(told: _Told) -> tuple[tuple[int, int], ...]:
    return tuple((part.start, part.end) for part in told.parts)


def _lines(held: Sequence[_Told], language: Language) -> list[RegularHours]:
    """One line for all of them, or several with the same hours if their notes are many."""
    weekdays = _weekdays(held)
    noted: defaultdict[tuple[Text, Text], list[_Told]] = defaultdict(list)
    for one in held:
        noted[one.cadence, one.what].append(one)
    notes = [
        Note(
            "" if _weekdays(some) == weekdays else f"{_days(_weekdays(some), language)}{_colon(language)}",
            cadence.said_in(language),
            what.said_in(language),
        )
        for (cadence, what), some in noted.items()
    ]
    hours = tuple(span_of_hours_words(part.start, part.end).said_in(language) for part in held[0].parts)
    when = _days(weekdays, language)
    return [
        RegularHours(when, hours, tuple(notes[start : start + MOST_NOTES]))
        for start in range(0, len(notes), MOST_NOTES)
    ]


def _weekdays(held: Iterable[_Told]) -> tuple[int, ...]:
    return tuple(sorted({weekday for one in held for weekday in one.weekdays}))


def _without_repeats(lines: Sequence[RegularHours]) -> Timetable:
    """What all the notes of several have in common is said once, above them."""
    notes = [note for line in lines for note in line.notes]
    cadences, whats = {note.cadence for note in notes}, {note.what for note in notes}
    if len(notes) < 2 or min(len(cadences), len(whats)) > 1:
        return Timetable((), tuple(lines))
    common = (*(cadences if len(cadences) == 1 else ()), *(whats if len(whats) == 1 else ()))
    left = [
        [
            replace(note, cadence="" if len(cadences) == 1 else note.cadence, what="" if len(whats) == 1 else note.what)
            for note in line.notes
        ]
        for line in lines
    ]
    return Timetable(
        tuple(said[:1].upper() + said[1:] for said in common),
        tuple(
            replace(line, notes=tuple(note for note in some if note.cadence or note.what))
            for line, some in zip(lines, left, strict=True)
        ),
    )


def _how_often(rhythm: Rhythm, first: date, last: date) -> Text:
    """`toutes les semaines`; of the rarer ones also the first date: else the words would not tell in which weeks."""
    cadence = cadence_words(rhythm.every_weeks)
    if rhythm.every_weeks == 1:
        return cadence
    start = next(day for day in rhythm.dates(first, last) if day not in rhythm.extra)
    words = day_of_year_words(start) if len(rhythm.weekdays) == 1 else short_day_words(start)
    return Text(fr=f"{cadence.fr}, à partir du {_unbroken(words.fr)}", en=f"{cadence.en}, from {_unbroken(words.en)}")


def _unbroken(said: str) -> str:
    return said.replace(" ", NBSP)


def _days(weekdays: Sequence[int], language: Language) -> str:
    said = weekdays_words(weekdays).said_in(language)
    return said[:1].upper() + said[1:]


def _colon(language: Language) -> str:
    return f"{NBSP}:" if language == "fr" else ":"
