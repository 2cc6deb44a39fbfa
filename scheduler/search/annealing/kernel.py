"""The annealing itself: a run of moves at falling temperatures, each accepted or taken back."""

import math

from scheduler.search.annealing.evaluation import accept, delta, refresh, reject_hostings
from scheduler.search.annealing.moves import force, place_freely, shift_series, swap_days, swap_weekdays
from scheduler.search.annealing.state import (
    Counter,
    State,
    begin,
    compiled,
    keeps_locks,
    random_below,
    random_unit,
    undo,
)
from scheduler.search.annealing.tables import Size


@compiled
def remember(state, st):  # type: ignore[no-untyped-def]
    """Make the present plan the best one: what has changed since the last time is copied, no more."""
    counters = st[State.COUNTERS]
    for n in range(state[counters + Counter.CHANGED]):
        slot = state[st[State.CHANGED] + n]
        state[st[State.CHANGED_MARK] + slot] = 0
        state[st[State.BEST_OPTION] + slot] = state[st[State.SLOT_OPTION] + slot]
        state[st[State.BEST_ROOM] + slot] = state[st[State.SLOT_ROOM] + slot]
    state[counters + Counter.CHANGED] = 0
    state[counters + Counter.BEST] = state[counters + Counter.TOTAL]


@compiled
def one_move(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """Try a random move; its kinds' shares of a hundred are those that served best."""
    kind = random_below(rng, 100)
    if kind < 35:
        return place_freely(data, at, state, st, rng)
    if kind < 61:
        return force(data, at, state, st, rng)
    if kind < 84:
        return shift_series(data, at, state, st, rng)
    if kind < 98:
        return swap_days(data, at, state, st, rng)
    return swap_weekdays(data, at, state, st, rng)


@compiled
def anneal(data, at, state, st, rng, moves, hot, cold):  # type: ignore[no-untyped-def]
    """Run so many moves, the temperature falling from `hot` to `cold` minutes by equal factors."""
    counters = st[State.COUNTERS]
    if data[Size.SLOTS] == 0:
        return
    factor = math.exp(math.log(cold / hot) / max(1, moves // 256))
    temperature = hot
    for move in range(moves):
        if move % 256 == 255:
            temperature *= factor
        begin(state, st)
        allowed = one_move(data, at, state, st, rng) and keeps_locks(data, at, state, st)
        change = 0
        if allowed:
            allowed, change = delta(data, at, state, st)
        if allowed and (change <= 0 or random_unit(rng) < math.exp(-change / temperature)):
            accept(state, st, change)
            if state[counters + Counter.TOTAL] < state[counters + Counter.BEST]:
                remember(state, st)
        else:
            undo(data, at, state, st)
            reject_hostings(state, st)


@compiled
def recheck(data, at, state, st):  # type: ignore[no-untyped-def]
    """Whether the running total equals a full reckoning of the present plan, which then replaces it."""
    before = state[st[State.COUNTERS] + Counter.TOTAL]
    return refresh(data, at, state, st) and before == state[st[State.COUNTERS] + Counter.TOTAL]
