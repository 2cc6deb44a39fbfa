"""Folding - which ways of writing a name are the same: accents, capitals, hyphens and `St` for `Saint` do not count."""

import re
import unicodedata

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte"}


def folded(name: str) -> str:
    """`Saint-Étienne-d’Olt`, `st etienne d'olt` → `saint etienne d olt`."""
    spelled = name.lower().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
    words = _NOT_A_LETTER.sub(" ", bare).split()
    return " ".join(_SHORT.get(word, word) for word in words)
