"""The plan as the compiled search changes it: which slot holds which option, in which room, with an undo journal."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numba import njit

from scheduler.search.annealing.tables import Numbers, Size, Table, Tables


class State(IntEnum):
    """Where each table of the state begins: `st[State.X]`."""

    SLOT_OPTION = 0  # by slot: its option, or -1
    SLOT_ROOM = 1
    CELL = 2  # x ADVISORS x DAYS x PERIODS: the slot that holds it, or -1
    ROOM_CELL = 3  # x ROOMS x DAYS x PERIODS
    DAY_COUNT = 4  # x ADVISORS x DAYS: intervention half-days
    WEEK_COUNT = 5  # x ADVISORS x WEEKS
    ADVISOR_COUNT = 6
    RULE_COUNT = 7  # x ADVISORS x RULES
    DAY_MINUTES = 8  # driving, as last accepted
    DAY_HOSTING = 9  # hosting, as last accepted; -1 where the day is empty and open to several
    DEMAND_IRREGULAR = 10
    ADVISOR_SPLIT = 11
    BEST_OPTION = 12
    BEST_ROOM = 13
    JOURNAL = 14  # x 4: 1 placed or 0 taken out, slot, option, room
    DIRTY_DAY = 15
    DIRTY_DEMAND = 16
    DIRTY_ADVISOR = 17
    DAY_MARK = 18
    DEMAND_MARK = 19
    ADVISOR_MARK = 20
    NEW_MINUTES = 21
    NEW_HOSTING = 22
    NEW_IRREGULAR = 23
    NEW_SPLIT = 24
    SCRATCH = 25  # SCRATCH_SIZE numbers
    COUNTERS = 26  # see Counter
    CHANGED = 27  # slots written since the best plan was remembered, each once
    CHANGED_MARK = 28  # by slot: 1 where it is among them


class Counter(IntEnum):
    """Single numbers of the state."""

    JOURNAL = 0
    DIRTY_DAYS = 1
    DIRTY_DEMANDS = 2
    DIRTY_ADVISORS = 3
    DELTA = 4  # change of unmet and kept minutes since the journal began
    TOTAL = 5  # of the state, less what no move changes
    BEST = 6
    MARK = 7
    CHANGED = 8


JOURNAL_SIZE = 4096
SCRATCH_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Search:
    """The tables, the state and where its tables begin: what every compiled function is given, in this order."""

    data: Numbers
    at: Numbers
    state: Numbers
    st: Numbers

    def arrays(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        return (self.data, self.at, self.state, self.st)

    def slice(self, table: State, length: int) -> Numbers:
        start = int(self.st[table])
        return self.state[start : start + length]


def empty_state(tables: Tables) -> Search:
    """The state in which nothing is placed; its caches are filled by `evaluation.refresh`."""
    size = {name: int(tables.data[name]) for name in Size}
    days = size[Size.ADVISORS] * size[Size.DAYS]
    cells = size[Size.DAYS] * size[Size.PERIODS]
    lengths = {
        State.SLOT_OPTION: size[Size.SLOTS], State.SLOT_ROOM: size[Size.SLOTS],
        State.CELL: size[Size.ADVISORS] * cells, State.ROOM_CELL: size[Size.ROOMS] * cells,
        State.DAY_COUNT: days, State.WEEK_COUNT: size[Size.ADVISORS] * size[Size.WEEKS],
        State.ADVISOR_COUNT: size[Size.ADVISORS], State.RULE_COUNT: size[Size.ADVISORS] * size[Size.RULES],
        State.DAY_MINUTES: days, State.DAY_HOSTING: days,
        State.DEMAND_IRREGULAR: size[Size.DEMANDS], State.ADVISOR_SPLIT: size[Size.ADVISORS],
        State.BEST_OPTION: size[Size.SLOTS], State.BEST_ROOM: size[Size.SLOTS], State.JOURNAL: 4 * JOURNAL_SIZE,
        State.DIRTY_DAY: days, State.DIRTY_DEMAND: size[Size.DEMANDS], State.DIRTY_ADVISOR: size[Size.ADVISORS],
        State.DAY_MARK: days, State.DEMAND_MARK: size[Size.DEMANDS], State.ADVISOR_MARK: size[Size.ADVISORS],
        State.NEW_MINUTES: days, State.NEW_HOSTING: days, State.NEW_IRREGULAR: size[Size.DEMANDS],
        State.NEW_SPLIT: size[Size.ADVISORS], State.SCRATCH: SCRATCH_SIZE, State.COUNTERS: len(Counter),
        State.CHANGED: size[Size.SLOTS], State.CHANGED_MARK: size[Size.SLOTS],
    }  # fmt: skip
    st = np.zeros(len(State), dtype=np.int64)
    end = 0
    for table in State:
        st[table] = end
        end += lengths[table]
    search = Search(tables.data, tables.at, np.zeros(end, dtype=np.int64), st)
    for table in (State.SLOT_OPTION, State.CELL, State.ROOM_CELL, State.BEST_OPTION):
        search.slice(table, lengths[table])[:] = -1
    return search


def compiled(function: Any) -> Any:
    """Compile a function of the search: cached, and without the interpreter's lock."""
    return njit(cache=True, nogil=True, boundscheck=False)(function)


@compiled
def random_below(rng, limit):  # type: ignore[no-untyped-def]
    """The next whole number below the limit (xorshift64*)."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return np.int64(((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % np.uint64(limit))


@compiled
def random_unit(rng):  # type: ignore[no-untyped-def]
    """The next number in [0, 1)."""
    return random_below(rng, 1 << 30) / float(1 << 30)


@compiled
def _mark_dirty(data, at, state, st, option):  # type: ignore[no-untyped-def]
    counters = st[State.COUNTERS]
    mark = state[counters + Counter.MARK]
    advisor = data[at[Table.OPTION_ADVISOR] + option]
    day = advisor * data[Size.DAYS] + data[at[Table.OPTION_DAY] + option]
    demand = data[at[Table.OPTION_DEMAND] + option]
    if state[st[State.DAY_MARK] + day] != mark:
        state[st[State.DAY_MARK] + day] = mark
        state[st[State.DIRTY_DAY] + state[counters + Counter.DIRTY_DAYS]] = day
        state[counters + Counter.DIRTY_DAYS] += 1
    if state[st[State.DEMAND_MARK] + demand] != mark:
        state[st[State.DEMAND_MARK] + demand] = mark
        state[st[State.DIRTY_DEMAND] + state[counters + Counter.DIRTY_DEMANDS]] = demand
        state[counters + Counter.DIRTY_DEMANDS] += 1
    if state[st[State.ADVISOR_MARK] + advisor] != mark:
        state[st[State.ADVISOR_MARK] + advisor] = mark
        state[st[State.DIRTY_ADVISOR] + state[counters + Counter.DIRTY_ADVISORS]] = advisor
        state[counters + Counter.DIRTY_ADVISORS] += 1


@compiled
def _write(data, at, state, st, slot, option, room, sign):  # type: ignore[no-untyped-def]
    """Enter (sign 1) or erase (sign -1) an option in cells and counts."""
    held = slot if sign == 1 else -1
    advisor = data[at[Table.OPTION_ADVISOR] + option]
    day = data[at[Table.OPTION_DAY] + option]
    length = data[at[Table.OPTION_LENGTH] + option]
    days, periods = data[Size.DAYS], data[Size.PERIODS]
    cell = st[State.CELL] + (advisor * days + day) * periods
    room_cell = st[State.ROOM_CELL] + (room * days + day) * periods
    first, second = data[at[Table.OPTION_RANK] + option], data[at[Table.OPTION_RANK2] + option]
    state[cell + first] = held
    state[cell + second] = held
    state[room_cell + first] = held
    state[room_cell + second] = held
    state[st[State.DAY_COUNT] + advisor * days + day] += sign * length
    state[st[State.WEEK_COUNT] + advisor * data[Size.WEEKS] + data[at[Table.DAY_WEEK] + day]] += sign * length
    state[st[State.ADVISOR_COUNT] + advisor] += sign * length
    bits = data[at[Table.OPTION_RULES] + option]
    for rule in range(data[Size.RULES]):
        if bits >> rule & 1:
            state[st[State.RULE_COUNT] + advisor * data[Size.RULES] + rule] += sign * length
    gain = data[at[Table.GROUP_PRICE] + data[at[Table.OPTION_GROUP] + option]] + data[at[Table.OPTION_KEPT] + option]
    state[st[State.COUNTERS] + Counter.DELTA] -= sign * gain
    if state[st[State.CHANGED_MARK] + slot] == 0:
        state[st[State.CHANGED_MARK] + slot] = 1
        state[st[State.CHANGED] + state[st[State.COUNTERS] + Counter.CHANGED]] = slot
        state[st[State.COUNTERS] + Counter.CHANGED] += 1
    if sign == 1:
        state[st[State.SLOT_OPTION] + slot] = option
        state[st[State.SLOT_ROOM] + slot] = room
    else:
        state[st[State.SLOT_OPTION] + slot] = -1


@compiled
def _note(state, st, placed, slot, option, room):  # type: ignore[no-untyped-def]
    counters = st[State.COUNTERS]
    line = st[State.JOURNAL] + 4 * state[counters + Counter.JOURNAL]
    state[line] = placed
    state[line + 1] = slot
    state[line + 2] = option
    state[line + 3] = room
    state[counters + Counter.JOURNAL] += 1


@compiled
def place(data, at, state, st, slot, option, room):  # type: ignore[no-untyped-def]
    """Put an option that `room_for` allows into an empty slot."""
    _write(data, at, state, st, slot, option, room, 1)
    _note(state, st, 1, slot, option, room)
    _mark_dirty(data, at, state, st, option)


@compiled
def take_out(data, at, state, st, slot):  # type: ignore[no-untyped-def]
    """Empty a slot that holds an option."""
    option = state[st[State.SLOT_OPTION] + slot]
    room = state[st[State.SLOT_ROOM] + slot]
    _write(data, at, state, st, slot, option, room, -1)
    _note(state, st, 0, slot, option, room)
    _mark_dirty(data, at, state, st, option)


@compiled
def begin(state, st):  # type: ignore[no-untyped-def]
    """Begin a move: an empty journal, nothing dirty."""
    counters = st[State.COUNTERS]
    state[counters + Counter.JOURNAL] = 0
    state[counters + Counter.DIRTY_DAYS] = 0
    state[counters + Counter.DIRTY_DEMANDS] = 0
    state[counters + Counter.DIRTY_ADVISORS] = 0
    state[counters + Counter.DELTA] = 0
    state[counters + Counter.MARK] += 1


@compiled
def undo(data, at, state, st):  # type: ignore[no-untyped-def]
    """Take the move back, step by step, to the very state before it."""
    counters = st[State.COUNTERS]
    while state[counters + Counter.JOURNAL] > 0:
        state[counters + Counter.JOURNAL] -= 1
        line = st[State.JOURNAL] + 4 * state[counters + Counter.JOURNAL]
        sign = -1 if state[line] == 1 else 1
        _write(data, at, state, st, state[line + 1], state[line + 2], state[line + 3], sign)


@compiled
def keeps_locks(data, at, state, st):  # type: ignore[no-untyped-def]
    """Whether the move has left every locked slot alone."""
    if data[Size.LOCKED] > 0:
        for line in range(state[st[State.COUNTERS] + Counter.JOURNAL]):
            if data[at[Table.SLOT_LOCKED] + state[st[State.JOURNAL] + 4 * line + 1]] == 1:
                return False
    return True


@compiled
def room_for(data, at, state, st, option):  # type: ignore[no-untyped-def]
    """The first free room of an option that is not barred, whose advisor, day, week and gaps are free; else -1."""
    if data[at[Table.OPTION_BARRED] + option] == 1:
        return -1
    advisor = data[at[Table.OPTION_ADVISOR] + option]
    day = data[at[Table.OPTION_DAY] + option]
    days, periods = data[Size.DAYS], data[Size.PERIODS]
    first, second = data[at[Table.OPTION_RANK] + option], data[at[Table.OPTION_RANK2] + option]
    cell = st[State.CELL] + (advisor * days + day) * periods
    if state[cell + first] >= 0 or state[cell + second] >= 0:
        return -1
    length = data[at[Table.OPTION_LENGTH] + option]
    if state[st[State.DAY_COUNT] + advisor * days + day] + length > data[at[Table.ADVISOR_PER_DAY] + advisor]:
        return -1
    week = advisor * data[Size.WEEKS] + data[at[Table.DAY_WEEK] + day]
    if state[st[State.WEEK_COUNT] + week] + length > data[at[Table.ADVISOR_PER_WEEK] + advisor]:
        return -1
    demand = data[at[Table.OPTION_DEMAND] + option]
    gap = data[at[Table.DEMAND_GAP] + demand]
    for slot in range(data[at[Table.DEMAND_SLOTS] + demand], data[at[Table.DEMAND_SLOTS] + demand + 1]):
        other = state[st[State.SLOT_OPTION] + slot]
        if other >= 0 and abs(data[at[Table.OPTION_DAY] + other] - day) < gap:
            return -1
    return free_room(data, at, state, st, option)


@compiled
def free_room(data, at, state, st, option):  # type: ignore[no-untyped-def]
    """The first fitting room of the option that is free in its half-days; else -1."""
    day = data[at[Table.OPTION_DAY] + option]
    days, periods = data[Size.DAYS], data[Size.PERIODS]
    first, second = data[at[Table.OPTION_RANK] + option], data[at[Table.OPTION_RANK2] + option]
    for place_in_list in range(data[at[Table.OPTION_ROOMS] + option], data[at[Table.OPTION_ROOMS] + option + 1]):
        room = data[at[Table.ROOM_LIST] + place_in_list]
        room_cell = st[State.ROOM_CELL] + (room * days + day) * periods
        if state[room_cell + first] < 0 and state[room_cell + second] < 0:
            return room
    return -1
