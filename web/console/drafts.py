"""Drafts - the list of the plans in the making, beginning one from what stands published, putting one aside."""

from datetime import date, timedelta
from typing import Any

from flask import Response, flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField, IntegerField

from scheduler.calendar.error import CalendarError
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, monday_of
from web.console.asking import now, person, where
from web.console.draft_words import Words
from web.console.forms import Form
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.models.drafts import DraftRow
from web.models.standing import Standing
from web.services.drafts import (
    MOST_WEEKS,
    EndedDraftError,
    UnknownDraftError,
    begin,
    draft_of,
    ended_drafts,
    open_drafts,
    put_aside,
    take_up,
)
from web.services.plans import standing_plan
from web.services.reference import loaded_territory


class BeginForm(Form):
    """From which Monday, for how many weeks; `show` is a day to look at first, where the home leads here."""

    first_day = DateField()
    weeks = IntegerField()
    show = DateField()


def drafts(territory: str) -> Response | AnyResponse:
    """Those in the making and the last that ended; a form that begins one from what stands published."""
    session = database.session()
    form = BeginForm()
    if form.is_submitted():
        begun = _begun(territory, form)
        if begun is not None:
            week = monday_of(form.show.data).isoformat() if form.show.data else None
            return redirect(url_for("console.draft", territory=territory, number=begun.id, semaine=week), 303)
    standing = session.get(Standing, territory)
    if not form.is_submitted():
        form.first_day.data, form.weeks.data = _weeks_ahead(standing)
    return page(
        "drafts.html",
        422 if form.errors else 200,
        d=Words(reader()),
        since=published_since,
        form=form,
        standing=standing,
        drafts=open_drafts(session, territory),
        ended=ended_drafts(session, territory),
    )


def put_draft_aside(territory: str, number: int) -> AnyResponse:
    session = database.session()
    draft = found_draft(territory, number)
    try:
        put_aside(session, person(), draft, now())
        session.commit()
        flash(reader().say(f"Le brouillon {number} est mis de côté.", f"Draft {number} has been put aside."))
    except EndedDraftError as error:
        flash(reader().text(error.text))
    return redirect(url_for("console.drafts", territory=territory), 303)


def take_draft_up(territory: str, number: int) -> AnyResponse:
    session = database.session()
    draft = found_draft(territory, number)
    try:
        take_up(session, person(), draft, now())
        session.commit()
    except EndedDraftError as error:
        flash(reader().text(error.text))
        return redirect(url_for("console.drafts", territory=territory), 303)
    return redirect(url_for("console.draft", territory=territory, number=number), 303)


def published_since(draft: DraftRow) -> int | None:
    """The number of the version that stands, where it has come since the draft was begun; None where none has."""
    standing = database.session().get(Standing, draft.territory)
    if standing is None or draft.ended_at is not None or standing.number <= draft.base:
        return None
    return standing.number


def found_draft(territory: str, number: int) -> DraftRow:
    """Raises NotFound."""
    try:
        return draft_of(database.session(), territory, number)
    except UnknownDraftError as error:
        raise NotFound from error


def _weeks_ahead(standing: Standing | None) -> tuple[date, int]:
    """From next Monday on, what is published; four weeks where nothing is."""
    first = monday_of(where().today) + timedelta(weeks=1)
    if standing is None or standing.last_day < first:
        return first, 4
    first = max(first, monday_of(standing.first_day))
    return first, min(MOST_WEEKS, (standing.last_day - first).days // 7 + 1)


def weeks_left(standing: Standing, today: date) -> Horizon | None:
    """What is published from this week on; None where all of it is over."""
    first = max(monday_of(today), monday_of(standing.first_day))
    if standing.last_day < first:
        return None
    return Horizon(first, min(MOST_WEEKS, (standing.last_day - first).days // 7 + 1))


def _begun(territory: str, form: Any) -> DraftRow | None:
    """The draft that the form asks for; else the form says what is wrong with it."""
    session = database.session()
    first_day, weeks = form.first_day.data, form.weeks.data
    if first_day is None:
        form.refuse(form.first_day, Text(fr="Donnez une date, un lundi.", en="Give a date, a Monday."))
    if weeks is None or not 1 <= weeks <= MOST_WEEKS:
        said = Text(fr=f"De 1 à {MOST_WEEKS} semaines.", en=f"From 1 to {MOST_WEEKS} weeks.")
        form.refuse(form.weeks, said)
    if form.errors:
        return None
    number = session.get(Standing, territory)
    same = _untouched(territory, first_day, weeks, number.number) if form.show.data and number is not None else None
    if same is not None:
        return same
    loaded = loaded_territory(session, territory)
    plan = standing_plan(session, loaded)
    horizon = Horizon(first_day, weeks)
    origin = (
        Text(fr=f"version {number.number} publiée", en=f"published version {number.number}")
        if number is not None
        else Text(fr="rien de publié", en="nothing published")
    )
    try:
        plan = plan.within(horizon.first_day, horizon.last_day)
        draft = begin(session, person(), loaded, first_day, weeks, plan, now(), origin=origin)
    except CalendarError as error:
        session.rollback()
        form.refuse(form.first_day, error.text)
        return None
    session.commit()
    return draft


def _untouched(territory: str, first_day: date, weeks: int, base: int) -> DraftRow | None:
    """A draft of one's own that was begun from the same and in which nothing has been done yet."""
    asked = (person().account, first_day, weeks, base, None, 0)
    for one in open_drafts(database.session(), territory):
        if (one.account, one.first_day, one.weeks, one.base, one.run, one.revision) == asked:
            return one
    return None


ROUTES = (
    ("/<territory>/brouillons/", drafts, ("GET", "POST")),
    ("/<territory>/brouillons/<int:number>/ecarter", put_draft_aside, ("POST",)),
    ("/<territory>/brouillons/<int:number>/reprendre", take_draft_up, ("POST",)),
)
