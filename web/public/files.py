"""Files - the stylesheet, the typeface and the sign of the pages, under an address that changes when they do."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).parent / "static"

MEDIA_TYPES = {
    "style.css": "text/css; charset=utf-8",
    "sign.svg": "image/svg+xml",
    "atkinson-regular.woff2": "font/woff2",
    "atkinson-bold.woff2": "font/woff2",
}
"""What is served, by name."""

A_YEAR = 365 * 24 * 3600
ALREADY_COMPRESSED = "font/woff2"


def appearance(version: str, name: str) -> Response:  # noqa: ARG001  (any version is answered with the present one)
    """One of the files, to be kept for a year: another version has another address."""
    if name not in MEDIA_TYPES:
        raise NotFound
    return kept_for_a_year(MEDIA_TYPES[name], *_read(name))


def kept_for_a_year(media_type: str, plain: bytes, compressed: bytes) -> Response:
    """A file under an address that is its own: compressed for whom takes it so, and never asked for again."""
    response = Response(plain, content_type=media_type)
    if media_type != ALREADY_COMPRESSED:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"] > 0:
            response.set_data(compressed)
            response.content_encoding = "gzip"
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR
    response.cache_control.immutable = True
    return response


def style_address() -> str:
    return address_of("style.css")


def address_of(name: str) -> str:
    return url_for("public.appearance", version=_version(), name=name)


@cache
def _version() -> str:
    """Of all the files together, since the stylesheet names the others."""
    return sha256(b"".join(_read(name)[0] for name in MEDIA_TYPES)).hexdigest()[:12]


@cache
def _read(name: str) -> tuple[bytes, bytes]:
    plain = (FOLDER / name).read_bytes()
    return plain, gzip.compress(plain, 9, mtime=0)
