"""Odd sets - an odd number of occurrences makes at most half of them, rounded down, pairs within a day's tour.

A day tour of two stops pairs two occurrences. Relaxed, a program pairs each of three neighbours half with each other
one: three halves of pairs, where only one is possible. The sets that a solution breaks are found as the odd cuts of
value below 1 in the graph of its pairs (Padberg and Rao, 1982), on a tree of minimum cuts (Gusfield, 1990).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, maximum_flow

from scheduler.domain.time import Window
from scheduler.model.day_tours import Stop
from scheduler.model.model import Day, Model
from scheduler.search.bound.matrix import Floats, Limit
from scheduler.search.pieces import Ties

SCALE = 10**6
"""Flows are whole numbers: this many stand for one."""

LEAST = 1e-6
"""Smaller values are float noise."""

BREACH = 0.02
"""Sets that are broken by less are left alone."""

Occurrences = tuple[str, Window]
"""A demand in a window: `count` occurrences at most."""


@dataclass(frozen=True)
class Cut:
    """The nodes on one side of a cut, without the rest of the world, and the cut's value in occurrences."""

    nodes: frozenset[int]
    value: float


class OddSets:
    """The nodes are sets of (demand, window) that some stop of some day serves alike; the edges are day tours."""

    def __init__(self, model: Model) -> None:
        """The model must have bound its tours."""
        self._model = model
        ties = Ties()
        seen: dict[Occurrences, None] = {}
        serving: dict[tuple[Day, Stop], Occurrences] = {}
        for day, numbers in model.universe.by_advisor_and_day.items():
            for number in numbers:
                option = model.option(number)
                one = (option.demand.id, model.universe.window(option))
                seen[one] = None
                ties.tie(one, serving.setdefault((day, option.stop), one))
        nodes: dict[Hashable, int] = {}
        self._node = {one: nodes.setdefault(ties.root(one), len(nodes)) for one in seen}
        self._most = [0] * len(nodes)
        demands = model.problem.territory.demand
        for (demand, _), node in self._node.items():
            self._most[node] += demands[demand].count
        self._tours: list[tuple[int, ...]] = []
        columns: list[int] = []
        for day, tours in model.tour_columns.items():
            for column, tour in zip(tours, model.universe.tours(*day), strict=True):
                self._tours.append(tuple(self._node[serving[day, stop]] for stop in tour.stops))
                columns.append(column.terms[0][0])
        self._columns = np.array(columns, dtype=np.int64)
        self._through: defaultdict[int, list[int]] = defaultdict(list)
        for place, stops in enumerate(self._tours):
            for node in set(stops):
                self._through[node].append(place)
        self._stated: set[frozenset[int]] = set()

    def broken(self, values: Floats) -> list[Limit]:
        """A limit for each set found that those values of the columns break, each set once and for all."""
        limits = []
        for cut in self._odd_cuts(values[self._columns]):
            if cut.nodes not in self._stated:
                self._stated.add(cut.nodes)
                limits.append(self._limit(cut.nodes))
        return limits

    def _limit(self, nodes: frozenset[int]) -> Limit:
        """Of the tours, as many as half of the set's occurrences, rounded down; one of three stops counts as a pair."""
        columns: list[int] = []
        pairs: list[float] = []
        for tour in sorted({tour for node in nodes for tour in self._through[node]}):
            inside = sum(node in nodes for node in self._tours[tour])
            if inside > 1:
                columns.append(int(self._columns[tour]))
                pairs.append(float(inside // 2))
        return Limit(tuple(columns), tuple(pairs), float(sum(self._most[node] for node in nodes) // 2))

    def _odd_cuts(self, taken: Floats) -> Iterator[Cut]:
        """Cuts of value below 1 around an odd number of occurrences."""
        world = len(self._most)
        weights: defaultdict[tuple[int, int], float] = defaultdict(float)
        slack = np.array(self._most, dtype=float)
        for tour in np.flatnonzero(taken > LEAST):
            nodes, value = self._tours[tour], float(taken[tour])
            for node in nodes:
                slack[node] -= value
            if len(nodes) == 1:
                weights[nodes[0], world] += value
            for one, other in pairwise(nodes):
                if one != other:
                    weights[min(one, other), max(one, other)] += value
        for node in range(world):
            if slack[node] > LEAST:
                weights[node, world] += slack[node]
        for members in self._components(weights):
            if any(self._most[node] % 2 for node in members):
                yield from self._cuts_within(members, weights)

    def _components(self, weights: dict[tuple[int, int], float]) -> list[list[int]]:
        """The nodes that pairs tie together, the world apart."""
        world = len(self._most)
        edges = [edge for edge in weights if world not in edge]
        starts, ends = ([edge[side] for edge in edges] for side in (0, 1))
        graph = csr_matrix((np.ones(len(edges)), (starts, ends)), shape=(world, world))
        number, labels = connected_components(graph, directed=False)
        members: list[list[int]] = [[] for _ in range(number)]
        for node, label in enumerate(labels):
            members[label].append(node)
        return members

    def _cuts_within(self, members: Sequence[int], weights: dict[tuple[int, int], float]) -> Iterator[Cut]:
        """The broken cuts of a tree of minimum cuts between all members and the world."""
        place = {node: n for n, node in enumerate(members)}
        world = len(members)
        place[len(self._most)] = world
        inside = [(place[a], place[b], w) for (a, b), w in weights.items() if a in place and b in place]
        graph = np.zeros((world + 1, world + 1), dtype=np.int32)
        for one, other, weight in inside:
            graph[one, other] += round(weight * SCALE)
            graph[other, one] += round(weight * SCALE)
        capacities = csr_matrix(graph)
        parent = [world] * world
        for source in range(world):
            sink = parent[source]
            found = maximum_flow(capacities, source, sink)
            near = _reached(capacities - found.flow, source)
            for other in range(source + 1, world):
                if near[other] and parent[other] == sink:
                    parent[other] = source
            side = frozenset(node for node in members if near[place[node]] != near[world])
            if found.flow_value < (1 - BREACH) * SCALE and sum(self._most[node] for node in side) % 2:
                yield Cut(side, found.flow_value / SCALE)


def _reached(residual: csr_matrix, source: int) -> list[bool]:
    """By node, whether some capacity is left on the way there."""
    reached = [False] * residual.shape[0]
    reached[source] = True
    waiting = [source]
    while waiting:
        node = waiting.pop()
        for entry in range(residual.indptr[node], residual.indptr[node + 1]):
            other = residual.indices[entry]
            if residual.data[entry] > 0 and not reached[other]:
                reached[other] = True
                waiting.append(other)
    return reached
