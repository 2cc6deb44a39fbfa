"""permanences check: findings, score, JSON, exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences, plan_at

WEEK_1 = ("--from", "2026-09-07", "--weeks", "1")
WEEKS = ("--from", "2026-09-07", "--weeks", "2")


def test_check_of_a_plan_that_keeps_every_rule(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "check", OSSAU, plan_at(tmp_path), *WEEK_1)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "Toutes les règles sont respectées."
    assert answer.out.splitlines()[-1].split()[0] == "Total"


def test_check_says_each_finding_on_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # The Médiathèque des Gaves is closed on 16 September; first_fit does not look at closures.
    answer = permanences(capsys, "--lang", "en", "check", OSSAU, plan_at(tmp_path), *WEEKS)

    lines = answer.out.splitlines()
    assert answer.code == 1
    assert [line.split(",")[0] for line in lines[:3]] == ["opening", "opening", "2 broken rules."]
    assert lines[0].startswith("opening, illustrative, Conseiller numérique CCVO-CCHB, oloron-rdv: 'rdv' (Médiathèque")


def test_check_says_each_thing_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "check", OSSAU, plan_at(tmp_path), *WEEKS)

    line = answer.out.splitlines()[0]
    said = ("ouverture", "illustrative", "mercredi 16 septembre 2026", "matin", "Conseiller numérique", "oloron-rdv")
    assert [line.count(words) for words in (*said, "Médiathèque des Gaves")] == [1] * 7


def test_check_judges_the_horizon_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = plan_at(tmp_path)

    second_week = permanences(capsys, "check", OSSAU, plan, "--from", "2026-09-14", "--weeks", "1")

    assert permanences(capsys, "check", OSSAU, plan, *WEEK_1).code == 0
    assert second_week.code == 1


def test_check_json_is_one_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "check", OSSAU, plan_at(tmp_path), *WEEKS, "--json")

    document = json.loads(answer.out)
    assert (answer.code, answer.err) == (1, "")
    assert list(document) == ["findings", "score"]
    assert [finding["demand"] for finding in document["findings"]] == ["oloron-rdv", "oloron-ateliers"]
    assert {key: document["findings"][0][key] for key in ("rule", "date", "period", "advisor", "excess")} == {
        "rule": "opening",
        "date": "2026-09-16",
        "period": "am",
        "advisor": "cn1",
        "excess": 1,
    }
    assert list(document["score"]) == ["unmet", "split", "change", "irregular", "travel", "total"]
    assert sum(minutes for part, minutes in document["score"].items() if part != "total") == document["score"]["total"]


def test_check_measures_change_against_the_published_plan(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    published = plan_at(tmp_path)
    lines = Path(published).read_text(encoding="utf-8").splitlines()
    kept = tmp_path / "kept.csv"
    kept.write_text("\n".join([lines[0], *(line for line in lines[1:] if "laruns" not in line)]), encoding="utf-8")

    answer = permanences(capsys, "check", OSSAU, str(kept), *WEEKS, "--published", published, "--json")

    # Laruns was promised once a week, and each of the two half-days that are not kept costs 120 minutes.
    assert json.loads(answer.out)["score"]["change"] == 240


def test_check_of_an_unknown_file_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    answer = permanences(capsys, "check", OSSAU, "no-such.csv", *WEEKS)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("no-such.csv")


def test_check_of_a_bad_row_names_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = Path(plan_at(tmp_path))
    plan.write_text(plan.read_text(encoding="utf-8").replace("laruns-permanence", "larun-permanence"), encoding="utf-8")

    answer = permanences(capsys, "check", OSSAU, str(plan), *WEEKS)

    assert answer.code == 2
    assert answer.err.startswith("plan.csv, ligne 4, colonne demand : « larun-permanence » — ")
