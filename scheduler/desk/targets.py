"""Targets - where an intervention in the hand could go: for each half-day, which rules forbid it and what it costs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.desk.handling import day_rows, lifted, occurrence_at, periods_of, put
from scheduler.desk.judged import Edit, Effect, Judged
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence
from scheduler.domain.time import HalfDay

Cell = tuple[str, HalfDay]
"""An advisor, and a half-day."""


@dataclass(frozen=True, slots=True)
class Target:
    """What it comes to, to put there what is held: the whole edit, from the plan as it is, and its effect.

    `held_by` are the demands that are held there already.
    """

    advisor: str
    half_day: HalfDay
    edit: Edit
    effect: Effect
    held_by: tuple[str, ...]

    @property
    def is_allowed(self) -> bool:
        return not self.effect.broken


class Held:
    """One intervention in the hand: an occurrence of the plan, or one more of a demand."""

    def __init__(self, judged: Judged, demand: Demand, occurrence: Occurrence | None = None) -> None:
        self.judged = judged
        self.demand = demand
        self.occurrence = occurrence
        self.lifting = Edit() if occurrence is None else lifted(judged, occurrence)
        self.without = judged.changed(self.lifting)
        self._lifted = self.without.since(judged)

    def target(self, advisor: str, half_day: HalfDay) -> Target | None:
        """What it comes to there; None where the demand never begins in that period, or stays where it is."""
        room = None if self.occurrence is None else self.occurrence.first.room
        edit = put(self.without, self.demand, advisor, half_day, room)
        if edit is None:
            return None
        whole = self.lifting.then(edit)
        effect = self.without.effect_since(self.judged, self._lifted, edit)
        placed = {row.half_day for row in edit.added if row.intervenes}
        beside = day_rows(self.without, advisor, half_day.date)
        held_by = tuple(row.demand for row in beside if row.intervenes and row.half_day in placed)
        return Target(advisor, half_day, whole, effect, held_by)

    def targets(self, cells: Iterable[Cell]) -> Iterator[Target]:
        """Of each cell in which it may begin, but the one where it is."""
        periods = periods_of(self.judged.problem, self.demand)
        here = None if self.occurrence is None else (self.occurrence.first.advisor, self.occurrence.first.half_day)
        for advisor, half_day in cells:
            if half_day.period in periods and (advisor, half_day) != here:
                found = self.target(advisor, half_day)
                if found is not None:
                    yield found


def swapped(judged: Judged, one: Occurrence, other: Occurrence) -> Edit:
    """Two interventions change places: each goes to the advisor and the half-day of the other.

    ValueError where a full day would begin in a period in which it cannot.
    """
    demands = judged.problem.territory.demand
    edit = lifted(judged, one)
    without = judged.changed(edit)
    there = occurrence_at(without, other.demand, other.first.advisor, other.first.half_day)
    assert there is not None
    step = lifted(without, there)
    edit, without = edit.then(step), without.changed(step)
    for mover, place in ((one, other), (other, one)):
        placing = put(without, demands[mover.demand], place.first.advisor, place.first.half_day, mover.first.room)
        if placing is None:
            raise ValueError(f"{mover.demand} never begins in {place.first.half_day}")
        edit, without = edit.then(placing), without.changed(placing)
    return edit
