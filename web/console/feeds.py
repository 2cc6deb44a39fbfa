"""Feeds - which calendars are read again, by which programs, and who gets dates by mail."""

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from scheduler.intake.aliases import normal
from web.console.asking import now, person, where
from web.console.mailing import has_mail_server
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.outputs.readers import Family
from web.outputs.subscribe import FeedKind
from web.services.feed_health import STALE_AFTER, Health, feed_states, want_dates_by_mail
from web.services.journal import note
from web.services.writing import begin_writing

FAMILIES = {
    Family.GOOGLE: Text(fr="Google Agenda", en="Google Calendar"),
    Family.OUTLOOK: Text(fr="Outlook", en="Outlook"),
    Family.APPLE: Text(fr="Apple", en="Apple"),
    Family.THUNDERBIRD: Text(fr="Thunderbird", en="Thunderbird"),
    Family.NEXTCLOUD: Text(fr="Nextcloud", en="Nextcloud"),
    Family.ANDROID: Text(fr="Android", en="Android"),
    Family.BROWSER: Text(fr="un navigateur", en="a browser"),
    Family.OTHER: Text(fr="un autre programme", en="another program"),
}

KINDS = {
    FeedKind.VENUE: ("venue", Text(fr="Lieux", en="Venues")),
    FeedKind.STRUCTURE: ("structure", Text(fr="Structures d’accueil", en="Host structures")),
    FeedKind.ADVISOR: ("advisor", Text(fr="Conseillers", en="Advisors")),
}


def feeds(territory: str) -> Response:
    """By kind, those that are not read any more first. `?q=`: only those whose name has these words."""
    asked = request.args.get("q", "").strip()
    states = [one for one in feed_states(database.session(), territory, now()) if normal(asked) in normal(one.name)]
    order = [Health.STALE, Health.FRESH, Health.UNREAD]
    groups = [
        (
            word,
            name,
            sorted(
                (state for state in states if state.kind is kind),
                key=lambda state: (order.index(state.health), state.name),
            ),
        )
        for kind, (word, name) in KINDS.items()
    ]
    hours = int(STALE_AFTER.total_seconds() // 3600)
    return page("feeds.html", asked=asked, groups=groups, families=FAMILIES, hours=hours, mail=has_mail_server())


def dates_by_mail(territory: str) -> AnyResponse:
    """Each date of a venue, structure or advisor as a mail that its calendar understands: yes, or no more."""
    kind, _, subject = request.form.get("feed", "").partition(":")
    wanted = request.form.get("wanted") == "yes"
    session = database.session()
    begin_writing(session, territory)
    state = next(
        (
            one
            for one in feed_states(session, territory, now())
            if KINDS[one.kind][0] == kind and one.subject == subject
        ),
        None,
    )
    if state is None:
        abort(400)
    want_dates_by_mail(session, territory, kind, subject, wanted, now())
    said = {"dates_by_mail": state.by_mail}, {"dates_by_mail": wanted}
    if state.by_mail != wanted:
        note(session, person(), "dates_by_mail_changed", where().id, state.name, now(), *said)
    session.commit()
    flash(
        reader().say(
            f"{state.name} recevra chaque date par courrier." if wanted else f"{state.name} ne reçoit plus les dates.",
            f"{state.name} will get each date by mail." if wanted else f"{state.name} gets the dates no more.",
        )
    )
    return redirect(url_for("console.feeds", territory=territory, q=request.args.get("q") or None), 303)


ROUTES = (
    ("/<territory>/flux", feeds, ("GET",)),
    ("/<territory>/flux", dates_by_mail, ("POST",)),
)
