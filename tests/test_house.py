"""The house is what its plan says: short modules, sentences first, a twin for every rule, imports that go down."""

import ast
import importlib
import re
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import scheduler.cli
from scheduler.audit import CHECKS
from scheduler.report.rule_names import RULE_NAMES

ROOT = Path(__file__).parent.parent
PACKAGES = ("scheduler", "web")
LONGEST_MODULE = 400
"""Lines; most modules stay under 300."""

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_MODULE, f"{lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_module_begins_with_a_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring is not None
    first_line = docstring.splitlines()[0]
    assert first_line[-1] in ".:…", first_line
    assert len(first_line.split()) > 2, first_line


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if "domain" in path.parts],
    ids=[name for name in IDS if "/domain/" in name],
)
def test_domain_imports_only_the_standard_library(path: Path) -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if not name.startswith("scheduler.domain")
    }

    assert imported - sys.stdlib_module_names == set()


@pytest.mark.parametrize("room", ["rules", "goals"])
def test_rule_and_goal_have_twins_with_the_same_key(room: str) -> None:
    posted = _keys(room)
    read = _keys("audit")

    assert posted.items() <= read.items()


def test_audit_twins_nothing_but_rules_and_goals() -> None:
    assert _keys("audit") == _keys("rules") | _keys("goals")


def test_every_rule_has_a_name_to_say() -> None:
    assert set(RULE_NAMES) == {check.KEY for check in CHECKS}


def test_imports_keep_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(no_cache=True) == 0


def test_commands_of_the_readme_exist() -> None:
    told = _commands_told(ROOT / "README.md")

    assert told <= _commands()
    assert told, "the README shows no command"


def test_every_command_is_documented() -> None:
    assert _commands_told(ROOT / "docs" / "cli.md") == _commands()


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = set(re.findall(r"`make ([a-z]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert told <= targets
    assert {"demo", "test", "bench", "soak", "lint", "help"} <= targets


def test_every_territory_says_fact_or_illustration() -> None:
    territories = sorted(path for path in (ROOT / "data").iterdir() if (path / "territory.toml").exists())

    assert [path.name for path in territories if not (path / "SOURCES.md").exists()] == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def _keys(room: str) -> dict[str, str]:
    """File name to KEY, of the modules of that room that have one."""
    names = [path.stem for path in (ROOT / "scheduler" / room).glob("*.py") if path.stem != "__init__"]
    modules = {name: importlib.import_module(f"scheduler.{room}.{name}") for name in names}
    return {name: module.KEY for name, module in modules.items() if hasattr(module, "KEY")}


def _commands() -> set[str]:
    """The engine's commands, and those that the product adds."""
    return {*scheduler.cli.SUMMARIES, *scheduler.cli.added()}


def _commands_told(path: Path) -> set[str]:
    return set(re.findall(r"permanences (?:--lang en )?([a-z][a-z-]*) ", path.read_text(encoding="utf-8")))
