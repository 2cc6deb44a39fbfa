"""permanences repair: the folders, the page to telephone with, the exit codes."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences, plan_at, with_ordinary_spaces

WEEKS = ("--from", "2026-09-07", "--weeks", "2")
ILL = ("--absence", "cn1:2026-09-08:2026-09-09")


def test_repair_writes_a_folder_for_each_alternative(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = plan_at(tmp_path)
    out = tmp_path / "out"

    answer = permanences(
        capsys, "repair", OSSAU, "--published", plan, *WEEKS, *ILL, "--out", str(out), "--seconds", "6", "--json"
    )

    alternatives = json.loads(answer.out)["alternatives"]
    written = [alternative for alternative in alternatives if "same_as" not in alternative]
    assert answer.code == 0
    assert [alternative["aim"] for alternative in alternatives] == ["fewest-changes", "most-served", "least-driving"]
    assert sorted(path.name for path in out.iterdir()) == [Path(one["folder"]).name for one in written]
    for one in written:
        folder = Path(one["folder"])
        assert sorted(path.name for path in folder.iterdir()) == [
            "changes.csv",
            "changes.txt",
            "plan.csv",
            "score.json",
        ]
        checked = permanences(capsys, "check", OSSAU, str(folder / "plan.csv"), *WEEKS, "--published", plan, "--json")
        score = json.loads(checked.out)["score"]
        assert {**one["components"], "total": one["total"]} == score
        rows = list(csv.DictReader((folder / "changes.csv").open(encoding="utf-8")))
        counted = {kind: sum(int(r["half_days"]) for r in rows if r["change"] == kind) for kind in one["half_days"]}
        assert counted == one["half_days"]


def test_repair_says_whom_to_call_and_what_to_say(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = plan_at(tmp_path)
    out = tmp_path / "out"
    command = ("repair", OSSAU, "--published", plan, *WEEKS, *ILL, "--out", str(out), "--seconds", "2")

    answer = permanences(capsys, *command, "--alternatives", "1")

    page = with_ordinary_spaces((out / "1-fewest-changes" / "changes.txt").read_text(encoding="utf-8"))
    assert answer.code == 0
    headings = [line for line in page.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "Réparation 1 : le moins de changements",
        "Ce qui change",
        "Prévenir les lieux",
        "Prévenir les conseillers",
        "Prévenir les structures d’accueil",
        "Prix, en minutes de route",
    ]
    assert page.split("\n\n")[0] in answer.out


@pytest.mark.parametrize(
    "option",
    [
        ("--absence", "cn9:2026-09-08:2026-09-09"),
        ("--absence", "cn1:2026-09-09:2026-09-08"),
        ("--absence", "cn1"),
        ("--closure", "arudi:2026-09-08:2026-09-09"),
        ("--closure", "arudy:hier:demain"),
    ],
)
def test_repair_of_a_disruption_that_cannot_be_read_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: tuple[str, str]
) -> None:
    out = tmp_path / "out"

    answer = permanences(capsys, "repair", OSSAU, "--published", plan_at(tmp_path), *WEEKS, *option, "--out", str(out))

    assert (answer.code, answer.out) == (2, "")
    assert option[0] in answer.err
    assert not out.exists()


def test_repair_suggests_the_id_that_was_meant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(
        capsys, "repair", OSSAU, "--published", plan_at(tmp_path), *WEEKS, "--closure", "arudi:2026-09-08:2026-09-09",
        "--out", str(tmp_path / "out"),
    )  # fmt: skip

    assert "Vouliez-vous dire « arudy » ?" in answer.err
