"""Reads a request - the cells of a demands row that no file holds - into a demand that asks once."""

from collections.abc import Mapping
from typing import Any

from scheduler.domain.demands import Demand
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.issue import nearly
from scheduler.intake.kinds import Unreadable
from scheduler.intake.references import NOUNS, own_period
from scheduler.intake.table import PERIODS
from scheduler.intake.tables import DEMANDS

REQUEST = "request"


def read_request(cells: Mapping[str, str], territory: Territory) -> Demand | tuple[str, Text]:
    """The demand of cells by column; or the first column that cannot be used, and why."""
    values: dict[str, Any] = {}
    known = {"venues": territory.venue, "advisors": territory.advisor, PERIODS: territory.period}
    for name, text in cells.items():
        column = DEMANDS.column[name]
        try:
            value = column.kind.read(text.strip())
        except Unreadable as error:
            return name, error.message
        if column.refers == PERIODS:
            value = frozenset(own_period(period, frozenset(territory.period)) for period in value)
        for one in sorted(value) if isinstance(value, frozenset) else (value,):
            if column.refers and one not in known[column.refers]:
                return name, _unknown(column.refers, str(one), frozenset(known[column.refers]))
        values[column.key] = value
    demand = Demand(REQUEST, regular=False, min_gap_days=0, **values)
    if demand.start is not None and demand.end is not None and demand.start >= demand.end:
        return "end", Text(fr="la fin doit suivre le début", en="the end must be after the start")
    return demand


def _unknown(refers: str, name: str, known: frozenset[str]) -> Text:
    noun, near = NOUNS[refers], nearly(name, known)
    if near is None:
        return noun
    return Text(fr=f"{noun.fr}. Vouliez-vous dire « {near} » ?", en=f"{noun.en}. Did you mean '{near}'?")
