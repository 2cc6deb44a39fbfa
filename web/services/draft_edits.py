"""Draft edits - one step of a draft: what is placed, moved, exchanged, taken out, pinned, applied, taken back.

Nothing is refused because a rule is broken: the audit says so beside it, and the draft cannot be published.
Each raises what web.services.draft_steps does; `seen` is the revision that its author saw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.desk.handling import lifted, occurrence_at
from scheduler.desk.judged import Edit
from scheduler.desk.targets import Held, swapped
from scheduler.domain.plan import Occurrence, PlanRow
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from web.models.drafts import DraftRow
from web.outputs.draft_wording import moved_words, pinned_words, placed_words, removed_words, swapped_words
from web.services.draft_plans import Desk, Pin, pin_of
from web.services.draft_steps import Done, EditedMeanwhileError, NotThereError, Wanted, do_step, step_again, who_touched
from web.services.errors import ServiceError
from web.services.person import Person
from web.services.plan_rows import RowChange


@dataclass(frozen=True, slots=True)
class Spot:
    """A half-day of an advisor, by names."""

    advisor: str
    date: date
    period: str


def place(session: Session, person: Person, draft: DraftRow, seen: int, demand: str, to: Spot, now: datetime) -> Done:
    """One more occurrence of the demand; what is held there stays beside it."""

    def make(desk: Desk) -> Wanted:
        half_day = _half_day(desk, to)
        if demand not in desk.territory.demand:
            raise NotThereError(_GONE)
        return Wanted(
            placed_words(desk.territory, demand, to.advisor, half_day),
            _target(Held(desk.judged, desk.territory.demand[demand]), to.advisor, half_day),
        )

    return do_step(session, person, draft, seen, make, now)


def move(
    session: Session, person: Person, draft: DraftRow, seen: int, demand: str, at: Spot, to: Spot, now: datetime
) -> Done:
    """An occurrence to another half-day, another advisor, or both."""

    def make(desk: Desk) -> Wanted:
        was, half_day = _unpinned(desk, demand, at), _half_day(desk, to)
        return Wanted(
            moved_words(desk.territory, was, to.advisor, half_day),
            _target(Held(desk.judged, desk.territory.demand[demand], was), to.advisor, half_day),
        )

    return do_step(session, person, draft, seen, make, now)


def exchange(
    session: Session, person: Person, draft: DraftRow, seen: int, demand: str, at: Spot, other: str, to: Spot,
    now: datetime,
) -> Done:  # fmt: skip
    """Two occurrences change places."""

    def make(desk: Desk) -> Wanted:
        one, two = _unpinned(desk, demand, at), _unpinned(desk, other, to)
        try:
            return Wanted(swapped_words(desk.territory, one, two), swapped(desk.judged, one, two))
        except ValueError as error:
            raise NotThereError(_CANNOT_GO) from error

    return do_step(session, person, draft, seen, make, now)


def take_out(
    session: Session, person: Person, draft: DraftRow, seen: int, demand: str, at: Spot, now: datetime
) -> Done:
    """An occurrence is held no more."""

    def make(desk: Desk) -> Wanted:
        was = _unpinned(desk, demand, at)
        return Wanted(removed_words(desk.territory, was), lifted(desk.judged, was))

    return do_step(session, person, draft, seen, make, now)


def pin(
    session: Session, person: Person, draft: DraftRow, seen: int, demand: str, at: Spot, now: datetime, *, stays: bool
) -> Done:
    """Pins an occurrence where it is, or draws the pin out."""

    def make(desk: Desk) -> Wanted:
        was = _occurrence(desk, demand, at)
        put, drawn = (frozenset({pin_of(was)}), frozenset[Pin]()) if stays else (frozenset(), frozenset({pin_of(was)}))
        return Wanted(
            pinned_words(desk.territory, was, stays=stays), pinned=put - desk.pins, unpinned=drawn & desk.pins
        )

    return do_step(session, person, draft, seen, make, now)


def apply(
    session: Session, person: Person, draft: DraftRow, seen: int, changes: Iterable[RowChange],
    says: Text, now: datetime,
) -> Done:  # fmt: skip
    """Half-days as an answer of the solver would have them.

    Raises EditedMeanwhileError where one of them is no longer as the solver saw it.
    """
    pairs = list(changes)

    def make(desk: Desk) -> Wanted:
        there = frozenset(desk.plan.rows)
        gone = [one.before for one in pairs if one.before is not None and one.before not in there]
        if gone:
            raise EditedMeanwhileError(who_touched(session, draft, gone))
        removed = tuple(one.before for one in pairs if one.before is not None)
        edit = Edit(removed, tuple(one.after for one in pairs if one.after is not None))
        pinned = [p for p in desk.pins if any(_touches(p, row) for row in removed) and not _kept(p, edit)]
        if pinned:
            raise PinnedError(len(pinned))
        return Wanted(says, edit)

    return do_step(session, person, draft, seen, make, now)


def take_back(session: Session, person: Person, draft: DraftRow, seen: int, now: datetime) -> Done:
    """Takes back the person's last step that stands. Raises NothingToTakeBackError, EditedMeanwhileError."""
    return step_again(session, person, draft, seen, now, "undo")


def make_again(session: Session, person: Person, draft: DraftRow, seen: int, now: datetime) -> Done:
    """Makes again the person's step that was taken back last."""
    return step_again(session, person, draft, seen, now, "redo")


class PinnedError(ServiceError):
    """What was to change is pinned."""

    def __init__(self, number: int = 1) -> None:
        many = "sont épinglées : ôtez d’abord les épingles" if number > 1 else "est épinglée : ôtez d’abord l’épingle"
        super().__init__(
            Text(
                fr=f"{number if number > 1 else 'Cette'} intervention{'s' if number > 1 else ''} {many}.",
                en=f"{number} pinned: draw the pin out first.",
            )
        )


# -- what an edit names ----------------------------------------------------------------------------------------------


def _half_day(desk: Desk, spot: Spot) -> HalfDay:
    if (
        spot.period not in desk.territory.period
        or spot.advisor not in desk.territory.advisor
        or spot.date not in desk.problem.horizon
    ):
        raise NotThereError(_NOWHERE)
    return HalfDay(spot.date, desk.territory.period[spot.period])


def _occurrence(desk: Desk, demand: str, at: Spot) -> Occurrence:
    found = None
    if demand in desk.territory.demand:
        found = occurrence_at(desk.judged, demand, at.advisor, _half_day(desk, at))
    if found is None:
        raise NotThereError(_GONE)
    return found


def _unpinned(desk: Desk, demand: str, at: Spot) -> Occurrence:
    found = _occurrence(desk, demand, at)
    if desk.is_pinned(found):
        raise PinnedError
    return found


def _target(held: Held, advisor: str, half_day: HalfDay) -> Edit:
    target = held.target(advisor, half_day)
    if target is None:
        raise NotThereError(_CANNOT_GO)
    return target.edit


def _touches(pin: Pin, row: PlanRow) -> bool:
    demand, advisor, day, _ = pin
    return (row.demand, row.advisor, row.date) == (demand, advisor, day)


def _kept(pin: Pin, edit: Edit) -> bool:
    return any(_touches(pin, row) and row.half_day.period.name == pin[3] for row in edit.added)


_GONE = Text(
    fr="Cette intervention n’est plus là : elle a été déplacée ou retirée. Regardez le brouillon tel qu’il est.",
    en="That intervention is there no more: it was moved or taken out. Look at the draft as it is.",
)
_NOWHERE = Text(
    fr="Cette demi-journée n’est pas de ce brouillon.",
    en="That half-day is not one of this draft's.",
)
_CANNOT_GO = Text(
    fr="Une journée entière commence le matin : elle ne peut pas aller là.",
    en="A full day begins in the morning: it cannot go there.",
)
