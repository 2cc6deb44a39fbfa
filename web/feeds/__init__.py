"""Calendars to subscribe to over HTTP: who has one already is told so, and an error is never an empty calendar."""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.http import http_date

from web.answers import Unchanged, require_text, service_address
from web.database import database
from web.outputs.readers import family_of
from web.outputs.subscribe import FeedKind
from web.services.errors import UnpublishedError
from web.services.feed_content import UnknownFeedError
from web.services.feed_fetches import Fetch, note_fetch
from web.services.feed_memory import KeptFeed
from web.services.feeds import Asked, feed, known_feed
from web.services.tokens import advisor_of_token

CALENDAR: Final = "text/calendar; charset=utf-8"

MAX_AGE: Final = 300
"""Seconds for which a copy is used without asking again."""

RETRY_AFTER: Final = 120
"""Seconds after which to ask again, where something has gone wrong here."""

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/<territory>/tout.ics")
def everything(territory: str) -> Response:
    return _served(territory, FeedKind.EVERYTHING, "")


@blueprint.get("/<territory>/lieux/<venue>.ics")
def venue(territory: str, venue: str) -> Response:
    return _served(territory, FeedKind.VENUE, venue)


@blueprint.get("/<territory>/communes/<insee>.ics")
def commune(territory: str, insee: str) -> Response:
    return _served(territory, FeedKind.COMMUNE, insee)


@blueprint.get("/<territory>/structures/<structure>.ics")
def structure(territory: str, structure: str) -> Response:
    return _served(territory, FeedKind.STRUCTURE, structure)


@blueprint.get("/<territory>/salles/<room>.ics")
def room(territory: str, room: str) -> Response:
    return _served(territory, FeedKind.ROOM, room)


@blueprint.get("/<territory>/agenda/<token>.ics")
def agenda(territory: str, token: str) -> Response:
    """An advisor's own, which the token opens."""
    return _served(territory, FeedKind.ADVISOR, token)


@blueprint.after_request
def _unlisted(response: Response) -> Response:
    if request.endpoint == "feeds.agenda":
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _served(territory: str, kind: FeedKind, named: str) -> Response:
    """Clients delete what an empty calendar lacks: whatever goes wrong is 503, and they ask again."""
    require_text(territory, named)
    try:
        kept, subject = _feed(territory, kind, named)
        note_fetch(
            database.engine,
            Fetch(territory, kind, subject, family_of(request.user_agent.string)),
            datetime.now(UTC),
        )
        return _answer(kept, kind)
    except HTTPException:
        raise
    except Exception as error:
        current_app.logger.exception("The calendar %s of %s could not be made", kind, territory)
        raise ServiceUnavailable(retry_after=RETRY_AFTER) from error


def _feed(territory: str, kind: FeedKind, named: str) -> tuple[KeptFeed, str]:
    """And what it is about: an advisor's token gives the advisor. A session is opened only where one is needed."""
    subject: str | None = named
    if kind is FeedKind.ADVISOR:
        subject = advisor_of_token(database.session(), territory, named)
    if subject is None:
        raise NotFound
    asked = Asked(territory, kind, subject, service_address())
    try:
        known = known_feed(database.engine, asked)
        return known or feed(database.session(), asked, datetime.now(UTC)), subject
    except (UnpublishedError, UnknownFeedError) as error:
        raise NotFound from error


def _answer(kept: KeptFeed, kind: FeedKind) -> Response:
    zipped = "Accept-Encoding" in request.headers and any(
        name == "gzip" and quality > 0 for name, quality in request.accept_encodings
    )
    tags = (kept.tag, f"{kept.tag}-gzip")
    reader = "private" if kind is FeedKind.ADVISOR else "public"
    headers = [
        ("ETag", f'"{tags[zipped]}"'),
        ("Last-Modified", http_date(kept.modified)),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", f"{reader}, max-age={MAX_AGE}"),
    ]
    if _is_known(kept, tags):
        return Unchanged(headers=headers)
    if zipped:
        headers.append(("Content-Encoding", "gzip"))
    return Response(kept.zipped if zipped else kept.body, headers=headers, content_type=CALENDAR)


def _is_known(kept: KeptFeed, tags: tuple[str, str]) -> bool:
    if request.headers.get("If-None-Match") is not None:
        return any(request.if_none_match.contains_weak(tag) for tag in tags)
    since = request.if_modified_since
    return since is not None and kept.modified <= since
