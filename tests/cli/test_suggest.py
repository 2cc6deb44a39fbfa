"""permanences suggest: places with their price, or the reasons why there is none; and without the solver."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences, plan_at

WEEKS = ("--from", "2026-09-07", "--weeks", "2")


def test_suggest_ranks_places_by_what_they_add(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ("--venue", "arudy", "--activity", "atelier", "--length", "half", *WEEKS)

    answer = permanences(capsys, "suggest", OSSAU, plan_at(tmp_path), *options, "--top", "2", "--json")

    document = json.loads(answer.out)
    totals = [place["cost"]["total"] for place in document["places"]]
    assert answer.code == 0
    assert len(totals) == min(2, document["possible"]) > 0
    assert totals == sorted(totals)
    assert document["looked_at"] == document["possible"] + sum(e["half_days"] for e in document["excluded"])


def test_suggest_keeps_to_the_days_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ("--venue", "arudy", "--weekdays", "Ma", "--periods", "matin|am", *WEEKS)

    answer = permanences(capsys, "suggest", OSSAU, plan_at(tmp_path), *options, "--json")

    places = json.loads(answer.out)["places"]
    assert {(place["date"] in ("2026-09-08", "2026-09-15"), place["period"]) for place in places} <= {(True, "am")}


def test_suggest_says_why_there_is_no_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ("--venue", "laruns", "--needs", "four à pain", *WEEKS)

    answer = permanences(capsys, "suggest", OSSAU, plan_at(tmp_path), *options)

    assert answer.code in (0, 1)
    closed = permanences(capsys, "suggest", OSSAU, plan_at(tmp_path), "--venue", "laruns", "--weekdays", "Di", *WEEKS)
    assert closed.code == 1
    assert closed.out.splitlines()[0] == "Aucune place."
    assert "ni le jour, ni le moment, ni la compétence demandés" in closed.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--venue", "larun"), "Vouliez-vous dire « laruns » ?"),
        (("--venue", "laruns", "--length", "long"), "--length « long »"),
        (("--venue", "laruns", "--start", "11:00", "--end", "10:00"), "--end « 10:00 »"),
        (("--venue", "laruns", "--weekdays", "Lundredi"), "--weekdays « Lundredi »"),
        ((), "--venue"),
    ],
)
def test_suggest_of_a_request_that_cannot_be_read_says_what(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    answer = permanences(capsys, "suggest", OSSAU, plan_at(tmp_path), *options, *WEEKS)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_suggest_starts_without_the_solver(tmp_path: Path) -> None:
    """Importing it takes longer than the answer."""
    arguments = ["suggest", OSSAU, plan_at(tmp_path), "--venue", "laruns", *WEEKS]
    program = (
        "import sys; from scheduler.cli import run; code = run(sys.argv[1:]); "
        "print(code, sorted({'ortools', 'numba', 'pandas', 'numpy'} & set(sys.modules)))"
    )

    ended = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines()[-1] == "0 []"
