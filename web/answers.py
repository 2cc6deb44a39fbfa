"""Answers that can be asked for again: their tag and date are known before the body is made, so none is made twice."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from flask import Response, current_app, request
from werkzeug.exceptions import NotFound
from werkzeug.http import http_date

from scheduler.domain.text import Language
from web.database import database
from web.outputs.addresses import PageOf, page_addresses
from web.services.agendas import Edition
from web.services.errors import UnpublishedError
from web.services.marks import Mark, mark_of
from web.software import software

PLAIN_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")
"""What needs no rewriting in an address; whatever else is asked for goes the long way round."""

MAX_AGE = 300
"""Seconds for which a copy is used without asking again."""


@dataclass(frozen=True)
class State:
    """What an answer depends on beside its address: what stands published of a territory and, for some, the day."""

    mark: Mark
    today: date
    daily: bool = False
    """Whether the answer changes from one day to the next though nothing is published."""

    @property
    def edition(self) -> Edition:
        mark = self.mark
        return Edition(mark.territory, mark.name, mark.number, mark.published_at)

    @cached_property
    def modified(self) -> datetime:
        published = self.mark.published_at.replace(microsecond=0)
        if not self.daily:
            return published
        return max(published, datetime.combine(self.today, time(), ZoneInfo(self.mark.timezone)).astimezone(UTC))

    @cached_property
    def tag(self) -> str:
        """Of this very address: the service, path and arguments, what stands published, the day, the software."""
        arguments = sorted(request.args.items(multi=True))
        of_day = self.today.isoformat() if self.daily else ""
        told = (software(), service_address(), request.path, arguments, self.mark, of_day)
        return sha256(repr(told).encode()).hexdigest()[:32]


def state_of(territory: str, *, daily: bool = False) -> State:
    """Of a territory; one query. Raises NotFound where nothing is published."""
    require_text(territory)
    try:
        mark = mark_of(database.engine, territory)
    except UnpublishedError as error:
        raise NotFound from error
    return State(mark, datetime.now(ZoneInfo(mark.timezone)).date(), daily)


def service_address() -> str:
    """Where the service is for those who follow its links, with a slash at the end.

    As it was configured; else as it was asked, which a proxy must tell (see `Configuration.proxies`).
    """
    configured: str = current_app.config["PUBLIC_URL"]
    if configured:
        return configured
    host = request.host
    return f"{request.scheme}://{host}/" if PLAIN_HOST.fullmatch(host) else request.host_url


def require_text(*identifiers: str) -> None:
    """Raises NotFound for an id that holds a NUL: PostgreSQL takes none, and there is none of that name."""
    if any("\0" in identifier for identifier in identifiers):
        raise NotFound


class Unchanged(Response):
    """304: who asks has it already. There is no body, and no type of it."""

    default_status = 304
    default_mimetype = None


def answer(state: State, media_type: str, make: Callable[[], bytes], file_name: str = "") -> Response:
    """The body that `make` makes; 304, without making it, for who has it already (RFC 9110, 13.2.2).

    With a file name, browsers save it under that name.
    """
    if is_known(state):
        return Unchanged(headers=validators(state))
    response = Response(make(), headers=validators(state), content_type=media_type)
    if file_name:
        response.headers.set("Content-Disposition", "inline", filename=file_name)
    return response


def validators(state: State, *, weak: bool = False) -> list[tuple[str, str]]:
    """The headers by which an answer is known again; `weak` where it is sent in several codings."""
    tag = f'"{state.tag}"'
    return [
        ("ETag", f"W/{tag}" if weak else tag),
        ("Last-Modified", http_date(state.modified)),
        ("Cache-Control", f"public, max-age={MAX_AGE}"),
    ]


def is_known(state: State) -> bool:
    """Whether who asks has the answer already."""
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
    """The address of a venue's page, by the venue's id."""
    return page_addresses(service_address(), territory)
