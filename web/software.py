"""Software - a name for the programs, templates and typefaces that make answers: another release, another name."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import scheduler
import web

PACKAGES = (web, scheduler)
MADE_BY_PYTHON = "__pycache__"


@cache
def software() -> str:
    """In hexadecimal: what a copy was made with. An answer that was kept from another release is not up to date."""
    digest = sha256()
    for package in PACKAGES:
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*")):
            if path.is_file() and MADE_BY_PYTHON not in path.parts:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
