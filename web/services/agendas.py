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

from sqlalchemy import ColumnElement, Engine, select
from sqlalchemy.orm import Session

from web.models.occurrences import Occurrence
from web.models.standing import Standing
from web.outputs.agenda import Agenda, Cancellation, Dated, Former, Place, Status
from web.outputs.subscribe import FeedKind
from web.services import dated_rows
from web.services.dated_rows import Days, Kept, Where, departed_from, departed_rows, standing_rows
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
    activity: str | None = None
    booking: str | None = None
    status: Status | None = None


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
    """The part of the territory's agenda, at most seven queries. Raises UnpublishedError.

    What has moved away from the venue, room, commune or structure that is asked for is among its permanences: its
    present `place` is elsewhere, its `former` one is where it last stood here. A part that there is not is empty.
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


def read_dated(session: Session, standing: Standing, listing: Listing, scope: Scope) -> tuple[Dated, ...]:
    """In order of date, start, place's name and uid. One query; two where the scope is of some places."""
    where, days, kept = _bounds(standing, listing, scope)
    rows = list(standing_rows(session, where, days, kept, *_asked(scope)))
    if not where.is_everywhere:
        calendar = _calendar(scope)
        if calendar is None:
            rows += departed_rows(session, where, days, kept)
        else:
            rows += departed_from(session, where, calendar, days, kept)
    own = scope.advisor is not None
    found = [_dated(row, listing, own=own) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.date, one.start, one.place.name, one.uid)))


def day_of_number(session: Session, territory: str, scope: Scope, number: int) -> datetime.date | None:
    """The day of so many-th (0: the first) of what stands in the scope; None where there are fewer. Two queries."""
    standing = standing_of(session, territory)
    bounds = _bounds(standing, listing_of(session, standing), scope)
    return dated_rows.day_of_number(session, *bounds, number, *_asked(scope))


def _bounds(standing: Standing, listing: Listing, scope: Scope) -> tuple[Where, Days, Kept]:
    return (
        Where(standing.territory, _venues(scope, listing), scope.room),
        Days(scope.first_day, scope.last_day),
        Kept(cut_day(standing), standing.published_at - datetime.timedelta(days=TOMBSTONE_DAYS)),
    )


def _venues(scope: Scope, listing: Listing) -> frozenset[str] | None:
    """The ids of those that are asked for; None where all are."""
    if scope.venue is scope.commune is scope.structure is None:
        return None
    return frozenset(
        place.id
        for place in listing.places.values()
        if scope.venue in (None, place.id)
        and scope.commune in (None, place.insee)
        and scope.structure in (None, place.structure)
    )


def _calendar(scope: Scope) -> tuple[FeedKind, str] | None:
    """The kind and subject of the calendar that holds just what is asked for; None where it is no such calendar."""
    if scope.venue is scope.room is None:
        if scope.structure is not None and scope.commune is None:
            return FeedKind.STRUCTURE, scope.structure
        if scope.commune is not None and scope.structure is None:
            return FeedKind.COMMUNE, scope.commune
    return None


def _asked(scope: Scope) -> Iterable[ColumnElement[bool]]:
    if scope.advisor is not None:
        yield Occurrence.advisor == scope.advisor
    if scope.uid is not None:
        yield Occurrence.uid == scope.uid
    if scope.activity is not None:
        yield Occurrence.activity == scope.activity
    if scope.booking is not None:
        yield Occurrence.booking == scope.booking
    if scope.status is not None:
        yield Occurrence.status == scope.status


def _dated(row: Mapping[str, Any], listing: Listing, *, own: bool) -> Dated:
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


def _former(row: Mapping[str, Any], places: Mapping[str, Place], listing: Listing) -> Former | None:
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


def _cancellation(row: Mapping[str, Any]) -> Cancellation | None:
    if row["cancelled_at"] is None:
        return None
    return Cancellation(row["cancelled_at"], row["cancelled_by"], row["replaced_by"])
