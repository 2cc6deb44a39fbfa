"""Interventions - the dated permanences that answer a question, a page at a time, in an order that does not move."""

import base64
import binascii
import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.outputs.agenda import Agenda, Dated, Status
from web.services.agendas import Scope, agenda, day_of_number
from web.services.errors import ServiceError

Position: TypeAlias = tuple[str, int, str]
"""Where a page ends: the date in ISO form, the start in minutes and the uid of its last permanence."""


class BadCursorError(ServiceError):
    """A cursor that this service has not given."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Ce curseur n’est pas de ceux que donne « next_cursor ».",
                en="This cursor is none that 'next_cursor' gives.",
            )
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that is given must hold. `venue`, `commune` and `structure` are of where a permanence stands now."""

    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    venue: str | None = None
    commune: str | None = None
    """The INSEE code."""
    structure: str | None = None
    activity: str | None = None
    booking: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some permanences, in order of date, start and uid; the cursor of the next page, None on the last one."""

    agenda: Agenda
    items: tuple[Dated, ...]
    next_cursor: str | None


def interventions(session: Session, territory: str, question: Question, limit: int, cursor: str | None) -> Page:
    """At most `limit` of them, after the cursor. Raises UnpublishedError, BadCursorError.

    At most nine queries; no more rows than the page and the days at its two ends hold.
    """
    after = None if cursor is None else _position(cursor)
    scope = _scope(question, after)
    end = day_of_number(session, territory, _after_the_day(scope, after), limit)
    found = agenda(session, territory, scope if end is None else replace(scope, last_day=end))
    holds = _condition(question)
    rest = sorted((one for one in found.dated if holds(one) and (after is None or _place(one) > after)), key=_place)
    items = tuple(rest[:limit])
    return Page(found, items, _cursor(items[-1]) if len(rest) > limit else None)


def intervention(session: Session, territory: str, uid: str) -> Page:
    """The one of that uid, or none. Raises UnpublishedError."""
    found = agenda(session, territory, Scope(uid=uid))
    return Page(found, found.dated, None)


def _scope(question: Question, after: Position | None) -> Scope:
    """What the database sorts out: all of it, but whatever has moved away from a place is among what is read."""
    scope = Scope(
        venue=question.venue,
        commune=question.commune,
        structure=question.structure,
        first_day=question.first_day,
        last_day=question.last_day,
        activity=question.activity,
        booking=question.booking,
        status=question.status,
    )
    if after is None:
        return scope
    since = datetime.date.fromisoformat(after[0])
    return replace(scope, first_day=since if scope.first_day is None else max(since, scope.first_day))


def _after_the_day(scope: Scope, after: Position | None) -> Scope:
    """Without the day of the cursor, of which some are told already."""
    if after is None or scope.first_day is None:
        return scope
    return replace(scope, first_day=max(scope.first_day, _day_after(after)))


def _day_after(after: Position) -> datetime.date:
    return datetime.date.fromisoformat(after[0]) + datetime.timedelta(days=1)


def _condition(question: Question) -> Callable[[Dated], bool]:
    def holds(one: Dated) -> bool:
        asked = (
            (question.venue, one.place.id),
            (question.commune, one.place.insee),
            (question.structure, one.place.structure),
        )
        return all(wanted is None or wanted == told for wanted, told in asked)

    return holds


def _place(one: Dated) -> Position:
    return one.date.isoformat(), one.start, one.uid


def _cursor(last: Dated) -> str:
    return base64.urlsafe_b64encode(json.dumps(_place(last)).encode()).decode().rstrip("=")


def _position(cursor: str) -> Position:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        day, start, uid = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not (isinstance(start, int) and isinstance(uid, str)):
            raise BadCursorError
        return datetime.date.fromisoformat(day).isoformat(), start, uid
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursorError from error
