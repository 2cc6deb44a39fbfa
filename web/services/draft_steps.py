"""Draft steps - how an edit becomes the next step of a draft, for one of several coordinators at a time.

Every edit names the revision that its author saw. Where somebody has changed the same half-days since, it is refused
and says what the other did; else both hold.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.desk.judged import Edit, Effect
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.text import Text
from scheduler.domain.verdict import Score
from web.models.drafts import DraftRow, DraftStep
from web.services.draft_plans import Desk, Pin, desk_of, edit_of, pin_cells, pin_read, steps_after, with_steps
from web.services.drafts import draft_of, require_open
from web.services.errors import ServiceError
from web.services.journal import note
from web.services.person import Person
from web.services.plan_rows import plan_cells
from web.services.writing import begin_writing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edit would make of the draft."""

    says: Text
    edit: Edit = field(default_factory=Edit)
    pinned: frozenset[Pin] = frozenset()
    unpinned: frozenset[Pin] = frozenset()


@dataclass(frozen=True, slots=True)
class Done:
    """The draft after an edit; `others` are the steps that came between, which the author has not seen."""

    desk: Desk
    step: DraftStep
    effect: Effect
    others: Sequence[DraftStep]


class EditedMeanwhileError(ServiceError):
    """Somebody has changed the same half-days since: `steps` says what."""

    def __init__(self, steps: Sequence[DraftStep]) -> None:
        self.steps = tuple(steps)
        if not self.steps:
            super().__init__(_DATA_CHANGED)
            return
        told = [(step.who, step.says) for step in steps]
        french = " ; ".join(f"{who} – {says['fr']}" for who, says in told)
        english = "; ".join(f"{who} - {says['en']}" for who, says in told)
        super().__init__(
            Text(
                fr=f"Rien n’a changé : ces demi-journées viennent d’être modifiées ({french}). Regardez, puis "
                "recommencez si vous le voulez toujours.",
                en=f"Nothing has changed: these half-days have just been changed ({english}). Look, then do it again "
                "if you still want to.",
            )
        )


_DATA_CHANGED = Text(
    fr="Rien n’a changé : les données du territoire ont changé depuis, et ces demi-journées avec elles. Regardez le "
    "brouillon tel qu’il est.",
    en="Nothing has changed: the territory's data have changed since, and these half-days with them. Look at the "
    "draft as it is.",
)


class NotThereError(ServiceError):
    """What was to be moved is not where it was said to be, or cannot go where it was to go."""


class NothingToTakeBackError(ServiceError):
    """The person has made no step that stands (or taken none back)."""

    def __init__(self) -> None:
        super().__init__(Text(fr="Il n’y a rien à annuler ni à rétablir.", en="There is nothing to undo or redo."))


@dataclass(frozen=True, slots=True)
class Stacks:
    """The numbers of a person's steps that can be taken back, and made again, the last at the end."""

    done: tuple[int, ...]
    undone: tuple[int, ...]


def stacks_of(steps: Iterable[DraftStep], account: int) -> Stacks:
    """A new step forgets what was taken back before it."""
    done: list[int] = []
    undone: list[int] = []
    for step in steps:
        if step.account != account:
            continue
        if step.kind == "do":
            done.append(step.number)
            undone.clear()
        elif step.kind == "undo" and step.of in done:
            done.remove(step.of)
            undone.append(step.of)
        elif step.of in undone:
            undone.remove(step.of)
            done.append(step.of)
    return Stacks(tuple(done), tuple(undone))


def history(session: Session, draft: DraftRow) -> Sequence[DraftStep]:
    """Every step, in order."""
    return steps_after(session, draft, 0)


def do_step(
    session: Session, person: Person, draft: DraftRow, seen: int, make: Callable[[Desk], Wanted], now: datetime
) -> Done:
    draft = _turn(session, draft)
    desk = desk_of(session, draft)
    others = steps_after(session, draft, seen)
    wanted = make(desk)
    _require_untouched(desk, wanted, others)
    return _step(session, person, draft, desk, wanted, others, now)


def step_again(session: Session, person: Person, draft: DraftRow, seen: int, now: datetime, kind: str) -> Done:
    draft = _turn(session, draft)
    desk, steps = desk_of(session, draft), history(session, draft)
    stacks = stacks_of(steps, person.account)
    numbers = stacks.done if kind == "undo" else stacks.undone
    if not numbers:
        raise NothingToTakeBackError
    step = next(step for step in steps if step.number == numbers[-1])
    edit = edit_of(step, desk.territory)
    put, drawn = frozenset(map(pin_read, step.pinned)), frozenset(map(pin_read, step.unpinned))
    if kind == "undo":
        edit, put, drawn = edit.inverse, drawn, put
    wanted = Wanted(Text(**step.says), edit, put, drawn)
    there = frozenset(desk.plan.rows)
    gone = [row for row in edit.removed if row not in there]
    if gone:
        raise EditedMeanwhileError(who_touched(session, draft, gone, after=step.number))
    others = [one for one in steps if one.number > seen]
    return _step(session, person, draft, desk, wanted, others, now, kind=kind, of=step.number)


def _turn(session: Session, draft: DraftRow) -> DraftRow:
    """Takes the territory's turn and reads the draft as it is now. Raises EndedDraftError."""
    territory, number = draft.territory, draft.id
    session.rollback()
    begin_writing(session, territory)
    draft = draft_of(session, territory, number)
    require_open(draft)
    return draft


def _step(
    session: Session, person: Person, draft: DraftRow, desk: Desk, wanted: Wanted, others: Sequence[DraftStep],
    now: datetime, *, kind: str = "do", of: int | None = None,
) -> Done:  # fmt: skip
    already = desk.raw.difference(wanted.edit.removed).intersection(wanted.edit.added)
    if already or (wanted.edit == Edit() and not wanted.pinned and not wanted.unpinned):
        raise NotThereError(_ALREADY)
    effect = desk.judged.effect(wanted.edit) if wanted.edit != Edit() else Effect((), (), Score())
    step = DraftStep(
        draft=draft.id,
        number=draft.revision + 1,
        account=person.account,
        who=person.name,
        at=now,
        kind=kind,
        of=of,
        says={"fr": wanted.says.fr, "en": wanted.says.en},
        removed=plan_cells(Plan.of(wanted.edit.removed)),
        added=plan_cells(Plan.of(wanted.edit.added)),
        pinned=[pin_cells(pin) for pin in sorted(wanted.pinned)],
        unpinned=[pin_cells(pin) for pin in sorted(wanted.unpinned)],
    )
    draft.revision = step.number
    session.add(step)
    session.flush()
    note(
        session, person, f"draft_{kind}", draft.territory, str(draft.id), now,
        {"step": draft.revision - 1, "rows": step.removed}, {"step": draft.revision, "rows": step.added, **step.says},
    )  # fmt: skip
    return Done(with_steps(desk, [step]), step, effect, others)


def _require_untouched(desk: Desk, wanted: Wanted, others: Sequence[DraftStep]) -> None:
    """Nobody has changed the same half-days since: EditedMeanwhileError."""
    mine = {(row.advisor, row.half_day) for row in (*wanted.edit.removed, *wanted.edit.added)}
    demands = {row.demand for row in wanted.edit.added} - {row.demand for row in wanted.edit.removed}
    clash = []
    for step in others:
        edit = edit_of(step, desk.territory)
        theirs = (*edit.removed, *edit.added)
        same = any((row.advisor, row.half_day) in mine for row in theirs)
        twice = any(row.demand in demands for row in edit.added if row.intervenes)
        if same or twice:
            clash.append(step)
    if clash:
        raise EditedMeanwhileError(clash)


def who_touched(session: Session, draft: DraftRow, rows: Iterable[PlanRow], *, after: int = 0) -> Sequence[DraftStep]:
    """The last steps that changed these half-days; none where the territory itself has changed."""
    places = {(row.advisor, row.date.isoformat(), row.half_day.period.name) for row in rows}
    query = select(DraftStep).where(DraftStep.draft == draft.id, DraftStep.number > after)
    touched = [
        step
        for step in session.scalars(query.order_by(DraftStep.number.desc()))
        if any((cells[2], cells[0], cells[1]) in places for cells in (*step.removed, *step.added))
    ]
    return touched[:3]


_ALREADY = Text(fr="C’est déjà ainsi : rien n’a changé.", en="It is so already: nothing has changed.")
