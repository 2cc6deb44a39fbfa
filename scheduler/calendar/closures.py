"""Closures - which venues and rooms are closed in each half-day of the horizon."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Horizon


def closed_places(territory: Territory, horizon: Horizon) -> dict[tuple[str, HalfDay], frozenset[str | None]]:
    """By (venue, half-day of the horizon), what is closed: ids of rooms, and None for the whole venue."""
    closed: defaultdict[tuple[str, HalfDay], set[str | None]] = defaultdict(set)
    for closure in territory.closures:
        for half_day in _half_days(closure, territory, horizon):
            closed[closure.venue, half_day].add(closure.room)
    return {place: frozenset(what) for place, what in closed.items()}


def _half_days(closure: Closure, territory: Territory, horizon: Horizon) -> Iterator[HalfDay]:
    first, last = max(closure.from_, horizon.first_day), min(closure.to, horizon.last_day)
    for offset in range((last - first).days + 1):
        for period in territory.periods:
            if closure.period in (None, period.name):
                yield HalfDay(first + timedelta(days=offset), period)
