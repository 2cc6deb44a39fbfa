"""The sheet is a PDF that reads aloud, says all that the poster says in its order, and has its own fonts."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from scheduler.domain.text import Language
from scheduler.domain.time import Clock
from tests.outputs.agendas import (
    AFTERNOON,
    ARUDY,
    FULL_DAY,
    LARUNS,
    MONDAY,
    MORNING,
    PUBLISHED_AT,
    agenda,
    cancelled,
    held,
    planned,
    weekly,
)
from tests.outputs.poster_reading import misplaced, reading, text_of
from tests.report.plans import SMALL
from web.outputs.agenda import Agenda, Dated, Part, Place
from web.outputs.posters.content import Poster, poster_of
from web.outputs.posters.sheet import FONTS, Paper, poster_pdf
from web.outputs.posters.typeface import SHOWN, shown

URL = "https://permanences.example/ossau/lieux/arudy"
LONG = Place("arudy", "Médiathèque intercommunale et bibliothèque patrimoniale de Saint-Barthélemy-d'Anjou", "ccvo")


def many_kinds(weekdays: int, weeks: int = 12, kinds: int = 1, late: int = 0) -> list[Dated]:
    """On each of the weekdays so many kinds, a full day long, each weekday's `late` minutes after that before.

    One date of them is cancelled.
    """
    held_then = [
        one
        for weekday in range(weekdays)
        for kind in range(kinds)
        for one in weekly(
            weekday,
            weeks,
            activity=f"atelier {weekday}.{kind}",
            booking="sign-up",
            place=LONG,
            parts=later(FULL_DAY, weekday * late),
        )
    ]
    return [cancelled(held_then[0]), *held_then[1:]]


def later(parts: tuple[Part, ...], minutes: int) -> tuple[Part, ...]:
    return tuple(replace(part, start=Clock(part.start + minutes), end=Clock(part.end + minutes)) for part in parts)


def often_not_held() -> list[Dated]:
    """Four things a week, of which every third time one is not held."""
    kinds = [
        weekly(weekday, 12, activity=f"atelier {weekday}", parts=later(MORNING, weekday * 15)) for weekday in range(4)
    ]
    return [one for kind in kinds for week, one in enumerate(kind) if week % 3]


CASES = {
    "weekly": agenda(weekly(3, 4)),
    "exceptions": agenda([cancelled(weekly(3, 4)[1], held(MONDAY, AFTERNOON)), *weekly(3, 4)[2:], held(MONDAY)]),
    "dates alone": agenda([held(MONDAY + timedelta(days=n)) for n in (1, 9, 17)]),
    "every day": agenda([one for weekday in range(5) for one in weekly(weekday, 12, parts=FULL_DAY)]),
    "none": agenda([held(MONDAY, place=LARUNS)]),
    "nothing anywhere": agenda([]),
    "often not held": agenda(often_not_held()),
    "dates by the dozen": agenda([held(MONDAY + timedelta(days=n * n)) for n in range(1, 14) if n % 7 > 2]),
}

BUSY = {
    "six days in the same hours": many_kinds(6),
    "five days in other hours": many_kinds(5, late=15),
    "three things on six days": many_kinds(6, kinds=3, late=15),
    "more than two sheets hold": many_kinds(6, kinds=6, late=15),
}
"""More than any territory of ours holds in a place, in one with a long name."""


THREE_METRES = 10.0
"""The height of a digit, in millimetres, that can be read at that distance: a three-hundredth of it."""


def printed(
    given: Agenda, place: Place = ARUDY, weeks: int = 4, paper: Paper = Paper.A4, language: Language = "fr"
) -> tuple[Poster, bytes]:
    poster = poster_of(given, place, MONDAY, weeks, URL, language)
    return poster, poster_pdf(poster, paper, PUBLISHED_AT)


@pytest.mark.parametrize("weeks", [4, 12])
@pytest.mark.parametrize("case", CASES)
def test_sheet_says_all_of_the_poster_in_order(case: str, weeks: int) -> None:
    poster, pdf = printed(CASES[case], weeks=weeks)

    assert reading(poster, pdf).sheets == 1
    assert misplaced(pdf) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("case", BUSY)
def test_hours_of_a_busy_place_are_read_at_three_metres(case: str, paper: Paper, language: Language) -> None:
    """Rather on two sheets than smaller."""
    poster, pdf = printed(agenda(BUSY[case]), LONG, weeks=12, paper=paper, language=language)

    read = reading(poster, pdf)
    assert read.lowest_digit >= THREE_METRES * paper.value
    assert misplaced(pdf) == []


@pytest.mark.parametrize(("case", "sheets"), list(zip(BUSY, (1, 3, 4, 7), strict=True)))
def test_busy_place_has_no_more_sheets_than_it_needs(case: str, sheets: int) -> None:
    poster, pdf = printed(agenda(BUSY[case]), LONG, weeks=12)

    assert reading(poster, pdf).sheets == sheets


def test_dates_that_no_hours_tell_go_to_further_sheets_before_the_hours_are_small() -> None:
    once = [held(MONDAY + timedelta(days=n), activity=f"réunion {n}") for n in range(30)]
    regular = [replace(one, place=ARUDY) for one in many_kinds(2)]

    poster, pdf = printed(agenda([*regular, *once]), weeks=12)

    read = reading(poster, pdf)
    assert (read.sheets, read.lowest_digit >= THREE_METRES) == (4, True)
    assert misplaced(pdf) == []


def test_dates_alone_go_on_as_many_sheets_as_they_take() -> None:
    poster, pdf = printed(
        agenda([held(MONDAY + timedelta(days=n), activity=f"réunion {n}") for n in range(60)]), weeks=12
    )

    assert (poster.hours.lines, reading(poster, pdf).sheets) == ((), 4)
    assert misplaced(pdf) == []


def test_exceptions_stand_beside_the_hours_as_long_as_there_is_room() -> None:
    poster, pdf = printed(CASES["often not held"], weeks=12)

    read = reading(poster, pdf)
    assert (read.exceptions, read.lowest_digit >= THREE_METRES) == (poster.exceptions_together, True)


@pytest.mark.parametrize("weeks", range(1, 13))
def test_hours_are_read_at_three_metres_for_any_number_of_weeks(weeks: int) -> None:
    for given in (CASES["often not held"], CASES["every day"], CASES["weekly"]):
        poster, pdf = printed(given, weeks=weeks)
        if poster.hours.lines:
            assert reading(poster, pdf).lowest_digit >= THREE_METRES


@pytest.mark.parametrize("paper", list(Paper))
def test_sheets_are_pages_of_their_format(paper: Paper) -> None:
    _, pdf = printed(agenda(BUSY["three things on six days"]), LONG, weeks=12, paper=paper)

    pages = PdfReader(BytesIO(pdf)).pages
    millimetres = {Paper.A4: (210, 297), Paper.A3: (297, 420)}[paper]
    assert [tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:]) for page in pages] == [millimetres] * 4


def test_sheet_is_tagged_titled_and_in_its_language() -> None:
    poster, pdf = printed(CASES["weekly"])

    with pikepdf.open(BytesIO(pdf)) as read:
        root, metadata = read.Root, read.open_metadata()
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "fr"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == poster.title


def test_sheet_has_headings_a_list_and_a_described_code() -> None:
    _, pdf = printed(CASES["weekly"])

    with pikepdf.open(BytesIO(pdf)) as read:
        tags = list(tags_of(read.Root.StructTreeRoot))
    kinds = [kind for kind, _ in tags]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 3
    assert kinds.count("/LI") == 4
    assert [alternative for kind, alternative in tags if kind == "/Figure"] == [f"Code QR de la page {URL}"]


def tags_of(element: pikepdf.Object) -> list[tuple[str, str]]:
    """(kind, alternative text) of each element of the structure, in order."""
    found = []
    if isinstance(element, pikepdf.Array):
        return [tag for child in element for tag in tags_of(child)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    if "/S" in element:
        found.append((str(element.S), str(element.get("/Alt", ""))))
    return found + (tags_of(element.K) if "/K" in element else [])


def test_sheet_embeds_its_own_fonts_and_no_other() -> None:
    _, pdf = printed(CASES["weekly"])

    with pikepdf.open(BytesIO(pdf)) as read:
        fonts = [font.DescendantFonts[0].FontDescriptor for page in read.pages for font in page.Resources.Font.values()]
        names = {str(font.FontName).split("+")[1] for font in fonts}
        assert names == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"}
        assert all("/FontFile2" in font for font in fonts)


def test_same_poster_gives_the_same_bytes() -> None:
    assert printed(CASES["weekly"])[1] == printed(CASES["weekly"])[1]


@pytest.mark.parametrize("territory", SMALL)
def test_every_venue_of_the_samples_has_a_sheet_that_says_it_all(territory: str) -> None:
    given = planned(territory)

    for place in given.places:
        poster = poster_of(given, place, given.first_day, 4, URL)
        pdf = poster_pdf(poster, Paper.A4, PUBLISHED_AT)
        read = reading(poster, pdf)
        assert read.sheets == 1
        assert not poster.hours.lines or read.lowest_digit >= THREE_METRES
        assert misplaced(pdf) == []


def test_characters_that_the_font_lacks_never_stop_a_poster() -> None:
    odd = Place("arudy", "Café 東京 🙂 عربى\u0001 L’Haÿ\u202f: l\u2011été — Ǆ #set page(fill: red)", "ccvo")

    _, pdf = printed(agenda([]), odd)

    assert "Café???" in text_of(pdf)
    assert "#setpage(fill:red)" in text_of(pdf)


def test_characters_said_to_be_shown_are_in_both_weights() -> None:
    for font in FONTS.glob("*.ttf"):
        assert {ord(character) for character in SHOWN} <= set(TTFont(font).getBestCmap())


def test_letters_lose_the_accents_that_the_font_lacks() -> None:
    assert shown("Ẑürich e\u0301té") == "Zürich été"
