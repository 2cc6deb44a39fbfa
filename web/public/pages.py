"""Pages - how a page is made once for each publication and day, kept, and sent: compressed where that is understood."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any

from flask import Response, current_app, render_template, request
from werkzeug.exceptions import NotFound

from web.answers import MAX_AGE, State, Unchanged, is_known, language_asked, service_address, validators
from web.public.files import style_address
from web.public.reader import Reader

HTML = "text/html; charset=utf-8"
VARY = ("Vary", "Accept-Encoding")
KEPT_BYTES = 48 * 1024 * 1024
COMPRESSION = 6

Making = Callable[[Reader], Mapping[str, Any]]
"""What gives a template its values."""


@dataclass(frozen=True, slots=True)
class Body:
    """A page, and the same compressed."""

    plain: bytes
    compressed: bytes

    @classmethod
    def of(cls, plain: bytes) -> "Body":
        return cls(plain, gzip.compress(plain, COMPRESSION, mtime=0))

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.compressed)


class Kept:
    """The bodies that were made last, up to KEPT_BYTES together, by the tag of their answer."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, Body] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, tag: str) -> Body | None:
        with self._lock:
            body = self._bodies.get(tag)
            if body is not None:
                self._bodies.move_to_end(tag)
            return body

    def put(self, tag: str, body: Body) -> None:
        with self._lock:
            replaced = self._bodies.pop(tag, None)
            self._bytes += body.size - (replaced.size if replaced else 0)
            self._bodies[tag] = body
            while self._bytes > KEPT_BYTES:
                _, gone = self._bodies.popitem(last=False)
                self._bytes -= gone.size


def page(state: State, template: str, make: Making) -> Response:
    """The page of a territory, from what is kept where it was made before."""
    return kept_answer(state, HTML, lambda: rendered(template, make).encode())


def kept_answer(state: State, media_type: str, make: Callable[[], bytes]) -> Response:
    """As `answer`, kept and compressed."""
    headers = [*validators(state, weak=True), VARY]
    if is_known(state):
        return Unchanged(headers=headers)
    kept = current_app.extensions.setdefault("permanences-pages", Kept())
    body = kept.get(state.tag)
    if body is None:
        body = Body.of(make())
        kept.put(state.tag, body)
    return _coded(body, media_type, headers)


def plain_page(template: str, make: Making, status: int = 200) -> Response:
    """A page that no publication alone decides: made each time."""
    body = Body.of(rendered(template, make).encode())
    headers = [VARY]
    if status == 200:
        headers.append(("Cache-Control", f"public, max-age={MAX_AGE}"))
    return _coded(body, HTML, headers, status)


def rendered(template: str, make: Making) -> str:
    reader = Reader(language_asked())
    around = {"style": style_address(), "service": service_address(), "one_day": timedelta(days=1)}
    return render_template(template, w=reader, **around, **make(reader))


def found(value: Any) -> Any:
    """Raises NotFound for None."""
    if value is None:
        raise NotFound
    return value


def _coded(body: Body, media_type: str, headers: list[tuple[str, str]], status: int = 200) -> Response:
    if request.accept_encodings["gzip"] > 0:
        return Response(
            body.compressed, status, headers=[*headers, ("Content-Encoding", "gzip")], content_type=media_type
        )
    return Response(body.plain, status, headers=headers, content_type=media_type)
