"""Compare and publish - what a draft changes of what is published, and why; the mails first; then it is published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, current_app, flash, redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.text import Text
from scheduler.intake.aliases import normal
from scheduler.report.changes import change_words, count_words
from web.answers import service_address
from web.console.asking import now, person
from web.console.draft_words import Words
from web.console.drafts import found_draft
from web.console.pages import page
from web.console.reader import reader
from web.database import database
from web.models.drafts import DraftRow
from web.outputs.change_wording import change_words as published_words
from web.outputs.draft_verdicts import breaches_of
from web.outputs.publication_letters import ROLE_NAMES
from web.services.draft_plans import Desk, desk_of
from web.services.draft_publishing import Line, Postage, changes_of, lines_of, preview, publish_draft
from web.services.drafts import require_open, set_beside
from web.services.errors import PlanRefusedError, PublishedMeanwhileError, ServiceError
from web.services.letters import Sending

MOST_MESSAGE = 2000


@dataclass(frozen=True, slots=True)
class Group:
    """The lines that concern one venue, or one advisor."""

    name: str
    lines: tuple[tuple[Text, Line], ...]


def compare(territory: str, number: int) -> Response:
    """The differences by venue and by advisor; what forbids to publish, or the mails that would go."""
    row = found_draft(territory, number)
    return _shown(row, request.args.get("message", ""))


def publish(territory: str, number: int) -> Response | AnyResponse:
    """`geste` is `voir` (the mails with this message), `publier`, or `relu` (what was published meanwhile is known)."""
    row = found_draft(territory, number)
    session, message = database.session(), request.form.get("message", "").strip()
    if len(message) > MOST_MESSAGE:
        raise BadRequest
    which, seen = request.form.get("geste"), request.form.get("vu", type=int)
    if which == "voir":
        return _shown(row, message)
    if seen is None or which not in ("publier", "relu"):
        raise BadRequest
    if which == "relu":
        try:
            set_beside(session, person(), row, seen, now())
            session.commit()
        except ServiceError as error:
            session.rollback()
            flash(reader().text(error.text), "refused")
        return redirect(url_for("console.compare", territory=territory, number=number, message=message or None), 303)
    try:
        made, sendings = publish_draft(session, person(), row, seen, message, now(), postage())
        session.commit()
    except ServiceError as error:
        session.rollback()
        return _shown(found_draft(territory, number), message, error)
    letters = sum(len(one.letters) for one in sendings)
    w = reader()
    flash(
        w.say(f"La version {made.number} est publiée. ", f"Version {made.number} is published. ")
        + (w.count(letters, "lettre part|lettres partent", "letter goes|letters go") + "." if letters else "")
    )
    return redirect(url_for("console.home", territory=territory), 303)


def postage() -> Postage:
    """The public address, and who mails come from; without a mail server, letters wait."""
    mail = current_app.config.get("MAIL")
    sender = mail.sender if mail is not None else "permanences@invalid"
    return Postage(service_address(), sender)


def _shown(row: DraftRow, message: str, error: ServiceError | None = None) -> Response:
    """The page; what publishing would do is tried, and taken back."""
    session = database.session()
    desk = desk_of(session, row)
    lines = lines_of(session, row, desk)
    refusal, sendings = error, tuple[Sending, ...]()
    if error is None:
        try:
            require_open(row)
            _, sendings = preview(session, person(), row, message, now(), postage())
        except ServiceError as found:
            refusal = found
        row = found_draft(row.territory, row.id)
    asked = request.args.get("q", "").strip()
    meanwhile = refusal if isinstance(refusal, PublishedMeanwhileError) else None
    return page(
        "compare.html",
        409 if error is not None else 200,
        d=Words(reader()),
        draft=row,
        desk=desk,
        message=message,
        asked=asked,
        by_venue=_named(_by_venue(desk, lines), asked),
        by_advisor=_named(_by_advisor(desk, lines), asked),
        counts=count_words(changes_of(desk)) if lines else None,
        refusal=refusal,
        breaches=breaches_of(refusal.findings) if isinstance(refusal, PlanRefusedError) else (),
        meanwhile=None if meanwhile is None else [published_words(change) for change in meanwhile.changes],
        latest=desk.published,
        sendings=sendings,
        roles=[(ROLE_NAMES[role], _of_role(sendings, role)) for role in ROLE_NAMES],
        letters=sum(len(one.letters) for one in sendings),
        mail=current_app.config.get("MAIL") is not None,
    )


def _of_role(sendings: Iterable[Sending], role: str) -> list[Sending]:
    return [one for one in sendings if one.told.role == role]


def _named(groups: Iterable[Group], asked: str) -> list[Group]:
    """Those whose name has the words that were asked for."""
    return [group for group in groups if normal(asked) in normal(group.name)]


def _by_venue(desk: Desk, lines: Iterable[Line]) -> list[Group]:
    return _grouped(desk, lines, "venue")


def _by_advisor(desk: Desk, lines: Iterable[Line]) -> list[Group]:
    return _grouped(desk, lines, "advisor")


def _grouped(desk: Desk, lines: Iterable[Line], what: str) -> list[Group]:
    """By name. A line stands with both of its ends."""
    known = desk.territory.venue if what == "venue" else desk.territory.advisor
    groups: defaultdict[str, list[tuple[Text, Line]]] = defaultdict(list)
    for line in lines:
        ends = [one for one in (line.change.before, line.change.after) if one is not None]
        for name in dict.fromkeys(getattr(one.first, what) for one in ends):
            groups[name].append((change_words(line.change, desk.territory), line))
    named = [(known[id_].name if id_ in known else id_, tuple(found)) for id_, found in groups.items()]
    return [Group(name, found) for name, found in sorted(named, key=lambda pair: pair[0])]


ROUTES = (
    ("/<territory>/publier/<int:number>", compare, ("GET",)),
    ("/<territory>/publier/<int:number>", publish, ("POST",)),
)
