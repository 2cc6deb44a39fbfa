"""Done - what a page gets after an edit of a draft: what it came to, what else has changed; or why nothing has."""

from collections.abc import Callable, Sequence

from flask import flash, jsonify, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.report.places import cost_words
from web.console.asking import person, wants_json
from web.console.compressed import compressed
from web.console.draft import changed_values, shown_of
from web.console.drafts import found_draft
from web.console.pages import unkept
from web.console.reader import reader
from web.database import database
from web.models.drafts import DraftRow
from web.outputs.draft_verdicts import breaches_of
from web.services.draft_plans import desk_of
from web.services.draft_steps import Done, EditedMeanwhileError
from web.services.errors import ServiceError

Do = Callable[[DraftRow, int], Done]
"""An edit of the draft, by somebody who saw the revision of that number."""


def answer_to(territory: str, number: int, do: Do) -> AnyResponse:
    """Does it, in one transaction. `vu` of the form is the revision that was seen.

    A script gets what has changed on its page; a form is sent back to the grid. 409 with what the other did where
    somebody has changed the same half-days; 422 for what cannot be done.
    """
    row = found_draft(territory, number)
    seen = request.form.get("vu", type=int)
    if seen is None or not 0 <= seen <= row.revision:
        raise BadRequest
    try:
        done = do(row, seen)
        database.session().commit()
    except ServiceError as error:
        database.session().rollback()
        return _refused(territory, number, error)
    row = found_draft(territory, number)
    said = said_of(done)
    if not wants_json():
        flash(said)
        return redirect(_back(territory, number), 303)
    values = changed_values(row, done.desk, [*done.others, done.step])
    return compressed(unkept(jsonify({"said": said, **values})))


def said_of(done: Done) -> str:
    """What was done, what it costs, which rules it breaks or mends, and what others did meanwhile."""
    w = reader()
    says = w.text(Text(**done.step.says))
    if done.step.kind != "do":
        says = w.say(
            f"{'Annulé' if done.step.kind == 'undo' else 'Rétabli'} – {says}",
            f"{'Undone' if done.step.kind == 'undo' else 'Redone'} – {says}",
        )
    parts = [says + "."]
    if done.effect.cost.total or any(done.effect.cost.components().values()):
        parts.append(w.text(cost_words(done.effect.cost)) + ".")
    if done.effect.broken:
        parts.append(_rules(done.effect.broken, "Règle enfreinte|Règles enfreintes", "Broken rule|Broken rules"))
    if done.effect.mended:
        parts.append(_rules(done.effect.mended, "Règle rétablie|Règles rétablies", "Rule mended|Rules mended"))
    for step in done.others:
        if step.account != person().account:
            parts.append(w.say(f"Entre-temps, {step.who} : ", f"Meanwhile, {step.who}: ") + w.text(Text(**step.says)))
    return " ".join(parts)


def _rules(found: Sequence[Finding], fr: str, en: str) -> str:
    """`Règles enfreintes : charge, présence.`; `fr` and `en` are `one|many`."""
    w = reader()
    names = list(dict.fromkeys(w.text(one.rule) for one in breaches_of(found)))
    one_or_many = min(len(names), 2) - 1
    listed = ", ".join(names)
    return w.say(f"{fr.split('|')[one_or_many]} : {listed}.", f"{en.split('|')[one_or_many]}: {listed}.")


def _refused(territory: str, number: int, error: ServiceError) -> AnyResponse:
    """409 with what the others did, 422 for anything else; and the page as it is now, to go on from."""
    w = reader()
    if not wants_json():
        flash(w.text(error.text), "refused")
        return redirect(_back(territory, number), 303)
    row = found_draft(territory, number)
    desk = desk_of(database.session(), row)
    steps = error.steps if isinstance(error, EditedMeanwhileError) else ()
    values = changed_values(row, desk, steps)
    answer = jsonify({"said": w.text(error.text), **values})
    answer.status_code = 409 if isinstance(error, EditedMeanwhileError) else 422
    return compressed(unkept(answer))


def _back(territory: str, number: int) -> str:
    """The grid, as it was shown."""
    row = found_draft(territory, number)
    return shown_of(row, desk_of(database.session(), row)).address(territory, number)
