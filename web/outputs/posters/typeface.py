"""The typeface - what of a text the shipped font, Atkinson Hyperlegible, can show, and what is shown for the rest."""

import unicodedata
from typing import Any

UNKNOWN = "?"
"""What is shown for a character that the font has not got: a PDF/UA must not leave a blank."""

SHOWN_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x107),
    (0x10A, 0x113),
    (0x116, 0x11B),
    (0x11E, 0x123),
    (0x126, 0x127),
    (0x12A, 0x12B),
    (0x12E, 0x12F),
    (0x131, 0x131),
    (0x136, 0x137),
    (0x13B, 0x13E),
    (0x141, 0x148),
    (0x150, 0x155),
    (0x158, 0x15B),
    (0x15E, 0x165),
    (0x16A, 0x16B),
    (0x16E, 0x173),
    (0x178, 0x17E),
    (0x218, 0x21B),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2020),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
)
"""Code points that both weights of the font have, by first and last: the Latin alphabets of Europe and punctuation."""

SHOWN = frozenset(chr(code) for first, last in SHOWN_RANGES for code in range(first, last + 1))

LIKENED = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u02bc": "’", "\u202f": "\u00a0", "\u2007": "\u00a0"}

INVISIBLE = ("Cc", "Cf", "Mn", "Me", "Co", "Cs", "Cn")
"""Unicode categories that nothing is shown for."""


def shown(text: str) -> str:
    """The text as the font can show it: spaces made plain, letters without the accents that it lacks, else `?`."""
    return "".join(_shown(character) for character in unicodedata.normalize("NFC", text))


def shown_in(value: Any) -> Any:
    """The same of every text in a structure of dicts, lists and tuples."""
    match value:
        case str():
            return shown(value)
        case dict():
            return {key: shown_in(inner) for key, inner in value.items()}
        case list() | tuple():
            return [shown_in(inner) for inner in value]
        case _:
            return value


def _shown(character: str) -> str:
    character = LIKENED.get(character, character)
    if character in SHOWN:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in INVISIBLE:
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part in SHOWN)
    return plain or UNKNOWN
