"""Errors - the page that says what went wrong and where to go on; it needs no database, which may be what is wrong."""

from flask import Response, request
from werkzeug.exceptions import HTTPException

from scheduler.domain.text import Text
from web.public.pages import plain_page
from web.public.reader import Reader

NOTHING = Text(fr="", en="")

SAID_OF_ERRORS = {
    400: (Text(fr="Cette demande n’est pas comprise", en="This request was not understood"), NOTHING),
    404: (
        Text(fr="Cette page n’existe pas", en="There is no such page"),
        Text(
            fr="L’adresse est peut-être mal recopiée, ou la page a été retirée.",
            en="The address may have been copied wrongly, or the page is gone.",
        ),
    ),
    405: (
        Text(fr="Cette page se lit, et ne s’écrit pas", en="This page is read only"),
        NOTHING,
    ),
    429: (
        Text(fr="Trop de demandes d’un coup", en="Too many requests at once"),
        Text(fr="Essayez de nouveau dans quelques minutes.", en="Try again in a few minutes."),
    ),
    503: (
        Text(fr="Le service est interrompu", en="The service is interrupted"),
        Text(fr="Essayez de nouveau dans quelques minutes.", en="Try again in a few minutes."),
    ),
    500: (
        Text(fr="Une erreur est survenue", en="Something went wrong"),
        Text(
            fr="Ce n’est pas de votre fait. Essayez de nouveau dans quelques minutes.",
            en="It is not your doing. Try again in a few minutes.",
        ),
    ),
}
"""Title and advice by status; what is not listed is said by the server's own name for it."""


def error_page(error: HTTPException) -> Response:
    """With the error's own headers, and a link back to the territory where the address named one."""
    status = error.code or 500
    title, advice = SAID_OF_ERRORS.get(status, (Text(fr=error.name, en=error.name), NOTHING))
    if status == 400:  # what a view has said of its parameters, in the language asked for
        said = error.description or ""
        advice = Text(fr=said, en=said)
    territory = (request.view_args or {}).get("territory", "")

    def make(w: Reader) -> dict[str, object]:
        return {"title": w.text(title), "advice": w.text(advice), "territory": territory}

    response = plain_page("error.html", make, status)
    for name, value in error.get_response().headers.items():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response
