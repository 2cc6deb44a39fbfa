"""What is wrong in the files: one issue for each problem, with its place, and the error that carries them all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from scheduler.domain.text import Language, Text, unbreakable
from scheduler.intake.aliases import TABLE_OF, normal

Severity = Literal["error", "warning"]

LONGEST_VALUE = 60
"""Characters of a value that a message repeats; the rest is cut."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem. `place` is a line number, a cell such as "C7" of `sheet`, or None for the whole file.

    `message` says what is wrong and what was expected; `suggestion` is a word that was probably meant, or advice.
    """

    file: str
    place: int | str | None
    column: str | None
    value: str | None
    severity: Severity
    message: Text
    suggestion: Text | str | None = None
    sheet: str | None = None

    @property
    def line_number(self) -> int:
        """The line of the file, or the row of the sheet; 0 for the whole file."""
        return int(re.sub(r"\D", "", str(self.place)) or 0)

    def _column_noun(self, french: bool) -> str:
        """Settings have keys, tables have columns."""
        if self.file.endswith(".toml") or TABLE_OF.get(normal(self.sheet or "")) == "territory":
            return "clé" if french else "key"
        return "colonne" if french else "column"

    def line(self, language: Language = "fr") -> str:
        """One printable line, such as `demands.csv, ligne 4, colonne venue : « prade » — …`."""
        french = language == "fr"
        where = [self.file]
        if self.sheet is not None:
            where.append(f"{'feuille' if french else 'sheet'} {self.sheet}")
        if isinstance(self.place, int):
            where.append(f"{'ligne' if french else 'line'} {self.place}")
        elif self.place is not None:
            where.append(f"{'cellule' if french else 'cell'} {self.place}")
        if self.column:
            where.append(f"{self._column_noun(french)} {printable(self.column)}")
        warned = ("attention, " if french else "warning, ") if self.severity == "warning" else ""
        told = f"{', '.join(where)}{' : ' if french else ': '}{warned}{self.what(language)}"
        return unbreakable(_on_one_line(told)) if french else _on_one_line(told)

    def what(self, language: Language = "fr") -> str:
        """What is wrong, without where: `« prade » — aucun lieu ne porte cet identifiant`, and what was meant."""
        french = language == "fr"
        said = ""
        if self.value:
            said += f"« {printable(self.value)} » — " if french else f'"{printable(self.value)}" — '
        said += self.message.said_in(language).rstrip(".")
        if isinstance(self.suggestion, str):
            shown = printable(self.suggestion)
            said += f". Vouliez-vous dire « {shown} » ?" if french else f'. Did you mean "{shown}"?'
        elif self.suggestion is not None:
            said += f". {self.suggestion.said_in(language)}"
        return unbreakable(_on_one_line(said)) if french else _on_one_line(said)


class BadInput(Exception):  # noqa: N818 - the name says what it is: input that is bad, not an error of ours
    """The files cannot be used. `issues` holds every problem found, the errors before the warnings."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = in_order(issues)
        super().__init__("\n".join(issue.line() for issue in self.issues))


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Errors first, then by file, sheet and line; what is said of one place stays in the order of the checks."""
    return tuple(sorted(issues, key=lambda i: (i.severity != "error", i.file, i.sheet or "", i.line_number)))


def printable(text: str) -> str:
    """The text on one line, without control characters, cut to `LONGEST_VALUE` characters."""
    shown = _on_one_line(text.strip())
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"


def _on_one_line(text: str) -> str:
    """The text with a space in place of whatever does not print."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def nearly(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, where one is near enough."""
    lowered = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(word[:200].casefold(), lowered, n=1, cutoff=0.7)
    return lowered[near[0]] if near else None
