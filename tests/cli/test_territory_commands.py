"""permanences validate, template and travel."""

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import DATA, OSSAU, permanences


def test_validate_counts_what_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    answer = permanences(capsys, "validate", OSSAU)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Vallée d'Ossau – Haut-Béarn : rien ne manque. 1 conseiller, 7 lieux, 10 demandes.\n"


def test_validate_says_every_problem_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "ossau"
    shutil.copytree(DATA / "ossau-haut-bearn", folder)
    demands = folder / "demands.csv"
    text = demands.read_text(encoding="utf-8").replace("bielle-permanence,bielle,", "bielle-permanence,bielles,")
    demands.write_text(text.replace("arudy-rdv,arudy,rdv,half", "arudy-rdv,arudy,rdv,halff"), encoding="utf-8")

    answer = permanences(capsys, "validate", str(folder))

    assert (answer.code, answer.out) == (2, "")
    assert [line.split(" : ")[0] for line in answer.err.splitlines()] == [
        "demands.csv, ligne 2, colonne length",
        "demands.csv, ligne 5, colonne venue",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_template_makes_a_workbook_that_is_a_territory(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    made = permanences(capsys, "template", str(tmp_path / "new"), "--lang", language)
    (workbook,) = (tmp_path / "new").iterdir()

    assert (made.code, made.err) == (0, "")
    assert made.out.rstrip().endswith(str(workbook))
    assert permanences(capsys, "validate", str(workbook)).code == 0


def test_template_does_not_replace_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    permanences(capsys, "template", str(tmp_path))

    answer = permanences(capsys, "template", str(tmp_path))

    assert (answer.code, answer.out) == (2, "")


def test_travel_asks_for_a_router(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "ossau"
    shutil.copytree(DATA / "ossau-haut-bearn", folder)
    before = (folder / "travel.csv").read_bytes()

    answer = permanences(capsys, "travel", str(folder))

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Aucun serveur d’itinéraires n’est indiqué")
    assert (folder / "travel.csv").read_bytes() == before
