"""Running the command line as a person does, inside the test's process."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.cli import run
from scheduler.report.plan_file import plan_csv
from tests.report.plans import DATA, first_fit, problem_of

OSSAU = str(DATA / "ossau-haut-bearn")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def permanences(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """What it says is given with ordinary spaces, as tests are written."""
    code = run(list(arguments))
    captured = capsys.readouterr()
    return Answer(code, with_ordinary_spaces(captured.out), with_ordinary_spaces(captured.err))


def with_ordinary_spaces(said: str) -> str:
    """Without the no-break spaces that `Text` puts around French signs."""
    return re.sub("(?<=«)\u00a0|\u00a0(?=[:;?!»])", " ", said)


def plan_at(folder: Path, territory: str = "ossau-haut-bearn", weeks: int = 2) -> str:
    """A plan of the territory in a file."""
    path = folder / "plan.csv"
    path.write_bytes(plan_csv(first_fit(problem_of(territory, weeks))))
    return str(path)
