"""Drafts - how a plan in the making begins, from a run, a repair or what stands published; how it is put aside."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from web.models.drafts import DraftRow
from web.models.standing import Standing
from web.services.errors import ServiceError
from web.services.journal import note
from web.services.person import Person
from web.services.plan_rows import plan_cells

MOST_WEEKS = 53


class UnknownDraftError(ServiceError):
    """The territory has no such draft."""

    def __init__(self, number: int) -> None:
        super().__init__(Text(fr=f"Il n’y a pas de brouillon {number}.", en=f"There is no draft {number}."))


class EndedDraftError(ServiceError):
    """The draft was published or put aside: nothing can be done in it any more."""

    def __init__(self, draft: DraftRow) -> None:
        said = (
            Text(fr=f"publié (version {draft.published})", en=f"published (version {draft.published})")
            if draft.published
            else Text(fr="mis de côté", en="put aside")
        )
        super().__init__(
            Text(
                fr=f"Le brouillon {draft.id} est {said.fr} : il ne se modifie plus. Ouvrez-en un autre.",
                en=f"Draft {draft.id} is {said.en}: it cannot be changed any more. Open another.",
            )
        )


def begin(
    session: Session,
    person: Person,
    territory: Territory,
    start: date,
    weeks: int,
    plan: Plan,
    now: datetime,
    *,
    origin: Text,
    run: int | None = None,
) -> DraftRow:
    """Opens a draft of these weeks that holds the plan's rows; the caller commits. `territory` is loaded.

    `origin` says what the plan is: `calcul 12`. Raises the engine's CalendarError for weeks that are none.
    """
    horizon = Horizon(start, weeks)
    prepare(territory, horizon)
    draft = DraftRow(
        territory=territory.id,
        first_day=start,
        weeks=weeks,
        base=session.scalar(select(Standing.number).where(Standing.territory == territory.id)) or 0,
        origin={"fr": origin.fr, "en": origin.en},
        run=run,
        rows=plan_cells(plan.within(horizon.first_day, horizon.last_day)),
        account=person.account,
        who=person.name,
        begun_at=now,
        revision=0,
    )
    session.add(draft)
    session.flush()
    about = {"from": start.isoformat(), "weeks": weeks, "origin": origin.fr, "rows": len(draft.rows)}
    note(session, person, "draft_begun", territory.id, str(draft.id), now, after=about)
    return draft


def draft_of(session: Session, territory: str, number: int) -> DraftRow:
    """Raises UnknownDraftError."""
    draft = session.get(DraftRow, number, populate_existing=True)
    if draft is None or draft.territory != territory:
        raise UnknownDraftError(number)
    return draft


def open_drafts(session: Session, territory: str) -> Sequence[DraftRow]:
    """Those in the making, the latest first."""
    query = select(DraftRow).where(DraftRow.territory == territory, DraftRow.ended_at.is_(None))
    return session.scalars(query.order_by(DraftRow.id.desc())).all()


def ended_drafts(session: Session, territory: str, most: int = 10) -> Sequence[DraftRow]:
    """Those that were published or put aside, the latest first."""
    query = select(DraftRow).where(DraftRow.territory == territory, DraftRow.ended_at.is_not(None))
    return session.scalars(query.order_by(DraftRow.id.desc()).limit(most)).all()


def put_aside(session: Session, person: Person, draft: DraftRow, now: datetime) -> None:
    """Takes it off the list; it can be taken up again. The caller commits. Raises EndedDraftError."""
    require_open(draft)
    draft.ended_at = now
    note(session, person, "draft_put_aside", draft.territory, str(draft.id), now)


def take_up(session: Session, person: Person, draft: DraftRow, now: datetime) -> None:
    """Opens again what was put aside; the caller commits. Raises EndedDraftError for one that was published."""
    if draft.published is not None:
        raise EndedDraftError(draft)
    if draft.ended_at is not None:
        draft.ended_at = None
        note(session, person, "draft_taken_up", draft.territory, str(draft.id), now)


def set_beside(session: Session, person: Person, draft: DraftRow, number: int, now: datetime) -> None:
    """Notes that its authors have read what publication `number` changed; the caller commits."""
    require_open(draft)
    if draft.base != number:
        before, draft.base = draft.base, number
        note(session, person, "draft_reread", draft.territory, str(draft.id), now, {"base": before}, {"base": number})


def require_open(draft: DraftRow) -> None:
    """Raises EndedDraftError."""
    if draft.ended_at is not None:
        raise EndedDraftError(draft)
