"""The look of the workbook - fonts, fills, borders and the printed page, the same on every sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter

from scheduler.domain.territory import Territory
from scheduler.domain.text import Language, Text
from scheduler.report.palette import INK, fills

LINE_POINTS = 13.0
"""The height of a line of text."""

A4 = 9
"""Excel's number of the paper."""

GREY = "#595959"
BASIC = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
BOXED = {"border": 1, "border_color": "#B7BDC2"}
BANNER = {"bold": True, "bg_color": "#E9EDF0", "valign": "vcenter"} | BOXED

LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "bold": {"bold": True},
    "note": {"font_color": GREY},
    "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
    "subtitle": {"bold": True, "font_size": 12, "valign": "vcenter"},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F4858", "text_wrap": True, "align": "center"}
    | {"valign": "vcenter"}
    | BOXED,
    "banner": BANNER,
    "banner_day": {"align": "center"} | BANNER,
    "cell": {"text_wrap": True, "indent": 1} | BOXED,
    "owner": {"bold": True, "text_wrap": True, "indent": 1} | BOXED,
    "at_base": {"italic": True, "font_color": GREY, "text_wrap": True, "indent": 1} | BOXED,
    "number": {"num_format": "#,##0", "align": "right"} | BOXED,
    "decimal": {"num_format": "#,##0.0", "align": "right"} | BOXED,
    "percent": {"num_format": "0.0%", "align": "right"} | BOXED,
    "date": {"num_format": "dd/mm/yyyy", "align": "left"} | BOXED,
}
"""What each kind of cell adds to the basic look."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the frame's `key`, its heading, its width in characters, the look of its cells."""

    key: str
    heading: Text
    width: float
    look: str = "cell"


class SheetStyle:
    """Makes the sheets of a workbook in one style."""

    def __init__(self, book: xlsxwriter.Workbook, territory: Territory, language: Language) -> None:
        self.book = book
        self.language = language
        self._looks = {name: book.add_format(BASIC | look) for name, look in LOOKS.items()}
        colours = fills(len(territory.structures))
        self._hosted = {
            structure.id: book.add_format(BASIC | LOOKS["cell"] | {"bg_color": colour})
            for structure, colour in zip(territory.structures, colours, strict=True)
        }

    def said(self, text: Text) -> str:
        return text.said_in(self.language)

    def look(self, name: str) -> Any:
        return self._looks[name]

    def hosted(self, structure: str) -> Any:
        """A cell in the structure's colour."""
        return self._hosted[structure]

    def sheet(self, name: Text, title: str) -> Any:
        """An empty sheet with its title, ready to print: A4 landscape, as wide as the page, numbered pages."""
        sheet = self.book.add_worksheet(self.said(name))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(self.said(Text(fr="&L&A&RPage &P sur &N", en="&L&A&RPage &P of &N")))
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, title, self.look("title"))
        return sheet

    def table(
        self, sheet: Any, row: int, frame: pd.DataFrame, columns: Sequence[Column], *, filtered: bool = False
    ) -> int:
        """The frame's columns under their headings, from that row on; gives the row after it."""
        sheet.set_row(row, 2 * LINE_POINTS + 4)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(row, place, self.said(column.heading), self.look("heading"))
        for place, column in enumerate(columns):
            for line, value in enumerate(frame[column.key].tolist(), start=row + 1):
                self._write(sheet, line, place, value, self.look(column.look))
        end = row + len(frame)
        if filtered and not frame.empty:
            sheet.autofilter(row, 0, end, len(columns) - 1)
        return end + 1

    @staticmethod
    def _write(sheet: Any, line: int, place: int, value: str | float | date, look: Any) -> None:
        """Text stays text, whatever it looks like: an id such as =A1 is not a formula."""
        if isinstance(value, str):
            sheet.write_string(line, place, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(line, place, value, look)
        else:
            sheet.write_number(line, place, value, look)
