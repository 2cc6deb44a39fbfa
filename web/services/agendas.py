"""Agendas - what stands published of a territory, or of a part of it, as the outputs are given it.

A bounded number of queries, whatever the size and however often was published: what is described is read once for each
publication and kept, what is dated comes from the occurrences' present rows.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, RowMapping, and_, or_, select, union
from sqlalchemy.orm import Session, aliased

from web.models.occurrences import Occurrence
from web.models.standing import Standing
from web.outputs.agenda import Agenda, Cancellation, Dated, Former, Place, Status
from web.services.errors import UnpublishedError
from web.services.listing import Listing, read_listing
from web.services.marks import Published

TOMBSTONE_DAYS = 14
"""A cancelled permanence is shown until its day has passed, and at least so many days after it was cancelled."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of an agenda that is asked for: everything that is given must hold."""

    venue: str | None = None
    commune: str | None = None
    """The INSEE code."""
    structure: str | None = None
    room: str | None = None
    """The room's id."""
    advisor: str | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    uid: str | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which publication stands: one cheap question, by which an answer that was kept is known to hold still."""

    territory: str
    name: str
    publication: int
    published_at: datetime.datetime


def editions(session: Session) -> tuple[Edition, ...]:
    """What stands published, territory by territory, by name. One query."""
    row = Standing
    rows = session.execute(select(row.territory, row.name, row.number, row.published_at))
    return tuple(sorted((Edition(*cells) for cells in rows), key=lambda edition: (edition.name, edition.territory)))


def agenda(session: Session, territory: str, scope: Scope = EVERYTHING) -> Agenda:
    """The part of the territory's agenda, at most six queries. Raises UnpublishedError.

    What has moved away from the venue, room, commune or structure that is asked for is among its permanences: its
    present `place` is elsewhere, its `former` one is here. A part that there is not is empty.
    """
    standing = standing_of(session, territory)
    listing = listing_of(session, standing)
    dated = read_dated(session, standing, listing, scope)
    return Agenda(
        territory=territory,
        name=standing.name,
        timezone=standing.timezone,
        hosts=listing.listed_hosts,
        places=listing.listed_places,
        dated=dated,
        publication=standing.number,
        published_at=standing.published_at,
        first_day=standing.first_day,
        last_day=standing.last_day,
        modified=max((standing.described_at, *(one.modified for one in dated))),
        message=standing.message,
    )


def standing_of(session: Session, territory: str) -> Standing:
    """Raises UnpublishedError."""
    standing = session.get(Standing, territory, populate_existing=True)
    if standing is None:
        raise UnpublishedError(territory)
    return standing


_KEPT: WeakKeyDictionary[Engine, dict[str, tuple[tuple[int, datetime.datetime], Listing]]] = WeakKeyDictionary()
"""By database and territory, the publication that was read (its id and its time), and its listing."""


def listing_of(session: Session, published: Published) -> Listing:
    """The listing of the publication that stands; read once."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    kept = _KEPT.setdefault(engine, {})
    key = (published.publication, published.published_at)
    known = kept.get(published.territory)
    if known is None or known[0] != key:
        known = kept[published.territory] = (key, read_listing(session, published.territory))
    return known[1]


def cut_day(standing: Standing) -> datetime.date:
    """The day of the publication, there: what is cut off is cut when something is published, not when it is read."""
    return standing.published_at.astimezone(ZoneInfo(standing.timezone)).date()


_COLUMNS = (*(column for column in Occurrence.__table__.columns if column.name != "replacement"),)


_OTHER = aliased(Occurrence)
_EVERY_DATED = select(*Occurrence.__table__.columns, _OTHER.uid.label("replaced_by")).join(
    _OTHER, and_(Occurrence.replacement == _OTHER.id, _OTHER.status == Status.PLANNED), isouter=True
)


def read_dated(session: Session, standing: Standing, listing: Listing, scope: Scope) -> tuple[Dated, ...]:
    """In order of date, start, place's name and uid. One query."""
    query = _EVERY_DATED.where(_shown(standing), *_asked(scope, listing, standing.territory))
    own = scope.advisor is not None
    found = [_dated(row, listing, own=own) for row in session.execute(query).mappings()]
    return tuple(sorted(found, key=lambda one: (one.date, one.start, one.place.name, one.uid)))


def _shown(standing: Standing) -> ColumnElement[bool]:
    since = standing.published_at - datetime.timedelta(days=TOMBSTONE_DAYS)
    return or_(
        Occurrence.status == Status.PLANNED,
        Occurrence.date >= cut_day(standing),
        Occurrence.cancelled_at >= since,
    )


def _asked(scope: Scope, listing: Listing, territory: str) -> Iterable[ColumnElement[bool]]:
    places = listing.places.values()
    if scope.venue is scope.commune is scope.structure is scope.room is None:
        yield Occurrence.territory == territory
    if scope.venue is not None:
        yield _here(territory, Occurrence.venue, Occurrence.former_venue, [scope.venue])
    if scope.commune is not None:
        theirs = [place.id for place in places if place.insee == scope.commune]
        yield _here(territory, Occurrence.venue, Occurrence.former_venue, theirs)
    if scope.structure is not None:
        theirs = [place.id for place in places if place.structure == scope.structure]
        yield _here(territory, Occurrence.venue, Occurrence.former_venue, theirs)
    if scope.room is not None:
        yield _here(territory, Occurrence.room, Occurrence.former_room, [scope.room])
    if scope.advisor is not None:
        yield Occurrence.advisor == scope.advisor
    if scope.uid is not None:
        yield Occurrence.uid == scope.uid
    if scope.first_day is not None:
        yield Occurrence.date >= scope.first_day
    if scope.last_day is not None:
        yield Occurrence.date <= scope.last_day


def _here(territory: str, now: Any, before: Any, names: list[str]) -> ColumnElement[bool]:
    """What stands there now, or stood there before it moved: two looks into an index, where one OR would read all."""
    here = [
        select(Occurrence.id).where(Occurrence.territory == territory, column.in_(names)) for column in (now, before)
    ]
    return Occurrence.id.in_(union(*here))


def _dated(row: RowMapping, listing: Listing, *, own: bool) -> Dated:
    """`own`: as in the calendar of its advisor, where being handed over counts."""
    handed_over = row["handed_over_at"] if own else None
    return Dated(
        uid=row["uid"],
        demand=row["demand"],
        activity=row["activity"],
        date=row["date"],
        parts=row["parts"],
        place=listing.places[row["venue"]],
        advisor=row["advisor"],
        advisor_name=listing.advisors[row["advisor"]],
        structure=row["structure"],
        status=Status(row["status"]),
        sequence=row["sequence"] + (row["handovers"] if own else 0),
        created=row["created_at"],
        modified=row["modified_at"] if handed_over is None else max(row["modified_at"], handed_over),
        title=row["title"],
        room=listing.room_name(row["room"]),
        room_id=row["room"],
        booking=row["booking"],
        audience=row["audience"],
        seats=row["seats"],
        min_participants=row["min_participants"],
        setup_minutes=row["setup_minutes"],
        former=_former(row, listing.places, listing),
        cancellation=_cancellation(row),
    )


def _former(row: RowMapping, places: Mapping[str, Place], listing: Listing) -> Former | None:
    if row["former_date"] is None:
        return None
    return Former(
        date=row["former_date"],
        parts=row["former_parts"],
        place=places[row["former_venue"]],
        room=listing.room_name(row["former_room"]),
        moved_at=row["moved_at"],
        publication=row["moved_by"],
    )


def _cancellation(row: RowMapping) -> Cancellation | None:
    if row["cancelled_at"] is None:
        return None
    return Cancellation(row["cancelled_at"], row["cancelled_by"], row["replaced_by"])
