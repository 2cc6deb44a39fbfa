"""Errors - what the console says when it refuses: what is the matter, and where to go on; in JSON to a script."""

from flask import Response, jsonify, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from web.console.asking import wants_json
from web.console.cookies import is_of_the_console
from web.console.pages import page, unkept
from web.console.reader import reader
from web.public.errors import SAID_OF_ERRORS

SAID = {
    **SAID_OF_ERRORS,
    401: (
        Text(fr="Connectez-vous d’abord", en="Sign in first"),
        Text(
            fr="Votre session est terminée. Connectez-vous de nouveau.",
            en="Your session has ended. Please sign in again.",
        ),
    ),
    403: (
        Text(fr="Cette page n’est pas pour vous", en="This page is not for you"),
        Text(
            fr="Votre rôle ne permet pas de la voir, ou pas de faire cela. La coordination du territoire peut le "
            "changer.",
            en="Your role does not let you see it, or do this. The territory's coordinators can change that.",
        ),
    ),
    413: (
        Text(fr="C’est trop lourd", en="This is too large"),
        Text(
            fr="Le fichier ou le texte dépasse ce qui est accepté.", en="The file or text is larger than what is taken."
        ),
    ),
}
EXPIRED = (
    Text(fr="Cette page a vieilli", en="This page has grown old"),
    Text(
        fr="Rien n’a été enregistré. Revenez à la page précédente, rechargez-la, puis recommencez.",
        en="Nothing was saved. Go back to the page before, load it again, then start over.",
    ),
)


def is_asked_of_the_console() -> bool:
    return is_of_the_console(request.path)


def error_page(error: HTTPException) -> Response | AnyResponse:
    """With the error's own headers. A redirection that werkzeug makes as an error stays one."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    plain = Text(fr=error.name, en=error.name)
    title, advice = EXPIRED if isinstance(error, CSRFError) else SAID.get(status, (plain, Text(fr="", en="")))
    if status in (400, 409, 422, 429, 503) and error.description and not isinstance(error, CSRFError):
        said = error.description  # what a view has said, in the language asked for
        advice = Text(fr=said, en=said) if said != type(error).description else advice
    response = _answer(status, title, advice)
    for name, value in error.get_response().headers.items():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _answer(status: int, title: Text, advice: Text) -> Response:
    w = reader()
    if wants_json():
        response = jsonify({"status": status, "title": w.text(title), "message": w.text(advice) or w.text(title)})
        response.status_code = status
        return unkept(response)
    try:
        return page("error.html", status, title=w.text(title), advice=w.text(advice))
    except SQLAlchemyError:  # the database may be what is wrong
        return unkept(Response(f"{w.text(title)}\n", status, content_type="text/plain; charset=utf-8"))
