"""Checks that opening hours can be read, and that each demand's venue is open, on some day, at its times."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from scheduler.calendar.error import OpeningError
from scheduler.calendar.opening import hours_only, opening_by_day, read_opening
from scheduler.domain.demands import Demand, Length
from scheduler.domain.problem import FULL_DAY, Interval
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, Horizon, monday_of
from scheduler.intake.aliases import VALUE_OF, normal
from scheduler.intake.checks.times import fitting_periods
from scheduler.intake.draft import Draft
from scheduler.intake.sheet import Report

WEEKS_TRIED = (4, 53)
"""Most venues open within the first weeks; the others are followed for a year before anything is said of them."""


def check_opening(territory: Territory, draft: Draft, report: Report) -> None:
    errors: dict[str, OpeningError | None] = {}
    for row, venue in draft.pairs("venues", territory.venues):
        if venue.opening not in errors:
            errors[venue.opening] = _error_in(venue.opening, territory.country)
        if (error := errors[venue.opening]) is not None:
            row.refuse(report, "opening", error.text, _suggestion(venue.opening, territory.country), value="")
    for row, demand in draft.pairs("demands", territory.demands):
        opening = territory.venue[demand.venue].opening
        if not row.ok or not opening or not draft.knows_hours or errors.get(opening) is not None:
            continue
        if not _opens(territory, demand):
            row.warn(
                report,
                "venue",
                Text(
                    fr=f"ce lieu n’est jamais ouvert aux jours et heures de la demande ({opening})",
                    en=f"this venue is never open on the days and at the times of the demand ({opening})",
                ),
            )


def _error_in(opening: str, country: str) -> OpeningError | None:
    try:
        if hours_only(opening):
            read_opening(opening, country)
    except OpeningError as error:
        return error
    return None


def _opens(territory: Territory, demand: Demand) -> bool:
    """Whether, within a year of the anchor (or of the demand's first day), the venue is open for one occurrence."""
    first = territory.anchor if demand.from_ is None else max(territory.anchor, demand.from_)
    parts = list(_parts(territory, demand))
    for weeks in WEEKS_TRIED:
        try:
            days = _by_day(territory.venue[demand.venue].opening, territory.country, monday_of(first), weeks)
        except OpeningError:  # the public holidays of that year are not known yet: nothing can be said
            return True
        if any(_may_be_on(demand, day) and _covers(days[day], intervals) for day in days for intervals in parts):
            return True
    return False


@lru_cache(maxsize=512)
def _by_day(opening: str, country: str, first: date, weeks: int) -> Mapping[date, tuple[Interval, ...]]:
    return opening_by_day(opening, Horizon(first, weeks), country)


def _may_be_on(demand: Demand, day: date) -> bool:
    return (
        (demand.weekdays is None or day.weekday() in demand.weekdays)
        and (demand.from_ is None or demand.from_ <= day)
        and (demand.to is None or day <= demand.to)
    )


def _covers(opening: tuple[Interval, ...], parts: tuple[Interval, ...]) -> bool:
    return all(any(opens <= start and end <= closes for opens, closes in opening) for start, end in parts)


def _parts(territory: Territory, demand: Demand) -> Iterator[tuple[Interval, ...]]:
    """For each half-day in which an occurrence can begin, the times that it takes."""
    for first in fitting_periods(territory, demand):
        if demand.length is Length.HALF:
            yield (_times(demand.start, demand.end, first.start, first.end),)
        elif set(FULL_DAY) <= set(territory.period):
            am, pm = (territory.period[name] for name in FULL_DAY)
            yield _times(demand.start, None, am.start, am.end), _times(None, demand.end, pm.start, pm.end)


def _times(start: Clock | None, end: Clock | None, opens: Clock, closes: Clock) -> Interval:
    return (opens if start is None else start), (closes if end is None else end)


def _suggestion(opening: str, country: str) -> str | None:
    """The hours with French weekdays and times in the standard's words, where that makes them readable."""
    words = re.sub(r"[^\W\d_]{2,}", lambda word: VALUE_OF["weekday"].get(normal(word[0]), word[0]), opening)
    hours = re.sub(r"\b(\d{1,2}) ?[hH:] ?(\d{2})?\b", lambda time: f"{int(time[1]):02d}:{time[2] or '00'}", words)
    tidy = re.sub(r"\s*[-–à]\s*", "-", hours).strip(" ;,")
    return tidy if tidy != opening and _error_in(tidy, country) is None else None
