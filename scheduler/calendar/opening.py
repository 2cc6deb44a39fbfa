"""Opening - at what times of each day a venue is open, as its OSM opening_hours say."""

import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache

# The two errors are left out of the library's own stubs.
from opening_hours import OpeningHours, ParserError, State, UnknownCountryError  # type: ignore[attr-defined]

from scheduler.calendar.error import OpeningError
from scheduler.domain.problem import Interval
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, Horizon

MIDNIGHT = Clock(24 * 60)
ALL_DAY: tuple[Interval, ...] = ((Clock(0), MIDNIGHT),)

_QUOTED = re.compile(r'"[^"]*"')
_RULE = re.compile(r'(?:"[^"]*"|[^";])+')
_COMMENT_ONLY = re.compile(r'\s*"[^"]*"\s*')
_SCHOOL_HOLIDAYS = re.compile(r"\bSH\b")
_PUBLIC_HOLIDAYS = re.compile(r"\bPH\b")


def open_intervals(territory: Territory, horizon: Horizon) -> dict[tuple[str, date], tuple[Interval, ...]]:
    """By (venue, day of the horizon), the disjoint intervals in which it is open, in order, touching ones merged.

    Each distinct opening string is read once. Raises OpeningError, naming the venue, where one cannot be.
    """
    days = tuple(horizon.days())
    read: dict[str, dict[date, tuple[Interval, ...]]] = {}
    opening: dict[tuple[str, date], tuple[Interval, ...]] = {}
    for venue in territory.venues:
        if venue.opening not in read:
            try:
                read[venue.opening] = opening_by_day(venue.opening, horizon, territory.country)
            except OpeningError as error:
                raise OpeningError(
                    Text(fr=f"Lieu « {venue.id} » : {error.text.fr}", en=f"Venue '{venue.id}': {error.text.en}")
                ) from error
        hours = read[venue.opening]
        for day in days:
            opening[venue.id, day] = hours[day]
    return opening


def opening_by_day(text: str, horizon: Horizon, country: str) -> dict[date, tuple[Interval, ...]]:
    """The intervals in which a place with that opening string (blank: always open) is open, by day of the horizon.

    What is `unknown` counts as closed. Sunrise and sunset are read as 07:00 and 19:00. Raises OpeningError.
    """
    rules = hours_only(text)
    if not rules:
        return dict.fromkeys(horizon.days(), ALL_DAY)
    hours = read_opening(text, country)
    if _PUBLIC_HOLIDAYS.search(_QUOTED.sub("", rules)):
        _require_known_holidays(country, horizon)
    by_day: defaultdict[date, list[Interval]] = defaultdict(list)
    start, end = _midnight(horizon.first_day), _midnight(horizon.last_day + timedelta(days=1))
    for opens, closes, state, _ in hours.intervals(start, end):
        if state == State.OPEN:
            for day, interval in _cut_at_midnight(opens, closes or end):
                _append(by_day[day], interval)
    return {day: tuple(by_day[day]) for day in horizon.days()}


def read_opening(text: str, country: str) -> OpeningHours:
    """The opening hours that the (not blank) string says. Raises OpeningError where it cannot be read or relied on."""
    rules = hours_only(text)
    said = _QUOTED.sub("", rules)
    if _SCHOOL_HOLIDAYS.search(said):
        raise OpeningError(
            Text(
                fr=f"les horaires « {text} » dépendent des vacances scolaires (SH), qui ne sont pas prises en compte : "
                "écrivez les dates, ou déclarez des fermetures.",
                en=f"the opening hours '{text}' depend on school holidays (SH), which are not reckoned with: "
                "write the dates, or list closures.",
            )
        )
    try:
        # The country matters to PH alone; python-holidays knows countries that opening-hours does not.
        return OpeningHours(rules, country=country if _PUBLIC_HOLIDAYS.search(said) else None)
    except ParserError as error:
        where = str(error).strip().splitlines()
        raise OpeningError(
            Text(
                fr=f"les horaires « {text} » ne suivent pas la norme opening_hours d’OpenStreetMap "
                "(exemple : Mo-Fr 09:00-12:00,14:00-17:00).",
                en=f"the opening hours '{text}' do not follow OpenStreetMap's opening_hours standard "
                f"(example: Mo-Fr 09:00-12:00,14:00-17:00): {where[-1].strip(' =')}.",
            )
        ) from error
    except UnknownCountryError as error:
        raise OpeningError(
            Text(
                fr=f"les horaires « {text} » dépendent des jours fériés (PH), inconnus pour le pays « {country} ».",
                en=f"the opening hours '{text}' depend on public holidays (PH), unknown for the country '{country}'.",
            )
        ) from error


def hours_only(text: str) -> str:
    """The string without the rules that are only a comment (`…; "sur rendez-vous"`): they say nothing about hours.

    Read to the letter, such a rule would open the venue day and night and wipe out the hours before it.
    """
    rules = [rule.strip() for rule in _RULE.findall(text)]
    if not any(_COMMENT_ONLY.fullmatch(rule) for rule in rules):
        return text.strip()
    return "; ".join(rule for rule in rules if rule and not _COMMENT_ONLY.fullmatch(rule))


def _require_known_holidays(country: str, horizon: Horizon) -> None:
    for year in range(horizon.first_day.year, horizon.last_day.year + 1):
        if not _knows_public_holidays(country, year):
            raise OpeningError(
                Text(
                    fr=f"les horaires dépendent des jours fériés (PH) de {year}, qui ne sont pas connus.",
                    en=f"the opening hours depend on the public holidays (PH) of {year}, which are not known.",
                )
            )


@cache
def _knows_public_holidays(country: str, year: int) -> bool:
    """The library gives a year that it does not know without any holiday, and without a word."""
    every = OpeningHours("PH 00:00-24:00", country=country)
    first_day, last_day = _midnight(date(year, 1, 1)), _midnight(date(year, 12, 31))
    return any(state == State.OPEN for _, _, state, _ in every.intervals(first_day, last_day))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _cut_at_midnight(opens: datetime, closes: datetime) -> list[tuple[date, Interval]]:
    """The interval's part in each of its days: those that pass midnight end at 24:00 and go on at 00:00."""
    parts: list[tuple[date, Interval]] = []
    day = opens.date()
    while _midnight(day) < closes:
        last = closes.date() == day
        start = _clock(opens) if day == opens.date() else Clock(0)
        parts.append((day, (start, _clock(closes) if last else MIDNIGHT)))
        day += timedelta(days=1)
    return parts


def _clock(moment: datetime) -> Clock:
    return Clock(moment.hour * 60 + moment.minute)


def _append(intervals: list[Interval], new: Interval) -> None:
    """Adds an interval that starts no earlier than the last one ends, merging the two where they touch."""
    if intervals and intervals[-1][1] >= new[0]:
        intervals[-1] = (intervals[-1][0], new[1])
    else:
        intervals.append(new)
