"""The web application - its blueprints, its database, the headers of every answer, its error pages."""

import os
from html import escape

from flask import Flask, Response
from flask_migrate import Migrate
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException

from web import api, feeds, opendata, posters, public
from web.configuration import Configuration, read_configuration
from web.database import database, keep_sqlite_honest
from web.schema import MIGRATIONS

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every answer says unless its view has said otherwise: a page that may be embedded sets its own policy."""


def create_app(configuration: Configuration | None = None) -> Flask:
    """The application; without a configuration given, the environment's. Raises ConfigurationError."""
    settings = configuration or read_configuration(os.environ)
    app = OpenAPI(
        "web",
        root_path=os.path.dirname(__file__),
        instance_path=os.getcwd(),
        doc_ui=False,
        validation_error_callback=api.unusable,
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SECRET_KEY"] = settings.secret
    database.init_app(app)
    with app.app_context():
        keep_sqlite_honest(database.engine)
    Migrate(app, database, directory=MIGRATIONS, render_as_batch=True)
    for blueprint in (public.blueprint, feeds.blueprint, posters.blueprint, opendata.blueprint, api.blueprint):
        app.register_blueprint(blueprint)
    app.after_request(_secured)
    app.register_error_handler(HTTPException, _error_page)
    return app


def _secured(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


ERROR_PAGE = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<main>
<h1>{title}</h1>
<p>{advice}</p>
<p><a href="/">Toutes les permanences</a></p>
</main>
</html>
"""

SAID_OF_ERRORS = {
    400: ("Cette demande n’est pas comprise", ""),
    404: ("Cette page n’existe pas", "L’adresse est peut-être mal recopiée, ou la page a été retirée."),
    503: ("Ce service n’est pas disponible", "Essayez de nouveau dans quelques minutes."),
    500: ("Une erreur est survenue", "Ce n’est pas de votre fait. Essayez de nouveau dans quelques minutes."),
}
"""Title and advice by status; what is not listed is said by the server's own name for it."""


def _error_page(error: HTTPException) -> Response:
    if api.is_asked_of_the_api():
        return api.problem_of(error)
    response = error.get_response()
    title, advice = SAID_OF_ERRORS.get(error.code or 500, (error.name, ""))
    if error.code == 400:
        advice = escape(error.description or "")  # what a view has said of its parameters
    page = Response(ERROR_PAGE.format(title=title, advice=advice), error.code, mimetype="text/html")
    for name, value in response.headers.items():
        if name not in ("Content-Type", "Content-Length"):
            page.headers[name] = value
    return page
