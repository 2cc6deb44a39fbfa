"""Doors - coming in and going out."""

from urllib.parse import urlsplit

from flask import Response, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import EmailField, PasswordField

from web.console.access import VISIT
from web.console.asking import now, person_or_nobody
from web.console.cookies import PREFIX
from web.console.forms import Form
from web.console.pages import page
from web.console.reader import LANGUAGE
from web.database import database
from web.services import sign_in as door
from web.services.attempts import TooManyAttemptsError
from web.services.passwords import BusyError
from web.services.visits import end_visit


class SignInForm(Form):
    """Address and password."""

    email = EmailField()
    password = PasswordField()


def sign_in() -> Response | AnyResponse:
    """The door. `?next=` is where to go on, of this console only."""
    if person_or_nobody() is not None:
        return redirect(_next(), 303)
    form = SignInForm()
    refusal, status = None, 200
    if form.validate_on_submit():
        try:
            token = door.sign_in(
                database.session(),
                form.email.data or "",
                form.password.data or "",
                request.remote_addr or "",
                str(current_app.secret_key),
                now(),
            )
        except door.NotLetInError as error:
            refusal, status = error.text, 403
        except TooManyAttemptsError as error:
            refusal, status = error.text, 429
        except BusyError as error:
            refusal, status = error.text, 503
        else:
            come_in(token)
            return redirect(_next(), 303)
    return page("sign_in.html", status, form=form, refusal=refusal, next=request.args.get("next", ""))


def sign_out() -> AnyResponse:
    """Ends the visit for good."""
    end_visit(database.session(), session[VISIT])
    database.session().commit()
    _forget()
    return redirect(url_for("console.sign_in", out=1), 303)


def come_in(token: str) -> None:
    """The session begins anew: nothing that was put into it before counts."""
    _forget()
    session[VISIT] = token


def _forget() -> None:
    language = session.get(LANGUAGE)
    session.clear()
    if language:
        session[LANGUAGE] = language


def _next() -> str:
    asked = request.args.get("next", "")
    parts = urlsplit(asked)
    ours = not parts.scheme and not parts.netloc and parts.path.startswith(f"{PREFIX}/") and "\\" not in asked
    return asked if ours else url_for("console.territories")


ROUTES = (
    ("/connexion", sign_in, ("GET", "POST")),
    ("/deconnexion", sign_out, ("POST",)),
)
