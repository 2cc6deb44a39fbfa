"""The shortest ways between venues by way of any others: a floor under every day tour, whatever its other stops."""

from collections.abc import Mapping
from dataclasses import replace

from scheduler.domain.problem import Driving, Problem


class ShortestDriving:
    """Minutes of the shortest way from a venue to another through venues with demands.

    It is less than the direct way only where the travel table's times break the triangle inequality.
    """

    def __init__(self, problem: Problem) -> None:
        self._direct: Driving = problem.driving
        self._venues = tuple(venue.id for venue in problem.territory.venues)
        self._stops = frozenset(demand.venue for demand in problem.territory.demands)
        self._known: dict[str, Mapping[str, int]] = {}

    def minutes(self, origin: str, destination: str) -> int:
        if origin not in self._known:
            self._known[origin] = self._from(origin)
        return self._known[origin][destination]

    def _from(self, origin: str) -> Mapping[str, int]:
        """Dijkstra's algorithm, all venues being neighbours of each other."""
        minutes = self._direct.minutes
        far = {venue: minutes(origin, venue) for venue in self._venues}
        left = set(self._stops - {origin})
        while left:
            here = min(left, key=lambda venue: (far[venue], venue))
            left.remove(here)
            so_far = far[here]
            far = {venue: min(known, so_far + minutes(here, venue)) for venue, known in far.items()}
        return far


def with_shortest_ways(problem: Problem) -> Problem:
    """The problem with the shortest ways for its roads: what has no plan there has none with any stops in between."""
    if isinstance(problem.driving, ShortestDriving):
        return problem
    return replace(problem, driving=ShortestDriving(problem))
