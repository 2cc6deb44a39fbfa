"""plan.csv: its columns, order and bytes, and that it reads back as the plan it was."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.time import Clock, HalfDay, Period
from scheduler.intake import read_plan
from scheduler.report.plan_file import plan_csv
from tests.report.plans import SMALL, first_fit, problem_of

AM = Period(0, "am", Clock(540), Clock(720))
PM = Period(1, "pm", Clock(840), Clock(1020))
MONDAY = date(2026, 9, 7)


def test_plan_csv_is_ordered_by_date_period_and_advisor_as_text() -> None:
    plan = Plan(
        (
            PlanRow(HalfDay(MONDAY, PM), "a", "s", "base"),
            PlanRow(HalfDay(MONDAY, AM), "a2", "s", "base"),
            PlanRow(HalfDay(MONDAY, AM), "a10", "s", "v", "d", "r", "rdv", Clock(545), Clock(720)),
        )
    )

    assert plan_csv(plan).decode() == (
        "date,period,start,end,advisor,structure,venue,room,demand,activity\n"
        "2026-09-07,am,09:05,12:00,a10,s,v,r,d,rdv\n"
        "2026-09-07,am,,,a2,s,base,,,base\n"
        "2026-09-07,pm,,,a,s,base,,,base\n"
    )


def test_plan_csv_writes_accents_in_utf_8_and_quotes_commas() -> None:
    plan = Plan((PlanRow(HalfDay(MONDAY, AM), "é", "s", "v", "d", "", "thé, café", Clock(540), Clock(720)),))

    assert plan_csv(plan).splitlines()[1] == '2026-09-07,am,09:00,12:00,é,s,v,,d,"thé, café"'.encode()


@pytest.mark.parametrize("territory", SMALL)
def test_plan_csv_reads_back_as_the_same_plan(territory: str, tmp_path: Path) -> None:
    problem = problem_of(territory)
    plan = first_fit(problem)
    path = tmp_path / "plan.csv"

    path.write_bytes(plan_csv(plan))

    assert read_plan(path, problem.territory, strict=True) == plan


def test_full_day_is_two_rows() -> None:
    rows = [row for row in first_fit(problem_of("conflent-canigo", 1)).rows if row.demand == "catllar"]

    assert plan_csv(Plan(tuple(rows))).decode().splitlines()[1:] == [
        "2026-09-10,am,09:00,12:00,amb1,ccc,catllar,catllar-salle,catllar,permanence",
        "2026-09-10,pm,14:00,17:00,amb1,ccc,catllar,catllar-salle,catllar,permanence",
    ]
