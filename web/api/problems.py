"""Problems - whatever cannot be answered, as application/problem+json (RFC 9457)."""

import re
from typing import Final

from flask import Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from scheduler.domain.text import Text
from web.answers import language_asked
from web.api.shapes import Mistake, Problem

MEDIA_TYPE: Final = "application/problem+json"
PREFIX: Final = "/api/v1"

UNPROCESSABLE: Final = 422

DETAILS = {
    404: Text(fr="Il n’y a rien à cette adresse.", en="There is nothing at this address."),
    405: Text(fr="Cette interface se lit, et ne s’écrit pas.", en="This interface is read only."),
    422: Text(fr="Un paramètre ne peut pas être utilisé.", en="A parameter cannot be used."),
    500: Text(
        fr="Une erreur est survenue, qui n’est pas de votre fait.", en="Something went wrong that is not your doing."
    ),
}


def problem(status: int, title: str, detail: str, errors: list[Mistake] | None = None) -> Response:
    """The answer; no cache keeps it."""
    said = Problem(type="about:blank", title=title, status=status, detail=detail, errors=errors or [])
    response = Response(said.model_dump_json(), status, mimetype=MEDIA_TYPE)
    response.cache_control.no_store = True
    return response


def problem_of(error: HTTPException) -> Response:
    """What Flask raises, with its own headers (Allow…)."""
    status = error.code or 500
    detail = DETAILS.get(status)
    response = problem(status, error.name, detail.said_in(language_asked()) if detail else error.description or "")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def unusable(error: ValidationError) -> Response:
    """What pydantic has found in the parameters."""
    errors = [
        Mistake(parameter=".".join(map(str, found["loc"])), value=_shown(found["input"]), message=found["msg"])
        for found in error.errors(include_url=False)
    ]
    return problem(UNPROCESSABLE, "Unprocessable Entity", DETAILS[UNPROCESSABLE].said_in(language_asked()), errors)


def no_such_page(cursor: str, text: Text) -> Response:
    """A cursor that leads nowhere: there is nothing at that address."""
    mistake = Mistake(parameter="cursor", value=cursor, message=text.en)
    return problem(404, "Not Found", text.said_in(language_asked()), [mistake])


def is_asked_of_the_api() -> bool:
    """Whether the request is for the API: errors that no view has seen are told its way too."""
    return re.match(rf"{PREFIX}(/|$)", request.path) is not None


def _shown(value: object) -> str | None:
    return value if isinstance(value, str) else None
