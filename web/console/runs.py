"""Runs - asking for a plan, following how it gets better, stopping it, keeping it; comparing several side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from scheduler.report.plan_file import plan_csv
from web.console.access import allowed
from web.console.asking import now, person, where
from web.console.pages import page, unkept
from web.console.reader import reader
from web.console.run_form import RunForm, asked_of, prefilled
from web.console.run_found import found_run
from web.console.run_words import RunWords
from web.console.runs_compared import compare_runs
from web.database import database
from web.models.runs import Run
from web.outputs.run_curve import Curve, Reached, curve
from web.services.drafts import begin
from web.services.errors import ServiceError
from web.services.plan_rows import applied
from web.services.plans import standing_plan
from web.services.reference import loaded_territory
from web.services.run_answers import answers_of, changes_of_way
from web.services.run_parameters import SolveAsked
from web.services.run_work import LOST_SECONDS, find_lost
from web.services.runs import (
    ENDED,
    ahead_of,
    ask,
    asked_plan_of,
    bring_back,
    error_of,
    parameters_of,
    plan_of_run,
    points_of,
    remove,
    runs_of,
    stop,
    territory_of_run,
    worker_seen_at,
    write_note,
)
from web.services.writing import begin_writing

# -- the list, and asking ----------------------------------------------------------------------------------------------


def runs(territory: str) -> Response | AnyResponse:
    """The form of a new run, and the runs that were asked for, the latest first."""
    session = database.session()
    form = RunForm()
    form.offer(session, where(), request.form.get("first_day") or request.args.get("du", ""))
    if form.is_submitted():
        run = _asked(territory, form)
        if run is not None:
            return redirect(url_for("console.run", territory=territory, number=run.id), 303)
    else:
        prefilled(form, session, where(), request.args)
    find_lost(session, now())
    asked = runs_of(session, territory)
    planned = [run.id for run in asked if (run.result or {}).get("own")]
    return page(
        "runs.html",
        422 if form.errors else 200,
        form=form,
        runs=asked,
        gone=request.args.get("supprime", type=int),
        ticked=planned[:2] if len(planned) > 1 else (),
        others=runs_of(session, territory, ("repair", "explain", "suggest"), most=8),
        no_worker=_no_worker(),
        r=RunWords(reader()),
        may=_may(territory),
    )


def _asked(territory: str, form: RunForm) -> Run | None:
    """The run that the form asks for; else the form says what is wrong with it."""
    session = database.session()
    asked = asked_of(form, session, territory, where().today)
    if asked is None:
        return None
    session.rollback()
    begin_writing(session, territory)
    try:
        run = ask(session, person(), territory, "solve", asked, now())
        session.commit()
    except ServiceError as error:
        session.rollback()
        form.refuse(form.first_day, error.text)
        return None
    return run


# -- one run -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Live:
    """What changes on the page while a run goes on."""

    drawing: Curve | None
    points: Sequence[Reached]
    elapsed: float
    no_worker: bool
    ahead: int

    @property
    def latest(self) -> Reached | None:
        return self.points[-1] if self.points else None


def run(territory: str, number: int) -> Response:
    """Where the run stands; with X-Fragment, that alone."""
    session = database.session()
    find_lost(session, now())
    found = found_run(territory, number)
    fragment, waits = bool(request.headers.get("X-Fragment")), found.status not in ENDED
    place = None if fragment and waits else loaded_territory(session, territory)
    return page(
        "run_live.html" if fragment else "run.html",
        run=found,
        asked=parameters_of(found),
        live=_live(found),
        answers=answers_of(found),
        error=error_of(found),
        waits=waits,
        r=RunWords(reader(), place),
        may=_may(territory),
    )


def _live(found: Run) -> Live:
    points = [Reached(one.seconds, one.score, one.bound) for one in points_of(database.session(), found)]
    until = 0.0
    asked = parameters_of(found)
    ended = found.ended_at or now()
    elapsed = 0.0 if found.started_at is None else max(0.0, (ended - found.started_at).total_seconds())
    if found.ended_at is None and isinstance(asked, SolveAsked):
        until = asked.seconds
    waits = found.status == "queued"
    ahead = ahead_of(database.session(), found) if waits else 0
    return Live(curve(points, until), points, elapsed, waits and _no_worker(), ahead)


def stop_run(territory: str, number: int) -> AnyResponse:
    """Ends it, and keeps the best plan so far."""
    return _done(territory, number, lambda session, run: stop(session, person(), run, now()))


def note_run(territory: str, number: int) -> AnyResponse:
    said = reader().say("Note enregistrée.", "Note saved.")
    text = request.form.get("note", "")[:2000]
    return _done(territory, number, lambda session, run: write_note(session, person(), run, text, now()), said)


def remove_run(territory: str, number: int) -> AnyResponse:
    """Off the lists; the list offers to bring it back."""
    _done(territory, number, lambda session, run: remove(session, person(), run, now()))
    said = reader().say(f"Calcul {number} supprimé.", f"Run {number} deleted.")
    flash(said)
    return redirect(url_for("console.runs", territory=territory, supprime=number), 303)


def bring_run_back(territory: str, number: int) -> AnyResponse:
    said = reader().say(f"Calcul {number} repris.", f"Run {number} brought back.")
    return _done(territory, number, lambda session, run: bring_back(session, person(), run, now()), said)


def ask_again(territory: str, number: int) -> AnyResponse:
    """The same question once more, of the data as they are now."""
    session = database.session()
    found = found_run(territory, number)
    kind, parameters, plan = found.kind, found.parameters, asked_plan_of(session, found)
    changed = None if found.archive is None else territory_of_run(session, found)
    session.rollback()
    begin_writing(session, territory)
    try:
        again = ask(session, person(), territory, kind, parameters, now(), plan=plan, changed=changed)
        session.commit()
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "refused")
        return redirect(url_for("console.run", territory=territory, number=number), 303)
    return redirect(url_for("console.run", territory=territory, number=again.id), 303)


def open_as_draft(territory: str, number: int) -> AnyResponse:
    """A draft that begins as the run's plan; of a repair, as the `reponse`th one."""
    session = database.session()
    found = found_run(territory, number)
    loaded = loaded_territory(session, territory)
    way = request.form.get("reponse", type=int)
    if way is None:
        plan = plan_of_run(session, found)
        origin = Text(fr=f"calcul {number}", en=f"run {number}")
    else:
        weeks = parameters_of(found).horizon
        base = asked_plan_of(session, found) or standing_plan(session, loaded)
        try:
            changes = changes_of_way(session, found, way, loaded)
        except ServiceError as error:
            raise NotFound from error
        plan = applied(changes, base.within(weeks.first_day, weeks.last_day))
        origin = Text(fr=f"calcul {number}, réponse {way}", en=f"run {number}, answer {way}")
    if plan is None:
        raise NotFound
    first_day, length = found.first_day, found.weeks
    session.rollback()
    begin_writing(session, territory)
    draft = begin(session, person(), loaded, first_day, length, plan, now(), origin=origin, run=number)
    session.commit()
    return redirect(url_for("console.draft", territory=territory, number=draft.id), 303)


def run_plan(territory: str, number: int) -> Response:
    """plan.csv of the run's plan."""
    plan = plan_of_run(database.session(), found_run(territory, number))
    if plan is None:
        raise NotFound
    response = Response(plan_csv(plan), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="calcul-{number}-plan.csv"'
    return unkept(response)


# -- what the views share ----------------------------------------------------------------------------------------------


def _done(territory: str, number: int, do: Any, said: str = "") -> AnyResponse:
    """Does it to the run, in a transaction of its own, and goes back to its page."""
    session = database.session()
    session.rollback()
    begin_writing(session, territory)
    do(session, found_run(territory, number, removed=True))
    session.commit()
    if said:
        flash(said)
    return redirect(url_for("console.run", territory=territory, number=number), 303)


def _no_worker() -> bool:
    """Whether nobody is there to compute."""
    seen = worker_seen_at(database.session())
    return seen is None or (now() - seen).total_seconds() > LOST_SECONDS


def _may(territory: str) -> dict[str, bool]:
    """What the person may do here."""
    who = person()
    return {
        "ask": allowed(who, "console.runs", territory, "POST"),
        "draft": allowed(who, "console.open_as_draft", territory, "POST"),
    }


ROUTES = (
    ("/<territory>/calculs/", runs, ("GET", "POST")),
    ("/<territory>/calculs/comparer", compare_runs, ("GET",)),
    ("/<territory>/calculs/<int:number>", run, ("GET",)),
    ("/<territory>/calculs/<int:number>/plan.csv", run_plan, ("GET",)),
    ("/<territory>/calculs/<int:number>/arreter", stop_run, ("POST",)),
    ("/<territory>/calculs/<int:number>/note", note_run, ("POST",)),
    ("/<territory>/calculs/<int:number>/supprimer", remove_run, ("POST",)),
    ("/<territory>/calculs/<int:number>/reprendre", bring_run_back, ("POST",)),
    ("/<territory>/calculs/<int:number>/relancer", ask_again, ("POST",)),
    ("/<territory>/calculs/<int:number>/brouillon", open_as_draft, ("POST",)),
)
