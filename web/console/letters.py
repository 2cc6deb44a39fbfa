"""Letters - what was sent, what waits and why; of those of which nobody knows whether they went, a person decides."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from web.console.asking import now, person
from web.console.mailing import has_mail_server
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.services import outbox
from web.services.errors import UnknownLetterError
from web.services.writing import begin_writing

STATES = {
    "waiting": Text(fr="attend", en="waiting"),
    "sending": Text(fr="part", en="being sent"),
    "sent": Text(fr="partie", en="sent"),
    "refused": Text(fr="refusée", en="refused"),
    "unsure": Text(fr="peut-être partie", en="perhaps sent"),
    "discarded": Text(fr="abandonnée", en="discarded"),
}
DEEDS = {"again": outbox.send_again, "discard": outbox.discard}


def letters(territory: str) -> Response:
    """The latest, those that need a decision first."""
    found = outbox.letters(database.session(), territory)
    stuck = [one for one in found if one.state in ("unsure", "refused")]
    others = [one for one in found if one not in stuck]
    return page("letters.html", stuck=stuck, others=others, states=STATES, mail=has_mail_server())


def letter(territory: str, letter: int) -> AnyResponse:
    """`deed`: again, discard."""
    deed = DEEDS.get(request.form.get("deed", ""))
    if deed is None:
        raise BadRequest
    session = database.session()
    begin_writing(session, territory)
    try:
        deed(session, person(), territory, letter, now())
    except UnknownLetterError as error:
        raise NotFound from error
    session.commit()
    flash(reader().say("C’est noté.", "Noted."))
    return redirect(url_for("console.letters", territory=territory), 303)


ROUTES = (
    ("/<territory>/courrier", letters, ("GET",)),
    ("/<territory>/courrier/<int:letter>", letter, ("POST",)),
)
