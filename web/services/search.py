"""Search - the places of all the territories that match a commune, a postcode or a name, each with its next date."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from web.models.occurrences import Occurrence
from web.models.standing import Standing, StandingStructure, StandingVenue
from web.outputs.agenda import Host, Part, Place, Status
from web.outputs.pages.folding import folded
from web.services.listing import HOST_FIELDS, PLACE_FIELDS

MOST_FOUND = 40

DEPARTMENT_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Coming:
    """A date on which something is held."""

    date: datetime.date
    parts: tuple[Part, ...]
    booking: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a territory, and what is next there, if anything is published."""

    territory: str
    territory_name: str
    place: Place
    next: Coming | None


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: by what was asked, or (`near`) only in the same département as the postcode that was asked."""

    found: tuple[Found, ...]
    near: bool = False
    more: bool = False
    """Whether there was more than is given."""


def search(session: Session, asked: str, now: datetime.datetime) -> Search:
    """Two queries, whatever the size. `asked` is not blank; those with a date come first among equals."""
    places = _listed(session)
    words = folded(asked).split()
    ranked = [(rank, one) for one in places if (rank := _rank(words, one.place)) is not None]
    near = not ranked and len(words) == 1 and words[0].isdecimal() and len(words[0]) == 5
    if near:
        ranked = [(0, one) for one in places if _department(one.place) == words[0][:DEPARTMENT_DIGITS]]
    dates = _next_dates(session, [one for _, one in ranked], now)
    found = [
        (rank, Found(one.territory, one.territory_name, one.place, dates.get((one.territory, one.place.id))))
        for rank, one in ranked
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].next is None, *_soonest(pair[1]), pair[1].place.name))
    return Search(tuple(one for _, one in found[:MOST_FOUND]), near, len(found) > MOST_FOUND)


def mentions(session: Session, territory: str | None = None) -> tuple[str, ...]:
    """What the conventions want on every publication, each mention once. One query."""
    row = StandingStructure
    query = select(row.mention).where(row.listed, row.mention != "").distinct().order_by(row.mention)
    return tuple(session.scalars(query if territory is None else query.where(row.territory == territory)))


@dataclass(frozen=True, slots=True)
class _Listed:
    territory: str
    territory_name: str
    timezone: str
    place: Place


def _listed(session: Session) -> list[_Listed]:
    columns = [getattr(StandingVenue, name) for name in PLACE_FIELDS]
    rows = session.execute(
        select(Standing.territory, Standing.name, Standing.timezone, *columns)
        .join(StandingVenue, StandingVenue.territory == Standing.territory)
        .where(StandingVenue.listed)
    )
    return [_Listed(territory, name, zone, Place(*values)) for territory, name, zone, *values in rows]


def _rank(words: Sequence[str], place: Place) -> int | None:
    """0 is the commune itself, then one that begins so, one that holds it, a place's name; None is no match."""
    commune, asked = folded(place.commune), " ".join(words)
    if not words:
        return None
    if asked in (commune, place.postcode):
        return 0
    if commune.startswith(asked) or (asked.isdecimal() and place.postcode.startswith(asked)):
        return 1
    told = f"{place.postcode} {commune} {folded(place.name)} {folded(place.address)}".split()
    if not all(any(one.startswith(word) for one in told) for word in words):
        return None
    return 2 if all(any(one.startswith(word) for one in commune.split()) for word in words) else 3


def _department(place: Place) -> str:
    return (place.postcode or place.insee)[:DEPARTMENT_DIGITS]


def _next_dates(session: Session, among: Iterable[_Listed], now: datetime.datetime) -> Mapping[tuple[str, str], Coming]:
    """By territory and venue, the first date from today on, as the day is there."""
    zones = {(one.territory, one.place.id): ZoneInfo(one.timezone) for one in among}
    if not zones:
        return {}
    todays = {key: now.astimezone(zone).date() for key, zone in zones.items()}
    row = Occurrence
    asked = {territory for territory, _ in zones}
    query = select(row.territory, row.venue, row.date, row.parts, row.booking).where(
        row.territory.in_(asked), row.status == Status.PLANNED, row.date >= min(todays.values())
    )
    if len(zones) <= MOST_FOUND:
        query = query.where(tuple_(row.territory, row.venue).in_(list(zones)))
    found: dict[tuple[str, str], Coming] = {}
    for territory, venue, day, parts, booking in session.execute(query):
        key = (territory, venue)
        if key not in todays or day < todays[key]:
            continue
        known = found.get(key)
        if known is None or (day, parts[0].start) < (known.date, known.parts[0].start):
            found[key] = Coming(day, parts, booking)
    return found


def _soonest(found: Found) -> tuple[datetime.date, int]:
    if found.next is None:
        return (datetime.date.max, 0)
    return (found.next.date, found.next.parts[0].start)


def publishers(session: Session) -> tuple[tuple[str, tuple[Host, ...]], ...]:
    """By territory's name, its host structures by name. One query."""
    columns = [getattr(StandingStructure, name) for name in HOST_FIELDS]
    rows = session.execute(
        select(Standing.name, *columns)
        .join(StandingStructure, StandingStructure.territory == Standing.territory)
        .where(StandingStructure.listed)
        .order_by(Standing.name, StandingStructure.name, StandingStructure.id)
    )
    found: dict[str, list[Host]] = {}
    for territory, *values in rows:
        found.setdefault(territory, []).append(Host(*values))
    return tuple((name, tuple(hosts)) for name, hosts in found.items())
