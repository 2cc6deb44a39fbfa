"""What --seconds is: the time of the whole command, from its beginning to its end."""

import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from scheduler.cli.call import ENDING_SECONDS, LEAST_SECONDS, Call, seconds_to_search
from tests.cli.commands import OSSAU, permanences
from tests.report.plans import problem_of


def _left_of(asked: float, since: float) -> float:
    with click.Context(click.Command("solve"), obj=Call("fr", time.monotonic() - since)):
        return seconds_to_search(asked, problem_of("ossau-haut-bearn", 2))


def test_search_has_what_the_beginning_and_the_end_leave() -> None:
    left = _left_of(1000.0, since=100.0)

    assert 890.0 < left <= 900.0 - ENDING_SECONDS


@pytest.mark.parametrize(("asked", "left"), [(60.0, LEAST_SECONDS), (0.25, 0.25)])
def test_search_has_a_least_time_however_late_it_is(asked: float, left: float) -> None:
    assert _left_of(asked, since=100.0) == left


@pytest.mark.parametrize("more", [[], ["--deterministic"]])
def test_solve_records_the_seconds_that_were_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: list[str]
) -> None:
    weeks = ("--from", "2026-09-07", "--weeks", "1", "--seconds", "20")

    permanences(capsys, "solve", OSSAU, *weeks, "--out", str(tmp_path), *more)

    assert json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))["parameters"]["seconds"] == 20.0


def test_solve_begins_without_what_it_needs_later() -> None:
    code = "import sys, scheduler.cli.solve; print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert {"numba", "scheduler.solve"} <= set(told.split())
    assert {"pandas", "ortools", "xlsxwriter"} & set(told.split()) == set()
