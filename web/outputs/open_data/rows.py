"""The rows of the open data: what each column says of a dated permanence, as values."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from scheduler.domain.time import Clock
from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda, Dated
from web.outputs.open_data.columns import COLUMNS
from web.outputs.wording import phone_of

Value: TypeAlias = str | date | time | datetime | int | float | bool | None
"""None where there is nothing to say; a `datetime` is aware."""


def rows_of(agenda: Agenda, page_of: PageOf) -> Iterable[tuple[Value, ...]]:
    """One for each of `agenda.dated`, in their order; the values in the order of COLUMNS."""
    zone = ZoneInfo(agenda.timezone)
    for dated in agenda.dated:
        told = _told(dated, agenda, page_of, zone)
        yield tuple(told[column.name] for column in COLUMNS)


def instant(day: date, clock: Clock, zone: ZoneInfo) -> datetime:
    """That time of that day, aware, in the zone; 24:00 is the next midnight."""
    return datetime.combine(day, time(), zone) + timedelta(minutes=clock)


def clock_time(clock: Clock) -> time:
    """24:00 is 00:00."""
    return time(clock // 60 % 24, clock % 60)


def _told(dated: Dated, agenda: Agenda, page_of: PageOf, zone: ZoneInfo) -> dict[str, Value]:
    place, former = dated.place, dated.former
    host = agenda.host.get(dated.structure)
    full_day = len(dated.parts) > 1
    return {
        "uid": dated.uid,
        "status": dated.status.value,
        "date": dated.date,
        "start": clock_time(dated.start),
        "end": clock_time(dated.end),
        "break_start": clock_time(dated.parts[0].end) if full_day else None,
        "break_end": clock_time(dated.parts[-1].start) if full_day else None,
        "starts_at": instant(dated.date, dated.start, zone),
        "ends_at": instant(dated.date, dated.end, zone),
        "activity": dated.activity,
        "title": dated.title or None,
        "booking": dated.booking,
        "audience": dated.audience or None,
        "venue": place.id,
        "venue_name": place.name,
        "room": dated.room or None,
        "address": place.address or None,
        "postcode": place.postcode or None,
        "commune": place.commune or None,
        "insee": place.insee or None,
        "lat": place.lat,
        "lon": place.lon,
        "accessible": place.accessible,
        "phone": phone_of(place, host) or None,
        "structure": dated.structure,
        "structure_name": host.name if host is not None else None,
        "former_starts_at": instant(former.date, former.parts[0].start, zone) if former is not None else None,
        "former_venue": former.place.id if former is not None else None,
        "replacement": dated.cancellation.replacement if dated.cancellation is not None else None,
        "url": page_of(place.id),
        "modified": dated.modified,
    }
