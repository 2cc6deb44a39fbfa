"""The French that people read: typographic apostrophes everywhere, and signs that stay with the word before them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.domain.text import Text, unbreakable

ROOT = Path(__file__).parent.parent

ELISION = re.compile(r"\b(?:[dlnsjmtc]|qu|jusqu|lorsqu|puisqu|quelqu|aujourd)'(?=[\w«{])", re.IGNORECASE)
"""`l'`, `d'`, `qu'`… before a word: where French has an apostrophe, and English has none."""

WHAT_COORDINATORS_WRITE = {"aliases.py"}
"""Column names as they may be typed: with any apostrophe."""

MODULES = sorted(path for package in ("scheduler", "web") for path in (ROOT / package).rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "web").rglob("*") if path.suffix in (".html", ".typ"))


def _said(path: Path) -> Iterator[str]:
    """Every text of a module but its docstrings, which are English."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_texts_have_typographic_apostrophes() -> None:
    modules = [path for path in MODULES if path.name not in WHAT_COORDINATORS_WRITE]

    straight = [(path.name, text) for path in modules for text in _said(path) if ELISION.search(text)]

    assert straight == []


def test_templates_have_typographic_apostrophes() -> None:
    straight = [
        (path.name, line)
        for path in TEMPLATES
        for line in path.read_text(encoding="utf-8").splitlines()
        if ELISION.search(line)
    ]

    assert straight == []
    assert TEMPLATES != []


def test_elisions_are_found() -> None:
    assert [bool(ELISION.search(text)) for text in ("l'heure", "Qu'il", "d'{}", "Python's", "don't", "l’heure")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("« rdv » : non ; oui ?", "«\u00a0rdv\u00a0»\u00a0: non\u00a0; oui\u00a0?"),
        ("Attention ! 09:00", "Attention\u00a0! 09:00"),
        ("sans signe", "sans signe"),
    ],
)
def test_french_signs_stay_with_their_words(written: str, said: str) -> None:
    text = Text(fr=written, en="'rdv' : no")

    assert (text.said_in("fr"), str(text), text.said_in("en")) == (said, said, "'rdv' : no")
    assert unbreakable(said) == said
