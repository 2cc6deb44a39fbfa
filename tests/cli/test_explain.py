"""permanences explain: the document, the lines, what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import OSSAU, permanences, plan_at

WEEK = ("--from", "2026-09-07", "--weeks", "1")
BASES = {"ccvo": "arudy", "cchb": "oloron"}


def without(plan: str, demand: str) -> str:
    """The plan with the demand's rows given back to the base."""
    lines = Path(plan).read_text(encoding="utf-8").splitlines()
    taken = [line.split(",") for line in lines if f",{demand}," in line]
    back = [",".join([*cells[:2], "", "", *cells[4:6], BASES[cells[5]], "", "", "base"]) for cells in taken]
    kept = [line for line in lines if f",{demand}," not in line]
    Path(plan).write_text("\n".join([*kept, *back]) + "\n", encoding="utf-8")
    return plan


def test_explain_json_is_one_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = without(plan_at(tmp_path), "oloron-rdv")

    answer = permanences(capsys, "explain", OSSAU, plan, "--demand", "oloron-rdv", *WEEK, "--json")

    document = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert list(document) == ["demand", "venue", "source", "held", "windows", "alone", "ways_out", "together", "served"]
    alone = document["alone"]
    assert sum(reason["first"] for reason in alone["excluded"]) + len(alone["free"]) == alone["candidates"]
    assert document["together"]["status"] == "no-conflict"
    prices = [way["price"] for way in document["ways_out"]]
    assert [price["minutes"] for price in prices] == sorted(price["minutes"] for price in prices)
    assert prices[0]["components"]["unmet"] <= -600
    for price in (*prices, document["served"]["price"]):
        assert sum(price["components"].values()) == price["minutes"]


def test_explain_tells_each_answer_in_its_part(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = without(plan_at(tmp_path), "oloron-rdv")

    answer = permanences(capsys, "--lang", "en", "explain", OSSAU, plan, "--demand", "oloron-rdv", *WEEK)

    headings = [line for line in answer.out.splitlines() if line and not line.startswith(" ")]
    assert [heading.split(" (")[0] for heading in headings[1:]] == [
        "The reasons one by one",
        "The ways out, as they are found",
        "In short, the cheapest first",
        "What cannot hold together",
    ]


def test_explain_names_demands_that_exist(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(capsys, "explain", OSSAU, plan_at(tmp_path), "--demand", "oloron-rd", *WEEK)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.splitlines()[0].startswith("--demand : « oloron-rd » n’existe pas dans ce territoire.")
    assert "oloron-rdv" in answer.err


@pytest.mark.parametrize("placement", ["2026-09-08", "2026-09-31:am:cn1", "2026-09-08:night:cn1", "2027-01-04:am:cn1"])
def test_explain_refuses_a_placement_that_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, placement: str
) -> None:
    answer = permanences(
        capsys, "explain", OSSAU, plan_at(tmp_path), "--demand", "oloron-rdv", *WEEK, "--placement", placement
    )

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("--placement")


def test_explain_gives_no_price_for_a_plan_that_breaks_rules(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # The Médiathèque des Gaves is closed on 16 September; first_fit does not look at closures.
    answer = permanences(
        capsys, "explain", OSSAU, plan_at(tmp_path), "--demand", "oloron-rdv", "--from", "2026-09-07", "--weeks", "2"
    )

    assert answer.code == 1
    assert answer.err.startswith("Ce plan enfreint des règles (2)")


def test_explain_says_why_a_placement_is_forbidden(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = permanences(
        capsys, "explain", OSSAU, plan_at(tmp_path), "--demand", "oloron-rdv", *WEEK,
        "--placement", "2026-09-12:am:cn1", "--json",
    )  # fmt: skip

    placement = json.loads(answer.out)["placement"]
    assert (answer.code, answer.err, placement["status"], placement["best"]) == (0, "", "forbidden", None)
    assert "workdays" in [reason["reason"] for reason in placement["reasons"]]


def test_explain_takes_the_demand_that_the_plan_holds_at_the_placement(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plan = plan_at(tmp_path)
    row = next(
        line.split(",") for line in Path(plan).read_text(encoding="utf-8").splitlines() if ",oloron-rdv," in line
    )
    asked = ("explain", OSSAU, plan, *WEEK, "--placement", f"{row[0]}:{row[1]}:{row[4]}", "--json", "--seconds", "4")

    answer = permanences(capsys, *asked)

    document = json.loads(answer.out)
    assert (answer.code, document["demand"], document["placement"]["status"]) == (0, "oloron-rdv", "in-plan")


@pytest.mark.parametrize("asked", [(), ("--placement", "2026-09-12:am:cn1")])
def test_explain_asks_for_a_demand_where_nothing_names_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, asked: tuple[str, ...]
) -> None:
    answer = permanences(capsys, "explain", OSSAU, plan_at(tmp_path), *WEEK, *asked)

    assert (answer.code, answer.out) == (2, "")
    assert "--demand" in answer.err
