"""Answers that can be asked for again: their tag and date are known before the body is made, so none is made twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from flask import Response, request
from werkzeug.exceptions import NotFound

from scheduler.domain.text import Language
from web.database import database
from web.models.standing import Standing
from web.outputs.addresses import PageOf, page_addresses
from web.services.agendas import Edition, standing_of
from web.services.errors import UnpublishedError

FORMAT_VERSION = "1"
"""Raised when the same publication is to be written otherwise: every tag changes."""

MAX_AGE = 300
"""Seconds for which a copy is used without asking again."""


@dataclass(frozen=True, slots=True)
class State:
    """What an answer depends on beside its address: what stands published of a territory and, for some, the day."""

    standing: Standing
    today: date
    daily: bool = False
    """Whether the answer changes from one day to the next though nothing is published."""

    @property
    def edition(self) -> Edition:
        standing = self.standing
        return Edition(standing.territory, standing.name, standing.number, standing.published_at)

    @property
    def modified(self) -> datetime:
        published = self.standing.published_at.replace(microsecond=0)
        if not self.daily:
            return published
        return max(published, datetime.combine(self.today, time(), ZoneInfo(self.standing.timezone)).astimezone(UTC))

    @property
    def tag(self) -> str:
        """Of this very address: its path, its arguments, the host that it is asked of, and the state."""
        arguments = sorted(request.args.items(multi=True))
        of_day = self.today.isoformat() if self.daily else ""
        told = (FORMAT_VERSION, request.host_url, request.path, arguments, self.standing.publication, of_day)
        return sha256(repr(told).encode()).hexdigest()[:32]


def state_of(territory: str, *, daily: bool = False) -> State:
    """Of a territory; one query. Raises NotFound where nothing is published."""
    require_text(territory)
    try:
        standing = standing_of(database.session(), territory)
    except UnpublishedError as error:
        raise NotFound from error
    return State(standing, datetime.now(ZoneInfo(standing.timezone)).date(), daily)


def require_text(*identifiers: str) -> None:
    """Raises NotFound for an id that holds a NUL: PostgreSQL takes none, and there is none of that name."""
    if any("\0" in identifier for identifier in identifiers):
        raise NotFound


def answer(state: State, media_type: str, make: Callable[[], bytes], file_name: str = "") -> Response:
    """The body that `make` makes; 304, without making it, for who has it already (RFC 9110, 13.2.2).

    With a file name, browsers save it under that name.
    """
    if _is_known(state):
        response = Response(status=304)
        response.headers.pop("Content-Type", None)
    else:
        response = Response(make(), content_type=media_type)
        if file_name:
            response.headers.set("Content-Disposition", "inline", filename=file_name)
    response.set_etag(state.tag)
    response.last_modified = state.modified
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    return response


def _is_known(state: State) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    if request.headers.get("If-None-Match") is not None:
        return request.if_none_match.contains_weak(state.tag)
    since = request.if_modified_since
    return since is not None and state.modified <= since


def language_asked() -> Language:
    """French, unless `?lang=en`."""
    return "en" if request.args.get("lang") == "en" else "fr"


def venue_page(territory: str) -> PageOf:
    """The address of a venue's page, by the venue's id, on the host that was asked."""
    return page_addresses(request.host_url, territory)
