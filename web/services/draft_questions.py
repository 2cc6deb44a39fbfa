"""Draft questions - what was asked of the solver in a draft, and how such a question is put."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.models.drafts import DraftRow
from web.models.runs import Run
from web.services.draft_edits import Spot
from web.services.draft_plans import Desk
from web.services.person import Person
from web.services.run_parameters import Pinned
from web.services.runs import ask

WHY_NOT = Text(fr="Pourquoi n’est-ce pas servi ?", en="Why is this not served?")
WHY_HERE = Text(fr="Pourquoi ici ?", en="Why here?")
WHERE = Text(fr="Où cela pourrait-il aller ?", en="Where could this go?")
REPAIR = Text(fr="Réparer le brouillon", en="Repair the draft")

SECONDS = 20.0
"""For an explanation: somebody is waiting."""

MOVES = 1
"""Of other interventions, that a suggestion may take."""

LOOKED_AT = 60
"""Runs of the territory among which those of a draft are sought."""


def ask_repair(session: Session, person: Person, draft: DraftRow, desk: Desk, now: datetime) -> Run:
    """How the draft could keep every rule with the fewest changes; what is pinned stays."""
    pins = [
        Pinned(date=day, period=period, advisor=advisor, demand=demand)
        for demand, advisor, day, period in sorted(desk.pins)
    ]
    return _ask(session, person, draft, desk, "repair", now, pins=pins)


def ask_why_not(
    session: Session, person: Person, draft: DraftRow, desk: Desk, demand: str, week: date | None, now: datetime
) -> Run:
    """Why the demand is not held (in the window of that week), and what would let it be."""
    return _ask(session, person, draft, desk, "explain", now, demand=demand, week=week, seconds=SECONDS)


def ask_why_here(
    session: Session, person: Person, draft: DraftRow, desk: Desk, demand: str, at: Spot, now: datetime
) -> Run:
    """What it would cost not to hold the demand there."""
    return _ask(session, person, draft, desk, "explain", now, demand=demand, spot=_spot(at), seconds=SECONDS)


def ask_where(
    session: Session, person: Person, draft: DraftRow, desk: Desk, demand: str, at: Spot | None, week: date | None,
    now: datetime,
) -> Run:  # fmt: skip
    """Where one more, or that one, could go, others moving for it if need be."""
    moving = None if at is None else _spot(at)
    return _ask(session, person, draft, desk, "suggest", now, demand=demand, week=week, moving=moving, move=MOVES)


def asked_here(session: Session, draft: DraftRow, demand: str | None, most: int = 4) -> Sequence[Run]:
    """The last questions of the draft, about a demand or (None) about the whole of it. One query."""
    query = select(Run).where(Run.territory == draft.territory, Run.kind != "solve", Run.removed_at.is_(None))
    latest = session.scalars(query.order_by(Run.id.desc()).limit(LOOKED_AT))
    mine = [run for run in latest if run.parameters.get("draft") == draft.id and run.parameters.get("demand") == demand]
    return mine[:most]


def question_words(run: Run) -> Text:
    if run.kind == "repair":
        return REPAIR
    if run.kind == "suggest":
        return WHERE
    return WHY_HERE if run.parameters.get("spot") else WHY_NOT


def _ask(session: Session, person: Person, draft: DraftRow, desk: Desk, kind: str, now: datetime, **about: Any) -> Run:
    """Of the draft as it is. Raises UnusableParametersError."""
    asked = {"first_day": draft.first_day, "weeks": draft.weeks, "draft": draft.id, **about}
    return ask(session, person, draft.territory, kind, asked, now, plan=desk.plan)


def _spot(at: Spot) -> dict[str, Any]:
    return {"advisor": at.advisor, "date": at.date, "period": at.period}
