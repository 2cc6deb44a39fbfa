"""Whether a database holds one version of a territory whole: every table says the same publication."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from web.models.journal import JournalEntry
from web.models.occurrences import Duty, Occurrence
from web.models.publications import Change, PlannedHalfDay, Publication, Snapshot
from web.models.standing import Standing
from web.models.territories import TerritoryRow
from web.outputs.agenda import Status
from web.services.plans import standing_plan
from web.services.stands import stands_of
from web.services.versions import plan_of_version


def version_held(session: Session, territory: Territory) -> int:
    """The number of the version that the database holds, whole; fails where two of its tables disagree."""
    standing = session.get(Standing, territory.id, populate_existing=True)
    numbers = list(session.scalars(select(Publication.number).order_by(Publication.number)))
    if standing is None:
        assert numbers == []
        for row in (Snapshot, PlannedHalfDay, Occurrence, Duty, Change):
            assert session.scalar(select(func.count()).select_from(row)) == 0
        return 0
    assert numbers == list(range(1, standing.number + 1))
    latest = session.scalars(select(Publication).where(Publication.number == standing.number)).one()
    assert (latest.id, latest.published_at) == (standing.publication, standing.published_at)
    assert session.scalar(select(TerritoryRow.digest)) == latest.input_digest == territory.digest

    plan, _ = plan_of_version(session, territory, standing.number)
    assert standing_plan(session, territory) == plan
    assert planned_occurrences(session) == stands(plan, territory)
    deeds = session.scalars(select(JournalEntry.detail).where(JournalEntry.deed == "published")).all()
    assert sorted(map(int, deeds)) == numbers
    assert set(session.scalars(select(Change.publication))) <= set(session.scalars(select(Publication.id)))
    return standing.number


def planned_occurrences(session: Session) -> list[tuple[object, ...]]:
    rows = session.scalars(select(Occurrence).where(Occurrence.status == Status.PLANNED))
    return sorted((row.demand, row.date, row.parts, row.venue, row.room, row.advisor) for row in rows)


def stands(plan: Plan, territory: Territory) -> list[tuple[object, ...]]:
    return sorted(
        (demand, stand.date, stand.parts, stand.venue, stand.room, stand.advisor)
        for (demand, _), found in stands_of(plan, territory).items()
        for stand in found
    )
