"""Free days: which structure hosts each day of an advisor, once its interventions are known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from math import ceil, floor

from scheduler.domain.people import Posting
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Window
from scheduler.model.day_tours import tour_minutes
from scheduler.model.universe import Hosting, Option, Universe
from scheduler.search.locks import NO_LOCKS, Locks


def share_out_free_days(
    universe: Universe, options: frozenset[int], locks: Locks = NO_LOCKS
) -> dict[tuple[str, HalfDay], str]:
    """The host of each available half-day of the horizon, for these interventions.

    A day with interventions takes the hosting that drives least among those that allow them; the others go, the
    longest first, where they take most off the shares' deviation.
    """
    taken: defaultdict[tuple[str, date], list[Option]] = defaultdict(list)
    for number in sorted(options):
        option = universe.options[number]
        taken[option.advisor, option.date].append(option)
    hosts: dict[tuple[str, HalfDay], str] = {}
    for advisor in universe.problem.territory.advisors:
        counts = _Counts(universe.problem, advisor.id)
        free: list[tuple[Hosting, ...]] = []
        for day in universe.problem.horizon.days():
            hostings = locks.admitted(universe.hostings.get((advisor.id, day), ()))
            held = taken.get((advisor.id, day), [])
            if len(hostings) > 1 and not held:
                free.append(hostings)
            elif hostings:
                counts.add(_least_driving(hostings, held, universe.problem), hosts)
        for hostings in sorted(free, key=lambda h: -len(h[0].half_days)):
            counts.add(min(hostings, key=counts.deviation_with), hosts)
    return hosts


def _least_driving(hostings: tuple[Hosting, ...], held: list[Option], problem: Problem) -> Hosting:
    stops = [option.stop for option in sorted(held, key=lambda o: o.periods[0].rank)]
    fitting = [
        hosting
        for hosting in hostings
        if all(hosting.structure_of(half_day) == option.structure for option in held for half_day in option.half_days)
    ]
    return min(fitting, key=lambda hosting: tour_minutes(hosting.bases(problem), stops, problem.driving))


class _Counts:
    """The half-days that each structure hosts in each window of its share, for one advisor."""

    def __init__(self, problem: Problem, advisor: str) -> None:
        self.problem = problem
        self.shared = [p for p in problem.territory.postings_of[advisor] if p.share_min > 0 or p.share_max < 1]
        self.hosted: defaultdict[tuple[str, Window], int] = defaultdict(int)
        self.limits: dict[tuple[str, Window], tuple[int, int]] = {}
        for posting in self.shared:
            for window in problem.share_windows(posting):
                size = sum(problem.week(h.date) in window.numbers() for h in problem.available[advisor])
                self.limits[posting.structure, window] = (
                    floor(posting.share_min * size),
                    ceil(posting.share_max * size),
                )
                self.hosted[posting.structure, window] += sum(
                    row.advisor == advisor
                    and row.structure == posting.structure
                    and problem.week(row.date) in window.numbers()
                    and row.half_day in problem.available[advisor]
                    for row in problem.facts.rows
                )

    def add(self, hosting: Hosting, hosts: dict[tuple[str, HalfDay], str]) -> None:
        for half_day, structure in zip(hosting.half_days, hosting.structures, strict=True):
            hosts[hosting.advisor, half_day] = structure
        for key in self._keys(hosting):
            self.hosted[key] += 1

    def deviation_with(self, hosting: Hosting) -> tuple[int, int]:
        """(change of the half-days off the shares, half-days beyond a share's minimum), were the day hosted so."""
        more: defaultdict[tuple[str, Window], int] = defaultdict(int)
        for key in self._keys(hosting):
            more[key] += 1
        off = sum(
            _off(self.hosted[key] + count, *self.limits[key]) - _off(self.hosted[key], *self.limits[key])
            for key, count in more.items()
        )
        beyond = sum(max(0, self.hosted[key] + count - self.limits[key][0]) for key, count in more.items())
        return (off, beyond)

    def _keys(self, hosting: Hosting) -> Iterable[tuple[str, Window]]:
        by_structure: dict[str, Posting] = {posting.structure: posting for posting in self.shared}
        for half_day, structure in zip(hosting.half_days, hosting.structures, strict=True):
            if structure in by_structure:
                for window in self.problem.share_windows(by_structure[structure]):
                    if self.problem.week(half_day.date) in window.numbers():
                        yield structure, window


def _off(hosted: int, least: int, most: int) -> int:
    return max(0, least - hosted) + max(0, hosted - most)
