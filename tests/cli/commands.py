"""Running the command line as a person does, inside the test's process."""

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
    code = run(list(arguments))
    captured = capsys.readouterr()
    return Answer(code, captured.out, captured.err)


def plan_at(folder: Path, territory: str = "ossau-haut-bearn", weeks: int = 2) -> str:
    """A plan of the territory in a file."""
    path = folder / "plan.csv"
    path.write_bytes(plan_csv(first_fit(problem_of(territory, weeks))))
    return str(path)
