"""The workbook's grids - the weeks of the plan one under the other, half-days across, advisors or venues down."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import date_words, period_words, span_words, weekday_words
from scheduler.report.names import PlaceNames
from scheduler.report.sheet_style import LINE_POINTS, SheetStyle
from scheduler.report.wording import hours_words

OWNER_WIDTH = 24.0
LEAST_WIDTH = 13.0
PAGE_WIDTH = 150.0
"""Characters that an A4 page in landscape holds in print that is still easy to read."""

PAGE_POINTS = 520.0
"""The height of such a page."""

HEADING_ROWS = 4
"""The title, a blank row, the days and the periods: they stay on the screen, and are printed on each page."""


class WeekGrids:
    """Writes the plan's grids. A column is a half-day of the week: mornings, afternoons, and what else is worked in."""

    def __init__(self, plan: Plan, problem: Problem, style: SheetStyle) -> None:
        self.plan = plan
        self.problem = problem
        self.territory = problem.territory
        self.style = style
        self.places = PlaceNames(problem.territory)
        self.columns = sorted(
            {
                (row.date.weekday(), row.half_day.period)
                for row in plan.rows
                if row.intervenes or row.half_day.period.name in FULL_DAY
            }
        )
        self.width = max(LEAST_WIDTH, (PAGE_WIDTH - OWNER_WIDTH) / max(1, len(self.columns)))

    def by_advisor(self, name: Text) -> None:
        titles = {advisor.id: advisor.name for advisor in self.territory.advisors}
        self._sheet(name, self.plan.rows, titles, lambda row: row.advisor, self._where)

    def by_venue(self, name: Text) -> None:
        titles = {venue.id: venue.name for venue in self.territory.venues}
        self._sheet(name, self.plan.interventions, titles, lambda row: row.venue, self._who)

    # -- the sheet ---------------------------------------------------------------------------------------------------

    def _sheet(
        self,
        name: Text,
        rows: Sequence[PlanRow],
        titles: dict[str, str],
        owner_of: Callable[[PlanRow], str],
        said: Callable[[PlanRow], tuple[str, str]],
    ) -> None:
        horizon = self.problem.horizon
        span = self.style.said(span_words(horizon.first_day, horizon.last_day))
        sheet = self.style.sheet(name, f"{self.territory.name}, {span}")
        sheet.set_column(0, 0, OWNER_WIDTH)
        sheet.set_column(1, len(self.columns), self.width)
        self._headings(sheet)
        cells: defaultdict[tuple[date, str], list[PlanRow]] = defaultdict(list)
        for row in rows:
            cells[row.date - timedelta(days=row.date.weekday()), owner_of(row)].append(row)
        line, used, breaks = HEADING_ROWS, 0.0, []
        for monday in horizon.mondays():
            owners = [owner for owner in titles if (monday, owner) in cells]
            heights = [self._height(cells[monday, owner], titles[owner], said) for owner in owners]
            if used and used + sum(heights) > PAGE_POINTS:
                breaks.append(line)
                used = 0.0
            used += sum(heights) + 20
            line = self._banner(sheet, line, monday)
            for owner, height in zip(owners, heights, strict=True):
                self._line(sheet, line, titles[owner], cells[monday, owner], height, said)
                line += 1
        sheet.set_h_pagebreaks(breaks)
        self._legend(sheet, line + 1, {row.structure for row in rows})

    def _headings(self, sheet: Any) -> None:
        """The weekdays over their half-days, frozen on the screen and repeated on each page."""
        sheet.merge_range(2, 0, 3, 0, "", self.style.look("heading"))
        for weekday in dict.fromkeys(weekday for weekday, _ in self.columns):
            self._over_day(sheet, 2, weekday, self.style.said(weekday_words(weekday)), self.style.look("heading"))
        for column, (_, period) in enumerate(self.columns, start=1):
            sheet.write_string(3, column, self.style.said(period_words(period.name)), self.style.look("heading"))
        sheet.freeze_panes(HEADING_ROWS, 1)
        sheet.repeat_rows(2, 3)

    def _banner(self, sheet: Any, line: int, monday: date) -> int:
        """The row that opens a week: its number from the anchor, and the date of each day."""
        number = self.problem.week(monday)
        sheet.set_row(line, 20)
        sheet.write_string(
            line, 0, self.style.said(Text(fr=f"Semaine {number}", en=f"Week {number}")), self.style.look("banner")
        )
        for weekday in dict.fromkeys(weekday for weekday, _ in self.columns):
            day = monday + timedelta(days=weekday)
            said = self.style.said(date_words(day)).removesuffix(f" {day.year}")
            self._over_day(sheet, line, weekday, said, self.style.look("banner_day"))
        return line + 1

    def _over_day(self, sheet: Any, line: int, weekday: int, said: str, look: Any) -> None:
        columns = [column for column, (day, _) in enumerate(self.columns, start=1) if day == weekday]
        if len(columns) > 1:
            sheet.merge_range(line, columns[0], line, columns[-1], said, look)
        else:
            sheet.write_string(line, columns[0], said, look)

    def _line(
        self,
        sheet: Any,
        line: int,
        title: str,
        rows: Sequence[PlanRow],
        height: float,
        said: Callable[[PlanRow], tuple[str, str]],
    ) -> None:
        sheet.set_row(line, height)
        sheet.write_string(line, 0, title, self.style.look("owner"))
        for column, (weekday, period) in enumerate(self.columns, start=1):
            held = [row for row in rows if row.date.weekday() == weekday and row.half_day.period == period]
            self._cell(sheet, line, column, held, said)

    def _cell(
        self, sheet: Any, line: int, column: int, held: Sequence[PlanRow], said: Callable[[PlanRow], tuple[str, str]]
    ) -> None:
        if not held:
            sheet.write_blank(line, column, None, self.style.look("cell"))
            return
        look = self.style.hosted(held[0].structure) if held[0].intervenes else self.style.look("at_base")
        if not held[0].intervenes:
            sheet.write_string(line, column, said(held[0])[0], look)
            return
        pieces: list[Any] = []
        for row in held:
            name, details = said(row)
            pieces += [self.style.look("bold"), name, self.style.look("plain"), f"\n{details}\n"]
        pieces[-1] = pieces[-1].removesuffix("\n")
        sheet.write_rich_string(line, column, *pieces, look)

    def _height(self, rows: Sequence[PlanRow], title: str, said: Callable[[PlanRow], tuple[str, str]]) -> float:
        """The height that the fullest cell needs."""
        lines: defaultdict[tuple[date, str], int] = defaultdict(int)
        for row in rows:
            name, details = said(row)
            shown = [name, *details.split("\n")] if row.intervenes else [name]
            lines[row.date, row.half_day.period.name] += sum(_lines(part, self.width) for part in shown)
        return LINE_POINTS * max(_lines(title, OWNER_WIDTH), *lines.values()) + 4

    def _legend(self, sheet: Any, line: int, structures: set[str]) -> None:
        """The structures with their colours, where there are several."""
        listed = [structure for structure in self.territory.structures if structure.id in structures]
        if len(listed) < 2:
            return
        for offset, structure in enumerate(listed):
            sheet.write_blank(line + offset, 0, None, self.style.hosted(structure.id))
            sheet.write_string(line + offset, 1, structure.name, self.style.look("plain"))

    # -- the cells ---------------------------------------------------------------------------------------------------

    def _where(self, row: PlanRow) -> tuple[str, str]:
        place = self.places[row.venue]
        if not row.intervenes:
            bases = {posting.base for posting in self.territory.postings_of[row.advisor]}
            return (f"base {place}" if len(bases) > 1 else "base"), ""
        return place, self._details(row)

    def _who(self, row: PlanRow) -> tuple[str, str]:
        return self.territory.advisor[row.advisor].name, self._details(row)

    def _details(self, row: PlanRow) -> str:
        if row.start is None or row.end is None:
            return row.activity
        return f"{self.style.said(hours_words(row.start, row.end))}\n{row.activity}"


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; a bold letter is a little wider than a column's unit."""
    return max(1, math.ceil(len(text) * 1.1 / width))
