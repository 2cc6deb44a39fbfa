"""Handling - an intervention lifted from a plan by hand, put elsewhere, or two that change places: as edits.

A half-day that is freed goes back to the base. Who hosts the base half-days of a day that is touched is chosen anew
where that breaks less or costs less: a coordinator moves a permanence, not the accounts of its day.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from scheduler.desk.judged import Edit, Judged
from scheduler.desk.parts import Day, Place
from scheduler.domain.demands import Demand
from scheduler.domain.places import UNNAMED
from scheduler.domain.plan import Occurrence, PlanRow, occurrences
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.time import HalfDay, Period


def occurrence_at(judged: Judged, demand: str, advisor: str, half_day: HalfDay) -> Occurrence | None:
    """The occurrence of the demand that the advisor holds in that half-day."""
    rows = [row for row in day_rows(judged, advisor, half_day.date) if row.demand == demand]
    for occurrence in occurrences(judged.problem.territory.demand[demand], rows):
        if any(row.half_day == half_day for row in occurrence.rows):
            return occurrence
    return None


def lifted(judged: Judged, occurrence: Occurrence) -> Edit:
    """Takes it out of the plan: its half-days are spent at the base, unless something else is held in them."""
    first = occurrence.first
    left = [row for row in day_rows(judged, first.advisor, first.date) if row not in occurrence.rows]
    busy = {row.half_day for row in left}
    free = judged.problem.available[first.advisor]
    bare = tuple(
        _at_base(judged.problem, row.advisor, row.half_day, row.structure)
        for row in occurrence.rows
        if row.half_day in free and row.half_day not in busy
    )
    edit = Edit(occurrence.rows, bare)
    return _hosted(judged, edit, first.advisor, first.date, _structures(judged.problem, first.advisor))


def put(judged: Judged, demand: Demand, advisor: str, half_day: HalfDay, room: str | None = None) -> Edit | None:
    """Places one more occurrence there; `room` is kept where it is free and fits. None where it never begins then.

    What is held there already stays: the audit says so. A full day takes both half-days, whichever is named.
    """
    problem = judged.problem
    if demand.length.half_days > 1:
        if half_day.period.name not in FULL_DAY:
            return None
        half_day = HalfDay(half_day.date, problem.territory.period[FULL_DAY[0]])
    parts = problem.parts(demand, half_day.period)
    half_days = [HalfDay(half_day.date, period) for period, _, _ in parts]
    structure = problem.territory.venue[demand.venue].structure
    where = _room(judged, demand, half_days, room)
    rows = tuple(
        PlanRow(
            HalfDay(half_day.date, period), advisor, structure, demand.venue, demand.id, where, demand.activity, *at
        )
        for period, *at in parts
    )
    bare = tuple(
        row for row in day_rows(judged, advisor, half_day.date) if row.half_day in half_days and not row.intervenes
    )
    return _hosted(judged, Edit(bare, rows), advisor, half_day.date, (structure,))


def day_rows(judged: Judged, advisor: str, day: date) -> tuple[PlanRow, ...]:
    """The rows of the advisor's day, in order."""
    return judged.rows.get(Day(advisor, day), ())


def periods_of(problem: Problem, demand: Demand) -> tuple[Period, ...]:
    """The periods in which the demand can be put: any of them, but a full day's are one place, its first."""
    periods = problem.territory.periods
    if demand.length.half_days == 1:
        return periods
    return tuple(period for period in periods if period.name == FULL_DAY[0])


# -- whose the base half-days are ------------------------------------------------------------------------------------


def _hosted(judged: Judged, edit: Edit, advisor: str, day: date, structures: Iterable[str]) -> Edit:
    """The edit with the day's base half-days given to one of the structures, where that is better than as they are."""
    options = list(_hostings(judged, edit, advisor, day, structures))
    if len(options) == 1:
        return edit

    def worth(option: Edit) -> tuple[int, int]:
        effect = judged.effect(option)
        return len(effect.broken) - len(effect.mended), effect.cost.total

    return min(options, key=worth)


def _hostings(judged: Judged, edit: Edit, advisor: str, day: date, structures: Iterable[str]) -> Iterator[Edit]:
    """As it is first; then with each structure in which the advisor has a posting."""
    problem = judged.problem
    rows = [row for row in day_rows(judged, advisor, day) if row not in edit.removed] + list(edit.added)
    free = [row for row in rows if not row.intervenes and problem.fixed_structure(advisor, row.half_day) is None]
    yield edit
    for structure in structures:
        other = [row for row in free if row.structure != structure]
        if other and (advisor, structure) in problem.territory.posting:
            given = tuple(_at_base(problem, advisor, row.half_day, structure) for row in other)
            yield edit.then(Edit(tuple(other), given))


def _structures(problem: Problem, advisor: str) -> tuple[str, ...]:
    return tuple(posting.structure for posting in problem.territory.postings_of[advisor])


def _at_base(problem: Problem, advisor: str, half_day: HalfDay, structure: str) -> PlanRow:
    posting = problem.territory.posting.get((advisor, structure)) or problem.territory.postings_of[advisor][0]
    return PlanRow(half_day, advisor, posting.structure, posting.base)


# -- rooms -----------------------------------------------------------------------------------------------------------


def _room(judged: Judged, demand: Demand, half_days: list[HalfDay], wished: str | None) -> str:
    """The room wished for, else the first that is free, open and fits; else one that fits, else the first."""
    problem = judged.problem
    rooms = problem.territory.rooms_of[demand.venue]
    taken = {row.room for when in half_days for row in judged.rows.get(Place(demand.venue, when), ())}
    shut = {room for when in half_days for room in problem.closed.get((demand.venue, when), frozenset())}
    fitting = [room.id for room in rooms if problem.territory.room_fits(room, demand)]
    free = [room for room in fitting if room not in taken and (room == UNNAMED or room not in shut)]
    if wished in free:
        return wished or UNNAMED
    return next(iter((*free, *fitting)), rooms[0].id)
