"""Previews - what a change of the reference data would change and break, before somebody says yes to it."""

from dataclasses import dataclass, replace

from flask import Response, flash, redirect, url_for
from markupsafe import Markup
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from scheduler.calendar.error import CalendarError
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.differences import differences
from scheduler.intake.issue import Issue
from scheduler.intake.tables import TABLE
from scheduler.intake.texts import read_texts, texts_of
from web.console.access import allowed
from web.console.asking import now, person, reach, where
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.models.proposals import Proposal
from web.models.runs import Run
from web.outputs.data_words import column_title, names_of, table_title, told
from web.services.errors import ServiceError
from web.services.impact import Impact, impact_of
from web.services.proposal_repairs import ask_repairs
from web.services.proposals import (
    UnknownProposalError,
    confirm,
    proposal_of,
    propose,
    sides_of,
    withdraw,
)
from web.services.reach import Reach
from web.services.run_answers import answers_of
from web.services.runs import error_of
from web.services.writing import begin_writing

HITS = "dates-touchees"
"""Where the home tells of the published dates that cannot be held, and leads to their repair."""

AWAITED = ("queued", "running", "stopping")

LISTS = {
    "absence": ("console.absences", Text(fr="Absences", en="Absences")),
    "closure": ("console.closures", Text(fr="Fermetures", en="Closures")),
    "demand": ("console.demands", Text(fr="Demandes", en="Demands")),
    "venue": ("console.venues", Text(fr="Lieux", en="Venues")),
    "advisor": ("console.advisors", Text(fr="Contrats", en="Contracts")),
}
"""Where a form of each kind was opened from."""


def preview(territory: str, key: str) -> Response | AnyResponse:
    """What would be added, changed and removed; the published dates hit; the balances; ways to mend."""
    proposal = _theirs(territory, key)
    if proposal is None:
        return _gone(territory)
    session = database.session()
    before, after = sides_of(session, proposal)
    language = reader().language
    found = _impact(before, after)
    run = session.get(Run, proposal.run) if proposal.run is not None else None
    within = reach()
    return page(
        "preview.html",
        proposal=proposal,
        tables=list(told(differences(before, after), names_of(after, before), language)),
        warnings=_warnings(before, after),
        impact=within_reach(found, within) if isinstance(found, Impact) else None,
        refusal=found if isinstance(found, Text) else None,
        everything=within.everything,
        others=len(found.other) if isinstance(found, Impact) else 0,
        run=run,
        answers=answers_of(run) if run is not None else None,
        run_error=error_of(run) if run is not None else None,
        awaited=run is not None and run.status in AWAITED,
        may_repair=allowed(person(), "console.repair_preview", territory, "POST"),
        back=back_of(proposal),
        back_name=LISTS[proposal.kind][1] if _list_of(proposal) else None,
        run_page=_run_page(territory, proposal),
    )


def confirm_preview(territory: str, key: str) -> AnyResponse:
    """Says yes. Where the data have changed since, the preview is shown anew."""
    proposal = _theirs(territory, key)
    if proposal is None:
        return _gone(territory)
    repairs = _run_page(territory, proposal)
    back = repairs or back_of(proposal)
    session = database.session()
    found = _impact(*sides_of(session, proposal)) if reach().everything else None
    session.rollback()
    try:
        change = confirm(session, person(), territory, key, now())
        session.commit()
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "error")
        return redirect(url_for("console.reference", territory=territory), 303)
    if change is None:
        said = reader().say(
            "Les données ont changé entre-temps, ailleurs. Votre changement y est reporté : relisez l’aperçu, "
            "puis enregistrez.",
            "The data have changed meanwhile, elsewhere. Your change was carried over: read the preview, then save.",
        )
        flash(said)
        return redirect(url_for("console.preview", territory=territory, key=key), 303)
    flash(reader().say(f"Enregistré : {change.title.fr}.", f"Saved: {change.title.en}."))
    if isinstance(found, Impact) and found.hits and repairs is None:
        flash(_to_repair(territory, len(found.hits)))
    return redirect(back, 303)


def withdraw_preview(territory: str, key: str) -> AnyResponse:
    """Says no."""
    proposal = _theirs(territory, key)
    if proposal is None:
        return _gone(territory)
    back = back_of(proposal)
    session = database.session()
    session.rollback()
    begin_writing(session, territory)
    withdraw(session, territory, key)
    session.commit()
    flash(reader().say("Abandonné : rien n’a changé.", "Given up: nothing has changed."))
    return redirect(back, 303)


def repair_preview(territory: str, key: str) -> AnyResponse:
    """Asks the workers how what stands published could be mended."""
    proposal = _theirs(territory, key)
    if proposal is None:
        return _gone(territory)
    session = database.session()
    before, after = sides_of(session, proposal)
    found = _impact(before, after)
    session.rollback()
    begin_writing(session, territory)
    try:
        if not isinstance(found, Impact):
            raise ServiceError(found)
        ask_repairs(session, person(), proposal_of(session, territory, key), found, where().today, now())
        session.commit()
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "error")
    return redirect(url_for("console.preview", territory=territory, key=key, _anchor="reparations"), 303)


def to_preview(kind: str, title: Text, sides: tuple[Territory, Territory], subject: str = "") -> AnyResponse:
    """Keeps a proposal and leads to its preview. Raises NothingChangesError."""
    session = database.session()
    territory = sides[0].id
    session.rollback()
    begin_writing(session, territory)
    try:
        key = propose(session, person(), kind, title, sides, now(), subject=subject).key
        session.commit()
    finally:
        session.rollback()
    return redirect(url_for("console.preview", territory=territory, key=key), 303)


def back_of(proposal: Proposal) -> str:
    """The page that the proposal was made from."""
    return url_for(_list_of(proposal) or "console.reference", territory=proposal.territory)


def _list_of(proposal: Proposal) -> str | None:
    """The list that it is one of, where the person may see that."""
    endpoint = LISTS[proposal.kind][0] if proposal.kind in LISTS else None
    return endpoint if endpoint is not None and allowed(person(), endpoint, proposal.territory) else None


@dataclass(frozen=True, slots=True)
class Shown:
    """An impact as far as a person may see it; `hidden` permanences are out of reach."""

    impact: Impact
    hidden: int


def within_reach(impact: Impact, within: Reach) -> Shown:
    """Only what is about venues, advisors and structures within reach."""
    if within.everything:
        return Shown(impact, 0)
    hits = tuple(hit for hit in impact.hits if within.holds("venue", hit.venue) or within.holds("advisor", hit.advisor))
    return Shown(
        replace(
            impact,
            hits=hits,
            other=(),
            balances=tuple(one for one in impact.balances if within.holds("structure", one.structure_id)),
            servings=tuple(one for one in impact.servings if within.holds("structure", one.structure_id)),
        ),
        len(impact.hits) - len(hits),
    )


def _run_page(territory: str, proposal: Proposal) -> str | None:
    """The page of the repairs that were found for it, from which one opens in a draft."""
    run = None if proposal.run is None else database.session().get(Run, proposal.run)
    if run is None or not answers_of(run).ways or not allowed(person(), "console.run", territory):
        return None
    return url_for("console.run", territory=territory, number=run.id)


def _to_repair(territory: str, hits: int) -> Markup:
    """What is to be done next about the dates that can no longer be held, with the way there."""
    w = reader()
    said = w.count(
        hits,
        "date publiée ne tient plus.|dates publiées ne tiennent plus.",
        "published date cannot be held any more.|published dates cannot be held any more.",
    )
    there = url_for("console.home", territory=territory, _anchor=HITS)
    return Markup('{} <a href="{}">{}</a>').format(said, there, w.say("Réparer", "Repair"))


def _impact(before: Territory, after: Territory) -> Impact | Text:
    """What it would do; or why that cannot be said."""
    try:
        return impact_of(database.session(), before, after, where().today)
    except CalendarError as error:
        return error.text


def _warnings(before: Territory, after: Territory) -> list[str]:
    """What the reader of the files warns of, and did not before; each with its table, line and column."""
    known = {issue.what("fr") for issue in read_texts(texts_of(before)).warnings}
    return [_warned(issue) for issue in read_texts(texts_of(after)).warnings if issue.what("fr") not in known]


def _warned(issue: Issue) -> str:
    """In the words of the pages, not of the files that the data are kept as."""
    w, table = reader(), issue.file.removesuffix(".csv")
    if table not in TABLE or not issue.line_number:
        return issue.line(w.language)
    places = [table_title(table, w.language), f"{w.say('ligne', 'line')} {issue.line_number}"]
    if issue.column in {column.name for column in TABLE[table].columns}:
        places.append(column_title(table, issue.column, w.language))
    return f"{', '.join(places)}{w.say(' : ', ': ')}{issue.what(w.language)}"


def _theirs(territory: str, key: str) -> Proposal | None:
    """The proposal, if the person may see it: their own, or any for who may change everything."""
    try:
        proposal = proposal_of(database.session(), territory, key)
    except UnknownProposalError:
        return None
    if proposal.account != person().account and not reach().everything:
        raise Forbidden
    return proposal


def _gone(territory: str) -> AnyResponse:
    flash(reader().text(UnknownProposalError().text), "error")
    return redirect(url_for("console.reference", territory=territory), 303)


ROUTES = (
    ("/<territory>/donnees/apercu/<key>", preview, ("GET",)),
    ("/<territory>/donnees/apercu/<key>/enregistrer", confirm_preview, ("POST",)),
    ("/<territory>/donnees/apercu/<key>/abandonner", withdraw_preview, ("POST",)),
    ("/<territory>/donnees/apercu/<key>/reparer", repair_preview, ("POST",)),
)
