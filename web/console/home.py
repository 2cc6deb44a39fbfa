"""Home - the territories that one may see, and what awaits in one of them."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.console.asking import person, where
from web.console.pages import page
from web.database import database
from web.services.territories import known_territories


def territories() -> Response | AnyResponse:
    """All that are known to the person; straight to the only one."""
    known = known_territories(database.session(), person())
    if len(known) == 1:
        return redirect(url_for("console.home", territory=known[0].id), 303)
    return page("territories.html", territories=known)


def home(territory: str) -> Response:  # noqa: ARG001  (the guard has read it)
    return page("home.html", name=where().name)


ROUTES = (
    ("/", territories, ("GET",)),
    ("/<territory>/", home, ("GET",)),
)
