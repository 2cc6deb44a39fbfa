"""Departed - what a publication takes out of the calendars of structures and communes, so that they can tell it.

A permanence leaves one when it moves to a venue of another; and when its venue changes hosts, or its commune's code,
though the permanence itself has not moved.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from scheduler.domain.time import Horizon
from web.models.departed import KINDS, Departed
from web.models.occurrences import Occurrence
from web.models.standing import Standing, StandingVenue
from web.outputs.agenda import Part, Status
from web.outputs.subscribe import FeedKind
from web.services.agendas import TOMBSTONE_DAYS, cut_day
from web.services.occurrences import Became

Calendars: TypeAlias = tuple[str, str]
"""The subjects of a venue's calendars, one for each of KINDS: its structure, its commune's code (may be blank)."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where an occurrence (its id) stood before the publication."""

    occurrence: int
    date: datetime.date
    parts: tuple[Part, ...]
    venue: str
    room: str
    took_place: bool
    """Its day is over: it leaves with no venue that leaves, for it took place under that host."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What might leave a calendar, and the calendars of each venue before and after the publication."""

    stood: tuple[Stood, ...]
    before: Mapping[str, Calendars]
    after: Mapping[str, Calendars]


def calendars_of_venues(session: Session, territory: str) -> Mapping[str, Calendars]:
    """By venue, as they stand described. One query."""
    row = StandingVenue
    rows = session.execute(select(row.id, row.structure, row.insee).where(row.territory == territory))
    return {venue: (structure, insee) for venue, structure, insee in rows}


def leaving_of(session: Session, standing: Standing, horizon: Horizon, before: Mapping[str, Calendars]) -> Leaving:
    """What stands in the horizon, and what is still told at the venues whose calendars are no longer those of `before`.

    To be asked once venues are described anew, and nothing has moved yet. Two queries.
    """
    after = calendars_of_venues(session, standing.territory)
    others = sorted(venue for venue, calendars in before.items() if after[venue] != calendars)
    row, day = Occurrence, cut_day(standing)
    told = or_(row.date >= day, row.cancelled_at >= _news(standing))
    decided = row.date.between(horizon.first_day, horizon.last_day)
    rows = session.execute(
        select(row.id, row.date, row.parts, row.venue, row.room, row.status).where(
            row.territory == standing.territory,
            or_(and_(decided, row.status == Status.PLANNED), and_(told, or_(decided, row.venue.in_(others)))),
        )
    )
    stood = tuple(
        Stood(id_, date, parts, venue, room, took_place=status == Status.PLANNED and date < day)
        for id_, date, parts, venue, room, status in rows
    )
    return Leaving(stood, before, after)


def keep_departed(session: Session, standing: Standing, leaving: Leaving, became: Iterable[Became]) -> None:
    """Keeps what has left, and forgets what nobody is told of any more."""
    row = Departed
    session.execute(
        delete(row).where(
            row.territory == standing.territory, row.date < cut_day(standing), row.left_at < _news(standing)
        )
    )
    now = {one.occurrence.id: one.occurrence.venue for one in became}
    left = [
        (str(kind), subject, stood)
        for stood in leaving.stood
        for kind, subject, present in _calendars(stood, now.get(stood.occurrence, stood.venue), leaving)
        if subject and subject != present
    ]
    if not left:
        return
    subjects = sorted({subject for _, subject, _ in left})
    query = select(row).where(row.territory == standing.territory, row.subject.in_(subjects))
    known = {(one.kind, one.subject, one.occurrence): one for one in session.scalars(query)}
    for kind, subject, stood in left:
        one = known.get((kind, subject, stood.occurrence))
        if one is None:
            one = Departed(territory=standing.territory, kind=kind, subject=subject, occurrence=stood.occurrence)
            session.add(one)
        one.date, one.parts, one.venue, one.room = stood.date, stood.parts, stood.venue, stood.room
        one.left_at, one.left_by = standing.published_at, standing.number
    session.flush()


def _calendars(stood: Stood, venue: str, leaving: Leaving) -> Iterator[tuple[FeedKind, str, str]]:
    """Each kind, with the calendar that held it and the one that holds it now, at that venue."""
    if not (stood.took_place and stood.venue == venue):
        yield from zip(KINDS, leaving.before[stood.venue], leaving.after[venue], strict=True)


def _news(standing: Standing) -> datetime.datetime:
    return standing.published_at - datetime.timedelta(days=TOMBSTONE_DAYS)
