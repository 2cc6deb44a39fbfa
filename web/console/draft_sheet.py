"""The sheet - one intervention of a draft, or a demand that is not served: what may be done with it, by forms alone.

What could be done is told before it is done; the places are ranked; the solver's answers open in place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Response, request
from werkzeug.exceptions import BadRequest, NotFound

from scheduler.desk.targets import Held, Target
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, monday_of
from web.console.access import allowed
from web.console.asking import person, reach
from web.console.draft import shown_of
from web.console.draft_gestures import held_of
from web.console.draft_words import Words
from web.console.drafts import found_draft
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.outputs.draft_verdicts import Breach, Verdict, breaches_of, verdict_of
from web.outputs.draft_wording import occurrence_words, when_words
from web.services.draft_plans import Desk, desk_of
from web.services.draft_questions import asked_here, question_words

MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A place and what it would come to."""

    advisor: str
    advisor_name: str
    half_day: HalfDay
    when: Text
    verdict: Verdict
    held_by: tuple[str, ...]


def sheet(territory: str, number: int) -> Response:
    """Of `demande`, and of the occurrence at `conseiller`, `date`, `periode` where it is held; `semaine`: since when.

    With `vers_conseiller`, `vers_date`, `vers_periode`, what it would come to there.
    """
    row = found_draft(territory, number)
    desk = desk_of(database.session(), row)
    held = held_of(desk, request.args)
    if held is None:
        raise NotFound
    _require_reach(held)
    shown = shown_of(row, desk)
    asked = _asked(desk, held)
    everywhere = bool(request.args.get("toutes"))
    may_edit = row.ended_at is None and allowed(person(), "console.gesture", territory, "POST")
    return page(
        "draft_sheet.html" if request.headers.get("X-Fragment") is None else "draft_sheet_part.html",
        d=Words(reader()),
        draft=row,
        desk=desk,
        shown=shown,
        held=held,
        demand=held.demand,
        venue=desk.territory.venue[held.demand.venue],
        told=None if held.occurrence is None else occurrence_words(desk.territory, held.occurrence),
        pinned=held.occurrence is not None and desk.is_pinned(held.occurrence),
        wrong=_wrong(desk, held),
        asked=asked,
        offers=list(_best(desk, held, None if everywhere else shown.week)) if may_edit else [],
        everywhere=everywhere,
        days=tuple(_days(desk)),
        since=request.args.get("depuis", ""),
        runs=[(run, question_words(run)) for run in asked_here(database.session(), row, held.demand.id)],
        may_edit=may_edit,
    )


def _require_reach(held: Held) -> None:
    """NotFound for what is not the reader's to see."""
    within = reach()
    if within.everything:
        return
    if held.demand.venue not in within.venues:
        raise NotFound


def _wrong(desk: Desk, held: Held) -> tuple[Breach, ...]:
    """The findings that name it."""
    if held.occurrence is None:
        return ()
    rows = held.occurrence.rows
    return breaches_of(
        finding
        for finding in desk.judged.findings
        if finding.advisor == rows[0].advisor
        and finding.date == rows[0].date
        and finding.demand in ("", held.demand.id)
        and finding.period in ("", *(row.half_day.period.name for row in rows))
    )


def _asked(desk: Desk, held: Held) -> Offered | None:
    """What the form asks about. BadRequest for what is no half-day of the draft."""
    advisor = request.args.get("vers_conseiller")
    if not advisor:
        return None
    try:
        half_day = HalfDay(
            date.fromisoformat(request.args.get("vers_date", "")),
            desk.territory.period[request.args.get("vers_periode", "")],
        )
    except (ValueError, KeyError) as error:
        raise BadRequest from error
    if advisor not in desk.territory.advisor or half_day.date not in desk.problem.horizon:
        raise BadRequest
    target = held.target(advisor, half_day)
    return None if target is None else _offered(desk, target)


def _best(desk: Desk, held: Held, week: date | None) -> Iterator[Offered]:
    """The places that the audit allows in that week, or in all of them, the cheapest first."""
    half_days = desk.problem.horizon_half_days
    cells = [(who, when) for who, when in half_days if week is None or monday_of(when.date) == week]
    found = [target for target in held.targets(cells) if target.is_allowed]
    found.sort(key=lambda target: (target.effect.cost.total, target.half_day, target.advisor))
    yield from (_offered(desk, target) for target in found[:MOST_PLACES])


def _offered(desk: Desk, target: Target) -> Offered:
    name = desk.territory.advisor[target.advisor].name
    verdict = verdict_of(target.effect)
    return Offered(target.advisor, name, target.half_day, when_words(target.half_day), verdict, target.held_by)


def _days(desk: Desk) -> Iterator[date]:
    worked = {half_day.date for held in desk.problem.available.values() for half_day in held}
    yield from (day for day in desk.problem.horizon.days() if day in worked)


ROUTES = (("/<territory>/brouillons/<int:number>/intervention", sheet, ("GET",)),)
