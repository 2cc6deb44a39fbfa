"""The web application - its blueprints, its database, the headers of every answer, its error pages."""

import os

from flask import Flask, Response, current_app
from flask_migrate import Migrate
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from web import api, console, feeds, opendata, posters, public
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
    app.config["LEGAL_NOTICE"] = settings.legal_notice
    app.config["PUBLIC_URL"] = settings.public_url
    app.config["PROXIES"] = settings.proxies
    app.config["MAIL"] = settings.mail
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    database.init_app(app)
    with app.app_context():
        keep_sqlite_honest(database.engine)
    Migrate(app, database, directory=MIGRATIONS, render_as_batch=True)
    for blueprint in (public.blueprint, feeds.blueprint, posters.blueprint, opendata.blueprint, api.blueprint):
        app.register_blueprint(blueprint)
    console.install(app)
    app.after_request(_secured)
    app.register_error_handler(HTTPException, _error_page)
    return app


def _secured(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if str(current_app.config["PUBLIC_URL"]).startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _error_page(error: HTTPException) -> AnyResponse:
    if console.is_asked_of_the_console():
        return console.error_page(error)
    return api.problem_of(error) if api.is_asked_of_the_api() else public.error_page(error)
