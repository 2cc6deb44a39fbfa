"""The grid in the terminal, at 80 columns and at 120."""

from datetime import date

import pytest
from rich.console import Console, RenderableType

from scheduler.domain.text import Language
from scheduler.report.grid import Grids
from tests.report.plans import SMALL, first_fit, problem_of

MONDAY = date(2026, 9, 7)


def drawn(grid: RenderableType, width: int) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(grid)
    return [line.rstrip() for line in capture.get().splitlines()]


def grids(territory: str, width: int, language: Language = "fr", weeks: int = 1) -> Grids:
    problem = problem_of(territory, weeks)
    return Grids(first_fit(problem), problem.territory, language, width)


def test_week_by_advisor_at_80_columns() -> None:
    assert drawn(grids("ossau-haut-bearn", 80).week_by_advisor(MONDAY), 80) == [
        "Semaine 1, du lundi 7 au vendredi 11 septembre 2026",
        "           lundi 7      mardi 8      mercredi 9   jeudi 10     vendredi 11",
        "── Conseiller numérique CCVO-CCHB ──────────────────────────────────────────────",
        "matin      Arudy A      Laruns A     Oloron-      Bedous B     Arette B",
        "           9h–12h       9h–12h       Sainte-… B   9h–12h       9h–12h",
        "                                     10h–12h",
        "après-midi Arudy A      Sévignacq-   Oloron-      Oloron-      Oloron-",
        "           14h–16h30    Meyracq A    Sainte-… B   Sainte-… B   Sainte-… B",
        "                        13h30–17h    14h–16h30    14h–16h30    14h–16h30",
    ]


def test_week_by_advisor_at_120_columns_shows_the_activity() -> None:
    lines = drawn(grids("ossau-haut-bearn", 120).week_by_advisor(MONDAY), 120)

    assert lines[3:7] == [
        "matin      Arudy A              Laruns A             Oloron-Sainte-       Bedous B             Arette B",
        "           9h–12h               9h–12h               Marie B              9h–12h               9h–12h",
        "           rdv                  permanence           10h–12h              permanence           permanence",
        "                                                     rdv",
    ]


def test_half_days_at_the_base_name_it_where_there_are_two() -> None:
    two_bases = drawn(grids("ossau-haut-bearn", 80, weeks=2).weeks_of_advisor("cn1", [date(2026, 9, 14)]), 80)
    one_base = drawn(grids("flandre-lys", 80).week_by_advisor(MONDAY), 80)

    assert [line.count("base Arudy A") for line in two_bases].count(1) == 1
    assert one_base[4].endswith("  base       base")


def test_weeks_of_venue_name_who_is_there() -> None:
    lines = drawn(grids("ossau-haut-bearn", 120, "en").weeks_of_venue("laruns", [MONDAY]), 120)

    assert lines == [
        "Mairie de Laruns",
        "          Monday                Tuesday               Wednesday             Thursday              Friday",
        "── Week 1, Monday 7 to Friday 11 September 2026 " + "─" * 72,
        "morning                         Conseiller numérique",
        "                                CCVO-CCHB",
        "                                9:00–12:00",
        "                                permanence",
    ]


def test_evenings_are_shown_only_to_those_who_work_them() -> None:
    lines = drawn(grids("flandre-lys", 80, weeks=2).week_by_advisor(MONDAY), 80)

    assert [line.split()[0] for line in lines if line.startswith(("matin", "après-midi", "soir"))] == [
        "matin",
        "après-midi",
        "soir",
        "matin",
        "après-midi",
    ]


@pytest.mark.parametrize("territory", [*SMALL, "sarthe"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(territory: str, width: int) -> None:
    lines = drawn(grids(territory, width).week_by_advisor(MONDAY), width)

    assert max(len(line) for line in lines) <= width


def test_legend_lists_the_structures_where_there_are_several() -> None:
    assert drawn(grids("ossau-haut-bearn", 80).legend(), 80)[:2] == [
        "A Communauté de communes de la Vallée d'Ossau",
        "B Communauté de communes du Haut-Béarn",
    ]
    assert drawn(grids("hautes-terres", 80).legend(), 80) == [""]
