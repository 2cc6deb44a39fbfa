"""Home - the territories that one may see, and what awaits in one of them, each with its next step."""

from datetime import timedelta

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.console.access import allowed
from web.console.asking import now, person, reach, where
from web.console.drafts import weeks_left
from web.console.mailing import has_mail_server
from web.console.pages import page
from web.database import database
from web.outputs.agenda import Dated
from web.outputs.run_wording import status_words
from web.services.agendas import Scope, agenda
from web.services.awaiting import ENDS_SOON, awaiting
from web.services.errors import UnpublishedError
from web.services.person import Role
from web.services.territories import known_territories

WEEKS_SHOWN = 3
"""Of one's own dates, for a venue and for an advisor."""


def territories() -> Response | AnyResponse:
    """All that are known to the person; straight to the only one."""
    known = known_territories(database.session(), person())
    if len(known) == 1:
        return redirect(url_for("console.home", territory=known[0].id), 303)
    return page("territories.html", territories=known)


def home(territory: str) -> Response:
    """What waits for a coordinator; for others, what concerns them. A bounded number of queries."""
    here, within, today = where(), reach(), where().today
    found = awaiting(database.session(), territory, within, now(), today)
    standing = found.standing
    return page(
        "home.html",
        found=found,
        today=today,
        ends_soon=standing is not None and standing.last_day - today < ENDS_SOON,
        run_status=None if found.run is None else status_words(found.run.status, found.run.result),
        own=_own_dates(territory),
        may=lambda endpoint: allowed(person(), f"console.{endpoint}", here.id),
        may_draft=allowed(person(), "console.drafts", here.id, "POST"),
        start=None if standing is None else weeks_left(standing, today),
        mail=has_mail_server(),
        advisors={one.id: one.name for one in found.territory.advisors},
        venues={one.id: one.name for one in found.territory.venues},
        own_advisors=sorted(person().subjects(here.id, Role.ADVISOR) & within.advisors),
        own_venues=sorted(person().subjects(here.id, Role.VENUE) & within.venues),
    )


def _own_dates(territory: str) -> list[Dated]:
    """Those of the advisors and venues that the person is, in the next weeks, in order."""
    today = where().today
    until = today + timedelta(weeks=WEEKS_SHOWN)
    scopes = [
        *(Scope(advisor=one, first_day=today, last_day=until) for one in person().subjects(territory, Role.ADVISOR)),
        *(Scope(venue=one, first_day=today, last_day=until) for one in person().subjects(territory, Role.VENUE)),
    ]
    try:
        found = {dated.uid: dated for scope in scopes for dated in agenda(database.session(), territory, scope).dated}
    except UnpublishedError:
        return []
    return sorted(found.values(), key=lambda dated: (dated.date, dated.start, dated.uid))


ROUTES = (
    ("/", territories, ("GET",)),
    ("/<territory>/", home, ("GET",)),
)
