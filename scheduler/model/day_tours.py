"""Day tours: which stops an advisor can make in one day, in order, and the driving from base to base."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.domain.problem import Driving, Problem
from scheduler.domain.time import Clock

if TYPE_CHECKING:
    from scheduler.model.universe import Hosting


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """What a day tour knows of an intervention: which half-days (ranks), where, for whom, from when, until when.

    `arrival` is the start less the setup; demands that agree in all of this share the stop.
    """

    ranks: tuple[int, ...]
    venue: str
    structure: str
    arrival: Clock
    departure: Clock


@dataclass(frozen=True, slots=True)
class DayTour:
    """Stops in the day's order between two bases; `minutes` is the whole driving."""

    bases: tuple[str, str]
    stops: tuple[Stop, ...]
    minutes: int

    @property
    def half_days(self) -> int:
        return sum(len(stop.ranks) for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Beginning(DayTour):
    """The first stops of a tour that goes on for `further` half-days at least, taken as if it needed no driving.

    What a rule refuses of it, it refuses of all tours that begin so. The driving is no reason: on roads that break the
    triangle inequality, a stop more may shorten it.
    """

    further: int

    @property
    def half_days(self) -> int:
        return sum(len(stop.ranks) for stop in self.stops) + self.further


def tour_minutes(bases: tuple[str, str], stops: Sequence[Stop], driving: Driving) -> int:
    """Minutes of driving from the first base through the stops to the last base; 0 without stops."""
    if not stops:
        return 0
    places = [bases[0], *(stop.venue for stop in stops), bases[1]]
    return sum(driving.minutes(origin, destination) for origin, destination in pairwise(places))


def day_tours(
    stops: Sequence[Stop], hostings: Sequence[Hosting], problem: Problem, admits: Callable[[DayTour], bool]
) -> Iterator[DayTour]:
    """Every admitted tour of one or more stops, one half-day each at most, that some hosting of the day allows."""
    structures_by_bases: dict[tuple[str, str], set[tuple[tuple[int, str], ...]]] = {}
    for hosting in hostings:
        ranked = tuple((h.period.rank, s) for h, s in zip(hosting.half_days, hosting.structures, strict=True))
        structures_by_bases.setdefault(hosting.bases(problem), set()).add(ranked)
    for bases, shared in structures_by_bases.items():
        seen: set[tuple[Stop, ...]] = set()
        for ranked in sorted(shared):
            host = dict(ranked)
            fitting = [stop for stop in stops if all(host.get(rank) == stop.structure for rank in stop.ranks)]
            for sequence in _sequences(fitting, Beginning(bases, (), 0, 0), admits):
                if sequence not in seen:
                    seen.add(sequence)
                    tour = DayTour(bases, sequence, tour_minutes(bases, sequence, problem.driving))
                    if admits(tour):
                        yield tour


def _sequences(
    stops: Sequence[Stop], begun: Beginning, admits: Callable[[DayTour], bool]
) -> Iterator[tuple[Stop, ...]]:
    """The beginning with one stop more, and with more of them, in the day's order: where it may begin so."""
    after = begun.stops[-1].ranks[-1] if begun.stops else -1
    following = [stop for stop in stops if stop.ranks[0] > after]
    further = min((len(stop.ranks) for stop in following), default=0)
    if following and (not begun.stops or admits(replace(begun, further=further))):
        for stop in following:
            longer = (*begun.stops, stop)
            yield longer
            yield from _sequences(following, Beginning(begun.bases, longer, 0, 0), admits)
