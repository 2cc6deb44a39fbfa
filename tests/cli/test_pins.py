"""`--pins` of solve and check: kept, refused with a reason and nothing written, or misread with every mistake."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, Answer, permanences, plan_at

WEEKS = ("--from", "2026-09-07", "--weeks", "2")


def pins_at(folder: Path, text: str) -> str:
    path = folder / "pins.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def solved(capsys: pytest.CaptureFixture[str], folder: Path, text: str, *options: str) -> Answer:
    pins = pins_at(folder, text)
    out = str(folder / "out")
    return permanences(capsys, "solve", OSSAU, *WEEKS, "--pins", pins, "--out", out, "--seconds", "20", *options)


def test_solve_keeps_pins_that_check_demands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "date,period,advisor,activity\nMe,am,cn1,base\n"

    answer = solved(capsys, tmp_path, text)
    checked = [
        permanences(capsys, "check", OSSAU, plan, *WEEKS, "--pins", str(tmp_path / "pins.csv"), "--json")
        for plan in (str(tmp_path / "out" / "plan.csv"), plan_at(tmp_path))
    ]

    broken = [finding for finding in json.loads(checked[1].out)["findings"] if finding["rule"] == "pins"]
    assert answer.code == 0
    assert [check.code for check in checked] == [0, 1]
    assert {(finding["period"], finding["advisor"]) for finding in broken} == {("am", "cn1")}


def test_impossible_pins_are_explained_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "date,period,advisor,activity,venue\n2026-09-08,am,cn1,base,\n2026-09-08,am,cn1,,laruns\n"

    answer = solved(capsys, tmp_path, text, "--json")

    document = json.loads(answer.out)
    assert answer.code == 3
    assert document["status"] == "infeasible"
    assert "Épingle de la ligne 2" in answer.err
    assert "Épingle de la ligne 3" in answer.err
    assert document["reason"] in answer.err
    assert not (tmp_path / "out").exists()


def test_unknown_names_in_pins_are_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = solved(capsys, tmp_path, "date,advisor,venue\nMardimanche,cn1,\n,cn7,larun\n")

    assert answer.code == 2
    assert [line.split(" : ")[0] for line in answer.err.splitlines()] == [
        "pins.csv, ligne 2, colonne date",
        "pins.csv, ligne 3, colonne advisor",
        "pins.csv, ligne 3, colonne venue",
    ]
    assert not (tmp_path / "out").exists()


def test_pin_without_effect_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = solved(capsys, tmp_path, "date,advisor\n2026-12-01,cn1\n")

    assert answer.code == 0
    assert "ligne 2 : aucun jour de la période n’est concerné" in answer.err
