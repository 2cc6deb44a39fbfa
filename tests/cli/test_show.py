"""permanences show: which weeks, whose, and mistakes."""

from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences, plan_at


def weeks_shown(out: str) -> list[str]:
    return [line.strip("─ ")[: len("Semaine 1")] for line in out.splitlines() if "Semaine" in line]


def test_show_draws_every_week(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "show", OSSAU, plan_at(tmp_path))

    assert (answer.code, answer.err) == (0, "")
    assert weeks_shown(answer.out) == ["Semaine 1", "Semaine 2"]
    assert answer.out.rstrip().splitlines()[-2:] == [
        "A Communauté de communes de la Vallée d'Ossau",
        "B Communauté de communes du Haut-Béarn",
    ]


def test_show_ends_lines_where_they_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "show", OSSAU, plan_at(tmp_path))

    assert [line for line in answer.out.splitlines() if line != line.rstrip()] == []


def test_show_draws_the_week_of_a_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "show", OSSAU, plan_at(tmp_path), "--week", "2026-09-17")

    assert weeks_shown(answer.out) == ["Semaine 2"]


@pytest.mark.parametrize(("option", "title"), [("--advisor=cn1", "Conseiller"), ("--venue=laruns", "Mairie")])
def test_show_draws_one_advisor_or_one_venue(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, title: str
) -> None:
    answer = permanences(capsys, "show", OSSAU, plan_at(tmp_path), option)

    assert answer.code == 0
    assert answer.out.split()[0] == title
    assert weeks_shown(answer.out) == ["Semaine 1", "Semaine 2"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--venue", "orolon"], "--venue : « orolon » n’est pas dans le territoire. Vouliez-vous « oloron » ?"),
        (["--advisor", "x"], "--advisor : « x » n’est pas dans le territoire."),
        (["--advisor", "cn1", "--venue", "oloron"], "--advisor et --venue s’excluent."),
        (
            ["--week", "2026-10-01"],
            "Le plan n’a rien dans la semaine du 2026-09-28 : il va du 2026-09-07 au 2026-09-18.",
        ),
    ],
)
def test_show_says_what_cannot_be_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str], said: str
) -> None:
    answer = permanences(capsys, "show", OSSAU, plan_at(tmp_path), *options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == said
