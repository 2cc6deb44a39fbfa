"""The grid - the weeks of a plan in the terminal: days across, advisors or weeks down, half-day by half-day."""

import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text as Cell

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import FULL_DAY
from scheduler.domain.territory import Territory
from scheduler.domain.text import Language, Text
from scheduler.domain.time import monday_of, week_number
from scheduler.domain.wording import period_words, weekday_words
from scheduler.report.names import PlaceNames, structure_marks
from scheduler.report.wording import hours_words, week_words

WIDE = 16
"""Characters of a day's column from which the activity and the full hours are shown."""

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
"""Of the host structures, over and over: the letters tell them apart where colours do not."""

PLAIN = Style(color="default", dim=False, bold=False)
DIM = Style(dim=True)
BOLD = Style(bold=True)

Owner = TypeVar("Owner")


class Grids:
    """Draws a plan's weeks for a terminal of `width` columns."""

    def __init__(self, plan: Plan, territory: Territory, language: Language, width: int) -> None:
        self.plan = plan
        self.territory = territory
        self.language = language
        self.width = width
        self.places = PlaceNames(territory)
        used = {row.structure for row in plan.rows}
        self.marks = structure_marks(s.id for s in territory.structures if s.id in used)
        self.weekdays = sorted({row.date.weekday() for row in plan.rows})
        self.names_width = 1 + max(len(self._said(period_words(period.name))) for period in territory.periods)
        self.day_width = (width - self.names_width) // max(1, len(self.weekdays))

    def week_by_advisor(self, monday: date) -> RenderableType:
        """One week: a block for each advisor, in the territory's order."""
        rows = self.plan.within(monday, monday + timedelta(days=6)).rows
        present = {row.advisor for row in rows}
        owners = [(advisor.id, advisor.name) for advisor in self.territory.advisors if advisor.id in present]
        days = [f"{self._weekday(weekday)} {(monday + timedelta(days=weekday)).day}" for weekday in self.weekdays]
        blocks = self._blocks(rows, owners, lambda row: row.advisor, self._where)
        return Group(Cell(self._week(monday), BOLD), self._header(days), *blocks)

    def weeks_of_advisor(self, advisor: str, mondays: Sequence[date]) -> RenderableType:
        """One advisor: a block for each week, so that what alternates is seen at a glance."""
        rows = [row for row in self.plan.rows if row.advisor == advisor]
        return self._weeks(self.territory.advisor[advisor].name, rows, mondays, self._where)

    def weeks_of_venue(self, venue: str, mondays: Sequence[date]) -> RenderableType:
        """One venue: a block for each week, with who is there."""
        rows = [row for row in self.plan.interventions if row.venue == venue]
        return self._weeks(self.territory.venue[venue].name, rows, mondays, self._who)

    def legend(self) -> RenderableType:
        """The host structures with their letters; blank where there is only one."""
        legend = Cell()
        for structure, mark in self.marks.items():
            if mark:
                legend.append(f"{mark} ", self._style(structure) + BOLD)
                legend.append(f"{self.territory.structure[structure].name}\n", self._style(structure))
        return legend

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _weeks(
        self, title: str, rows: Sequence[PlanRow], mondays: Sequence[date], said: Callable[[PlanRow], Cell]
    ) -> RenderableType:
        days = [self._weekday(weekday) for weekday in self.weekdays]
        blocks = self._blocks(rows, [(monday, self._week(monday)) for monday in mondays], _monday, said)
        return Group(Cell(title, BOLD), self._header(days), *blocks)

    def _header(self, days: Sequence[str]) -> RenderableType:
        table = self._table()
        table.add_row("", *(Cell(day, BOLD) for day in days))
        return table

    def _blocks(
        self,
        rows: Iterable[PlanRow],
        owners: Sequence[tuple[Owner, str]],
        owner_of: Callable[[PlanRow], Owner],
        said: Callable[[PlanRow], Cell],
    ) -> list[RenderableType]:
        """For each owner its title on a rule, and a line for the morning, the afternoon, and what else it works in."""
        cells: defaultdict[tuple[Owner, str, int], list[PlanRow]] = defaultdict(list)
        for row in rows:
            cells[owner_of(row), row.half_day.period.name, row.date.weekday()].append(row)
        blocks: list[RenderableType] = []
        for owner, title in owners:
            table = self._table()
            for period in self.territory.periods:
                held = [cells.get((owner, period.name, weekday), []) for weekday in self.weekdays]
                usual = period.name in FULL_DAY and any(held)
                if usual or any(row.intervenes for rows in held for row in rows):
                    texts = [Cell("\n").join(said(row) for row in rows) for rows in held]
                    table.add_row(Cell(self._said(period_words(period.name)), DIM), *texts)
            rule = "─" * max(0, self.width - len(title) - 4)
            blocks += [Cell.assemble(("── ", DIM), (title, BOLD), (f" {rule}", DIM), no_wrap=True), table]
        return blocks

    def _table(self) -> Table:
        """A column for the periods and one for each day, of the same widths in every block."""
        table = Table.grid(padding=(0, 1, 0, 0), collapse_padding=True)
        table.add_column(width=self.names_width - 1, no_wrap=True)
        for _ in self.weekdays:
            table.add_column(width=self.day_width - 1)
        return table

    # -- cells -------------------------------------------------------------------------------------------------------

    def _where(self, row: PlanRow) -> Cell:
        """Where the advisor is; a half-day at the base is dim."""
        mark = self.marks[row.structure]
        place = self.places[row.venue]
        if not row.intervenes:
            bases = {posting.base for posting in self.territory.postings_of[row.advisor]}
            return Cell(self._fitted(f"base {place}" if len(bases) > 1 else "base", mark), DIM)
        return self._detailed(Cell(self._fitted(place, mark), self._style(row.structure)), row)

    def _who(self, row: PlanRow) -> Cell:
        """Who is at the venue."""
        name = self.territory.advisor[row.advisor].name
        return self._detailed(Cell(self._fitted(name, ""), self._style(row.structure)), row)

    def _detailed(self, cell: Cell, row: PlanRow) -> Cell:
        """With the hours, and the activity where there is room for it."""
        wide = self.day_width > WIDE
        if row.start is not None and row.end is not None:
            cell.append(f"\n{self._said(hours_words(row.start, row.end))}", PLAIN)
        if wide:
            cell.append(f"\n{row.activity}", PLAIN + Style(italic=True))
        return cell

    def _fitted(self, name: str, mark: str) -> str:
        """A name on at most two lines of a day's column, cut between words and after hyphens; the mark at its end."""
        room = self.day_width - 1 - (len(mark) + 1 if mark else 0)
        lines = textwrap.wrap(name, room, max_lines=2, placeholder="…", break_long_words=False)
        shown = "\n".join(line if len(line) <= room else f"{line[: room - 1]}…" for line in lines)
        return f"{shown} {mark}" if mark else shown

    def _style(self, structure: str) -> Style:
        if not self.marks[structure]:
            return PLAIN
        return Style(color=COLOURS[list(self.marks).index(structure) % len(COLOURS)])

    # -- words -------------------------------------------------------------------------------------------------------

    def _said(self, text: Text) -> str:
        return text.said_in(self.language)

    def _weekday(self, weekday: int) -> str:
        return self._said(weekday_words(weekday))

    def _week(self, monday: date) -> str:
        """« Semaine 3, du lundi 21 au vendredi 25 septembre 2026 », numbered from the anchor."""
        number = week_number(monday, self.territory.anchor)
        first, last = (monday + timedelta(days=self.weekdays[end]) for end in (0, -1))
        days = week_words(first, last)
        return self._said(Text(fr=f"Semaine {number}, {days.fr}", en=f"Week {number}, {days.en}"))


def _monday(row: PlanRow) -> date:
    return monday_of(row.date)
