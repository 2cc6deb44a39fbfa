"""The command line itself: help, languages, mistakes and exit codes."""

import subprocess
import sys

import pytest

from scheduler.cli import SUMMARIES, added
from tests.cli.commands import OSSAU, permanences

HEAVY = {"ortools", "numba", "pandas", "numpy", "rich", "holidays", "pydantic", "httpx", "xlsxwriter"}


def test_help_lists_the_commands_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    answer = permanences(capsys, "--help")

    assert answer.code == 0
    assert answer.out.splitlines()[0] == "Usage : permanences [OPTIONS] COMMAND [ARGS]..."
    told = answer.out[answer.out.index("Commandes") :].splitlines()[1:]
    assert [line.split()[0] for line in told if line[2:3].strip()] == [*SUMMARIES, *added()]


def test_help_is_shown_where_no_command_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert permanences(capsys) == permanences(capsys, "--help")


@pytest.mark.parametrize("arguments", [("--lang", "en", "--help"), ("--help", "--lang", "en")])
def test_help_is_english_wherever_the_language_stands(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert permanences(capsys, *arguments).out.splitlines()[0] == "Usage: permanences [OPTIONS] COMMAND [ARGS]..."


def test_language_comes_from_the_environment_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMANENCES_LANG", "en")

    said = permanences(capsys, "zzz").err.splitlines()[0]

    assert said == f"There is no command 'zzz'. There are: {', '.join([*SUMMARIES, *added()])}."


@pytest.mark.parametrize("command", SUMMARIES)
@pytest.mark.parametrize(("language", "usage"), [("fr", "Usage : "), ("en", "Usage: ")])
def test_every_command_has_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: str, language: str, usage: str
) -> None:
    answer = permanences(capsys, "--lang", language, command, "--help")

    assert answer.code == 0
    assert answer.out.startswith(f"{usage}permanences {command} [OPTIONS]")
    assert answer.err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sovle"], "La commande « sovle » n’existe pas. Vouliez-vous « solve » ?"),
        (["check", OSSAU], "Il manque PLAN.csv."),
        (["check", OSSAU, "p.csv", "--weeks", "2"], "Il manque --from."),
        (["validate", OSSAU, "more"], "En trop sur la ligne de commande : more"),
        (["validate", "--sead", OSSAU], "L’option --sead n’existe pas."),
        (["--lang", "de", "validate", OSSAU], "--lang est fr ou en : « de » a été lu."),
        (
            ["check", OSSAU, "p.csv", "--from", "2026-09-09", "--weeks", "2"],
            "Un plan commence un lundi, et le 2026-09-09 n’en est pas un : prenez le 2026-09-07 ou le 2026-09-14.",
        ),
        (
            ["check", OSSAU, "p.csv", "--from", "9/9/2026", "--weeks", "2"],
            "« 9/9/2026 » n’est pas une date : écrivez-la comme 2026-09-07.",
        ),
        (
            ["check", OSSAU, "p.csv", "--from", "2026-09-07", "--weeks", "0"],
            "--weeks attend un nombre entier, 1 ou plus : « 0 » a été lu.",
        ),
        (
            ["check", OSSAU, "p.csv", "--from", "2026-09-07", "--weeks"],
            "L’option --weeks est mal employée : il lui manque sa valeur, ou elle n’en prend pas.",
        ),
    ],
)
def test_mistakes_are_said_and_end_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    answer = permanences(capsys, *arguments)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == said


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, scheduler.cli; scheduler.cli.run(['--help']); print(*sys.modules, file=sys.stderr)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr

    assert HEAVY & set(told.split()) == set()


def test_check_imports_no_solver() -> None:
    code = "import sys, scheduler.cli.check; print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert {"ortools", "numba", "pandas", "scheduler.solve"} & set(told.split()) == set()


def test_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert permanences(capsys, "--version").out == "permanences 0.1.0\n"
