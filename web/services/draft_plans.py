"""Draft plans - the plan of a draft as its steps make it, fitted to the territory as it is now, and judged.

What has been judged is kept for the next request of this process: an edit then costs its own judging alone.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.desk.fitting import Fitted, fitted
from scheduler.desk.judged import Edit, Judged
from scheduler.domain.plan import Occurrence, Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from web.models.drafts import DraftRow, DraftStep
from web.models.standing import Standing
from web.models.territories import TerritoryRow
from web.services.plan_rows import Cells, plan_of_cells
from web.services.plans import standing_plan
from web.services.reference import loaded_territory

MOST_KEPT = 8
"""Drafts whose plan is kept in memory, those asked for last."""

Pin = tuple[str, str, date, str]
"""Demand, advisor, date and first period of an occurrence that stays where it is."""


@dataclass(frozen=True)
class Desk:
    """A draft with everything that is said of it. `raw` are its rows as its steps say, whatever the territory says.

    `fitting` says what of them the territory has no more, and what was put at the base; `judged` is the plan that
    people see. `published` is the number of the latest publication (0: none).
    """

    revision: int
    digest: str
    published: int
    territory: Territory
    problem: Problem
    raw: frozenset[PlanRow]
    pins: frozenset[Pin]
    fitting: Fitted
    judged: Judged

    @property
    def plan(self) -> Plan:
        return self.judged.plan

    def is_pinned(self, occurrence: Occurrence) -> bool:
        return pin_of(occurrence) in self.pins


def pin_of(occurrence: Occurrence) -> Pin:
    first = occurrence.first
    return occurrence.demand, first.advisor, first.date, first.half_day.period.name


def desk_of(session: Session, draft: DraftRow) -> Desk:
    """The draft as it is now: three queries where it was asked for before, and has not changed."""
    digest = session.scalar(select(TerritoryRow.digest).where(TerritoryRow.id == draft.territory)) or ""
    published = session.scalar(select(Standing.number).where(Standing.territory == draft.territory)) or 0
    key = (str(session.get_bind().engine.url), draft.id, draft.begun_at)
    known = _kept(key)
    if known is not None and (known.digest, known.published) == (digest, published):
        if known.revision > draft.revision:
            known = None
        elif known.revision < draft.revision:
            known = with_steps(known, steps_after(session, draft, known.revision))
    else:
        known = None
    made = known or _made(session, draft, digest, published)
    _keep(key, made)
    return made


def steps_after(session: Session, draft: DraftRow, revision: int) -> Sequence[DraftStep]:
    """The steps made since that revision, in order."""
    query = select(DraftStep).where(DraftStep.draft == draft.id, DraftStep.number > revision)
    return session.scalars(query.order_by(DraftStep.number)).all()


def with_steps(desk: Desk, steps: Iterable[DraftStep]) -> Desk:
    """The desk after later steps."""
    for step in steps:
        edit = edit_of(step, desk.territory)
        pins = desk.pins.difference(map(pin_read, step.unpinned)).union(map(pin_read, step.pinned))
        raw = desk.raw.difference(edit.removed).union(edit.added)
        if edit == Edit():
            desk = replace(desk, revision=step.number, pins=pins)
            continue
        fitting = fitted(raw, desk.problem)
        before, after = frozenset(desk.fitting.rows), frozenset(fitting.rows)
        judged = desk.judged.changed(Edit(tuple(before - after), tuple(after - before)))
        desk = replace(desk, revision=step.number, raw=raw, pins=pins, fitting=fitting, judged=judged)
    return desk


def edit_of(step: DraftStep, territory: Territory) -> Edit:
    return Edit(rows_of(step.removed, territory), rows_of(step.added, territory))


def rows_of(cells: Sequence[Cells], territory: Territory) -> tuple[PlanRow, ...]:
    return plan_of_cells(cells, territory).rows


def pin_cells(pin: Pin) -> list[str]:
    demand, advisor, day, period = pin
    return [demand, advisor, day.isoformat(), period]


def pin_read(cells: Sequence[str]) -> Pin:
    demand, advisor, day, period = cells
    return demand, advisor, date.fromisoformat(day), period


def horizon_of(draft: DraftRow) -> Horizon:
    return Horizon(draft.first_day, draft.weeks)


def _made(session: Session, draft: DraftRow, digest: str, published: int) -> Desk:
    territory = loaded_territory(session, draft.territory)
    problem = prepare(territory, horizon_of(draft), standing_plan(session, territory))
    raw = frozenset(rows_of(draft.rows, territory))
    fitting = fitted(raw, problem)
    judged = Judged.of(Plan.of(fitting.rows), problem)
    desk = Desk(0, digest, published, territory, problem, raw, frozenset(), fitting, judged)
    return with_steps(desk, steps_after(session, draft, 0))


# -- kept in memory --------------------------------------------------------------------------------------------------

_Key = tuple[str, int, object]
_DESKS: OrderedDict[_Key, Desk] = OrderedDict()
_TURN = Lock()


def _kept(key: _Key) -> Desk | None:
    with _TURN:
        return _DESKS.get(key)


def _keep(key: _Key, desk: Desk) -> None:
    with _TURN:
        _DESKS[key] = desk
        _DESKS.move_to_end(key)
        while len(_DESKS) > MOST_KEPT:
            _DESKS.popitem(last=False)
