"""One's own account - a password chosen from a mailed link, asked for anew, or changed."""

from flask import Response, current_app, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import EmailField, PasswordField

from scheduler.domain.text import Text
from web.console.access import VISIT
from web.console.asking import now, person
from web.console.doors import come_in
from web.console.forms import Form
from web.console.mailing import address_of_links, has_mail_server, may_be_told_by_mail, secret
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.models.accounts import Account
from web.services import people
from web.services.attempts import RESET, SIGN_IN, Attempt, TooManyAttemptsError, take_attempt
from web.services.links import DeadLinkError, Purpose, account_of_link
from web.services.passwords import LEAST, BusyError, WeakPasswordError, hashed, is_right
from web.services.sign_in import normal
from web.services.visits import begin_visit
from web.services.writing import take_turn

DIFFERENT = Text(fr="Les deux mots de passe ne sont pas les mêmes.", en="The two passwords are not the same.")


class AddressForm(Form):
    """Whose password is forgotten."""

    email = EmailField()


class PasswordForm(Form):
    """A new password, twice: what is typed cannot be seen."""

    password = PasswordField()
    again = PasswordField()


class OtherPasswordForm(PasswordForm):
    """And the former one."""

    former = PasswordField()


def forgotten() -> Response | AnyResponse:
    """Asks for a link. Whether the address has an account is not told."""
    form = AddressForm()
    refusal, status, asked = None, 200, False
    if form.validate_on_submit():
        email = form.email.data or ""
        attempt = Attempt("reset", normal(email), request.remote_addr or "", secret())
        try:
            take_attempt(database.session(), attempt, RESET, now())
        except TooManyAttemptsError as error:
            refusal, status = error.text, 429
        else:
            if may_be_told_by_mail():
                people.ask_reset(database.session(), email, address_of_links(), secret(), now())
                database.session().commit()
            else:
                current_app.logger.warning("a link was asked for, and PERMANENCES_PUBLIC_URL is not set: none was sent")
            asked = True
    return page("forgotten.html", status, form=form, refusal=refusal, asked=asked, mail=has_mail_server())


def invitation(token: str) -> Response | AnyResponse:
    """The first password."""
    return _link(token, Purpose.INVITATION)


def reset(token: str) -> Response | AnyResponse:
    """Another password."""
    return _link(token, Purpose.RESET)


def _link(token: str, purpose: Purpose) -> Response | AnyResponse:
    try:
        account = account_of_link(database.session(), token, purpose, secret(), now())
    except DeadLinkError as error:
        return page("dead_link.html", 410, refusal=error.text)
    name, email = account.name, account.email
    database.session().rollback()
    form = PasswordForm()
    refusal, status = None, 200
    if form.validate_on_submit():
        try:
            _require_same(form)
            answered = people.answer_link(database.session(), token, purpose, form.password.data or "", secret(), now())
            visit = begin_visit(database.session(), answered, now())
            database.session().commit()
        except DeadLinkError as error:
            return page("dead_link.html", 410, refusal=error.text)
        except WeakPasswordError as error:
            form.refuse(form.password, error.text)
            status = 422
        except BusyError as error:
            refusal, status = error.text, 503
        else:
            come_in(visit)
            return redirect(url_for("console.territories"), 303)
    return page(
        "password.html", status, form=form, refusal=refusal, name=name, email=email, purpose=purpose, least=LEAST
    )


def account() -> Response | AnyResponse:
    """Who one is here, and another password: every other visit ends with the former one."""
    form = OtherPasswordForm()
    refusal, status = None, 200
    if form.validate_on_submit():
        try:
            _change(form)
        except (WeakPasswordError, people.NotAllowedError) as error:
            form.refuse(form.former if isinstance(error, people.NotAllowedError) else form.password, error.text)
            status = 422
        except (BusyError, TooManyAttemptsError) as error:
            refusal, status = error.text, 429
        else:
            said = Text(fr="Le mot de passe est changé.", en="The password has been changed.")
            flash(reader().text(said))
            return redirect(url_for("console.account"), 303)
    return page("account.html", status, form=form, refusal=refusal, least=LEAST)


def _change(form: OtherPasswordForm) -> None:
    opened, email = database.session(), person().email
    take_attempt(opened, Attempt("sign-in", email, request.remote_addr or "", secret()), SIGN_IN, now())
    kept = opened.get_one(Account, person().account).password
    opened.rollback()
    if not is_right(form.former.data or "", kept):
        raise people.NotAllowedError(Text(fr="Ce n’est pas votre mot de passe.", en="This is not your password."))
    _require_same(form)
    made = hashed(form.password.data or "", email)
    take_turn(opened)
    row = opened.get_one(Account, person().account)
    people.set_password(opened, row, made, person(), now())
    session[VISIT] = begin_visit(opened, row, now())
    opened.commit()


def _require_same(form: PasswordForm) -> None:
    if form.password.data != form.again.data:
        raise WeakPasswordError(DIFFERENT)


ROUTES = (
    ("/compte", account, ("GET", "POST")),
    ("/mot-de-passe", forgotten, ("GET", "POST")),
    ("/mot-de-passe/<token>", reset, ("GET", "POST")),
    ("/invitation/<token>", invitation, ("GET", "POST")),
)
