"""Files - the console's stylesheet and scripts, under an address that changes when they do."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, url_for
from werkzeug.exceptions import NotFound

from web.public.files import kept_for_a_year

FOLDER = Path(__file__).parent / "static"

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
"""What is served, by the end of its name."""


def appearance(version: str, name: str) -> Response:  # noqa: ARG001  (any version is answered with the present one)
    """One of the files of the folder, to be kept for a year: another version has another address."""
    known = _all().get(name)
    if known is None:
        raise NotFound
    return kept_for_a_year(MEDIA_TYPES[Path(name).suffix], *known)


def file_address(name: str) -> str:
    """Of `console.css`, or of a script: what templates call `file`."""
    return url_for("console.appearance", version=_version(), name=name)


@cache
def _version() -> str:
    """Of all the files together, since scripts import each other."""
    return sha256(b"".join(plain for _, (plain, _) in sorted(_all().items()))).hexdigest()[:12]


@cache
def _all() -> dict[str, tuple[bytes, bytes]]:
    """By name: plain, and compressed."""
    found = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in MEDIA_TYPES}
    return {name: (plain, gzip.compress(plain, 9, mtime=0)) for name, plain in found.items()}
