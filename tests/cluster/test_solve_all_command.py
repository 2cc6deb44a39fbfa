"""permanences solve-all: its files, its summary, its exit codes, what it refuses."""

import csv
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences
from tests.generate.tables import write_folder
from tests.generate.tiny import tiny

WEEKS = ("--from", "2026-09-07", "--weeks", "2")
SHORT = ("--seconds", "0.5", "--deterministic")


@pytest.fixture
def territories(tmp_path: Path) -> list[str]:
    """Two small territories, and between them one whose tables contradict each other."""
    folders = [tmp_path / name for name in ("first", "broken", "second")]
    for seed, folder in enumerate(folders, start=1):
        write_folder(tiny(seed).tables, folder)
    (folders[1] / "advisors.csv").write_text("id,name,base\nana,Ana,nowhere\n", encoding="utf-8")
    return [str(folder) for folder in folders]


def test_solve_all_finishes_what_can_be_and_tells_what_cannot(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, territories: list[str]
) -> None:
    out = tmp_path / "out"

    answer = permanences(
        capsys, "solve-all", *territories, OSSAU, *WEEKS, "--out", str(out), "--processes", "2", *SHORT
    )

    rows = list(csv.DictReader((out / "summary.csv").open(encoding="utf-8")))
    planned = [row for row in rows if row["status"] in ("optimal", "feasible")]
    assert answer.code == 2
    assert [row["name"] for row in rows] == ["first", "broken", "second", "ossau-haut-bearn"]
    assert [row["name"] for row in rows if row["status"] == "bad_input"] == ["broken"]
    assert planned[-1]["name"] == "ossau-haut-bearn"
    for row in planned:
        assert sorted(path.name for path in Path(row["folder"]).iterdir()) == ["plan.csv", "plan.xlsx", "score.json"]
    assert not (out / "broken").exists()
    assert "nowhere" in answer.err
    assert [line.split("  ")[0] for line in answer.err.splitlines() if "/4  " in line] == ["1/4", "2/4", "3/4", "4/4"]
    assert [line.split()[0] for line in answer.out.splitlines()[1:5]] == [row["name"] for row in rows]


@pytest.mark.parametrize(
    "options",
    [
        ["--executor", "threads"],
        ["--executor", "dask"],
        ["--executor", "dask", "--cluster", "not an address"],
        ["--executor", "dask", "--cluster", "tcp://127.0.0.1:1", "--processes", "2"],
        ["--cluster", "tcp://127.0.0.1:1"],
        ["--processes", "0"],
    ],
)
def test_solve_all_refuses_a_crew_that_makes_no_sense(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str]
) -> None:
    answer = permanences(capsys, "solve-all", OSSAU, *WEEKS, "--out", str(tmp_path), *options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err != ""
    assert list(tmp_path.iterdir()) == []


def test_solve_all_refuses_two_territories_of_one_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "solve-all", OSSAU, OSSAU, *WEEKS, "--out", str(tmp_path / "out"))

    assert (answer.code, answer.out) == (2, "")
    assert "ossau-haut-bearn" in answer.err
    assert not (tmp_path / "out").exists()
