"""plan.xlsx: its sheets, what stands in them, and that the same plan gives the same bytes."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from scheduler.domain.plan import Plan
from scheduler.domain.text import Language
from scheduler.report.palette import INK, contrast
from scheduler.report.sheet_style import LOOKS
from scheduler.report.workbook import plan_xlsx
from tests.report.plans import SMALL, feasible, first_fit, optimal, problem_of


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def book_of(territory: str, weeks: int = 4, language: Language = "fr") -> dict[str, list[list[Any]]]:
    problem = problem_of(territory, weeks)
    return sheets(plan_xlsx(feasible(first_fit(problem), problem, bound=0), problem, language))


@pytest.mark.parametrize("territory", [*SMALL, "sarthe"])
def test_workbook_lists_every_intervention(territory: str) -> None:
    plan = first_fit(problem_of(territory))

    listed = book_of(territory)["Liste"][3:]

    assert [(row[0], row[-1]) for row in listed] == [(row.date, row.demand) for row in plan.interventions]


def test_workbook_has_french_and_english_sheets() -> None:
    assert list(book_of("ossau-haut-bearn", 1)) == [
        "Par conseiller",
        "Par lieu",
        "Liste",
        "Non servi",
        "Score et équilibre",
        "Paramètres",
    ]
    assert list(book_of("ossau-haut-bearn", 1, "en")) == [
        "By advisor",
        "By venue",
        "List",
        "Not served",
        "Score and balance",
        "Parameters",
    ]


def test_workbook_grid_shows_place_hours_and_activity() -> None:
    grid = book_of("ossau-haut-bearn", 1)["Par conseiller"]

    assert grid[2][:4] == ["", "lundi", "", "mardi"]
    assert grid[3][:4] == ["", "matin", "après-midi", "matin"]
    assert grid[4][:4] == ["Semaine 1", "7 septembre", "", "8 septembre"]
    assert grid[5][:4] == [
        "Conseiller numérique CCVO-CCHB",
        "Arudy\n9h–12h\nrdv",
        "Arudy\n14h–16h30\natelier",
        "Laruns\n9h–12h\npermanence",
    ]


def test_workbook_list_says_dates_in_words() -> None:
    rows = book_of("ossau-haut-bearn", 1)["Liste"]

    assert rows[3] == [
        date(2026, 9, 7),
        "lundi 7 septembre 2026",
        1.0,
        "matin",
        "09:00",
        "12:00",
        "Conseiller numérique CCVO-CCHB",
        "Communauté de communes de la Vallée d'Ossau",
        "Siège de la CCVO",
        "Arudy",
        "Bureau",
        "rdv",
        "arudy-rdv",
    ]


def test_workbook_is_the_same_bytes_for_the_same_plan() -> None:
    problem = problem_of("ossau-haut-bearn", 1)
    record = optimal(first_fit(problem), problem)

    assert plan_xlsx(record, problem, "fr") == plan_xlsx(record, problem, "fr")


def test_workbook_keeps_text_that_looks_like_a_formula() -> None:
    problem = problem_of("ossau-haut-bearn", 1)
    plan = first_fit(problem)
    odd = Plan(tuple(replace(row, activity='=HYPERLINK("x")') if row.intervenes else row for row in plan.rows))

    rows = sheets(plan_xlsx(optimal(odd, problem), problem, "fr"))["Liste"]

    assert {row[11] for row in rows[3:]} == {'=HYPERLINK("x")'}


def test_workbook_of_a_plan_without_interventions_can_be_read() -> None:
    problem = problem_of("flandre-lys", 1)
    idle = Plan(tuple(row for row in first_fit(problem).rows if not row.intervenes))

    assert len(sheets(plan_xlsx(optimal(idle, problem), problem, "fr"))) == 6


def test_workbook_of_an_empty_plan_can_be_read() -> None:
    problem = problem_of("flandre-lys", 1)

    assert len(sheets(plan_xlsx(optimal(Plan(()), problem), problem, "fr"))) == 6


def test_workbook_is_easy_to_read() -> None:
    inks = {name: (look.get("font_color", INK), look.get("bg_color", "#FFFFFF")) for name, look in LOOKS.items()}

    assert {name: contrast(*colours) for name, colours in inks.items() if contrast(*colours) < 7.0} == {}
