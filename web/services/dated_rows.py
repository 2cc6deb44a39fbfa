"""Dated rows - the permanences of some places as rows: those that stand there, and those that did and have left.

Whoever was told of one there must find it marked as gone, however often it has moved since.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import Session, aliased

from web.models.departed import Departed
from web.models.occurrences import Occurrence
from web.models.publications import Change, Publication
from web.outputs.agenda import Status
from web.outputs.subscribe import FeedKind

_OTHER = aliased(Occurrence)
_OCCURRENCES = select(*Occurrence.__table__.columns, _OTHER.uid.label("replaced_by")).join(
    _OTHER, and_(Occurrence.replacement == _OTHER.id, _OTHER.status == Status.PLANNED), isouter=True
)
_LEFT = (
    Change.before_date,
    Change.before_parts,
    Change.before_venue,
    Change.before_room,
    Publication.published_at,
    Publication.number.label("published_as"),
)


@dataclass(frozen=True, slots=True)
class Where:
    """Places of a territory: everywhere, its `venues` (ids), or a `room`."""

    territory: str
    venues: frozenset[str] | None = None
    room: str | None = None

    @property
    def is_everywhere(self) -> bool:
        return self.venues is None and self.room is None

    def holds(self, venue: Any, room: Any) -> ColumnElement[bool]:
        """Whether it is one of them, by the columns that say its venue and its room."""
        asked = [] if self.venues is None else [venue.in_(sorted(self.venues))]
        return and_(True, *asked, *([] if self.room is None else [room == self.room]))


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both included; None is no bound."""

    first: datetime.date | None
    last: datetime.date | None

    def hold(self, day: Any) -> ColumnElement[bool]:
        first = [] if self.first is None else [day >= self.first]
        return and_(True, *first, *([] if self.last is None else [day <= self.last]))


@dataclass(frozen=True, slots=True)
class Kept:
    """How long what is cancelled or has left is told: until its day, and as long as it is news."""

    day: datetime.date
    news: datetime.datetime


def standing_rows(
    session: Session, where: Where, days: Days, kept: Kept, *asked: ColumnElement[bool]
) -> Iterator[Mapping[str, Any]]:
    """What stands there, cancelled ones included. One query."""
    for found in session.execute(_OCCURRENCES.where(*_told(where, days, kept), *asked)).mappings():
        yield dict(found)


def day_of_number(
    session: Session, where: Where, days: Days, kept: Kept, number: int, *asked: ColumnElement[bool]
) -> datetime.date | None:
    """The day of so many-th of `standing_rows` (0: the first) in order of date; None where there are fewer."""
    told = select(Occurrence.date).where(*_told(where, days, kept), *asked)
    return session.scalar(told.order_by(Occurrence.date).offset(number).limit(1))


def _told(where: Where, days: Days, kept: Kept) -> tuple[ColumnElement[bool], ...]:
    row = Occurrence
    told = or_(row.status == Status.PLANNED, row.date >= kept.day, row.cancelled_at >= kept.news)
    return (row.territory == where.territory, where.holds(row.venue, row.room), days.hold(row.date), told)


def departed_rows(session: Session, where: Where, days: Days, kept: Kept) -> Iterator[Mapping[str, Any]]:
    """What stood there and does no more: as it is now, its `former` being where it last stood there. One query."""
    row, change = Occurrence, Change
    news = select(Publication.id).where(Publication.territory == where.territory, Publication.published_at >= kept.news)
    query = (
        _OCCURRENCES.add_columns(*_LEFT)
        .join(change, change.occurrence == row.id)
        .join(Publication, change.publication == Publication.id)
        .where(
            row.territory == where.territory,
            where.holds(change.before_venue, change.before_room),
            days.hold(change.before_date),
            not_(where.holds(row.venue, row.room)),
            or_(change.before_date >= kept.day, change.publication.in_(news)),
        )
        .order_by(change.publication)
    )
    last = {found["uid"]: found for found in session.execute(query).mappings()}
    for found in last.values():
        yield {
            **found,
            "former_date": found["before_date"],
            "former_parts": found["before_parts"],
            "former_venue": found["before_venue"],
            "former_room": found["before_room"],
            "moved_at": found["published_at"],
            "moved_by": found["published_as"],
        }


def departed_from(
    session: Session, where: Where, calendar: tuple[FeedKind, str], days: Days, kept: Kept
) -> Iterator[Mapping[str, Any]]:
    """The same of the calendar of a structure or commune (its kind and subject), whose present venues are `where`.

    Venues may have left it, and taken with them what stands there. One query.
    """
    row, left = Occurrence, Departed
    kind, subject = calendar
    query = (
        _OCCURRENCES.add_columns(
            left.date.label("left_date"), left.parts.label("left_parts"), left.venue.label("left_venue"),
            left.room.label("left_room"), left.left_at, left.left_by,
        )
        .join(left, left.occurrence == row.id)
        .where(
            left.territory == where.territory,
            left.kind == kind,
            left.subject == subject,
            days.hold(left.date),
            not_(where.holds(row.venue, row.room)),
            or_(left.date >= kept.day, left.left_at >= kept.news),
        )
    )  # fmt: skip
    for found in session.execute(query).mappings():
        yield {
            **found,
            "former_date": found["left_date"],
            "former_parts": found["left_parts"],
            "former_venue": found["left_venue"],
            "former_room": found["left_room"],
            "moved_at": found["left_at"],
            "moved_by": found["left_by"],
        }
