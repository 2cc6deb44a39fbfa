"""Pinned rows: which options, and which half-days at the base, would be a row that keeps what a pin asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.domain.pins import Ask
from scheduler.domain.plan import PlanRow
from scheduler.domain.time import HalfDay

if TYPE_CHECKING:
    from scheduler.model.universe import Option, Universe


@dataclass(frozen=True, slots=True)
class Keeping:
    """`options` by number, any one of which keeps the ask (in the room that the pin names, where it does);
    `bases`: (advisor, half-day, structure), without intervention there.
    """

    options: tuple[int, ...]
    bases: tuple[tuple[str, HalfDay, str], ...]


def keeping(ask: Ask, universe: Universe) -> Keeping:
    """Everything that would keep the ask."""
    options = (n for n in _candidates(ask, universe) if option_keeps(ask, universe.options[n], universe))
    return Keeping(tuple(options), tuple(_bases(ask, universe)))


def option_keeps(ask: Ask, option: Option, universe: Universe) -> bool:
    """Whether a half-day of the option is a row that keeps the ask, in some room that the pin allows."""
    room = ask.pin.room
    if room is not None and room not in {fitting.id for fitting in universe.rooms(option)}:
        return False
    return any(
        ask.pin.is_kept_by(
            PlanRow(
                HalfDay(option.date, period),
                option.advisor,
                option.structure,
                option.demand.venue,
                option.demand.id,
                room or "",
                option.demand.activity,
                start,
                end,
            )
        )
        for period, start, end in universe.problem.parts(option.demand, option.periods[0])
    )


def _candidates(ask: Ask, universe: Universe) -> Iterable[int]:
    """The options on the ask's days, narrowed by what the pin names."""
    pin, days = ask.pin, frozenset(ask.days)
    if pin.demand is not None:
        return [n for n in universe.by_demand.get(pin.demand, ()) if universe.options[n].date in days]
    if pin.advisor is not None:
        by_day = universe.by_advisor_and_day
        return sorted(n for day in ask.days for n in by_day.get((pin.advisor, day), ()))
    return [n for n, option in enumerate(universe.options) if option.date in days]


def _bases(ask: Ask, universe: Universe) -> Iterator[tuple[str, HalfDay, str]]:
    pin, posting = ask.pin, universe.problem.territory.posting
    advisors = universe.problem.territory.advisor if pin.advisor is None else (pin.advisor,)
    for advisor in advisors:
        for day in ask.days:
            hosts = {
                (half_day, structure): None
                for hosting in universe.hostings.get((advisor, day), ())
                for half_day, structure in zip(hosting.half_days, hosting.structures, strict=True)
            }
            for half_day, structure in hosts:
                if pin.is_kept_by(PlanRow(half_day, advisor, structure, posting[advisor, structure].base)):
                    yield advisor, half_day, structure
