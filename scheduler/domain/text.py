"""What a person reads, in the two languages of the product, written side by side where it is said."""

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]

_BEFORE_SIGNS = re.compile(r" (?=[:;?!»])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")


def unbreakable(french: str) -> str:
    """The spaces that French puts before `:`, `;`, `?`, `!` and inside « », made such that no line breaks there."""
    return _AFTER_QUOTE.sub("\u00a0", _BEFORE_SIGNS.sub("\u00a0", french))


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in French and in English. French comes first, and is what `str` gives.

    It is written with ordinary spaces, and gets those of French typography when it is said.
    """

    fr: str
    en: str

    def said_in(self, language: Language) -> str:
        return unbreakable(self.fr) if language == "fr" else self.en

    def __str__(self) -> str:
        return self.said_in("fr")
