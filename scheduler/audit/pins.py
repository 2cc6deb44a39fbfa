"""Pins - a plan holds what was pinned: on its date, on each such weekday, or at least once, a row with every cell."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from scheduler.audit.words import advisor_name, demand_name, structure_name, venue_name
from scheduler.domain.pins import Ask, Pin
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import clock_text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, period_words

KEY = "pins"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """One finding for each day on which a pin asks in vain; without a day, where it asks for any day."""
    by_day: defaultdict[date, list[PlanRow]] = defaultdict(list)
    for row in plan.rows:
        by_day[row.date].append(row)
    for ask in problem.asks:
        if not any(ask.pin.is_kept_by(row) for day in ask.days for row in by_day[day]):
            yield _finding(ask, problem.territory)


def _finding(ask: Ask, territory: Territory) -> Finding:
    pin = ask.pin
    when = day_words(ask.days[0]) if len(ask.days) == 1 else Text(fr="pas une fois", en="not once")
    what = pin_words(pin, territory)
    return Finding(
        KEY,
        Text(
            fr=f"Épingle de la ligne {pin.line} ({what.fr}) : le plan ne la tient pas, {when.fr}.",
            en=f"Pin of line {pin.line} ({what.en}): the plan does not keep it, {when.en}.",
        ),
        date=ask.days[0] if len(ask.days) == 1 else None,
        period=pin.period or "",
        advisor=pin.advisor or "",
        demand=pin.demand or "",
    )


def pin_words(pin: Pin, territory: Territory) -> Text:
    """What the pin asks for, its day apart: who, when in the day, what, where."""
    said: list[Text] = []
    if pin.advisor is not None:
        said.append(_same(advisor_name(territory, pin.advisor)))
    if pin.period is not None:
        said.append(period_words(pin.period))
    if pin.start is not None:
        said.append(Text(fr=f"dès {clock_text(pin.start)}", en=f"from {clock_text(pin.start)}"))
    if pin.end is not None:
        said.append(Text(fr=f"jusqu’à {clock_text(pin.end)}", en=f"until {clock_text(pin.end)}"))
    if pin.demand is not None:
        said.append(demand_name(territory, territory.demand[pin.demand]))
    if pin.activity is not None:
        said.append(Text(fr=f"« {pin.activity} »", en=f"'{pin.activity}'"))
    if pin.venue is not None:
        said.append(_same(venue_name(territory, pin.venue)))
    if pin.room is not None:
        said.append(Text(fr=f"salle {pin.room}", en=f"room {pin.room}"))
    if pin.structure is not None:
        said.append(Text(fr=f"pour {structure_name(territory, pin.structure)}", en=f"for {pin.structure}"))
    if not said:
        return Text(fr="n’importe quelle ligne", en="any row")
    return Text(fr=", ".join(text.fr for text in said), en=", ".join(text.en for text in said))


def _same(name: str) -> Text:
    return Text(fr=name, en=name)
