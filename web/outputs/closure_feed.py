"""A venue's own calendar, as iCalendar text, into the days and half-days on which the venue is closed.

Everything that a stranger's file could do to us is bounded: how many events, how often and since when they recur, how
many closures come out.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component, Event

from scheduler.domain.text import Text
from scheduler.domain.time import Clock, Period
from scheduler.intake.aliases import normal

MOST_EVENTS = 5_000
MOST_CLOSURES = 500
MOST_STEPS = 500_000
"""Of all the recurrences together, some seconds' worth."""

STEPS_A_DAY = {"DAILY": 1.0, "WEEKLY": 0.3, "MONTHLY": 0.1, "YEARLY": 0.02}
"""How much work a day of a recurrence is, by its frequency; there is no closure every hour."""

TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
LONGEST_REASON = 200
LONGEST_DAYS = 400
"""An event that lasts longer is a mistake, or no closure."""

MIDNIGHT = Clock(24 * 60)


class UnusableFeedError(Exception):
    """The text is no calendar, or one that goes beyond every bound; `text` says what is the matter."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True, order=True)
class ToldClosure:
    """From a day to another, both included; `period` is blank for whole days. `reason` is the event's title."""

    from_: date
    to: date
    period: str
    reason: str


def closures_in(
    content: bytes, words: str, first: date, last: date, periods: Sequence[Period], zone: ZoneInfo
) -> tuple[ToldClosure, ...]:
    """The closures that touch the days from `first` to `last`, in order, each once and whole.

    `words` are separated by commas: an event counts where its title or a category holds one of them, whatever accents
    and capitals; blank: every event counts. An event with hours closes each half-day that it touches.
    Raises UnusableFeedError.
    """
    calendar = _calendar(content)
    wanted = [normal(word) for word in words.split(",") if word.strip()]
    found = {
        closure
        for event in _occurrences(calendar, wanted, first, last)
        if _counts(event, wanted)
        for closure in _closures(event, periods, zone)
        if closure.to >= first and closure.from_ <= last
    }
    if len(found) > MOST_CLOSURES:
        raise UnusableFeedError(
            Text(
                fr=f"cet agenda dit {len(found)} fermetures en un an, plus que les {MOST_CLOSURES} acceptées : "
                "précisez les mots qui disent une fermeture",
                en=f"this calendar tells {len(found)} closures in a year, more than the {MOST_CLOSURES} taken: "
                "say which words mean a closure",
            )
        )
    return tuple(sorted(found))


def _calendar(content: bytes) -> Calendar:
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise _no_calendar() from error
    if not isinstance(calendar, Calendar):
        raise _no_calendar()
    if len(calendar.subcomponents) > MOST_EVENTS:
        raise UnusableFeedError(
            Text(
                fr=f"cet agenda a plus de {MOST_EVENTS} événements",
                en=f"this calendar has more than {MOST_EVENTS} events",
            )
        )
    return calendar


def _no_calendar() -> UnusableFeedError:
    return UnusableFeedError(
        Text(
            fr="ce qui a été lu n’est pas un agenda au format iCalendar (.ics)",
            en="what was read is no calendar in the iCalendar format (.ics)",
        )
    )


def _occurrences(calendar: Calendar, wanted: Sequence[str], first: date, last: date) -> Iterable[Component]:
    """The occurrences of the events that count, with their exceptions, in those days."""
    events = [event for event in calendar.walk("VEVENT") if "DTSTART" in event]
    series = {str(event.get("UID", "")) for event in events if _counts(event, wanted)}
    bounded = Calendar()
    for zone in calendar.walk("VTIMEZONE"):
        bounded.add_component(zone)
    steps = 0.0
    for event in events:
        if str(event.get("UID", "")) in series:
            steps += _bounded(event, last)
            bounded.add_component(event)
    if steps > MOST_STEPS:
        raise UnusableFeedError(
            Text(
                fr="les répétitions de cet agenda sont trop nombreuses, ou remontent trop loin",
                en="the recurrences of this calendar are too many, or go back too far",
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil would not have COUNT beside the UNTIL that bounds it
            query = recurring_ical_events.of(bounded, skip_bad_series=True)
            return list(query.between(first, last + timedelta(days=1)))
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise _no_calendar() from error


def _bounded(event: Component, last: date) -> float:
    """Ends the event's recurrences soon after the last day, and reckons their work in steps."""
    rules = event.get("RRULE")
    if rules is None:
        return 0.0
    rules = rules if isinstance(rules, list) else [rules]
    start = event.decoded("DTSTART")
    timed = isinstance(start, datetime)
    begins = start.date() if timed else start
    end = last + timedelta(days=LONGEST_DAYS)
    until = (
        datetime.combine(end, time(), UTC)
        if timed and start.tzinfo
        else datetime.combine(end, time())
        if timed
        else end
    )
    steps = 0.0
    for rule in rules:
        frequency = str(next(iter(rule.get("FREQ", [""])), "")).upper()
        if frequency not in STEPS_A_DAY or any(len(rule.get(name, [])) > 1 for name in TIMES_OF_DAY):
            raise UnusableFeedError(
                Text(
                    fr="un événement de cet agenda se répète plusieurs fois par jour",
                    en="an event of this calendar recurs several times a day",
                )
            )
        given = next(iter(rule.get("UNTIL", [])), None)
        ends = given.date() if isinstance(given, datetime) else given
        if ends is None or ends > end:
            rule["UNTIL"] = [until]
        steps += max(0, (min(ends or end, end) - begins).days) * STEPS_A_DAY[frequency]
    return steps


def _counts(event: Component, wanted: Sequence[str]) -> bool:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if not wanted:
        return True
    said = normal(" ".join([str(event.get("SUMMARY", "")), *map(str, _categories(event))]))
    return any(word in said for word in wanted)


def _categories(event: Component) -> Iterator[object]:
    given = event.get("CATEGORIES", [])
    for group in given if isinstance(given, list) else [given]:
        yield from getattr(group, "cats", [group])


def _closures(event: Component, periods: Sequence[Period], zone: ZoneInfo) -> Iterator[ToldClosure]:
    reason = " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_REASON]
    event = cast(Event, event)
    begins, ends = event.start, event.end
    if not isinstance(begins, datetime):
        last = max(begins, ends - timedelta(days=1))
        if (last - begins).days < LONGEST_DAYS:
            yield ToldClosure(begins, last, "", reason)
        return
    start, end = (_local(moment, zone) for moment in (begins, ends))
    if end - start <= timedelta(days=LONGEST_DAYS):
        yield from _half_days(start, end, periods, reason)


def _half_days(start: datetime, end: datetime, periods: Sequence[Period], reason: str) -> Iterator[ToldClosure]:
    """Whole days in a row as one closure; of other days the half-days that are touched."""
    whole: list[date] = []
    for offset in range((end.date() - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        opens = Clock(start.hour * 60 + start.minute) if day == start.date() else Clock(0)
        closes = Clock(end.hour * 60 + end.minute) if day == end.date() else MIDNIGHT
        touched = [period for period in periods if opens < period.end and period.start < closes]
        if len(touched) == len(periods):
            whole.append(day)
            continue
        for period in touched:
            yield ToldClosure(day, day, period.name, reason)
    if whole:
        yield ToldClosure(whole[0], whole[-1], "", reason)


def _local(moment: date, zone: ZoneInfo) -> datetime:
    assert isinstance(moment, datetime)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
