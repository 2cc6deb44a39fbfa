"""Gestures - what is done to a draft by hand: by drag and drop, by the keyboard or by a form, through one address.

And the places that an intervention in the hand could go to, half-day by half-day, for scripts.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import jsonify, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Conflict
from werkzeug.wrappers import Response as AnyResponse

from scheduler.desk.handling import occurrence_at
from scheduler.desk.targets import Held, Target
from scheduler.domain.plan import Occurrence
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, Period
from web.console.asking import now, person
from web.console.compressed import compressed
from web.console.draft import shown_of
from web.console.draft_done import Do, answer_to
from web.console.drafts import found_draft
from web.console.pages import unkept
from web.console.reader import reader
from web.database import database
from web.outputs.draft_verdicts import verdict_of
from web.services import draft_edits as edits
from web.services.draft_edits import Spot
from web.services.draft_plans import Desk, desk_of


def gesture(territory: str, number: int) -> AnyResponse:
    """Does one thing to the draft. `geste` says which, `vu` the revision that was seen.

    A script gets what has changed on its page; a form is sent back to where it came from. 409 with what the other did
    where somebody has changed the same half-days; 422 for what cannot be done.
    """
    return answer_to(territory, number, _gesture(request.form))


def places(territory: str, number: int) -> AnyResponse:
    """Where what is held could go, among the half-days that the page shows: each with its verdict, by its key."""
    row = found_draft(territory, number)
    desk = desk_of(database.session(), row)
    held = held_of(desk, request.args)
    if held is None:
        raise Conflict(reader().text(_GONE))
    shown = shown_of(row, desk)
    periods = desk.territory.periods
    advisors = [advisor.id for advisor in desk.territory.advisors]
    if shown.by_venue and held.occurrence is not None:
        advisors = [held.occurrence.first.advisor]
    cells = [(advisor, HalfDay(day, period)) for day in shown.days for period in periods for advisor in advisors]
    targets = list(held.targets(cells))
    found = [target_values(target) for target in targets]
    if shown.by_venue and held.occurrence is None:
        found = [best_values(desk, targets, day, period) for day in shown.days for period in periods]
    told = {"revision": desk.revision, "venue": held.demand.venue, "places": {one.pop("key"): one for one in found}}
    return compressed(unkept(jsonify(told)))


def target_values(target: Target) -> dict[str, Any]:
    """As JSON: `key` is `advisor date period`; `by`: the demands that are held there already."""
    w, verdict = reader(), verdict_of(target.effect)
    return {
        "key": f"{target.advisor} {target.half_day.date} {target.half_day.period.name}",
        "ok": verdict.allowed,
        "short": w.text(verdict.short),
        "full": w.text(verdict.full),
        "by": list(target.held_by),
    }


def best_values(desk: Desk, targets: Sequence[Target], day: date, period: Period) -> dict[str, Any]:
    """Of a half-day that is nobody's in particular, the advisor to whom it would cost least; `key` names nobody."""
    there = [target for target in targets if target.half_day == HalfDay(day, period)]
    if not there:
        return {"key": f" {day} {period.name}", "ok": False, "short": "–", "full": "–", "by": []}
    best = min(there, key=lambda target: (not target.is_allowed, target.effect.cost.total, target.advisor))
    values, name = target_values(best), desk.territory.advisor[best.advisor].name
    return {**values, "key": f" {day} {period.name}", "full": f"{name} – {values['full']}", "advisor": best.advisor}


def held_of(desk: Desk, given: Mapping[str, str]) -> Held | None:
    """What `demande` says, and, where it is held, `conseiller`, `date`, `periode`; None where it is not (any more)."""
    demand = desk.territory.demand.get(given.get("demande", ""))
    if demand is None:
        return None
    if not given.get("conseiller"):
        return Held(desk.judged, demand)
    occurrence = occurrence_of(desk, given)
    return None if occurrence is None else Held(desk.judged, demand, occurrence)


def occurrence_of(desk: Desk, given: Mapping[str, str]) -> Occurrence | None:
    """The one of `demande` that `conseiller` holds on `date`, in `periode`. BadRequest for what is no day."""
    spot = spot_of(given)
    if spot.period not in desk.territory.period or given.get("demande", "") not in desk.territory.demand:
        return None
    half_day = HalfDay(spot.date, desk.territory.period[spot.period])
    return occurrence_at(desk.judged, given["demande"], spot.advisor, half_day)


def spot_of(given: Mapping[str, str], prefix: str = "") -> Spot:
    """`conseiller`, `date`, `periode`, or those that begin with `vers_`. BadRequest for what is none."""
    try:
        day = date.fromisoformat(given.get(f"{prefix}date", ""))
    except ValueError as error:
        raise BadRequest from error
    return Spot(given.get(f"{prefix}conseiller", ""), day, given.get(f"{prefix}periode", ""))


def _gesture(given: MultiDict[str, str]) -> Do:
    """What `geste` names, with what it needs. BadRequest for what is unknown."""
    session, who, at = database.session(), person(), now()
    demand = given.get("demande", "")
    match given.get("geste", ""):
        case "placer":
            to = spot_of(given, "vers_")
            return lambda row, seen: edits.place(session, who, row, seen, demand, to, at)
        case "deplacer":
            spot, to = spot_of(given), spot_of(given, "vers_")
            return lambda row, seen: edits.move(session, who, row, seen, demand, spot, to, at)
        case "echanger":
            spot, to, other = spot_of(given), spot_of(given, "vers_"), given.get("autre", "")
            return lambda row, seen: edits.exchange(session, who, row, seen, demand, spot, other, to, at)
        case "retirer":
            spot = spot_of(given)
            return lambda row, seen: edits.take_out(session, who, row, seen, demand, spot, at)
        case "epingler" | "depingler" as which:
            spot = spot_of(given)
            return lambda row, seen: edits.pin(session, who, row, seen, demand, spot, at, stays=which == "epingler")
        case "annuler":
            return lambda row, seen: edits.take_back(session, who, row, seen, at)
        case "retablir":
            return lambda row, seen: edits.make_again(session, who, row, seen, at)
    raise BadRequest


_GONE = Text(
    fr="Cette intervention n’est plus là : quelqu’un l’a déplacée ou retirée.",
    en="That intervention is there no more: somebody has moved it or taken it out.",
)

ROUTES = (
    ("/<territory>/brouillons/<int:number>/gestes", gesture, ("POST",)),
    ("/<territory>/brouillons/<int:number>/places", places, ("GET",)),
)
