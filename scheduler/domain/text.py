"""What a person reads, in the two languages of the product, written side by side where it is said."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in French and in English. French comes first, and is what `str` gives."""

    fr: str
    en: str

    def said_in(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en

    def __str__(self) -> str:
        return self.fr
