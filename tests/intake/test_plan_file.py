"""plan.csv into a plan: strict for a plan to check, lenient for what was published once."""

import datetime
from pathlib import Path

import pytest

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, HalfDay
from scheduler.intake import BadInput, read_plan, read_territory
from tests.intake.small_territory import FILES, brief, write_files

HEADING = "date,period,start,end,advisor,structure,venue,room,demand,activity\n"
BASE_ROW = "2026-08-31,am,,,bob,sud,centre,,,base\n"
RDV_ROW = "2026-08-31,am,09:30,11:30,ana,nord,mairie,bureau,rdv,permanence\n"
GONE_ROW = "2026-08-31,pm,14:00,17:00,eve,est,gare,quai,vieux,atelier\n"
MONDAY = datetime.date(2026, 8, 31)


@pytest.fixture
def territory(tmp_path: Path) -> Territory:
    return read_territory(write_files(tmp_path / "petit", FILES)).territory


def plan_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return path


def issues(path: Path, territory: Territory, *, strict: bool) -> list[str]:
    with pytest.raises(BadInput) as bad:
        read_plan(path, territory, strict=strict)
    return [brief(issue) for issue in bad.value.issues]


def test_rows_are_read_in_the_order_of_the_plan(tmp_path: Path, territory: Territory) -> None:
    plan = read_plan(plan_file(tmp_path, HEADING + BASE_ROW + RDV_ROW), territory, strict=True)

    morning = HalfDay(MONDAY, territory.period["am"])
    assert plan == Plan(
        (
            PlanRow(morning, "ana", "nord", "mairie", "rdv", "bureau", "permanence", Clock(570), Clock(690)),
            PlanRow(morning, "bob", "sud", "centre"),
        )
    )


def test_heading_alone_is_an_empty_plan(tmp_path: Path, territory: Territory) -> None:
    assert read_plan(plan_file(tmp_path, HEADING), territory, strict=True) == Plan(())


def test_french_plan_is_read(tmp_path: Path, territory: Territory) -> None:
    french = (
        "date;période;début;fin;conseiller;structure;lieu;salle;demande;activité\n"
        "31/08/2026;matin;9h30;11h30;ana;nord;mairie;bureau;rdv;permanence\n"
    )

    read = read_plan(plan_file(tmp_path, french), territory, strict=True)

    assert read == read_plan(plan_file(tmp_path, HEADING + RDV_ROW), territory, strict=True)


def test_what_has_gone_since_is_an_error_in_a_plan_to_check_only(tmp_path: Path, territory: Territory) -> None:
    path = plan_file(tmp_path, HEADING + GONE_ROW)

    assert issues(path, territory, strict=True) == [
        "plan.csv:2:advisor",
        "plan.csv:2:structure",
        "plan.csv:2:venue",
        "plan.csv:2:room",
        "plan.csv:2:demand",
    ]
    (row,) = read_plan(path, territory, strict=False).rows
    assert (row.advisor, row.structure, row.venue, row.room, row.demand) == ("eve", "est", "gare", "quai", "vieux")


@pytest.mark.parametrize(
    ("row", "reported"),
    [
        (RDV_ROW.replace("2026-08-31", "2026-02-30"), ["plan.csv:2:date"]),
        (RDV_ROW.replace("09:30", "9 heures"), ["plan.csv:2:start"]),
        (RDV_ROW.replace("09:30", ""), ["plan.csv:2:start"]),
        (RDV_ROW.replace(",am,", ",eve,"), ["plan.csv:2:period"]),
        (RDV_ROW.replace("ana", ""), ["plan.csv:2:advisor"]),
    ],
)
def test_what_cannot_be_read_is_an_error_in_both(
    tmp_path: Path, territory: Territory, row: str, reported: list[str]
) -> None:
    path = plan_file(tmp_path, HEADING + row)

    assert issues(path, territory, strict=True) == reported
    assert issues(path, territory, strict=False) == reported


def test_nearly_right_id_is_suggested(tmp_path: Path, territory: Territory) -> None:
    path = plan_file(tmp_path, HEADING + RDV_ROW.replace("mairie", "marie"))

    assert issues(path, territory, strict=True) == ["plan.csv:2:venue ~ mairie"]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("", ["plan.csv:1:"]),
        (HEADING.replace("venue", "venu"), ["plan.csv:1:venu ~ venue"]),
        (HEADING.replace("venue,", ""), ["plan.csv:1:"]),
    ],
)
def test_wrong_heading_is_an_error(tmp_path: Path, territory: Territory, text: str, reported: list[str]) -> None:
    assert issues(plan_file(tmp_path, text), territory, strict=False) == reported


def test_missing_plan_is_an_error(tmp_path: Path, territory: Territory) -> None:
    assert issues(tmp_path / "plan.csv", territory, strict=False) == ["plan.csv::"]
