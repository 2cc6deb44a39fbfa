"""permanences ledger: its document, its files, what it says, and what it refuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scheduler.domain.plan import Plan
from scheduler.report.plan_file import plan_csv
from tests.cli.commands import permanences
from tests.ledger.small import folder_of, plan, tables, territory

PERIOD = ("--from", "2026-09-07", "--to", "2026-09-20")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(folder_of(tables(), tmp_path / "shared"))


@pytest.fixture
def plans(tmp_path: Path) -> list[str]:
    """Three weeks, of which the last one has been planned again."""
    written = []
    for name, week, weeks in (("autumn.csv", 0, ["NNNSS", "NNRSS", "NNNNN"]), ("mended.csv", 2, ["NSNSS"])):
        rows = [row for _, row in plan(territory(), week, weeks).lines]
        (tmp_path / name).write_bytes(plan_csv(Plan.of(rows)))
        written.append(str(tmp_path / name))
    return written


def test_ledger_json_tells_every_account(capsys: pytest.CaptureFixture[str], folder: str, plans: list[str]) -> None:
    answer = permanences(capsys, "ledger", folder, *plans, *PERIOD, "--json")

    document = json.loads(answer.out)
    north, south = document["postings"]
    assert (answer.code, answer.err) == (0, "")
    assert document["plans"] == [
        {
            "file": plans[0],
            "weeks": ["2026-08-31", "2026-09-07"],
            "replaced": [{"week": "2026-09-14", "by": plans[1]}],
        },
        {"file": plans[1], "weeks": ["2026-09-14"], "replaced": []},
    ]
    assert (north["brought"], north["planned"], north["carried"], north["settled"]) == (3, 4, 2, 5)
    assert (north["due_min"], north["balance"], north["balance_hours"]) == (5, 0, 0)
    assert (south["planned_hours"], south["km"], south["driving_minutes"]) == (21, 40, 60)
    assert document["demands"] == [
        {
            "demand": "rdv",
            "structure": "sud",
            "venue": "salle",
            "windows": 1,
            "asked": 2,
            "met": 1,
            "unmet": 1,
            "lacks": [{"from": "2026-08-31", "to": "2026-09-13", "half_days": 1}],
            "article": "art. 3",
        }
    ]


def test_ledger_csv_holds_the_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str, plans: list[str]
) -> None:
    out = tmp_path / "ledger.csv"

    answer = permanences(capsys, "ledger", folder, *plans, *PERIOD, "--out", str(out), "--json")

    document = json.loads(answer.out)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [row["table"] for row in rows] == ["postings"] * 2 + ["advisors"] + ["structures"] * 2 + ["demands"]
    for row, line in zip(rows[:2], document["postings"], strict=True):
        assert {name: row[name] for name in line} == {name: str(value) for name, value in line.items()}
    assert rows[-1]["lacks"] == "2026-08-31/2026-09-13"


def test_ledger_workbook_has_a_sheet_for_each_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str, plans: list[str]
) -> None:
    out = tmp_path / "ledger.xlsx"

    answer = permanences(capsys, "ledger", folder, *plans, "--from", "2026-09-07", "--weeks", "2", "--out", str(out))

    book = CalamineWorkbook.from_path(str(out))
    accounts = book.get_sheet_by_name("Structures").to_python()
    assert answer.code == 0
    assert book.sheet_names == ["Structures", "Conseillers", "Demandes", "Parts à tenir", "Plans"]
    assert [row[:2] for row in accounts[3:]] == [["nord", "Ana"], ["sud", "Ana"]]


def test_ledger_says_which_plan_replaces_which(
    capsys: pytest.CaptureFixture[str], folder: str, plans: list[str]
) -> None:
    answer = permanences(capsys, "ledger", folder, *plans, *PERIOD)

    said = answer.out.splitlines()
    assert said[0] == "Partagé, du lundi 7 septembre 2026 au dimanche 20 septembre 2026"
    assert said[1].endswith(f"remplacé par {plans[1]} : semaine du 14 septembre 2026")
    assert said[-2] == "    rdv (Salle) : 1 demi-journée, 2 semaines à partir du 31 août [art. 3]"


def test_ledger_names_file_and_line_of_a_contradiction(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str, plans: list[str]
) -> None:
    lines = Path(plans[0]).read_text(encoding="utf-8").splitlines()
    twice = tmp_path / "twice.csv"
    twice.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    out = tmp_path / "out.csv"

    answer = permanences(capsys, "ledger", folder, str(twice), *PERIOD, "--out", str(out))

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{twice}, ligne {len(lines) + 1}, colonne advisor : « ana »")
    assert not out.exists()


def test_ledger_names_every_plan_that_it_cannot_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: str, plans: list[str]
) -> None:
    bad = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        bad.append(tmp_path / name / "plan.csv")
        bad[-1].write_text(Path(plans[0]).read_text(encoding="utf-8").replace("ana", "anna", 1), encoding="utf-8")

    answer = permanences(capsys, "ledger", folder, *map(str, bad), *PERIOD)

    assert answer.code == 2
    assert [line.split(" : ")[0] for line in answer.err.splitlines()] == [
        f"{path}, ligne 2, colonne advisor" for path in bad
    ]


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "2026-09-07"],
        ["--from", "2026-09-07", "--to", "2026-09-01"],
        ["--from", "2026-09-07", "--to", "2026-09-20", "--weeks", "2"],
        ["--from", "2026-09-07", "--weeks", "2", "--out", "ledger.pdf"],
    ],
)
def test_ledger_refuses_a_period_or_a_file_that_makes_no_sense(
    capsys: pytest.CaptureFixture[str], folder: str, plans: list[str], options: list[str]
) -> None:
    answer = permanences(capsys, "ledger", folder, *plans, *options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err != ""
