"""Driving the compiled annealing from Python: start from any decision, run a budget of moves, read the best back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from scheduler.domain.time import HalfDay
from scheduler.model.decision import Decision
from scheduler.model.universe import Universe
from scheduler.search.annealing.evaluation import refresh
from scheduler.search.annealing.kernel import anneal, recheck, remember
from scheduler.search.annealing.moves import day_is_allowed, try_place
from scheduler.search.annealing.state import Counter, State, begin, empty_state, place, room_for, undo
from scheduler.search.annealing.tables import Size, Table, tables_of
from scheduler.search.free_days import share_out_free_days
from scheduler.search.locks import NO_LOCKS, Locks


class Annealing:
    """One annealing over a universe. `total` and `best` are minutes less what no move changes (the same offset)."""

    def __init__(self, universe: Universe, seed: int, locks: Locks = NO_LOCKS) -> None:
        """What is locked is placed by `begin_from`, which must be called where there is any."""
        self.universe = universe
        self._locks = locks
        self._tables = tables_of(universe, locks)
        self._search = empty_state(self._tables)
        self._rng = np.array([(seed * 2654435761 + 88172645463325252) % 2**64 or 1], dtype=np.uint64)
        self._start()

    def _start(self) -> None:
        if not refresh(*self._search.arrays()):
            raise RuntimeError("a day of the starting plan breaks a rule")
        search = self._search
        remember(search.state, search.st)

    @property
    def slots(self) -> int:
        return self._tables.slots

    @property
    def best(self) -> int:
        return int(self._search.slice(State.COUNTERS, len(Counter))[Counter.BEST])

    def begin_from(self, options: Iterable[int], certain: Iterable[int] = ()) -> None:
        """Make these options the present and best plan; those that others of them leave no place for are left out.

        Each advisor's day is placed as a whole where that is allowed, since a part of an allowed day may not be; else
        option by option. `certain` comes first: the whole days of a plan that keeps every rule, all that is locked
        among them.
        """
        self._search = empty_state(self._tables)
        slots = self._free_slots()
        for days in (self._by_day(certain), self._by_day(options)):
            crowded = [day for day in days if not self._place_whole(day, slots)]
            for day in crowded:
                self._place_singly(day, slots)
        self._lock()
        self._start()

    def _free_slots(self) -> dict[int, list[int]]:
        """By group, its slots, the first one last."""
        at = self._search.at[Table.SLOT_GROUP]
        free: dict[int, list[int]] = {}
        for slot in range(self.slots - 1, -1, -1):
            free.setdefault(int(self._search.data[at + slot]), []).append(slot)
        return free

    def _by_day(self, options: Iterable[int]) -> list[list[int]]:
        """The options of each advisor's day, each once, in the order of the days."""
        days: dict[tuple[date, str], list[int]] = {}
        for number in sorted(set(options)):
            option = self.universe.options[number]
            days.setdefault((option.date, option.advisor), []).append(number)
        return [days[day] for day in sorted(days)]

    def _group(self, option: int) -> int:
        return int(self._search.data[self._search.at[Table.OPTION_GROUP] + option])

    def _place_whole(self, day: Sequence[int], slots: dict[int, list[int]]) -> bool:
        """Place all options of an advisor's day, or none of them."""
        search = self._search
        begin(search.state, search.st)
        taken: list[tuple[int, int]] = []
        for option in day:
            group, room = self._group(option), self._room(option)
            if room < 0 or not slots.get(group):
                break
            taken.append((group, slots[group].pop()))
            place(*search.arrays(), taken[-1][1], option, room)
        else:
            if day_is_allowed(*search.arrays(), day[0]):
                return True
        for group, slot in reversed(taken):
            slots[group].append(slot)
        undo(*search.arrays())
        return False

    def _room(self, option: int) -> int:
        """The room that a locked option has, or the first free one; -1 where the option has no place."""
        room = int(room_for(*self._search.arrays(), option))
        if room < 0 or option not in self._locks.options:
            return room
        return self._tables.rooms.index((self.universe.options[option].demand.venue, self._locks.options[option]))

    def _place_singly(self, day: Sequence[int], slots: dict[int, list[int]]) -> None:
        """Place what goes, again and again: one option may make another one possible."""
        search, left = self._search, list(day)
        placed = True
        while placed:
            placed = False
            for option in list(left):
                free = slots.get(self._group(option), [])
                begin(search.state, search.st)
                if free and try_place(*search.arrays(), free[-1], option):
                    free.pop()
                    left.remove(option)
                    placed = True

    def _lock(self) -> None:
        """Lock the slots that hold what is locked; all of it has been placed."""
        search = self._search
        held = search.slice(State.SLOT_OPTION, self.slots)
        locked = np.isin(held, np.array(sorted(self._locks.options), dtype=np.int64))
        if int(locked.sum()) != len(self._locks.options):
            raise RuntimeError("what is locked was not placed")
        at = search.at[Table.SLOT_LOCKED]
        search.data[at : at + self.slots] = locked
        search.data[Size.LOCKED] = locked.sum()

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
            int(option): self._tables.rooms[room][1] for option, room in zip(options, held, strict=True) if option >= 0
        }
        hosts: Mapping[tuple[str, HalfDay], str] = share_out_free_days(self.universe, frozenset(rooms), self._locks)
        return Decision(frozenset(rooms), rooms, hosts)
