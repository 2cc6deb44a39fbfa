"""The sheet is a PDF that reads aloud, says all that the poster says in its order, and has its own fonts."""

import re
import unicodedata
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from tests.outputs.agendas import (
    AFTERNOON,
    ARUDY,
    FULL_DAY,
    LARUNS,
    MONDAY,
    PUBLISHED_AT,
    agenda,
    cancelled,
    held,
    planned,
    weekly,
)
from tests.report.plans import SMALL
from web.outputs.agenda import Agenda, Dated, Place
from web.outputs.posters.content import Poster, poster_of
from web.outputs.posters.sheet import FONTS, Paper, poster_pdf
from web.outputs.posters.typeface import SHOWN, shown

URL = "https://permanences.example/ossau/lieux/arudy"
LONG = Place("arudy", "Médiathèque intercommunale et bibliothèque patrimoniale de Saint-Barthélemy-d'Anjou", "ccvo")


def busy_fortnights() -> list[Dated]:
    """Seven kinds in twelve weeks, one date of them cancelled."""
    kinds = [
        one
        for weekday in range(6)
        for one in weekly(weekday, 12, activity=f"atelier {weekday}", booking="sign-up", place=LONG, parts=FULL_DAY)
    ]
    return [cancelled(kinds[0]), *kinds[1:]]


CASES = {
    "weekly": agenda(weekly(3, 4)),
    "exceptions": agenda([cancelled(weekly(3, 4)[1], held(MONDAY, AFTERNOON)), *weekly(3, 4)[2:], held(MONDAY)]),
    "dates alone": agenda([held(MONDAY + timedelta(days=n)) for n in (1, 9, 17)]),
    "every day": agenda([one for weekday in range(5) for one in weekly(weekday, 12, parts=FULL_DAY)]),
    "none": agenda([held(MONDAY, place=LARUNS)]),
    "nothing anywhere": agenda([]),
}


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def squeezed(said: str) -> str:
    """Without spaces, line ends and what hyphens become: where a line is broken does not matter."""
    return re.sub(r"\s|\u00ad", "", unicodedata.normalize("NFC", said))


def said_in_order(poster: Poster) -> list[str]:
    """Every text of the poster, as it is read from top to bottom."""
    hours = [text for line in poster.hours for text in (line.when, *line.hours, line.cadence, line.what)]
    notice = [poster.notice.title, *poster.notice.lines] if poster.notice else []
    exceptions = [poster.exceptions_title, *poster.exceptions] if poster.exceptions else []
    dates = [text for line in poster.dates for text in (line.head, line.body)]
    kind = [poster.dates_title, poster.dates_kind] if poster.dates else []
    how = [poster.phone_title, poster.phone, *poster.how, poster.qr_caption]
    foot = [poster.structure, poster.mention, poster.address, poster.stamp]
    top = [poster.service, poster.purpose, poster.venue, poster.place, poster.span if poster.hours else ""]
    return [text for text in [*top, *hours, *notice, *exceptions, *kind, *dates, *how, *foot] if text]


def printed(given: Agenda, place: Place = ARUDY, weeks: int = 4, paper: Paper = Paper.A4) -> tuple[Poster, bytes]:
    poster = poster_of(given, place, MONDAY, weeks, URL)
    return poster, poster_pdf(poster, paper, PUBLISHED_AT)


@pytest.mark.parametrize("case", CASES)
def test_sheet_says_all_of_the_poster_in_order(case: str) -> None:
    poster, pdf = printed(CASES[case], weeks=12)

    assert text_of(pdf) == squeezed("".join(said_in_order(poster)))


@pytest.mark.parametrize("paper", list(Paper))
def test_sheet_is_one_page_of_its_format(paper: Paper) -> None:
    _, pdf = printed(agenda(busy_fortnights()), LONG, weeks=12, paper=paper)

    pages = PdfReader(BytesIO(pdf)).pages
    millimetres = {Paper.A4: (210, 297), Paper.A3: (297, 420)}[paper]
    assert [tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:]) for page in pages] == [millimetres]


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
        assert text_of(pdf) == squeezed("".join(said_in_order(poster)))


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
