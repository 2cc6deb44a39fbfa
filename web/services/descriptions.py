"""Descriptions - what a publication makes public of structures, venues, rooms and advisors, and whom it changes.

A permanence whose venue is described in other words has visibly changed, even where the plan has left it alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.domain.people import Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from web.models.occurrences import Duty, Occurrence
from web.models.standing import (
    Standing,
    StandingAdvisor,
    StandingCommune,
    StandingRoom,
    StandingStructure,
    StandingVenue,
)

LOCATION = ("name", "address", "postcode", "commune", "lat", "lon")
"""The fields of a venue that say where it is: another one of them is another place to go to."""

CALENDARS = ("structure", "insee")
"""The fields of a venue that say which calendars it is in: its permanences are cancelled in those that it leaves."""

SHOWN = (*LOCATION, "structure", "accessible", "phone")
"""The fields of a venue that are said with each permanence there."""

HOST_SHOWN = ("name", "mention", "phone")
"""Those of a host structure."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A table of descriptions: its fields, which are said with each permanence, say where to go, and name calendars."""

    row: type[Any]
    field: str
    names: tuple[str, ...]
    shown: tuple[str, ...] = ()
    located_by: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()


TOLD = (
    _Told(StandingStructure, "structures", tuple(f.name for f in fields(Structure) if f.name != "id"), HOST_SHOWN),
    _Told(StandingVenue, "venues", tuple(f.name for f in fields(Venue) if f.name != "id"), SHOWN, LOCATION, CALENDARS),
    _Told(StandingRoom, "rooms", ("venue", "name"), ("name",), ("name",)),
    _Told(StandingAdvisor, "advisors", ("name",)),
)
"""Each after those that it refers to."""

OCCURRENCE_COLUMN: Mapping[type[Any], Any] = {
    StandingStructure: Occurrence.structure,
    StandingVenue: Occurrence.venue,
    StandingRoom: Occurrence.room,
    StandingAdvisor: Occurrence.advisor,
}


def describe(session: Session, standing: Standing, territory: Territory, at: datetime) -> None:
    """Makes the descriptions those of the territory, and raises the stamps of the permanences that they are about."""
    new = standing.name != territory.name or standing.timezone != territory.timezone
    standing.name, standing.timezone = territory.name, territory.timezone
    for told in TOLD:
        other = _tell(session, told, territory)
        _stamp(session, told, territory.id, other, at)
        new = new or bool(other)
    if new:
        standing.described_at = at
    _name_communes(session, territory)
    session.flush()


def _name_communes(session: Session, territory: Territory) -> None:
    known = {row.insee: row for row in session.scalars(select(StandingCommune).filter_by(territory=territory.id))}
    for insee, name in {venue.insee: venue.commune for venue in reversed(territory.venues) if venue.insee}.items():
        row = known.get(insee)
        if row is None:
            session.add(StandingCommune(territory=territory.id, insee=insee, name=name))
        else:
            row.name = name


def _tell(session: Session, told: _Told, territory: Territory) -> Mapping[str, frozenset[str]]:
    """By id, the fields in which descriptions are other ones; of what is new, gone or back, perhaps none."""
    known = {row.id: row for row in session.scalars(select(told.row).where(told.row.territory == territory.id))}
    said = {value.id: value for value in getattr(territory, told.field)}
    changed: dict[str, frozenset[str]] = {}
    for name, value in said.items():
        words = {field: getattr(value, field) for field in told.names}
        row = known.get(name)
        if row is None:
            session.add(told.row(territory=territory.id, id=name, listed=True, **words))
            changed[name] = frozenset()
            continue
        other = frozenset(field for field, word in words.items() if getattr(row, field) != word)
        if other or not row.listed:
            changed[name] = other
        for field in other:
            setattr(row, field, words[field])
        row.listed = True
    for name, row in known.items():
        if row.listed and name not in said:
            row.listed = False
            changed[name] = frozenset()
    session.flush()
    return changed


def _stamp(session: Session, told: _Told, territory: str, changed: Mapping[str, frozenset[str]], at: datetime) -> None:
    """What is about them: SEQUENCE where they have moved or left a calendar, the time where they are said otherwise."""
    moved = {name for name, other in changed.items() if other & {*told.located_by, *told.found_by}}
    shown = {name for name, other in changed.items() if other & set(told.shown)}
    _raise(session, Occurrence, OCCURRENCE_COLUMN[told.row], territory, moved, at, moved=True)
    _raise(session, Occurrence, OCCURRENCE_COLUMN[told.row], territory, shown - moved, at, moved=False)
    if told.row is StandingVenue:
        located = {name for name, other in changed.items() if other & set(told.located_by)}
        _raise(session, Duty, Duty.venue, territory, located, at, moved=True)
        _raise(session, Duty, Duty.origin, territory, located, at, moved=True)
    if told.row is StandingStructure:
        _raise(session, Duty, Duty.structure, territory, shown, at, moved=False)


def _raise(
    session: Session, entry: type[Any], column: Any, territory: str, names: Iterable[str], at: datetime, *, moved: bool
) -> None:
    listed = sorted(names)
    if not listed:
        return
    values = {"modified_at": at, **({"sequence": entry.sequence + 1} if moved else {})}
    session.execute(
        update(entry)
        .where(entry.territory == territory, column.in_(listed))
        .values(values)
        .execution_options(synchronize_session=False)
    )
