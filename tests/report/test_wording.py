"""Numbers, shares, weeks and hours as French and English people write them; names and colours."""

from datetime import date
from fractions import Fraction

import pytest

from scheduler.domain.diff import diff
from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from scheduler.domain.time import Clock
from scheduler.report.changes import count_words
from scheduler.report.names import PlaceNames, structure_marks
from scheduler.report.palette import INK, contrast, fills
from scheduler.report.wording import hours_words, number, percent, share_words, week_words, windows_words
from tests.report.plans import first_fit, problem_of


def test_number_has_a_comma_and_thin_spaces_in_french() -> None:
    assert number(1234567.5, 1) == Text(fr="1\u202f234\u202f567,5", en="1,234,567.5")
    assert number(0) == Text(fr="0", en="0")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0.0321, Text(fr="3,2\u00a0%", en="3.2%")),
        (0.5, Text(fr="50\u00a0%", en="50%")),
        (Fraction(1, 3), Text(fr="33,3\u00a0%", en="33.3%")),
        (0.99999, Text(fr="100\u00a0%", en="100%")),
    ],
)
def test_percent_has_one_digit_where_it_is_needed(part: float | Fraction, said: Text) -> None:
    assert percent(part) == said


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (Fraction(1, 2), Fraction(1, 2), Text(fr="50\u00a0%", en="50%")),
        (Fraction(9, 10), Fraction(1), Text(fr="90\u00a0% ou plus", en="90% or more")),
        (Fraction(0), Fraction(1, 10), Text(fr="10\u00a0% au plus", en="10% at most")),
        (Fraction(1, 5), Fraction(2, 5), Text(fr="de 20\u00a0% à 40\u00a0%", en="20% to 40%")),
        (Fraction(0), Fraction(1), Text(fr="libre", en="free")),
    ],
)
def test_share_words_say_what_was_agreed(least: Fraction, most: Fraction, said: Text) -> None:
    assert share_words(least, most) == said


def test_week_words_name_the_month_once() -> None:
    assert week_words(date(2026, 9, 7), date(2026, 9, 11)) == Text(
        fr="du lundi 7 au vendredi 11 septembre 2026", en="Monday 7 to Friday 11 September 2026"
    )
    assert week_words(date(2026, 9, 28), date(2026, 10, 2)) == Text(
        fr="du lundi 28 septembre 2026 au vendredi 2 octobre 2026",
        en="Monday 28 September 2026 to Friday 2 October 2026",
    )
    assert week_words(date(2026, 6, 1), date(2026, 6, 5)).fr == "du lundi 1er au vendredi 5 juin 2026"


def test_windows_words_name_the_first_days() -> None:
    week = (date(2026, 9, 7), date(2026, 9, 13))
    next_week = (date(2026, 9, 14), date(2026, 9, 20))
    fortnight = (date(2026, 9, 14), date(2026, 9, 27))

    assert windows_words([week]) == Text(fr="semaine du 7 septembre", en="week of 7 September")
    assert windows_words([week, next_week]) == Text(
        fr="semaines du 7 et du 14 septembre", en="weeks of 7 and 14 September"
    )
    assert windows_words(
        [next_week, (date(2026, 9, 28), date(2026, 10, 4)), (date(2026, 10, 5), date(2026, 10, 11))]
    ) == (
        Text(
            fr="semaines du 14, du 28 septembre et du 5 octobre",
            en="weeks of 14, 28 September and 5 October",
        )
    )
    assert windows_words([fortnight]) == Text(fr="2 semaines à partir du 14 septembre", en="2 weeks from 14 September")


def test_hours_words_are_short() -> None:
    assert hours_words(Clock(540), Clock(750)) == Text(fr="9h–12h30", en="9:00–12:30")


def test_place_is_called_by_its_commune_and_what_it_is_where_there_are_several() -> None:
    murat, estaires = (PlaceNames(problem_of(name, 1).territory) for name in ("hautes-terres", "flandre-lys"))

    assert murat["condat"] == "Condat"
    assert murat["murat-mediatheque"] == "Murat, Médiathèque"
    assert murat["murat"] == "Murat, Siège de Hautes Terres Communauté"
    assert estaires["estaires-mairie"] == "Estaires, Mairie"


def test_structure_marks_are_letters_then_numbers() -> None:
    many = [f"s{rank}" for rank in range(27)]

    assert structure_marks(["ccvo"]) == {"ccvo": ""}
    assert structure_marks(["ccvo", "cchb"]) == {"ccvo": "A", "cchb": "B"}
    assert list(structure_marks(many).values())[-1] == "27"


@pytest.mark.parametrize("count", [1, 8, 60])
def test_fills_differ_and_let_text_be_read(count: int) -> None:
    colours = fills(count)

    assert len(set(colours)) == count
    assert min(contrast(INK, colour) for colour in colours) >= 7


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_count_of_changes_agrees_with_its_number() -> None:
    problem = problem_of("ossau-haut-bearn", 1)
    plan = first_fit(problem)
    held = plan.interventions

    one_gone = count_words(diff(plan, Plan(held[1:]), problem.territory))
    one_left = count_words(diff(plan, Plan(held[:1]), problem.territory))

    assert one_gone.fr == f"{len(held) - 1} demi-journées maintenues, 1 annulée"
    assert one_left.fr == f"1 demi-journée maintenue, {len(held) - 1} annulées"
