"""The draft's page - a week by advisor or by venue, or a day, with what the audit says of the plan.

And, for scripts, what has changed in it since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import jsonify, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from scheduler.audit.words import demand_name
from scheduler.domain.text import Text
from scheduler.domain.time import monday_of
from scheduler.domain.verdict import Cost
from web.console.access import allowed
from web.console.asking import person, reach, where
from web.console.compressed import compressed
from web.console.draft_words import Words
from web.console.drafts import found_draft, published_since
from web.console.files import file_address
from web.console.pages import page, unkept
from web.console.reader import reader
from web.database import database
from web.models.drafts import DraftRow, DraftStep
from web.outputs.draft_grid import Drawing, GridRow, clock_span, week_days
from web.outputs.draft_verdicts import breaches_of, changes_of_score
from web.services.draft_plans import Desk, desk_of, horizon_of
from web.services.draft_questions import asked_here, question_words
from web.services.draft_steps import history, stacks_of

VIEWS = {
    "conseillers": Text(fr="Par conseiller", en="By advisor"),
    "lieux": Text(fr="Par lieu", en="By venue"),
    "jour": Text(fr="Par jour", en="By day"),
}

MOST_FINDINGS = 30
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a draft a page shows: `days` are those of the week, or the one day."""

    view: str
    week: date
    day: date
    days: tuple[date, ...]
    every: bool = False
    """Of the venues, those too at which nothing is held that week."""

    @property
    def by_venue(self) -> bool:
        return self.view == "lieux"

    def address(self, territory: str, number: int) -> str:
        """Of this very view."""
        day = self.day.isoformat() if self.view == "jour" else None
        week = self.week.isoformat()
        return url_for("console.draft", territory=territory, number=number, vue=self.view, semaine=week, jour=day)


def draft(territory: str, number: int) -> AnyResponse:
    """The whole page: a bounded number of queries, whatever the size of the territory."""
    row = found_draft(territory, number)
    desk = desk_of(database.session(), row)
    shown = shown_of(row, desk)
    runs = [(run, question_words(run)) for run in asked_here(database.session(), row, None)]
    return compressed(page("draft.html", 200, **page_values(row, desk, shown), runs=runs))


def page_values(row: DraftRow, desk: Desk, shown: Shown) -> dict[str, object]:
    """What the templates of a draft are told."""
    horizon = horizon_of(row)
    return {
        "draft": row,
        "desk": desk,
        "shown": shown,
        "d": Words(reader()),
        "newer": published_since(row),
        "last_day": horizon.last_day,
        "week_days": week_days(desk.judged, shown.week),
        "views": VIEWS,
        "mondays": tuple(horizon.mondays()),
        "rows": rows_of(desk, shown),
        "span": clock_span(desk.judged),
        "may_edit": row.ended_at is None and allowed(person(), "console.gesture", row.territory, "POST"),
        **panel_values(row, desk),
    }


def panel_values(row: DraftRow, desk: Desk) -> dict[str, object]:
    """The panel beside the grid: score, findings, what is not served, the last steps."""
    steps = history(database.session(), row)
    stacks = stacks_of(steps, person().account)
    within = reach()
    found = [finding for finding in desk.judged.findings if within.everything or finding.advisor in within.advisors]
    return {
        "findings": breaches_of(found[:MOST_FINDINGS]),
        "more_findings": max(0, len(found) - MOST_FINDINGS),
        "score": desk.judged.score,
        "costs": changes_of_score(desk.judged.score),
        "unserved": unserved(desk) if within.everything else (),
        "unknown": desk.fitting.unknown if within.everything else (),
        "steps": list(reversed(steps[-MOST_STEPS:])) if within.everything else [],
        "can_undo": bool(stacks.done),
        "can_redo": bool(stacks.undone),
    }


@dataclass(frozen=True, slots=True)
class Lacking:
    """A demand that lacks half-days in a window that begins on that day."""

    demand: str
    name: Text
    week: date
    cost: Cost


def unserved(desk: Desk) -> tuple[Lacking, ...]:
    """What weighs most first."""
    demands = desk.territory.demand
    found = [cost for cost in desk.judged.costs if cost.goal == "unmet" and cost.date is not None]
    return tuple(
        Lacking(cost.demand, demand_name(desk.territory, demands[cost.demand]), cost.date or date.min, cost)
        for cost in sorted(found, key=lambda cost: (-cost.minutes, cost.date or date.min))
    )


def shown_of(row: DraftRow, desk: Desk) -> Shown:
    """What the address asks for: `vue`, `semaine` (any day of it), `jour`. BadRequest for what is no day."""
    horizon = horizon_of(row)
    view = request.values.get("vue", "conseillers")
    if view not in VIEWS:
        raise BadRequest
    today = where().today
    default = min(max(today, horizon.first_day), horizon.last_day)
    day = _day(request.values.get("jour"), _day(request.values.get("semaine"), default))
    if day not in horizon:
        day = default
    week = monday_of(day)
    days = week_days(desk.judged, week)
    if day not in days:
        day = days[0]
    every = bool(request.values.get("tous"))
    return Shown(view, week, day, (day,) if view == "jour" else days, every)


def _day(text: str | None, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest from error


def rows_of(desk: Desk, shown: Shown, only: frozenset[str] | None = None) -> list[GridRow]:
    """The grid's rows, or some of them: of advisors or of venues."""
    within = reach()
    advisors = None if within.everything else within.advisors
    venues = None if within.everything else within.venues
    drawing = Drawing(desk.judged, desk.pins, advisors, venues)
    if not shown.by_venue:
        return drawing.by_advisor(shown.days, only)
    lacking = frozenset(desk.territory.demand[one.demand].venue for one in unserved(desk))
    return [
        row for row in drawing.by_venue(shown.days, only) if shown.every or only or row.half_days or row.id in lacking
    ]


def changes_since(territory: str, number: int) -> AnyResponse:
    """What has changed since revision `vu`: the rows of the grid that did, the panel, and who did what; for scripts."""
    row = found_draft(territory, number)
    seen = request.args.get("vu", type=int)
    if seen is None:
        raise BadRequest
    desk = desk_of(database.session(), row)
    steps = [step for step in history(database.session(), row) if step.number > seen]
    return compressed(unkept(jsonify(changed_values(row, desk, steps))))


def changed_values(row: DraftRow, desk: Desk, steps: Sequence[DraftStep]) -> dict[str, object]:
    """The parts of the page that these steps have changed, as HTML: `rows` by the id of their element."""
    shown = shown_of(row, desk)
    index = 3 if shown.by_venue else 2
    touched = frozenset(cells[index] for step in steps for cells in (*step.removed, *step.added))
    touched |= frozenset(_pinned(steps, desk, by_venue=shown.by_venue))
    others = [step for step in steps if step.account != person().account and reach().everything]
    w = reader()
    values = {
        "w": w,
        "person": person(),
        "where": where(),
        "file": file_address,
        **page_values(row, desk, shown),
        "rows": rows_of(desk, shown, touched) if touched else [],
    }
    return {
        "revision": desk.revision,
        "open": row.ended_at is None,
        "rows": {
            f"r-{one.id}": render_template("console/draft_row.html", one=one, **values)
            for one in values["rows"]  # type: ignore[attr-defined]
        },
        "panel": render_template("console/draft_panel.html", **values),
        "tools": render_template("console/draft_tools.html", **values),
        "others": [f"{step.who}{w.say(' : ', ': ')}{w.text(Text(**step.says))}" for step in others],
    }


def _pinned(steps: Iterable[DraftStep], desk: Desk, *, by_venue: bool) -> Iterable[str]:
    for step in steps:
        for demand, advisor, *_ in (*step.pinned, *step.unpinned):
            known = desk.territory.demand.get(demand)
            yield advisor if not by_venue or known is None else known.venue


ROUTES = (
    ("/<territory>/brouillons/<int:number>/", draft, ("GET",)),
    ("/<territory>/brouillons/<int:number>/depuis", changes_since, ("GET",)),
)
