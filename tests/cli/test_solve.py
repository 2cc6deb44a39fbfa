"""permanences solve: the files, the summary, the exit codes, Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.domain.verdict import COMPONENTS
from tests.cli.commands import DATA, OSSAU, permanences

WEEKS = ("--from", "2026-09-07", "--weeks", "2")
SHORT = ("--seconds", "30")


def test_solve_writes_three_files_that_agree(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"

    solved = permanences(capsys, "solve", OSSAU, *WEEKS, "--out", str(out), *SHORT)
    checked = permanences(capsys, "check", OSSAU, str(out / "plan.csv"), *WEEKS, "--json")

    score = json.loads((out / "score.json").read_text(encoding="utf-8"))
    judged = json.loads(checked.out)
    assert solved.code == checked.code == 0
    assert sorted(path.name for path in out.iterdir()) == ["plan.csv", "plan.xlsx", "score.json"]
    assert score["status"] == "optimal"
    assert (score["bound"], score["gap"]) == (score["total"], 0.0)
    assert judged == {"findings": [], "score": {**score["components"], "total": score["total"]}}
    assert solved.out.splitlines()[1].startswith("  Le meilleur plan possible : optimal, prouvé.")


def test_solve_json_prints_score_json_and_nothing_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "solve", OSSAU, *WEEKS, "--out", str(tmp_path), *SHORT, "--json")

    assert answer.code == 0
    assert answer.out == (tmp_path / "score.json").read_text(encoding="utf-8")
    assert list(json.loads(answer.out)["components"]) == list(COMPONENTS)


def test_solve_keeps_what_was_published(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    permanences(capsys, "solve", OSSAU, *WEEKS, "--out", str(tmp_path / "first"), *SHORT)
    published = tmp_path / "first" / "plan.csv"

    again = permanences(
        capsys, "solve", OSSAU, *WEEKS, "--out", str(tmp_path), "--published", str(published), *SHORT, "--json"
    )

    assert json.loads(again.out)["components"]["change"] == 0
    assert (tmp_path / "plan.csv").read_bytes() == published.read_bytes()


def test_solve_twice_deterministically_gives_the_same_bytes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("a", "b"):
        out = str(tmp_path / name)
        permanences(capsys, "solve", OSSAU, *WEEKS, "--out", out, *SHORT, "--deterministic", "--seed", "7")

    assert (tmp_path / "a" / "plan.csv").read_bytes() == (tmp_path / "b" / "plan.csv").read_bytes()


@pytest.mark.parametrize(
    ("territory", "options"),
    [
        ("no-such-territory", []),
        (OSSAU, ["--published", "no-such-plan.csv"]),
        (OSSAU, ["--seconds", "0"]),
        (OSSAU, ["--workers", "0"]),
    ],
)
def test_solve_of_bad_input_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, territory: str, options: list[str]
) -> None:
    answer = permanences(capsys, "solve", territory, *WEEKS, "--out", str(tmp_path / "out"), *options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err != ""
    assert not (tmp_path / "out").exists()


def test_solve_says_at_once_that_it_cannot_write(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    answer = permanences(capsys, "solve", OSSAU, *WEEKS, "--out", str(tmp_path / "taken"))

    assert (answer.code, answer.out) == (2, "")
    assert str(tmp_path / "taken") in answer.err


def test_first_interrupt_keeps_the_best_plan(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "solve", str(DATA / "sarthe")]
    options = ["--from", "2026-09-07", "--weeks", "4", "--out", str(tmp_path), "--seconds", "300", "--workers", "1"]

    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "score" in line:
            break
    process.send_signal(signal.SIGINT)
    process.communicate()

    assert process.returncode == 0
    assert json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))["status"] == "feasible"
    assert (tmp_path / "plan.csv").exists()
