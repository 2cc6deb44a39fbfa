"""The coordinator's console - HTTP in, one service call, HTML or JSON out; every route in the access table."""

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

from web.console import (
    absences,
    advisors,
    closures,
    compare,
    demands,
    doors,
    draft,
    draft_answers,
    draft_gestures,
    draft_sheet,
    drafts,
    feeds,
    files,
    home,
    journal,
    letters,
    own_account,
    people,
    previews,
    reference,
    runs,
    venue_calendars,
    venues,
)
from web.console.access import guard
from web.console.cookies import PREFIX, ConsoleCookies
from web.console.errors import error_page, is_asked_of_the_console
from web.services.uploads import MOST_BYTES

__all__ = ["error_page", "install", "is_asked_of_the_console"]

blueprint = Blueprint("console", __name__, url_prefix=PREFIX, template_folder="templates")

AREAS = (
    doors,
    own_account,
    home,
    people,
    letters,
    feeds,
    journal,
    drafts,
    draft,
    draft_gestures,
    draft_sheet,
    draft_answers,
    compare,
    runs,
    reference,
    previews,
    absences,
    closures,
    demands,
    venues,
    advisors,
    venue_calendars,
)
"""Each has ROUTES: the path below /console, the view, the methods. The endpoint is `console.` and the view's name."""

blueprint.add_url_rule("/apparence/<version>/<name>", view_func=files.appearance, methods=["GET"])
for area in AREAS:
    for path, view, methods in area.ROUTES:
        blueprint.add_url_rule(path, view_func=view, methods=list(methods))


def install(app: Flask) -> None:
    """The console with its cookies, its guard and, after that, its refusal of what another site sends."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a form may stay open over lunch
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.session_interface = ConsoleCookies()
    app.before_request(guard)
    CSRFProtect(app)
    app.register_blueprint(blueprint)
