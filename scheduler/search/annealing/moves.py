"""The moves of the annealing: place, force a way, shift a series, swap two days, swap two weekdays."""

from scheduler.search.annealing.evaluation import FORBIDDEN, day_tour
from scheduler.search.annealing.state import (
    Counter,
    State,
    compiled,
    free_room,
    place,
    random_below,
    room_for,
    take_out,
)
from scheduler.search.annealing.tables import Size, Table

RETRIES = 6
"""How many options a slot that was driven out tries before it stays empty."""

FILLERS = 16
"""How many slots are drawn for what a full day has left of a day."""


@compiled
def option_at(data, at, demand, advisor, day, rank):  # type: ignore[no-untyped-def]
    """The demand's option by that advisor on that day from that rank; -1 where there is none."""
    able = data[at[Table.DEMAND_ABLE] + demand * data[Size.ADVISORS] + advisor]
    if able < 0:
        return -1
    row = (able * data[Size.DAYS] + day) * data[Size.PERIODS] + rank
    return data[at[Table.OPTION_AT] + data[at[Table.DEMAND_OPTIONS] + demand] + row]


@compiled
def random_option(data, at, rng, slot):  # type: ignore[no-untyped-def]
    """One of the options that the slot's group has."""
    group = data[at[Table.SLOT_GROUP] + slot]
    first = data[at[Table.GROUP_FIRST] + group]
    return first + random_below(rng, data[at[Table.GROUP_LAST] + group] - first)


@compiled
def place_freely(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """A random slot goes to a random option of its group, if that is free."""
    slot = random_below(rng, data[Size.SLOTS])
    option = random_option(data, at, rng, slot)
    held = state[st[State.SLOT_OPTION] + slot]
    if option == held:
        return False
    if held >= 0:
        take_out(data, at, state, st, slot)
    room = room_for(data, at, state, st, option)
    if room < 0:
        return False
    place(data, at, state, st, slot, option, room)
    return True


@compiled
def drive_out(data, at, state, st, rng, option):  # type: ignore[no-untyped-def]
    """Empty whatever stands in the option's way. The journal tells what was emptied."""
    advisor = data[at[Table.OPTION_ADVISOR] + option]
    day = data[at[Table.OPTION_DAY] + option]
    days, periods, weeks = data[Size.DAYS], data[Size.PERIODS], data[Size.WEEKS]
    first, second = data[at[Table.OPTION_RANK] + option], data[at[Table.OPTION_RANK2] + option]
    length = data[at[Table.OPTION_LENGTH] + option]
    cell = st[State.CELL] + (advisor * days + day) * periods
    for rank in (first, second):
        if state[cell + rank] >= 0:
            take_out(data, at, state, st, state[cell + rank])
    demand = data[at[Table.OPTION_DEMAND] + option]
    gap = data[at[Table.DEMAND_GAP] + demand]
    for slot in range(data[at[Table.DEMAND_SLOTS] + demand], data[at[Table.DEMAND_SLOTS] + demand + 1]):
        other = state[st[State.SLOT_OPTION] + slot]
        if other >= 0 and abs(data[at[Table.OPTION_DAY] + other] - day) < gap:
            take_out(data, at, state, st, slot)
    per_day = data[at[Table.ADVISOR_PER_DAY] + advisor]
    for rank in range(periods):
        if state[st[State.DAY_COUNT] + advisor * days + day] + length > per_day and state[cell + rank] >= 0:
            take_out(data, at, state, st, state[cell + rank])
    week = data[at[Table.DAY_WEEK] + day]
    per_week = data[at[Table.ADVISOR_PER_WEEK] + advisor]
    start = random_below(rng, 7 * periods)
    for n in range(7 * periods):
        if state[st[State.WEEK_COUNT] + advisor * weeks + week] + length <= per_week:
            break
        where = (start + n) % (7 * periods)
        slot = state[st[State.CELL] + (advisor * days + 7 * week) * periods + where]
        if slot >= 0:
            take_out(data, at, state, st, slot)
    if free_room(data, at, state, st, option) < 0:
        begin = data[at[Table.OPTION_ROOMS] + option]
        room = data[at[Table.ROOM_LIST] + begin + random_below(rng, data[at[Table.OPTION_ROOMS] + option + 1] - begin)]
        room_cell = st[State.ROOM_CELL] + (room * days + day) * periods
        for rank in (first, second):
            if state[room_cell + rank] >= 0:
                take_out(data, at, state, st, state[room_cell + rank])


@compiled
def day_is_allowed(data, at, state, st, option):  # type: ignore[no-untyped-def]
    """Whether times and driving allow the day of the option as it stands."""
    day = data[at[Table.OPTION_ADVISOR] + option] * data[Size.DAYS] + data[at[Table.OPTION_DAY] + option]
    minutes, _ = day_tour(data, at, state, st, day)
    return minutes != FORBIDDEN


@compiled
def try_place(data, at, state, st, slot, option):  # type: ignore[no-untyped-def]
    """Place the option if it is free and its day stays possible."""
    room = room_for(data, at, state, st, option)
    if room < 0:
        return False
    place(data, at, state, st, slot, option, room)
    if not day_is_allowed(data, at, state, st, option):
        take_out(data, at, state, st, slot)
        return False
    return True


@compiled
def settle(data, at, state, st, rng, begin, end, vacated):  # type: ignore[no-untyped-def]
    """Give the slots that journal lines `begin` to `end` emptied a new place: the vacated one, else a random one."""
    for line in range(begin, end):
        entry = st[State.JOURNAL] + 4 * line
        if state[entry] == 1:
            continue
        slot = state[entry + 1]
        if state[st[State.SLOT_OPTION] + slot] >= 0:
            continue
        demand = data[at[Table.OPTION_DEMAND] + state[entry + 2]]
        if vacated >= 0:
            option = option_at(
                data, at, demand,
                data[at[Table.OPTION_ADVISOR] + vacated],
                data[at[Table.OPTION_DAY] + vacated],
                data[at[Table.OPTION_RANK] + vacated],
            )  # fmt: skip
            if (
                option >= 0
                and data[at[Table.OPTION_GROUP] + option] == data[at[Table.SLOT_GROUP] + slot]
                and try_place(data, at, state, st, slot, option)
            ):
                continue
        for _ in range(RETRIES):
            if try_place(data, at, state, st, slot, random_option(data, at, rng, slot)):
                break


@compiled
def half_left_by_full_day(data, at, state, st, option):  # type: ignore[no-untyped-def]
    """The half-day that would stand empty if the option, of one half-day, drove a full day out; else -1."""
    if data[at[Table.OPTION_LENGTH] + option] > 1:
        return -1
    place = data[at[Table.OPTION_ADVISOR] + option] * data[Size.DAYS] + data[at[Table.OPTION_DAY] + option]
    rank = data[at[Table.OPTION_RANK] + option]
    slot = state[st[State.CELL] + place * data[Size.PERIODS] + rank]
    if slot < 0:
        return -1
    held = state[st[State.SLOT_OPTION] + slot]
    if data[at[Table.OPTION_LENGTH] + held] == 1:
        return -1
    return data[at[Table.OPTION_RANK] + held] + data[at[Table.OPTION_RANK2] + held] - rank


@compiled
def fill(data, at, state, st, rng, advisor, day, rank):  # type: ignore[no-untyped-def]
    """Give a half-day to one of the slots that stand empty, if one of a few drawn fits."""
    if state[st[State.CELL] + (advisor * data[Size.DAYS] + day) * data[Size.PERIODS] + rank] >= 0:
        return
    for _ in range(FILLERS):
        slot = random_below(rng, data[Size.SLOTS])
        if state[st[State.SLOT_OPTION] + slot] < 0:
            group = data[at[Table.SLOT_GROUP] + slot]
            option = option_at(data, at, data[at[Table.GROUP_DEMAND] + group], advisor, day, rank)
            if (
                option >= 0
                and data[at[Table.OPTION_GROUP] + option] == group
                and try_place(data, at, state, st, slot, option)
            ):
                return


@compiled
def force(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """A random slot takes a random option, whoever holds it; those driven out swap with it or go elsewhere.

    Where a half-day drives out a full one, what is left of the day goes to another: between the two steps lies the
    price of a missing half-day, which no temperature would pay.
    """
    slot = random_below(rng, data[Size.SLOTS])
    option = random_option(data, at, rng, slot)
    held = state[st[State.SLOT_OPTION] + slot]
    if option == held:
        return False
    if held >= 0:
        take_out(data, at, state, st, slot)
    counters = st[State.COUNTERS]
    left = half_left_by_full_day(data, at, state, st, option)
    begin = state[counters + Counter.JOURNAL]
    drive_out(data, at, state, st, rng, option)
    end = state[counters + Counter.JOURNAL]
    room = room_for(data, at, state, st, option)
    if room < 0:
        return False
    place(data, at, state, st, slot, option, room)
    settle(data, at, state, st, rng, begin, end, held)
    if left >= 0:
        advisor, day = data[at[Table.OPTION_ADVISOR] + option], data[at[Table.OPTION_DAY] + option]
        fill(data, at, state, st, rng, advisor, day, left)
    return True


@compiled
def shift_series(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """All the occurrences of a demand that share a slot go to another one; those driven out take the old places."""
    one = random_below(rng, data[Size.SLOTS])
    group = data[at[Table.SLOT_GROUP] + one]
    demand = data[at[Table.GROUP_DEMAND] + group]
    target = random_option(data, at, rng, one)
    from_option = state[st[State.SLOT_OPTION] + one]
    from_slot = data[at[Table.OPTION_SLOT] + from_option] if from_option >= 0 else -1
    if data[at[Table.OPTION_SLOT] + target] == from_slot:
        return False
    counters = st[State.COUNTERS]
    advisor, rank = data[at[Table.OPTION_ADVISOR] + target], data[at[Table.OPTION_RANK] + target]
    weekday = data[at[Table.OPTION_DAY] + target] % 7
    moved = False
    slot = data[at[Table.DEMAND_SLOTS] + demand]
    last = data[at[Table.DEMAND_SLOTS] + demand + 1]
    done_group = -1
    while slot < last:
        here = data[at[Table.SLOT_GROUP] + slot]
        held = state[st[State.SLOT_OPTION] + slot]
        if here != done_group and (held < 0 or data[at[Table.OPTION_SLOT] + held] == from_slot):
            first_option = data[at[Table.GROUP_FIRST] + here]
            last_option = data[at[Table.GROUP_LAST] + here] - 1
            first_week = data[at[Table.OPTION_DAY] + first_option] // 7
            last_week = data[at[Table.OPTION_DAY] + last_option] // 7
            if held >= 0:
                week = data[at[Table.OPTION_DAY] + held] // 7  # the same week where it can
                option = option_at(data, at, demand, advisor, 7 * week + weekday, rank)
                if option < 0:
                    held_week = first_week + random_below(rng, last_week - first_week + 1)
                    option = option_at(data, at, demand, advisor, 7 * held_week + weekday, rank)
            else:
                week = first_week + random_below(rng, last_week - first_week + 1)
                option = option_at(data, at, demand, advisor, 7 * week + weekday, rank)
            if option >= 0 and data[at[Table.OPTION_GROUP] + option] == here:
                if held >= 0:
                    take_out(data, at, state, st, slot)
                begin = state[counters + Counter.JOURNAL]
                drive_out(data, at, state, st, rng, option)
                end = state[counters + Counter.JOURNAL]
                room = room_for(data, at, state, st, option)
                if room < 0:
                    return False
                place(data, at, state, st, slot, option, room)
                settle(data, at, state, st, rng, begin, end, held)
                moved = True
                done_group = here
        slot += 1
    return moved


@compiled
def _exchange(data, at, state, st, rng, here, there):  # type: ignore[no-untyped-def]
    """Exchange the interventions of two advisor-days, each to the same half-day of the other; True where any moved."""
    days, periods = data[Size.DAYS], data[Size.PERIODS]
    counters = st[State.COUNTERS]
    begin = state[counters + Counter.JOURNAL]
    for place_of in (here, there):
        for rank in range(periods):
            slot = state[st[State.CELL] + place_of * periods + rank]
            if slot >= 0:
                take_out(data, at, state, st, slot)
    end = state[counters + Counter.JOURNAL]
    for line in range(begin, end):
        entry = st[State.JOURNAL] + 4 * line
        slot, old = state[entry + 1], state[entry + 2]
        came_from = data[at[Table.OPTION_ADVISOR] + old] * days + data[at[Table.OPTION_DAY] + old]
        goes_to = there if came_from == here else here
        option = option_at(
            data, at, data[at[Table.OPTION_DEMAND] + old], goes_to // days, goes_to % days,
            data[at[Table.OPTION_RANK] + old],
        )  # fmt: skip
        if (
            option >= 0
            and data[at[Table.OPTION_GROUP] + option] == data[at[Table.SLOT_GROUP] + slot]
            and try_place(data, at, state, st, slot, option)
        ):
            continue
        for _ in range(RETRIES):
            if try_place(data, at, state, st, slot, random_option(data, at, rng, slot)):
                break
    return end > begin


@compiled
def swap_days(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """Two days of one advisor within a week, or one day of two advisors, exchange their interventions."""
    days = data[Size.DAYS]
    slot = random_below(rng, data[Size.SLOTS])
    option = state[st[State.SLOT_OPTION] + slot]
    if option < 0:
        return False
    advisor, day = data[at[Table.OPTION_ADVISOR] + option], data[at[Table.OPTION_DAY] + option]
    if random_below(rng, 2) == 0:
        other_day = day - day % 7 + random_below(rng, 7)
        if other_day == day or data[at[Table.DAY_HALF_DAYS] + advisor * days + other_day] == 0:
            return False
        return _exchange(data, at, state, st, rng, advisor * days + day, advisor * days + other_day)
    other = random_option(data, at, rng, slot)
    other_advisor = data[at[Table.OPTION_ADVISOR] + other]
    if other_advisor == advisor or data[at[Table.DAY_HALF_DAYS] + other_advisor * days + day] == 0:
        return False
    return _exchange(data, at, state, st, rng, advisor * days + day, other_advisor * days + day)


@compiled
def swap_weekdays(data, at, state, st, rng):  # type: ignore[no-untyped-def]
    """Two weekdays of one advisor exchange their interventions in every week; or one weekday of two advisors."""
    days = data[Size.DAYS]
    slot = random_below(rng, data[Size.SLOTS])
    option = state[st[State.SLOT_OPTION] + slot]
    if option < 0:
        return False
    advisor, weekday = data[at[Table.OPTION_ADVISOR] + option], data[at[Table.OPTION_DAY] + option] % 7
    other_advisor, other_weekday = advisor, random_below(rng, 7)
    if random_below(rng, 2) == 0:
        other_advisor = data[at[Table.OPTION_ADVISOR] + random_option(data, at, rng, slot)]
        other_weekday = weekday
    if other_advisor == advisor and other_weekday == weekday:
        return False
    moved = False
    for week in range(data[Size.WEEKS]):
        here = advisor * days + 7 * week + weekday
        there = other_advisor * days + 7 * week + other_weekday
        if data[at[Table.DAY_HALF_DAYS] + here] > 0 and data[at[Table.DAY_HALF_DAYS] + there] > 0:
            moved |= _exchange(data, at, state, st, rng, here, there)
    return moved
