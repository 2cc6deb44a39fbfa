"""What a printed poster says and in letters of what size: read from the PDF, letter by letter, with its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations, product

from fontTools.ttLib import TTFont
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from web.outputs.posters.content import Poster
from web.outputs.posters.dates import DateList
from web.outputs.posters.hours import Timetable
from web.outputs.posters.sheet import FONTS

MM = 25.4 / 72
"""Of a point."""


@dataclass(frozen=True, slots=True)
class Letter:
    """On which sheet (the first is 0) and where on it, in millimetres from the lower left: `base` is the base line."""

    said: str
    sheet: int
    left: float
    right: float
    base: float
    size: float

    @property
    def digit_height(self) -> float:
        """Millimetres; as high as the lowest digit of the font."""
        return self.size * digit_height()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found on the sheets of a poster: which of its variants, and the letters of its regular hours."""

    sheets: int
    hours: Timetable
    exceptions: tuple[str, ...]
    dates: DateList
    hour_letters: tuple[Letter, ...]

    @property
    def lowest_digit(self) -> float:
        """Of the regular hours, in millimetres."""
        return min(letter.digit_height for letter in self.hour_letters if letter.said.isdigit())


@cache
def digit_height() -> float:
    """Of the bold font, in ems: a digit with a flat top."""
    font = TTFont(FONTS / "AtkinsonHyperlegible-Bold.ttf")
    names = font.getBestCmap()
    return float(min(font["glyf"][names[ord(digit)]].yMax for digit in "0123456789") / font["head"].unitsPerEm)


def letters_of(pdf: bytes) -> list[Letter]:
    """In the order of reading."""
    return [
        Letter(said, sheet, at.x0 * MM, at.x1 * MM, at.matrix[5] * MM, at.size * MM)
        for sheet, page in enumerate(pages_of(pdf))
        for at in page
        if isinstance(at, LTChar)
        for said in squeezed(at.get_text())
    ]


def pages_of(pdf: bytes) -> list[LTPage]:
    """With their letters in the order in which they are drawn, which is that of reading."""
    resources = PDFResourceManager()
    drawn = PDFPageAggregator(resources, laparams=None)
    interpreter, pages = PDFPageInterpreter(resources, drawn), list[LTPage]()
    for page in PDFPage.get_pages(BytesIO(pdf)):
        interpreter.process_page(page)
        pages.append(drawn.get_result())
    return pages


def squeezed(said: str) -> str:
    """Without spaces, line ends and what hyphens become: where a line is broken does not matter."""
    return re.sub(r"\s|\u00ad", "", unicodedata.normalize("NFC", said))


def text_of(pdf: bytes) -> str:
    return "".join(letter.said for letter in letters_of(pdf))


def reading(poster: Poster, pdf: bytes) -> Reading:
    """The variant that stands on the sheets; asserts that one does, with nothing left out, added or out of order."""
    letters = letters_of(pdf)
    sheets = letters[-1].sheet + 1
    for hours, exceptions, dates in _variants(poster, sheets):
        found = _in_order(letters, sheets, poster, _segments(poster, hours, exceptions, dates))
        if found is not None:
            return Reading(sheets, hours, exceptions, dates, tuple(found))
    raise AssertionError("".join(letter.said for letter in letters))


def _variants(poster: Poster, sheets: int) -> Iterator[tuple[Timetable, tuple[str, ...], DateList]]:
    dates = (poster.dates, poster.dates_untold) if sheets == 1 else (poster.dates_apart,)
    yield from product((poster.hours, poster.hours_across_days), (poster.exceptions, poster.exceptions_together), dates)


def _segments(poster: Poster, hours: Timetable, exceptions: Sequence[str], dates: DateList) -> list[tuple[str, bool]]:
    """Each text once, in order; and whether it is to be read from afar."""
    said: list[tuple[str, bool]] = [(poster.span if hours.lines else "", False)]
    said += [(text, False) for text in hours.common]
    for line in hours.lines:
        said += [(line.when, True), *((text, True) for text in line.hours)]
        said += [(text, False) for note in line.notes for text in (note.days, note.cadence, note.what)]
    if poster.notice:
        said += [(text, False) for text in (poster.notice.title, *poster.notice.lines)]
    said += [(text, False) for text in ((poster.exceptions_title, *exceptions) if exceptions else ())]
    if dates.lines:
        said += [(dates.title, False), (dates.kind, False)]
        said += [(text, False) for line in dates.lines for text in (line.head, line.body)]
    return [(squeezed(text), afar) for text, afar in said if text]


def _in_order(
    letters: Sequence[Letter], sheets: int, poster: Poster, segments: Sequence[tuple[str, bool]]
) -> list[Letter] | None:
    """The letters to be read from afar; none where what stands on the sheets is something else.

    Between the segments of one sheet and of the next may stand what every sheet says, and that it goes on.
    """
    said, at, place, afar = "".join(letter.said for letter in letters), 0, 0, list[Letter]()
    for sheet in range(sheets):
        end = at + sum(letter.sheet == sheet for letter in letters)
        top, bottom = (squeezed("".join(texts)) for texts in around(poster, sheet, sheets))
        if not said.startswith(top, at) or not said.endswith(bottom, at, end):
            return None
        at, last = at + len(top), end - len(bottom)
        repeated = _repeated(poster) if sheets > 1 else []
        while at < last:
            if place < len(segments) and said.startswith(segments[place][0], at, last):
                if segments[place][1]:
                    afar += letters[at : at + len(segments[place][0])]
                at, place = at + len(segments[place][0]), place + 1
                continue
            again = next((text for text in repeated if said.startswith(text, at, last)), None)
            if again is None:
                return None
            at += len(again)
        at = end
    return afar if place == len(segments) else None


def around(poster: Poster, sheet: int, sheets: int) -> tuple[list[str], list[str]]:
    """What stands at the top and at the bottom of a sheet."""
    which = poster.sheet if sheet == 0 else poster.sheet_beside
    number = which.format(number=sheet + 1, total=sheets) if sheets > 1 else ""
    top = [poster.service, number, poster.purpose, poster.venue, poster.place]
    how = [poster.phone_title if poster.phone else "", poster.phone, *poster.how, poster.qr_caption]
    return top, [*how, poster.structure, poster.mention, poster.address, poster.stamp]


def _repeated(poster: Poster) -> list[str]:
    """Titles of what goes on, and that it does."""
    titles = [poster.span, *poster.hours.common, *poster.hours_across_days.common, poster.exceptions_title]
    titles += [poster.dates_apart.title, poster.dates_apart.kind, poster.exceptions_elsewhere, poster.dates_elsewhere]
    return [squeezed(title) for title in titles if title]


def misplaced(pdf: bytes) -> list[str]:
    """Words of which a part is nearer than five millimetres to the sheet's edge, or over another word."""
    wrong, letters = [], letters_of(pdf)
    for sheet, page in enumerate(pages_of(pdf)):
        boxes = [_box(word) for word in _words([letter for letter in letters if letter.sheet == sheet])]
        width, height = page.width * MM, page.height * MM
        wrong += [
            said
            for said, (left, low, right, high) in boxes
            if min(left, low) < 5 or right > width - 5 or high > height - 5
        ]
        wrong += [f"{one} / {other}" for (one, here), (other, there) in combinations(boxes, 2) if _overlap(here, there)]
    return wrong


def _words(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters that stand one after the other on a line."""
    words: list[list[Letter]] = []
    for letter in letters:
        before = words[-1][-1] if words else None
        if (
            before
            and before.base == letter.base
            and -0.1 * letter.size < letter.left - before.right < 0.1 * letter.size
        ):
            words[-1].append(letter)
        else:
            words.append([letter])
    return words


def _box(word: Sequence[Letter]) -> tuple[str, tuple[float, float, float, float]]:
    """From the descenders to the top of the capitals."""
    base, size = word[0].base, max(letter.size for letter in word)
    said = "".join(letter.said for letter in word)
    return said, (word[0].left, base - 0.15 * size, word[-1].right, base + 0.67 * size)


def _overlap(here: tuple[float, float, float, float], there: tuple[float, float, float, float]) -> bool:
    slack = 0.05
    return (
        min(here[2], there[2]) - max(here[0], there[0]) > slack
        and min(here[3], there[3]) - max(here[1], there[1]) > slack
    )
