"""Rotas - an advisor's own calendar: the permanences, those handed to somebody else, and the duties around them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.domain.time import Clock
from web.models.occurrences import Duty, Occurrence
from web.models.publications import Change, Publication
from web.models.standing import Standing
from web.outputs.agenda import Agenda, Cancellation, Dated, DutyKind, Rota, Status
from web.outputs.agenda import Duty as DutyValue
from web.services.agendas import EVERYTHING, TOMBSTONE_DAYS, Scope, agenda, cut_day, listing_of, standing_of
from web.services.errors import UnknownAdvisorError
from web.services.listing import Listing


def rota(session: Session, territory: str, advisor: str, scope: Scope = EVERYTHING) -> Rota:
    """The advisor's calendar, of the scope's days. At most ten queries. Raises UnpublishedError, UnknownAdvisorError.

    A permanence that was handed to somebody else stands in it as cancelled, as it was before.
    """
    standing = standing_of(session, territory)
    listing = listing_of(session, standing)
    if advisor not in listing.advisors:
        raise UnknownAdvisorError(advisor, sorted(listing.advisors))
    own = agenda(session, territory, Scope(advisor=advisor, first_day=scope.first_day, last_day=scope.last_day))
    given_away = _given_away(session, standing, listing, advisor, scope)
    duties = _duties(session, standing, listing, advisor, scope)
    return Rota(
        advisor=advisor,
        name=listing.advisors[advisor],
        agenda=_with(own, given_away, duties),
        duties=duties,
    )


def _with(own: Agenda, given_away: Iterable[Dated], duties: Iterable[DutyValue]) -> Agenda:
    dated = sorted((*own.dated, *given_away), key=lambda one: (one.date, one.start, one.place.name, one.uid))
    stamps = [*(one.modified for one in dated), *(one.modified for one in duties)]
    return replace(own, dated=tuple(dated), modified=max((own.modified, *stamps)))


def _given_away(
    session: Session, standing: Standing, listing: Listing, advisor: str, scope: Scope
) -> tuple[Dated, ...]:
    """What the advisor had, and somebody else has now, as it was when it was handed over."""
    since = standing.published_at - datetime.timedelta(days=TOMBSTONE_DAYS)
    query = (
        select(Change, Occurrence, Publication.number, Publication.published_at)
        .join(Occurrence, Change.occurrence == Occurrence.id)
        .join(Publication, Change.publication == Publication.id)
        .where(
            Change.before_advisor == advisor,
            Occurrence.territory == standing.territory,
            Occurrence.advisor != advisor,
            or_(Change.before_date >= cut_day(standing), Publication.published_at >= since),
        )
        .order_by(Publication.number)
    )
    latest = {row.uid: (change, row, number, at) for change, row, number, at in session.execute(query)}
    back = _brought_back(session, [change for change, *_ in latest.values() if change.after_advisor is None])
    found = [
        _tombstone(change, row, number, at, back.get(change.occurrence), listing)
        for change, row, number, at in latest.values()
    ]
    return tuple(dated for dated in found if _within(dated.date, scope))


def _brought_back(session: Session, cancellations: Sequence[Change]) -> Mapping[int, tuple[int, datetime.datetime]]:
    """By occurrence, the sequence and the time at which the cancelled one came back, as somebody else's.

    Until then the advisor has seen what became of it. One query, where there is any.
    """
    if not cancellations:
        return {}
    since = {change.occurrence: change.publication for change in cancellations}
    rows = session.execute(
        select(Change.occurrence, Change.publication, Change.sequence, Publication.published_at)
        .join(Publication, Change.publication == Publication.id)
        .where(Change.occurrence.in_(sorted(since)), Change.before_advisor.is_(None))
        .order_by(Change.publication.desc())
    )
    return {
        occurrence: (sequence, at) for occurrence, publication, sequence, at in rows if publication > since[occurrence]
    }


def _tombstone(
    change: Change,
    row: Occurrence,
    number: int,
    at: datetime.datetime,
    back: tuple[int, datetime.datetime] | None,
    listing: Listing,
) -> Dated:
    sequence, modified = (change.sequence, at) if back is None else back
    assert change.before_date is not None
    assert change.before_parts is not None
    assert change.before_venue is not None
    assert change.before_room is not None
    assert change.before_advisor is not None
    return Dated(
        uid=row.uid,
        demand=row.demand,
        activity=change.activity,
        date=change.before_date,
        parts=change.before_parts,
        place=listing.places[change.before_venue],
        advisor=change.before_advisor,
        advisor_name=listing.advisors[change.before_advisor],
        structure=row.structure,
        status=Status.CANCELLED,
        sequence=sequence,
        created=row.created_at,
        modified=modified,
        title=change.title,
        room=listing.room_name(change.before_room),
        room_id=change.before_room,
        booking=row.booking,
        audience=row.audience,
        seats=row.seats,
        min_participants=row.min_participants,
        setup_minutes=row.setup_minutes,
        cancellation=Cancellation(at, number),
    )


def _duties(
    session: Session, standing: Standing, listing: Listing, advisor: str, scope: Scope
) -> tuple[DutyValue, ...]:
    since = standing.published_at - datetime.timedelta(days=TOMBSTONE_DAYS)
    query = select(Duty).where(
        Duty.territory == standing.territory,
        Duty.advisor == advisor,
        or_(Duty.status == Status.PLANNED, Duty.date >= cut_day(standing), Duty.cancelled_at >= since),
    )
    if scope.first_day is not None:
        query = query.where(Duty.date >= scope.first_day)
    if scope.last_day is not None:
        query = query.where(Duty.date <= scope.last_day)
    found = [_duty(row, listing) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda one: (one.date, -1 if one.start is None else one.start, one.uid)))


def _duty(row: Duty, listing: Listing) -> DutyValue:
    return DutyValue(
        uid=row.uid,
        kind=DutyKind(row.kind),
        date=row.date,
        start=None if row.start is None else Clock(row.start),
        end=None if row.end is None else Clock(row.end),
        status=Status(row.status),
        sequence=row.sequence,
        created=row.created_at,
        modified=row.modified_at,
        place=None if row.venue is None else listing.places[row.venue],
        origin=None if row.origin is None else listing.places[row.origin],
        structure=row.structure,
        label=row.label,
        cancelled_at=row.cancelled_at,
    )


def _within(day: datetime.date, scope: Scope) -> bool:
    return (scope.first_day is None or scope.first_day <= day) and (scope.last_day is None or day <= scope.last_day)
