"""Publishing a draft - what it changes and why; the letters that would go; then all of it in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.audit import conditions, findings, full_days, opening, presence, rooms, times
from scheduler.domain.diff import Change, diff
from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from web.jobs import ERRANDS, wake_after_commit
from web.models.drafts import DraftRow, DraftStep
from web.models.runs import Run
from web.outputs.agenda import Release
from web.services.draft_plans import Desk, desk_of, edit_of, horizon_of, steps_after
from web.services.draft_steps import EditedMeanwhileError, history
from web.services.drafts import draft_of, require_open
from web.services.journal import note
from web.services.letters import Sending, all_letters, sendings_of
from web.services.outbox import put
from web.services.person import Person
from web.services.publish import Draft, Proof, publish


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence that differs from what is published. `reason` says why, where there is one, and which article."""

    change: Change
    reason: Text | None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Postage:
    """By whom mails are sent, and the public address of the service: what letters need beside the plan."""

    service: str
    sender: str


def lines_of(session: Session, draft: DraftRow, desk: Desk) -> tuple[Line, ...]:
    """What differs from what stands published in the draft's weeks, by half-day."""
    steps = history(session, draft)
    return tuple(_line(change, desk, steps) for change in changes_of(desk) if change.kind != "kept")


def changes_of(desk: Desk) -> tuple[Change, ...]:
    """What becomes of each occurrence that stands published in the draft's weeks, and the new ones."""
    return diff(desk.problem.promises, desk.plan, desk.territory)


def preview(
    session: Session, person: Person, draft: DraftRow, message: str, now: datetime, postage: Postage
) -> tuple[Release, tuple[Sending, ...]]:
    """What publishing would make and send: it is done, looked at, and taken back. Raises what `publish_draft` does."""
    try:
        made, sendings, _ = _published(session, person, draft, message, now, postage)
    finally:
        session.rollback()
    return made, sendings


def publish_draft(
    session: Session, person: Person, draft: DraftRow, seen: int, message: str, now: datetime, postage: Postage
) -> tuple[Release, tuple[Sending, ...]]:
    """Publishes the draft and puts the letters into the outbox; the caller commits.

    Raises EditedMeanwhileError where the draft is not as it was `seen`, EndedDraftError, PublishedMeanwhileError,
    PlanRefusedError with the findings; after an error the caller rolls back.
    """
    made, sendings, row = _published(session, person, draft, message, now, postage, seen)
    for letter in all_letters(sendings):
        put(session, letter, now)
    wake_after_commit(session, ERRANDS)
    row.ended_at, row.published = now, made.number
    told = {"version": made.number, "letters": sum(len(one.letters) for one in sendings), "message": message}
    note(session, person, "draft_published", row.territory, str(row.id), now, after=told)
    return made, sendings


def _published(
    session: Session, person: Person, draft: DraftRow, message: str, now: datetime, postage: Postage,
    seen: int | None = None,
) -> tuple[Release, tuple[Sending, ...], DraftRow]:  # fmt: skip
    """The draft as it was seen, published but not committed."""
    name, number = draft.territory, draft.id
    require_open(draft)
    desk = desk_of(session, draft)
    wanted = Draft(desk.territory, desk.plan, horizon_of(draft), draft.base, message, _proof(session, draft))
    session.rollback()
    made = publish(session, wanted, person.name, now)
    row = draft_of(session, name, number)
    require_open(row)
    if desk.revision != row.revision or (seen is not None and seen != row.revision):
        raise EditedMeanwhileError(steps_after(session, row, desk.revision if seen is None else seen))
    return made, sendings_of(session, person, desk.territory, made, postage.service, postage.sender), row


def _proof(session: Session, draft: DraftRow) -> Proof | None:
    """What the run that the draft began as has proven; it holds only for a plan of the same score."""
    run = None if draft.run is None else session.get(Run, draft.run)
    result = (run.result or {}) if run is not None else {}
    total, bound = result.get("total"), result.get("bound")
    return Proof(total, bound) if isinstance(total, int) and isinstance(bound, int) else None


# -- why a line is there ---------------------------------------------------------------------------------------------

FACTS = (presence, opening, rooms, conditions, times, full_days)
"""The rules that can forbid, by the data alone, what was promised."""


def _line(change: Change, desk: Desk, steps: Sequence[DraftStep]) -> Line:
    before = change.before
    if before is not None:
        if change.demand not in desk.territory.demand or before.first.advisor not in desk.territory.advisor:
            return Line(change, _GONE)
        broken = findings(Plan.of(before.rows), desk.problem, FACTS)
        if broken:
            return Line(change, broken[0].message, broken[0].article)
    rows = {row for one in (change.before, change.after) if one is not None for row in one.rows}
    for step in reversed(steps):
        edit = edit_of(step, desk.territory)
        if step.kind != "undo" and rows.intersection((*edit.removed, *edit.added)):
            says = Text(**step.says)
            return Line(change, Text(fr=f"{says.fr} ({step.who})", en=f"{says.en} ({step.who})"))
    return Line(change, None)


_GONE = Text(fr="Ce n’est plus dans les données du territoire.", en="It is no longer in the territory's data.")
