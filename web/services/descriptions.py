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
from web.models.standing import Standing, StandingAdvisor, StandingRoom, StandingStructure, StandingVenue

LOCATION = ("name", "address", "postcode", "commune", "lat", "lon")
"""The fields of a venue that say where it is: another one of them is another place to go to."""


SHOWN = (*LOCATION, "structure", "accessible", "phone")
"""The fields of a venue that are said with each permanence there."""

HOST_SHOWN = ("name", "mention", "phone")
"""Those of a host structure."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A table of descriptions, its fields, which of them are said with each permanence, and which say where to go."""

    row: type[Any]
    field: str
    names: tuple[str, ...]
    shown: tuple[str, ...] = ()
    located_by: tuple[str, ...] = ()


TOLD = (
    _Told(StandingStructure, "structures", tuple(f.name for f in fields(Structure) if f.name != "id"), HOST_SHOWN),
    _Told(StandingVenue, "venues", tuple(f.name for f in fields(Venue) if f.name != "id"), SHOWN, LOCATION),
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
        changed, moved, added = _tell(session, told, territory)
        _stamp(session, told, territory.id, changed - moved, at, moved=False)
        _stamp(session, told, territory.id, moved, at, moved=True)
        new = new or bool(changed or added)
    if new:
        standing.described_at = at
    session.flush()


def _tell(session: Session, told: _Told, territory: Territory) -> tuple[set[str], set[str], set[str]]:
    """The ids of what permanences say in other words, of these, of what has moved, and of what else is new or gone."""
    known = {row.id: row for row in session.scalars(select(told.row).where(told.row.territory == territory.id))}
    said = {value.id: value for value in getattr(territory, told.field)}
    changed, moved, added = set(), set(), set()
    for name, value in said.items():
        words = {field: getattr(value, field) for field in told.names}
        row = known.get(name)
        if row is None:
            session.add(told.row(territory=territory.id, id=name, listed=True, **words))
            added.add(name)
            continue
        other = {field for field, word in words.items() if getattr(row, field) != word}
        if other & set(told.shown):
            changed.add(name)
        if other & set(told.located_by):
            moved.add(name)
        if not row.listed or other - set(told.shown):
            added.add(name)
        for field in other:
            setattr(row, field, words[field])
        row.listed = True
    for name, row in known.items():
        if row.listed and name not in said:
            row.listed = False
            added.add(name)
    session.flush()
    return changed, moved, added


def _stamp(session: Session, told: _Told, territory: str, names: Iterable[str], at: datetime, *, moved: bool) -> None:
    listed = sorted(names)
    if not listed:
        return
    about: list[tuple[type[Any], Any]] = [(Occurrence, OCCURRENCE_COLUMN[told.row])]
    if told.row is StandingVenue:
        about += [(Duty, Duty.venue), (Duty, Duty.origin)]
    if told.row is StandingStructure:
        about.append((Duty, Duty.structure))
    for entry, column in about:
        values = {"modified_at": at, **({"sequence": entry.sequence + 1} if moved else {})}
        session.execute(
            update(entry)
            .where(entry.territory == territory, column.in_(listed))
            .values(values)
            .execution_options(synchronize_session=False)
        )
