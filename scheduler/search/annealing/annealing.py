"""Driving the compiled annealing from Python: start from any decision, run a budget of moves, read the best back."""

from collections.abc import Iterable, Mapping

import numpy as np

from scheduler.domain.time import HalfDay
from scheduler.model.decision import Decision
from scheduler.model.universe import Universe
from scheduler.search.annealing.evaluation import refresh
from scheduler.search.annealing.free_days import share_out_free_days
from scheduler.search.annealing.kernel import anneal, recheck, remember
from scheduler.search.annealing.moves import try_place
from scheduler.search.annealing.state import Counter, State, begin, empty_state
from scheduler.search.annealing.tables import Table, tables_of


class Annealing:
    """One annealing over a universe. `total` and `best` are minutes less what no move changes (the same offset)."""

    def __init__(self, universe: Universe, seed: int) -> None:
        self.universe = universe
        self._tables = tables_of(universe)
        self._search = empty_state(self._tables)
        self._rng = np.array([(seed * 2654435761 + 88172645463325252) % 2**64 or 1], dtype=np.uint64)
        self._start()

    def _start(self) -> None:
        if not refresh(*self._search.arrays()):
            raise RuntimeError("a day of the starting plan breaks a rule")
        search = self._search
        remember(search.data, search.state, search.st)

    @property
    def slots(self) -> int:
        return self._tables.slots

    @property
    def best(self) -> int:
        return int(self._search.slice(State.COUNTERS, len(Counter))[Counter.BEST])

    def begin_from(self, options: Iterable[int]) -> None:
        """Make these options the present and best plan; those that others of them leave no place for are left out."""
        search = self._search = empty_state(self._tables)
        at = search.at
        groups = search.data[at[Table.SLOT_GROUP] : at[Table.SLOT_GROUP] + self.slots]
        free: dict[int, list[int]] = {}
        for slot in range(self.slots - 1, -1, -1):
            free.setdefault(int(groups[slot]), []).append(slot)
        for number in sorted(options):
            slots = free.get(int(search.data[at[Table.OPTION_GROUP] + number]), [])
            begin(search.state, search.st)
            if slots and try_place(*search.arrays(), slots[-1], number):
                slots.pop()
        self._start()

    def run(self, moves: int, hot: float, cold: float) -> None:
        """Anneal so many moves from `hot` to `cold` minutes. Takes no interpreter lock: other threads go on."""
        anneal(*self._search.arrays(), self._rng, moves, hot, cold)

    def is_exact(self) -> bool:
        """Whether the running total of the present plan equals a full reckoning."""
        return bool(recheck(*self._search.arrays()))

    def decision(self) -> Decision:
        """The best plan so far. Half-days without intervention go to the structures that their shares want most."""
        options = self._search.slice(State.BEST_OPTION, self.slots)
        held = self._search.slice(State.BEST_ROOM, self.slots)
        rooms = {
            int(option): self._tables.room_ids[room] for option, room in zip(options, held, strict=True) if option >= 0
        }
        hosts: Mapping[tuple[str, HalfDay], str] = share_out_free_days(self.universe, frozenset(rooms))
        return Decision(frozenset(rooms), rooms, hosts)
