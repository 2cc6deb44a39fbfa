"""Cookies - the console's only: kept from scripts and other sites, sent back to the console and nowhere else."""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from web.database import database
from web.services.installation import installation_secret

PREFIX = "/console"
NAME = "permanences"


class ConsoleCookies(SecureCookieSessionInterface):
    """The public's pages set none and read none. Over https, a cookie is never sent without."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if not is_of_the_console(request.path):
            return self.session_class()
        if not app.secret_key:
            app.secret_key = installation_secret(database.session())
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if app.secret_key and session is not None:
            super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Secure-{NAME}" if self.get_cookie_secure(app) else NAME

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002  (Flask's own signature)
        return PREFIX

    def get_cookie_samesite(self, app: Flask) -> str:  # noqa: ARG002  (Flask's own signature)
        return "Lax"

    def get_cookie_httponly(self, app: Flask) -> bool:  # noqa: ARG002  (Flask's own signature)
        return True

    def get_cookie_secure(self, app: Flask) -> bool:
        return str(app.config["PUBLIC_URL"]).startswith("https:")


def is_of_the_console(path: str) -> bool:
    return path == PREFIX or path.startswith(f"{PREFIX}/")
