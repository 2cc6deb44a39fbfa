"""Versions - the publications of a territory: what each has changed, what stood as of one, what lies between two.

As of publication n, each week is as the latest one up to n that decides that week has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Horizon
from web.models.occurrences import Occurrence
from web.models.publications import Change, PlannedHalfDay, Publication
from web.models.standing import Standing
from web.outputs.agenda import AgendaChange, Part, Release
from web.services.changes import change_of, changed, in_order, slot_of
from web.services.errors import UnknownPublicationError, UnpublishedError
from web.services.listing import read_listing
from web.services.plans import period_named
from web.services.stands import Stand

NOTHING = 0
"""The number of what stands before the first publication: nothing."""


@dataclass(frozen=True, slots=True)
class Dwelt:
    """An occurrence as a version has it."""

    uid: str
    demand: str
    activity: str
    title: str
    created: datetime
    stand: Stand


def releases(session: Session, territory: str, limit: int = 50) -> tuple[Release, ...]:
    """The latest publications, the newest first, each with its changes: four queries and the listing's."""
    rows = session.scalars(
        select(Publication).where(Publication.territory == territory).order_by(Publication.number.desc()).limit(limit)
    ).all()
    changes = _changes(session, territory, [row.id for row in rows])
    return tuple(_release(row, changes.get(row.id, ())) for row in rows)


def release(session: Session, territory: str, number: int) -> Release:
    """One publication and its changes. Raises UnknownPublicationError, UnpublishedError."""
    row = publication(session, territory, number)
    return _release(row, _changes(session, territory, [row.id]).get(row.id, ()))


def publication(session: Session, territory: str, number: int) -> Publication:
    """Its row. Raises UnknownPublicationError, UnpublishedError."""
    row = session.scalar(select(Publication).where(Publication.territory == territory, Publication.number == number))
    if row is None:
        standing = session.get(Standing, territory)
        if standing is None:
            raise UnpublishedError(territory)
        raise UnknownPublicationError(territory, number, standing.number)
    return row


def diff(session: Session, territory: str, earlier: int, later: int) -> tuple[AgendaChange, ...]:
    """What differs from one version to another, by uid; 0 is what stood before the first. Either may be the earlier."""
    listing = read_listing(session, territory)
    before, after = (dwelling(session, territory, number) for number in (earlier, later))
    found = []
    for uid in before.keys() | after.keys():
        old, new = before.get(uid), after.get(uid)
        told = new or old
        assert told is not None
        slots = [None if one is None else slot_of(one.stand, listing) for one in (old, new)]
        change = changed(uid, told.demand, told.activity, told.title, *slots)
        if change.kinds:
            found.append(change)
    return in_order(found)


def dwelling(session: Session, territory: str, number: int) -> Mapping[str, Dwelt]:
    """By uid, the occurrences that stand as of the version. Raises UnknownPublicationError, UnpublishedError."""
    if number == NOTHING:
        return {}
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    found: dict[str, Dwelt] = {}
    row = PlannedHalfDay
    columns = (row.date, row.period, row.start, row.end, row.venue, row.room, row.advisor, row.structure, row.activity)
    identity = (Occurrence.uid, Occurrence.demand, Occurrence.title, Occurrence.created_at)
    for uid, demand, title, created, *cells in _rows(session, territory, number, (*identity, *columns)):
        day, period, start, end, venue, room, advisor, structure, activity = cells
        parts[uid].append(Part(period, start, end))
        found[uid] = Dwelt(uid, demand, activity, title, created, Stand(day, (), venue, room, advisor, structure))
    return {
        uid: replace(one, stand=replace(one.stand, parts=tuple(sorted(parts[uid], key=lambda part: part.start))))
        for uid, one in found.items()
    }


def plan_of_version(session: Session, territory: Territory, number: int) -> tuple[Plan, Horizon]:
    """The plan that a publication published, over its own horizon."""
    made = publication(session, territory.id, number)
    row = PlannedHalfDay
    columns = (row.advisor, row.structure, row.venue, row.demand, row.room, row.activity, row.start, row.end)
    rows = session.execute(select(row.date, row.period, *columns).where(row.publication == made.id))
    plan = Plan.of([PlanRow(HalfDay(day, period_named(name, territory)), *cells) for day, name, *cells in rows])
    return plan, Horizon(made.first_day, made.weeks)


def _rows(session: Session, territory: str, number: int, columns: Sequence[Any]) -> Iterator[Any]:
    """The interventions that stand as of the version: two queries, and one more for each hundred stretches of weeks."""
    publication(session, territory, number)
    row = PlannedHalfDay
    stretches = list(_stretches(session, territory, number))
    for first in range(0, len(stretches), 100):
        among = or_(
            *(
                and_(row.publication == made, row.date.between(begins, ends))
                for made, begins, ends in stretches[first : first + 100]
            )
        )
        query = select(*columns).join_from(row, Occurrence, row.occurrence == Occurrence.id)
        yield from session.execute(query.where(among))


def _stretches(session: Session, territory: str, number: int) -> Iterator[tuple[int, date, date]]:
    """(id of a publication, first day, last day): which publication decides which weeks, as of that number."""
    row = Publication
    made = session.execute(
        select(row.id, row.first_day, row.weeks)
        .where(row.territory == territory, row.number <= number)
        .order_by(row.number)
    )
    decides: dict[date, int] = {}
    for id_, first_day, weeks in made:
        decides.update(dict.fromkeys(Horizon(first_day, weeks).mondays(), id_))
    stretch: tuple[int, date, date] | None = None
    for monday, id_ in sorted(decides.items()):
        sunday = monday + timedelta(days=6)
        if stretch is not None and stretch[0] == id_ and stretch[2] + timedelta(days=1) == monday:
            stretch = (id_, stretch[1], sunday)
            continue
        if stretch is not None:
            yield stretch
        stretch = (id_, monday, sunday)
    if stretch is not None:
        yield stretch


def _changes(session: Session, territory: str, publications: Iterable[int]) -> Mapping[int, Sequence[AgendaChange]]:
    """By the id of a publication, its changes in order."""
    listing = read_listing(session, territory)
    found: defaultdict[int, list[AgendaChange]] = defaultdict(list)
    rows = session.execute(
        select(Change, Occurrence.uid, Occurrence.demand)
        .join(Occurrence, Change.occurrence == Occurrence.id)
        .where(Change.publication.in_(list(publications)))
    )
    for change, uid, demand in rows:
        found[change.publication].append(change_of(change, uid, demand, listing))
    return {id_: in_order(changes) for id_, changes in found.items()}


def _release(row: Publication, changes: Sequence[AgendaChange]) -> Release:
    return Release(row.number, row.first_day, row.weeks, row.author, row.published_at, row.message, tuple(changes))
