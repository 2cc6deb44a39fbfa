"""Problems - whatever cannot be answered, as application/problem+json (RFC 9457)."""

import re
from typing import Final

from flask import Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from scheduler.domain.text import Text
from web.answers import language_asked
from web.api.mistakes import mistake
from web.api.shapes import Mistake, Problem

MEDIA_TYPE: Final = "application/problem+json"
PREFIX: Final = "/api/v1"

UNPROCESSABLE: Final = 422

TITLES = {
    400: Text(fr="Demande incomprise", en="Bad Request"),
    404: Text(fr="Introuvable", en="Not Found"),
    405: Text(fr="Méthode refusée", en="Method Not Allowed"),
    422: Text(fr="Paramètre inutilisable", en="Unprocessable Content"),
    500: Text(fr="Erreur du service", en="Internal Server Error"),
    503: Text(fr="Service indisponible", en="Service Unavailable"),
}

DETAILS = {
    404: Text(fr="Il n’y a rien à cette adresse.", en="There is nothing at this address."),
    405: Text(fr="Cette interface se lit, et ne s’écrit pas.", en="This interface is read only."),
    422: Text(fr="Un paramètre ne peut pas être utilisé.", en="A parameter cannot be used."),
    500: Text(
        fr="Une erreur est survenue, qui n’est pas de votre fait.", en="Something went wrong that is not your doing."
    ),
}


def problem(status: int, title: Text, detail: Text, errors: list[Mistake] | None = None) -> Response:
    """The answer, in the language asked for; no cache keeps it."""
    language = language_asked()
    said = Problem(
        type="about:blank",
        title=title.said_in(language),
        status=status,
        detail=detail.said_in(language),
        errors=errors or [],
    )
    response = Response(said.model_dump_json(), status, mimetype=MEDIA_TYPE)
    response.cache_control.no_store = True
    return response


def problem_of(error: HTTPException) -> Response:
    """What Flask raises, with its own headers (Allow…)."""
    status = error.code or 500
    known, described = Text(fr=error.name, en=error.name), error.description or ""
    response = problem(status, TITLES.get(status, known), DETAILS.get(status, Text(fr=described, en=described)))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def unusable(error: ValidationError) -> Response:
    """What pydantic has found in the parameters."""
    language = language_asked()
    errors = [mistake(found, language) for found in error.errors(include_url=False)]
    return problem(UNPROCESSABLE, TITLES[UNPROCESSABLE], DETAILS[UNPROCESSABLE], errors)


def no_such_page(cursor: str, text: Text) -> Response:
    """A cursor that leads nowhere: there is nothing at that address."""
    wrong = Mistake(parameter="cursor", value=cursor, message=text.said_in(language_asked()))
    return problem(404, TITLES[404], text, [wrong])


def is_asked_of_the_api() -> bool:
    """Whether the request is for the API: errors that no view has seen are told its way too."""
    return re.match(rf"{PREFIX}(/|$)", request.path) is not None
