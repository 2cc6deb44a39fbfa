"""What changes from one plan to another: each occurrence is kept, moved, handed over, cancelled or new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, week_number, window_of

KINDS = ("kept", "moved", "handed-over", "moved-and-handed-over", "cancelled", "new")
"""In the order in which they are told; `moved` is to another half-day or venue, `handed-over` to another advisor."""


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence of a demand, as it was published (None: it is new) and as it is now (None: it is cancelled)."""

    demand: str
    before: Occurrence | None
    after: Occurrence | None

    @property
    def moved_in_time(self) -> bool:
        return self._both(lambda occurrence: tuple(row.half_day for row in occurrence.rows))

    @property
    def moved_in_place(self) -> bool:
        return self._both(lambda occurrence: occurrence.first.venue)

    @property
    def handed_over(self) -> bool:
        return self._both(lambda occurrence: occurrence.first.advisor)

    def _both(self, what: Callable[[Occurrence], object]) -> bool:
        return self.before is not None and self.after is not None and what(self.before) != what(self.after)

    @property
    def kind(self) -> str:
        """One of KINDS."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "cancelled"
        moved = self.moved_in_time or self.moved_in_place
        if moved and self.handed_over:
            return "moved-and-handed-over"
        return "moved" if moved else "handed-over" if self.handed_over else "kept"

    @property
    def half_days(self) -> int:
        occurrence = self.after or self.before
        return len(occurrence.rows) if occurrence else 0

    @property
    def when(self) -> HalfDay:
        """The half-day by which changes are told: when it was to be held; for a new one, when it is."""
        occurrence = self.before or self.after
        assert occurrence is not None
        return occurrence.first.half_day


def diff(before: Plan, after: Plan, territory: Territory) -> tuple[Change, ...]:
    """Every occurrence of the two plans, paired within its demand's window: what is the same first, then the nearest.

    A pair is of the same half-day and advisor; else of the same half-day; else of the same advisor, the nearest day;
    else the nearest day. By half-day and demand.
    """
    was, now = _by_window(before, territory), _by_window(after, territory)
    changes = [
        change
        for key in sorted(was.keys() | now.keys())
        for change in _paired(key[0], list(was.get(key, ())), list(now.get(key, ())))
    ]
    return tuple(sorted(changes, key=lambda c: (c.when, c.demand, c.kind)))


def half_days_by_kind(changes: tuple[Change, ...]) -> Mapping[str, int]:
    """Half-days of each of KINDS."""
    counts = dict.fromkeys(KINDS, 0)
    for change in changes:
        counts[change.kind] += change.half_days
    return counts


def _by_window(plan: Plan, territory: Territory) -> dict[tuple[str, int], list[Occurrence]]:
    """By demand and first week of its window; a demand that the territory knows no more has windows of a week."""
    found: dict[tuple[str, int], list[Occurrence]] = {}
    for name, rows in plan.by_demand.items():
        demand = territory.demand.get(name) or Demand(name, rows[0].venue)
        for occurrence in occurrences(demand, rows):
            window = window_of(week_number(occurrence.date, territory.anchor), demand.every_weeks)
            found.setdefault((name, window.first_week), []).append(occurrence)
    return found


def _paired(demand: str, was: list[Occurrence], now: list[Occurrence]) -> Iterator[Change]:
    distances: list[Callable[[Occurrence, Occurrence], int | None]] = [
        lambda one, other: 0 if _when(one) == _when(other) and _who(one) == _who(other) else None,
        lambda one, other: 0 if _when(one) == _when(other) else None,
        lambda one, other: _days(one, other) if _who(one) == _who(other) else None,
        _days,
    ]
    for distance in distances:
        pairs = sorted(
            (far, first, second)
            for first, one in enumerate(was)
            for second, other in enumerate(now)
            if (far := distance(one, other)) is not None
        )
        taken: tuple[set[int], set[int]] = (set(), set())
        for _, first, second in pairs:
            if first not in taken[0] and second not in taken[1]:
                taken[0].add(first)
                taken[1].add(second)
                yield Change(demand, was[first], now[second])
        was = [one for number, one in enumerate(was) if number not in taken[0]]
        now = [one for number, one in enumerate(now) if number not in taken[1]]
    yield from (Change(demand, one, None) for one in was)
    yield from (Change(demand, None, one) for one in now)


def _when(occurrence: Occurrence) -> object:
    return tuple(row.half_day for row in occurrence.rows)


def _who(occurrence: Occurrence) -> str:
    return occurrence.first.advisor


def _days(one: Occurrence, other: Occurrence) -> int:
    return abs((one.date - other.date).days)
