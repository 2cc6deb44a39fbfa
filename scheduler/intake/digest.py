"""Names a territory's content by a digest, so that a plan can say what it was made from."""

import hashlib
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from scheduler.domain.territory import Territory


def digest(territory: Territory) -> str:
    """SHA-256, in hexadecimal, of everything that the territory says; the same whatever files it was read from."""
    said = "\n".join(_said(getattr(territory, f.name)) for f in fields(territory) if f.name != "digest")
    return hashlib.sha256(said.encode()).hexdigest()


def _said(value: Any) -> str:
    """One text for one value: sets in order, shares as fractions, everything else as Python writes it."""
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_said, value)))}}}"
    if isinstance(value, tuple):
        return f"({','.join(map(_said, value))})"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return f"{type(value).__name__}({','.join(_said(getattr(value, f.name)) for f in fields(value))})"
    return repr(str(value) if isinstance(value, str) else value)
