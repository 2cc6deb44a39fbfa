"""The sheet - what a poster says, as a PDF that reads aloud (PDF/UA-1): A4, or A3, which is the same larger."""

import json
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
import typst

from web.outputs.posters.content import Poster
from web.outputs.posters.typeface import shown_in

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "poster.typ"
FONTS = FOLDER / "fonts"

STANDARD: Final = "ua-1"


class Paper(Enum):
    """A paper format; the value is how much larger than A4 its sides are."""

    A4 = 1.0
    A3 = 297 / 210


def poster_pdf(poster: Poster, paper: Paper, made_at: datetime) -> bytes:
    """One sheet. `made_at`, aware, is the document's own date: the same poster and date give the same bytes."""
    said = shown_in(asdict(poster)) | {"scale": paper.value, "author": poster.structure, "qr": _qr_svg(poster.url)}
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"poster": json.dumps(said, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(made_at.timestamp()),
    )
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts, read once: nothing of the machine's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _qr_svg(url: str) -> str:
    """Error correction M: a fold or a stain does not stop it; the quiet zone is part of the drawing."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=4, dark="#10212b", light="#ffffff")
    return drawn.getvalue().decode()
