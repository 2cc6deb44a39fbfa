"""How hours, weekdays, activities and ways to come are said to the public, in French and in English."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from scheduler.domain.text import Text
from scheduler.domain.time import Clock
from scheduler.domain.wording import date_words, list_words, weekday_words
from web.outputs.agenda import AgendaChange, Dated, Host, Part, Place

NBSP = "\u00a0"

ACTIVITIES = {
    "permanence": Text(fr="Permanence", en="Drop-in help"),
    "rdv": Text(fr="Rendez-vous individuel", en="One-to-one appointment"),
    "atelier": Text(fr="Atelier", en="Workshop"),
    "initiation": Text(fr="Initiation", en="Introduction"),
}
"""The usual activities; any other is said as the territory names it."""

BOOKINGS = {
    "walk-in": Text(fr="sans rendez-vous", en="no appointment needed"),
    "appointment": Text(fr="sur rendez-vous", en="by appointment"),
    "sign-up": Text(fr="sur inscription", en="sign-up needed"),
}

_TIMES_A_CYCLE = {2: Text(fr="deux", en="two"), 3: Text(fr="trois", en="three"), 4: Text(fr="quatre", en="four")}


def clock_words(clock: Clock) -> Text:
    """`9 h`, `13 h 30`; `9:00`, `13:30`."""
    hours, minutes = divmod(clock, 60)
    fr = f"{hours}{NBSP}h{NBSP}{minutes:02d}" if minutes else f"{hours}{NBSP}h"
    return Text(fr=fr, en=f"{hours}:{minutes:02d}")


def span_of_hours_words(start: Clock, end: Clock) -> Text:
    """`9 h – 12 h`."""
    first, last = clock_words(start), clock_words(end)
    return Text(fr=f"{first.fr}{NBSP}–{NBSP}{last.fr}", en=f"{first.en}{NBSP}–{NBSP}{last.en}")


def hours_words(parts: Sequence[Part]) -> Text:
    """`9 h – 12 h`; of a full day, `9 h – 12 h et 13 h 30 – 17 h`."""
    return list_words([span_of_hours_words(part.start, part.end) for part in parts])


def short_day_words(day: date) -> Text:
    """`jeudi 3 décembre`: without the year."""
    weekday, rest = weekday_words(day.weekday()), day_of_year_words(day)
    return Text(fr=f"{weekday.fr} {rest.fr}", en=f"{weekday.en} {rest.en}")


def day_of_year_words(day: date) -> Text:
    """`3 décembre`: without weekday and year."""
    words, year = date_words(day), f" {day.year}"
    return Text(fr=words.fr.removesuffix(year), en=words.en.removesuffix(year))


def span_of_days_words(first: date, last: date) -> Text:
    """`Du 23 novembre au 20 décembre 2026`; of one day, `Le 23 novembre 2026`."""
    start, end = date_words(first), date_words(last)
    if first == last:
        return Text(fr=f"Le {start.fr}", en=f"On {start.en}")
    if first.year == last.year:
        start = day_of_year_words(first)
    return Text(fr=f"Du {start.fr} au {end.fr}", en=f"From {start.en} to {end.en}")


def days_words(days: Sequence[date]) -> Text:
    """`jeudis 3 et 10 décembre, 7 janvier`; of several weekdays, `jeudi 3 et vendredi 4 décembre, jeudi 7 janvier`."""
    same = len(days) > 1 and len({day.weekday() for day in days}) == 1
    months = [list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month))]
    said = [days_of_month_words(month, named=not same) for month in months]
    listed = Text(
        fr=", ".join(
            f"{some.fr}{NBSP}{month_words(month[0]).fr.split()[0]}" for some, month in zip(said, months, strict=True)
        ),
        en=", ".join(
            f"{some.en}{NBSP}{month_words(month[0]).en.split()[0]}" for some, month in zip(said, months, strict=True)
        ),
    )
    if not same:
        return listed
    weekday = weekday_words(days[0].weekday())
    return Text(fr=f"{weekday.fr}s {listed.fr}", en=f"{weekday.en}s {listed.en}")


def days_of_month_words(days: Sequence[date], named: bool = True) -> Text:
    """Days of one month: `jeudi 3 et vendredi 4`; without their names, `3 et 4`."""
    numbers = [Text(fr="1er" if day.day == 1 else str(day.day), en=str(day.day)) for day in days]
    if not named:
        return list_words(numbers)
    names = [weekday_words(day.weekday()) for day in days]
    return list_words(
        [
            Text(fr=f"{name.fr}{NBSP}{number.fr}", en=f"{name.en}{NBSP}{number.en}")
            for name, number in zip(names, numbers, strict=True)
        ]
    )


def month_words(day: date) -> Text:
    """`décembre 2026`."""
    words = date_words(day)
    return Text(fr=words.fr.split(" ", 1)[1], en=words.en.split(" ", 1)[1])


def weekdays_words(weekdays: Sequence[int]) -> Text:
    """`jeudi`, `lundi et jeudi`, `du lundi au vendredi` (three in a row, or more)."""
    names = [weekday_words(weekday) for weekday in weekdays]
    if len(weekdays) > 2 and list(weekdays) == list(range(weekdays[0], weekdays[-1] + 1)):
        return Text(fr=f"du {names[0].fr} au {names[-1].fr}", en=f"{names[0].en} to {names[-1].en}")
    return list_words(names)


def cadence_words(every_weeks: int) -> Text:
    """`toutes les semaines`, `une semaine sur deux`; up to four."""
    if every_weeks == 1:
        return Text(fr="toutes les semaines", en="every week")
    times = _TIMES_A_CYCLE[every_weeks]
    return Text(fr=f"une semaine sur {times.fr}", en=f"one week in {times.en}")


def activity_words(dated: Dated | AgendaChange) -> Text:
    """The title that the territory gives it; else the activity's usual name, else its own."""
    if dated.title:
        return Text(fr=dated.title, en=dated.title)
    own = dated.activity[:1].upper() + dated.activity[1:]
    return ACTIVITIES.get(dated.activity, Text(fr=own, en=own))


def booking_words(booking: str) -> Text:
    """`sans rendez-vous`."""
    return BOOKINGS[booking]


def address_words(place: Place) -> str:
    """`4 rue de la Poste, 64260 Arudy`, as far as it is known."""
    town = " ".join(part for part in (place.postcode, place.commune) if part)
    return ", ".join(part for part in (place.address, town) if part)


def phone_of(place: Place, host: Host | None) -> str:
    """The number to call for a place: its own, else its host's; blank where neither is known."""
    return place.phone or (host.phone if host is not None else "")
