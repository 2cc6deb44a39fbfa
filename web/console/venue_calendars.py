"""Venue calendars - a venue's own calendar by its address: looked at, followed, read again, left."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, current_app, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse
from wtforms import StringField

from scheduler.calendar.error import CalendarError
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.console.asking import now, person, reach, where
from web.console.forms import Form
from web.console.pages import page
from web.console.previews import within_reach
from web.console.reader import reader
from web.console.row_pages import loaded
from web.database import database
from web.models.calendars import VenueCalendar
from web.services.errors import ServiceError
from web.services.fetching import Reach
from web.services.impact import impact_of
from web.services.venue_calendars import (
    LONGEST_URL,
    LONGEST_WORDS,
    WORDS,
    Told,
    UnusableCalendarError,
    follow,
    leave,
    look,
    problem_of,
    refresh,
    with_closures,
)
from web.services.writing import begin_writing

CALENDAR_REACH = "CALENDAR_REACH"

AT_ONCE = 2
"""Calendars that one process reads while somebody waits."""

_ASKING = threading.BoundedSemaphore(AT_ONCE)


class CalendarForm(Form):
    """The address, and the words that mean a closure."""

    url = StringField()
    words = StringField()


def venue_calendar(territory: str, venue: str) -> Response | AnyResponse:
    """What is followed; a form that looks at a calendar first, and follows it once its closures have been seen."""
    found = loaded(territory)
    _require_known(found, venue)
    form = CalendarForm()
    if not form.is_submitted():
        return _page(found, venue, form)
    url, words = (form.url.data or "").strip()[:LONGEST_URL], (form.words.data or "").strip()[:LONGEST_WORDS]
    database.session().rollback()
    try:
        if request.form.get("suivre"):
            with _one_of_few():
                follow(database.session(), person(), territory, venue, url, words, now(), _reach())
            database.session().commit()
            flash(reader().say("L’agenda est suivi.", "The calendar is followed."))
            return redirect(url_for("console.venue_calendar", territory=territory, venue=venue), 303)
        with _one_of_few():
            told = look(found, venue, url, words, where().today, _reach())
        return _page(found, venue, form, told=told)
    except UnusableCalendarError as error:
        database.session().rollback()
        form.refuse(form.url, error.text)
        return _page(found, venue, form)


def read_calendar(territory: str, venue: str) -> AnyResponse:
    """Reads it again, now."""
    session = database.session()
    session.rollback()
    try:
        with _one_of_few():
            change = refresh(session, person(), territory, venue, now(), _reach())
        session.commit()
        nothing = Text(fr="L’agenda a été lu : rien de nouveau.", en="The calendar was read: nothing is new.")
        flash(reader().text(nothing if change is None else change.title))
    except UnusableCalendarError as error:
        session.commit()  # the failure is noted at the calendar
        flash(reader().text(error.text), "error")
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "error")
    return redirect(url_for("console.venue_calendar", territory=territory, venue=venue), 303)


def leave_calendar(territory: str, venue: str) -> AnyResponse:
    session = database.session()
    session.rollback()
    begin_writing(session, territory)
    leave(session, person(), territory, venue, now())
    session.commit()
    said = reader().say(
        "L’agenda n’est plus suivi ; ses fermetures restent.", "The calendar is no longer followed; its closures stay."
    )
    flash(said)
    return redirect(url_for("console.venue_calendar", territory=territory, venue=venue), 303)


def _page(found: Territory, venue: str, form: CalendarForm, told: Told | None = None) -> Response:
    session = database.session()
    row = session.get(VenueCalendar, (found.id, venue))
    if not form.is_submitted():
        form.url.data, form.words.data = (row.url, row.words) if row is not None else ("", WORDS)
    shown, refusal = None, None
    if told is not None:
        try:
            after = with_closures(found, venue, told.closures, (), where().today)
            shown = within_reach(impact_of(session, found, after, where().today), reach())
        except CalendarError as error:
            refusal = error.text
    return page(
        "venue_calendar.html",
        422 if form.errors else 200,
        venue=found.venue[venue],
        form=form,
        row=row,
        problem=problem_of(row) if row is not None else None,
        told=told,
        shown=shown,
        refusal=refusal,
        timezone=where().timezone,
    )


@contextmanager
def _one_of_few() -> Iterator[None]:
    """A slow server keeps a few of the site's answers waiting at most. Raises UnusableCalendarError."""
    if not _ASKING.acquire(blocking=False):
        raise UnusableCalendarError(
            Text(
                fr="Plusieurs agendas sont en train d’être lus : réessayez dans un instant.",
                en="Several calendars are being read: try again in a moment.",
            )
        )
    try:
        yield
    finally:
        _ASKING.release()


def _reach() -> Reach | None:
    """None: the open internet. The application's maker may allow another reach, which no environment does."""
    found = current_app.config.get(CALENDAR_REACH)
    assert found is None or isinstance(found, Reach)
    return found


def _require_known(found: Territory, venue: str) -> None:
    if venue not in found.venue:
        raise NotFound


ROUTES = (
    ("/<territory>/donnees/lieux/<venue>/agenda", venue_calendar, ("GET", "POST")),
    ("/<territory>/donnees/lieux/<venue>/agenda/relire", read_calendar, ("POST",)),
    ("/<territory>/donnees/lieux/<venue>/agenda/quitter", leave_calendar, ("POST",)),
)
