"""The coordinator's console - HTTP in, one service call, HTML or JSON out; every route in the access table."""

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

from web.console import (
    compare,
    doors,
    draft,
    draft_answers,
    draft_gestures,
    draft_sheet,
    drafts,
    files,
    home,
    runs,
)
from web.console.access import guard
from web.console.cookies import PREFIX, ConsoleCookies
from web.console.errors import error_page, is_asked_of_the_console

__all__ = ["error_page", "install", "is_asked_of_the_console"]

blueprint = Blueprint("console", __name__, url_prefix=PREFIX, template_folder="templates")

AREAS = (
    doors,
    home,
    drafts,
    draft,
    draft_gestures,
    draft_sheet,
    draft_answers,
    compare,
    runs,
)
"""Each has ROUTES: the path below /console, the view, the methods. The endpoint is `console.` and the view's name."""

blueprint.add_url_rule("/apparence/<version>/<name>", view_func=files.appearance, methods=["GET"])
for area in AREAS:
    for path, view, methods in area.ROUTES:
        blueprint.add_url_rule(path, view_func=view, methods=list(methods))


def install(app: Flask) -> None:
    """The console with its cookies, its guard and, after that, its refusal of what another site sends."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a form may stay open over lunch
    app.session_interface = ConsoleCookies()
    app.before_request(guard)
    CSRFProtect(app)
    app.register_blueprint(blueprint)
