"""Publishing - one transaction: the plan is audited, each permanence keeps its identity, and what stands is replaced.

Of the weeks of the horizon, and of no other. Killed anywhere before the commit, nothing has happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from scheduler.audit import findings, score
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from web.models.journal import JournalEntry
from web.models.publications import Change, PlannedHalfDay, Publication
from web.models.standing import Standing, StandingHalfDay
from web.outputs.agenda import Release
from web.services.changes import change_row
from web.services.departed import calendars_of_venues, keep_departed, leaving_of
from web.services.descriptions import describe
from web.services.duties import keep_duties
from web.services.errors import PlanRefusedError, PublishedMeanwhileError
from web.services.occurrences import Became, keep_occurrences
from web.services.plans import require_known_names, standing_plan
from web.services.reference import load_territory
from web.services.snapshots import keep_snapshot
from web.services.versions import NOTHING, diff, publication, release
from web.services.writing import AS_GIVEN, begin_writing


@dataclass(frozen=True, slots=True)
class Proof:
    """What the solve said of the plan: its `total`, and `bound`, the proven minimum of any plan's."""

    total: int
    bound: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be published: a territory's plan, of which the horizon's rows count, and what is known of it.

    `expected` is the number of the latest publication that its author has seen (0: none); `republished` that of the
    publication that it brings back.
    """

    territory: Territory
    plan: Plan
    horizon: Horizon
    expected: int
    message: str = ""
    proof: Proof | None = None
    republished: int | None = None


def latest_number(session: Session, territory: str) -> int:
    """The number of the latest publication; 0 where there is none."""
    standing = session.get(Standing, territory)
    return NOTHING if standing is None else standing.number


def publish(session: Session, draft: Draft, who: str, at: datetime) -> Release:
    """Publishes; the caller commits. The session has not begun a transaction yet.

    Raises PublishedMeanwhileError where another publication has come first, UnknownNamesError, PlanRefusedError with
    the findings, and the engine's CalendarError and TravelError. After an error the caller rolls back.
    """
    territory = draft.territory
    begin_writing(session, territory.id)
    standing = session.get(Standing, territory.id)
    _require_expected(session, draft, standing)
    require_known_names(draft.plan, territory)
    problem = prepare(territory, draft.horizon, standing_plan(session, territory))
    plan = draft.plan.within(draft.horizon.first_day, draft.horizon.last_day)
    found = findings(plan, problem)
    if found:
        raise PlanRefusedError(found)
    load_territory(session, territory, who, at)
    keep_snapshot(session, territory)
    moment = _moment(at, standing)
    made = _record(session, draft, problem, plan, who, moment)
    standing = _stand(session, standing, made, draft.horizon, territory)
    stood_in = calendars_of_venues(session, territory.id)
    describe(session, standing, territory, moment)
    leaving = leaving_of(session, standing, draft.horizon, stood_in)
    became = keep_occurrences(session, plan, problem, made.number, moment)
    keep_departed(session, standing, leaving, became)
    _keep_rows(session, made, plan, draft.horizon, became)
    keep_duties(session, plan, problem, moment)
    announced = [change_row(one, made.id) for one in became if one.announced]
    if announced:
        session.execute(insert(Change), announced, execution_options=AS_GIVEN)
    deed = "published" if draft.republished is None else "republished"
    session.add(JournalEntry(at=moment, who=who, deed=deed, territory=territory.id, detail=str(made.number)))
    session.flush()
    return release(session, territory.id, made.number)


def _require_expected(session: Session, draft: Draft, standing: Standing | None) -> None:
    latest = NOTHING if standing is None else standing.number
    if latest != draft.expected:
        author = publication(session, draft.territory.id, latest).author if latest else ""
        raise PublishedMeanwhileError(
            draft.expected, latest, author, diff(session, draft.territory.id, draft.expected, latest)
        )


def _moment(at: datetime, standing: Standing | None) -> datetime:
    """The publication's time in whole seconds, as calendars count them: later than the one before it."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    return moment if standing is None else max(moment, standing.published_at + timedelta(seconds=1))


def _record(session: Session, draft: Draft, problem: Problem, plan: Plan, who: str, moment: datetime) -> Publication:
    priced = score(plan, problem)
    proof = draft.proof
    made = Publication(
        territory=draft.territory.id,
        number=draft.expected + 1,
        first_day=draft.horizon.first_day,
        weeks=draft.horizon.weeks,
        author=who,
        published_at=moment,
        message=draft.message,
        bound=proof.bound if proof is not None and proof.total == priced.total else None,
        input_digest=draft.territory.digest,
        republished=draft.republished,
        **priced.components(),
    )
    session.add(made)
    session.flush()
    return made


def _stand(
    session: Session, standing: Standing | None, made: Publication, horizon: Horizon, territory: Territory
) -> Standing:
    if standing is None:
        standing = Standing(
            territory=territory.id,
            name=territory.name,
            timezone=territory.timezone,
            first_day=horizon.first_day,
            last_day=horizon.last_day,
            described_at=made.published_at,
        )
        session.add(standing)
    standing.publication, standing.number = made.id, made.number
    standing.published_at, standing.message = made.published_at, made.message
    standing.first_day = min(standing.first_day, horizon.first_day)
    standing.last_day = max(standing.last_day, horizon.last_day)
    session.flush()
    return standing


def _keep_rows(session: Session, made: Publication, plan: Plan, horizon: Horizon, became: Sequence[Became]) -> None:
    """The plan's rows: once for ever under the publication, once in place of those that stood in the horizon."""
    occurrence = {
        (one.after.advisor, one.after.date, part.period): one.occurrence.id
        for one in became
        if one.after is not None
        for part in one.after.parts
    }
    rows = [_row(row, occurrence) for row in plan.rows]
    session.execute(
        delete(StandingHalfDay).where(
            StandingHalfDay.territory == made.territory,
            StandingHalfDay.date.between(horizon.first_day, horizon.last_day),
        )
    )
    if rows:
        session.execute(
            insert(PlannedHalfDay), [{"publication": made.id, **row} for row in rows], execution_options=AS_GIVEN
        )
        session.execute(
            insert(StandingHalfDay), [{"territory": made.territory, **row} for row in rows], execution_options=AS_GIVEN
        )


def _row(row: PlanRow, occurrence: dict[tuple[str, Any, str], int]) -> dict[str, Any]:
    period = row.half_day.period.name
    return {
        "date": row.date,
        "period": period,
        "advisor": row.advisor,
        "start": row.start,
        "end": row.end,
        "structure": row.structure,
        "venue": row.venue,
        "room": row.room,
        "demand": row.demand,
        "activity": row.activity,
        "occurrence": occurrence[row.advisor, row.date, period] if row.intervenes else None,
    }
