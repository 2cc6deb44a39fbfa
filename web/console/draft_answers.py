"""The living plan's answers in a draft - asking why, where else, what to repair; reading answers; applying one."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from web.console.access import allowed
from web.console.asking import now, person
from web.console.draft_done import answer_to
from web.console.draft_gestures import spot_of
from web.console.draft_words import Words
from web.console.drafts import found_draft
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.models.drafts import DraftRow
from web.models.runs import Run
from web.services import draft_edits as edits
from web.services.draft_plans import Desk, desk_of
from web.services.draft_questions import ask_repair, ask_where, ask_why_here, ask_why_not, question_words
from web.services.draft_steps import Done
from web.services.errors import ServiceError
from web.services.run_answers import Way, answers_of, changes_of_way
from web.services.runs import UnknownRunError, error_of, run_of


def question(territory: str, number: int) -> AnyResponse:
    """Asks the solver about the draft as it is; a worker answers, on the page that this leads to."""
    row = found_draft(territory, number)
    session = database.session()
    desk = desk_of(session, row)
    try:
        run = _asked(desk, row, request.form)
        session.commit()
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "refused")
        return redirect(url_for("console.draft", territory=territory, number=number), 303)
    kept = urlencode(_kept(request.form))
    address = url_for("console.draft_answer", territory=territory, number=number, run=run.id)
    return redirect(f"{address}?{kept}", 303)


def draft_answer(territory: str, number: int, run: int) -> Response:
    """What the worker has answered so far; with X-Fragment, that alone."""
    row, asked = _found(territory, number, run)
    return page(
        "draft_answer_part.html" if request.headers.get("X-Fragment") else "draft_answer.html",
        d=Words(reader()),
        draft=row,
        run=asked,
        asked=question_words(asked),
        answers=answers_of(asked),
        error=error_of(asked),
        waits=asked.status in ("queued", "running", "stopping"),
        kept=_kept(request.args),
        may_edit=row.ended_at is None and allowed(person(), "console.gesture", territory, "POST"),
    )


def apply_answer(territory: str, number: int, run: int) -> AnyResponse:
    """Applies the `reponse`th way of the run to the draft, where nothing of it has moved since."""
    _, asked = _found(territory, number, run)
    way = request.form.get("reponse", type=int)
    if way is None:
        raise BadRequest
    session, who, at = database.session(), person(), now()
    title = next((one for one in answers_of(asked).ways if one.number == way), None)
    says = _says(asked, title)

    def do(row: DraftRow, seen: int) -> Done:
        changes = changes_of_way(session, asked, way, desk_of(session, row).territory)
        return edits.apply(session, who, row, seen, changes, says, at)

    return answer_to(territory, number, do)


def _asked(desk: Desk, row: DraftRow, given: Mapping[str, str]) -> Run:
    """What the form asks. BadRequest for what is no question."""
    session, who, at = database.session(), person(), now()
    which, demand = given.get("question", ""), given.get("demande", "")
    if which == "reparer":
        return ask_repair(session, who, row, desk, at)
    if demand not in desk.territory.demand:
        raise BadRequest
    spot = spot_of(given) if given.get("conseiller") else None
    try:
        week = date.fromisoformat(given["depuis"]) if given.get("depuis") else None
    except ValueError as error:
        raise BadRequest from error
    match which:
        case "pourquoi":
            return ask_why_not(session, who, row, desk, demand, week, at)
        case "ici" if spot is not None:
            return ask_why_here(session, who, row, desk, demand, spot, at)
        case "ailleurs":
            return ask_where(session, who, row, desk, demand, spot, week, at)
    raise BadRequest


def _says(run: Run, way: Way | None) -> Text:
    """`Réponse 2 du calcul 14 – Réparation 1`."""
    title = way.title if way is not None else question_words(run)
    return Text(
        fr=f"Appliquée : {title.fr} (calcul {run.id})",
        en=f"Applied: {title.en} (run {run.id})",
    )


def _found(territory: str, number: int, run: int) -> tuple[DraftRow, Run]:
    """The draft, and a run that was asked in it. Raises NotFound."""
    row = found_draft(territory, number)
    try:
        found = run_of(database.session(), territory, run)
    except UnknownRunError as error:
        raise NotFound from error
    if found.parameters.get("draft") != number:
        raise NotFound
    return row, found


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """What the answer's page remembers of the question, to lead back to it."""
    names = ("vue", "semaine", "jour", "demande", "conseiller", "date", "periode", "depuis")
    return {name: given[name] for name in names if given.get(name)}


ROUTES = (
    ("/<territory>/brouillons/<int:number>/questions", question, ("POST",)),
    ("/<territory>/brouillons/<int:number>/reponses/<int:run>", draft_answer, ("GET",)),
    ("/<territory>/brouillons/<int:number>/reponses/<int:run>/appliquer", apply_answer, ("POST",)),
)
