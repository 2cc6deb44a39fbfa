"""Reference data - a territory into its rows, one for each row of its files, and back without loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Absence, Advisor, Pattern, Posting, Structure
from scheduler.domain.places import Closure, Room, Venue
from scheduler.domain.territory import ShareRule, Territory, TravelSettings, Weights
from scheduler.domain.time import Period
from web.models.demands import DemandRow
from web.models.journal import JournalEntry
from web.models.people import AbsenceRow, AdvisorRow, PatternRow, PostingRow, StructureRow
from web.models.places import ClosureRow, RoomRow, TravelRow, VenueRow
from web.models.territories import Named, PeriodRow, ShareRuleRow, TerritoryRow
from web.services.errors import UnknownTerritoryError
from web.services.writing import AS_GIVEN


@dataclass(frozen=True, slots=True)
class Kept:
    """A table and what it keeps: its columns are named like the value's fields, beside its territory and place."""

    row: type[Any]
    value: type[Any]
    field: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f.name for f in fields(self.value))

    @property
    def key(self) -> str:
        """What tells a territory's rows apart."""
        if self.row is PeriodRow:
            return "rank"
        return "id" if issubclass(self.row, Named) else "position"

    @property
    def placed(self) -> bool:
        """Whether the row says its place in the file; a half-day's is its rank."""
        return self.row is not PeriodRow


KEPT = (
    Kept(PeriodRow, Period, "periods"),
    Kept(StructureRow, Structure, "structures"),
    Kept(VenueRow, Venue, "venues"),
    Kept(RoomRow, Room, "rooms"),
    Kept(AdvisorRow, Advisor, "advisors"),
    Kept(PostingRow, Posting, "postings"),
    Kept(PatternRow, Pattern, "patterns"),
    Kept(DemandRow, Demand, "demands"),
    Kept(AbsenceRow, Absence, "absences"),
    Kept(ClosureRow, Closure, "closures"),
    Kept(TravelRow, TravelTime, "travel_times"),
    Kept(ShareRuleRow, ShareRule, "share_rules"),
)
"""Each after those that it refers to."""

PLAIN = ("id", "name", "anchor", "source", "timezone", "country", "subdivision", "digest")
"""The territory's own fields that are columns of its row."""


def load_territory(session: Session, territory: Territory, who: str, at: datetime) -> bool:
    """Makes the rows say what the files say, and notes it in the journal; whether anything changed.

    Rows that stay as they are are not touched. What stands published does not change before the next publication.
    """
    changed = write_rows(session, territory)
    if changed:
        session.add(JournalEntry(at=at, who=who, deed="loaded", territory=territory.id, detail=territory.digest))
        session.flush()
    return changed


def write_rows(session: Session, territory: Territory) -> bool:
    """Makes the rows say what the files say, without a word in the journal; whether anything changed."""
    known = session.scalar(select(TerritoryRow.digest).where(TerritoryRow.id == territory.id))
    if known != territory.digest:
        session.execute(insert(TerritoryRow) if known is None else update(TerritoryRow), [_settings(territory)])
        gone = [(kept, _written(session, kept, territory)) for kept in KEPT]
        for kept, keys in reversed(gone):
            _delete(session, kept, territory.id, keys)
        session.flush()
    return known != territory.digest


def digest_of(session: Session, territory: str) -> str:
    """The digest of the territory as it was loaded. Raises UnknownTerritoryError."""
    known = session.scalar(select(TerritoryRow.digest).where(TerritoryRow.id == territory))
    if known is None:
        raise UnknownTerritoryError(territory)
    return known


def loaded_territory(session: Session, territory: str) -> Territory:
    """The territory as it was loaded. Raises UnknownTerritoryError."""
    row = session.get(TerritoryRow, territory)
    if row is None:
        raise UnknownTerritoryError(territory)
    said: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    said |= {kept.field: _values(session, kept, territory) for kept in KEPT}
    return Territory(
        travel=TravelSettings(**_section(row, "travel", TravelSettings)),
        weights=Weights(**_section(row, "weights", Weights)),
        **said,
    )


def loaded_territories(session: Session) -> tuple[str, ...]:
    """The ids of the territories that were loaded, in order."""
    return tuple(sorted(session.scalars(select(TerritoryRow.id))))


def _settings(territory: Territory) -> dict[str, Any]:
    return {
        **{name: getattr(territory, name) for name in PLAIN},
        **{f"travel_{f.name}": getattr(territory.travel, f.name) for f in fields(TravelSettings)},
        **{f"weights_{f.name}": getattr(territory.weights, f.name) for f in fields(Weights)},
    }


def _section(row: TerritoryRow, section: str, value: type[Any]) -> dict[str, Any]:
    return {f.name: getattr(row, f"{section}_{f.name}") for f in fields(value)}


def _values(session: Session, kept: Kept, territory: str) -> tuple[Any, ...]:
    """The values of the territory's rows, in the file's order."""
    order = kept.row.position if kept.placed else kept.row.rank
    columns = [getattr(kept.row, name) for name in kept.names]
    rows = session.execute(select(*columns).where(kept.row.territory == territory).order_by(order))
    return tuple(kept.value(*row) for row in rows)


def _written(session: Session, kept: Kept, territory: Territory) -> Sequence[Any]:
    """Inserts the new rows, updates those that differ, and gives the keys of those that are to go."""
    names = (*kept.names, "position") if kept.placed else kept.names
    columns = [getattr(kept.row, name) for name in names]
    stored: Mapping[Any, Mapping[str, Any]] = {
        row[names.index(kept.key)]: dict(zip(names, row, strict=True))
        for row in session.execute(select(*columns).where(kept.row.territory == territory.id))
    }
    said: dict[Any, dict[str, Any]] = {}
    for position, value in enumerate(getattr(territory, kept.field)):
        row = {name: getattr(value, name) for name in kept.names}
        if kept.placed:
            row["position"] = position
        said[row[kept.key]] = row
    new = [{"territory": territory.id, **row} for key, row in said.items() if key not in stored]
    other = [{"territory": territory.id, **row} for key, row in said.items() if key in stored and stored[key] != row]
    if new:
        session.execute(insert(kept.row), new, execution_options=AS_GIVEN)
    if other:
        session.execute(update(kept.row), other)
    return [key for key in stored if key not in said]


def _delete(session: Session, kept: Kept, territory: str, keys: Sequence[Any]) -> None:
    column = getattr(kept.row, kept.key)
    for first in range(0, len(keys), 500):
        some = [(territory, key) for key in keys[first : first + 500]]
        session.execute(delete(kept.row).where(tuple_(kept.row.territory, column).in_(some)))
