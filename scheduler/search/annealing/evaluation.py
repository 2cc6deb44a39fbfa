"""What a plan costs, by delta: only the days, demands and advisors that a move touched are reckoned again."""

from scheduler.search.annealing.state import SCRATCH_SIZE, Counter, State, compiled
from scheduler.search.annealing.tables import Size, Table

FORBIDDEN = -1
HALF_SCRATCH = SCRATCH_SIZE // 2


@compiled
def day_tour(data, at, state, st, place):  # type: ignore[no-untyped-def]
    """(minutes, hosting) of an advisor's day, by its place; minutes FORBIDDEN where times or driving forbid it.

    Of the hostings that allow the day's interventions, the one with the least driving. An empty day drives nothing, and
    its hosting is -1 unless there is only one.
    """
    periods, venues = data[Size.PERIODS], data[Size.VENUES]
    minutes_at = at[Table.MINUTES]
    cell = st[State.CELL] + place * periods
    first, last, inner = -1, -1, 0
    for rank in range(periods):
        slot = state[cell + rank]
        if slot < 0:
            continue
        option = state[st[State.SLOT_OPTION] + slot]
        if option == last:
            continue
        if first < 0:
            first = option
        else:
            drive = data[
                minutes_at + data[at[Table.OPTION_VENUE] + last] * venues + data[at[Table.OPTION_VENUE] + option]
            ]
            ready = data[at[Table.OPTION_DEPARTURE] + last] + drive + data[Size.LUNCH]
            if ready > data[at[Table.OPTION_ARRIVAL] + option]:
                return FORBIDDEN, -1
            inner += drive
        last = option
    begin = data[at[Table.DAY_HOSTINGS] + place]
    end = data[at[Table.DAY_HOSTINGS] + place + 1]
    if first < 0:
        return 0, (begin if data[at[Table.DAY_FIXED] + place] == 1 else -1)
    best, chosen = 1 << 30, -1
    from_venue, to_venue = data[at[Table.OPTION_VENUE] + first], data[at[Table.OPTION_VENUE] + last]
    for hosting in range(begin, end):
        row = at[Table.HOSTINGS] + hosting * (2 + periods)
        fits = True
        for rank in range(periods):
            slot = state[cell + rank]
            if slot >= 0:
                option = state[st[State.SLOT_OPTION] + slot]
                if data[row + 2 + rank] != data[at[Table.OPTION_STRUCTURE] + option]:
                    fits = False
                    break
        if fits:
            minutes = (
                inner
                + data[minutes_at + data[row] * venues + from_venue]
                + data[minutes_at + to_venue * venues + data[row + 1]]
            )
            if minutes < best:
                best, chosen = minutes, hosting
    if chosen < 0 or best > data[at[Table.ADVISOR_MAX_TRAVEL] + place // data[Size.DAYS]]:
        return FORBIDDEN, -1
    return best, chosen


@compiled
def irregular(data, at, state, st, demand):  # type: ignore[no-untyped-def]
    """The demand's occurrences that are not on its `count` most frequent slots, ties in favour of the score."""
    if data[at[Table.DEMAND_REGULAR] + demand] == 0:
        return 0
    keys = st[State.SCRATCH]
    here = keys + HALF_SCRATCH // 2  # in the horizon
    everywhere = keys + HALF_SCRATCH
    known, placed = 0, 0
    for fact in range(data[at[Table.DEMAND_FACTS] + demand], data[at[Table.DEMAND_FACTS] + demand + 1], 2):
        state[keys + known] = data[at[Table.FACTS] + fact]
        state[here + known] = 0
        state[everywhere + known] = data[at[Table.FACTS] + fact + 1]
        known += 1
    for slot in range(data[at[Table.DEMAND_SLOTS] + demand], data[at[Table.DEMAND_SLOTS] + demand + 1]):
        option = state[st[State.SLOT_OPTION] + slot]
        if option >= 0:
            placed += 1
            key = data[at[Table.OPTION_SLOT] + option]
            found = False
            for n in range(known):
                if state[keys + n] == key:
                    state[here + n] += 1
                    state[everywhere + n] += 1
                    found = True
                    break
            if not found:
                state[keys + known] = key
                state[here + known] = 1
                state[everywhere + known] = 1
                known += 1
    usual = 0
    for _ in range(min(data[at[Table.DEMAND_COUNT] + demand], known)):
        best = -1
        for n in range(known):
            if state[everywhere + n] >= 0 and (
                best < 0
                or state[everywhere + n] > state[everywhere + best]
                or (state[everywhere + n] == state[everywhere + best] and state[here + n] > state[here + best])
            ):
                best = n
        usual += state[here + best]
        state[everywhere + best] = -1
    return placed - usual


@compiled
def split(data, at, state, st, advisor, hostings):  # type: ignore[no-untyped-def]
    """The advisor's half-days off its shares, and off the share rules; `hostings` is where to read each day's hosting.

    Empty days that are open to several structures go where they mend most, half-day by half-day.
    """
    off = 0
    days, periods = data[Size.DAYS], data[Size.PERIODS]
    first_posting = data[at[Table.ADVISOR_POSTINGS] + advisor]
    postings = data[at[Table.ADVISOR_POSTINGS] + advisor + 1] - first_posting
    counts = st[State.SCRATCH]
    for window in range(data[at[Table.ADVISOR_WINDOWS] + advisor], data[at[Table.ADVISOR_WINDOWS] + advisor + 1]):
        target = at[Table.TARGETS] + data[at[Table.WINDOW_TARGETS] + window]
        for posting in range(postings):
            state[counts + posting] = data[target + 3 * posting + 2]
        free = 0
        for day in range(7 * data[at[Table.WINDOWS] + 2 * window], 7 * data[at[Table.WINDOWS] + 2 * window + 1]):
            place = advisor * days + day
            half_days = data[at[Table.DAY_HALF_DAYS] + place]
            if half_days > 0:
                hosting = state[hostings + place]
                if hosting < 0:
                    free += half_days
                else:
                    row = at[Table.HOSTINGS] + hosting * (2 + periods) + 2
                    for rank in range(periods):
                        if data[row + rank] >= 0:
                            state[counts + data[row + rank]] += 1
        missing, excess, capacity = 0, 0, 0
        for posting in range(postings):
            count = state[counts + posting]
            least, most = data[target + 3 * posting], data[target + 3 * posting + 1]
            if count < least:
                missing += least - count
            if count > most:
                excess += count - most
            else:
                capacity += most - count
        off += excess + max(0, missing - free) + max(0, free - capacity)
    total = state[st[State.ADVISOR_COUNT] + advisor]
    for rule in range(data[Size.RULES]):
        terms = at[Table.RULE_TERMS] + 4 * rule
        counted = state[st[State.RULE_COUNT] + advisor * data[Size.RULES] + rule]
        least = -((-data[terms] * total) // data[terms + 1])
        most = (data[terms + 2] * total) // data[terms + 3]
        off += max(0, least - counted) + max(0, counted - most)
    return off


@compiled
def delta(data, at, state, st):  # type: ignore[no-untyped-def]
    """(whether the move is allowed, change of the total in minutes); the new values stand beside the accepted ones."""
    counters = st[State.COUNTERS]
    change = state[counters + Counter.DELTA]
    for n in range(state[counters + Counter.DIRTY_DAYS]):
        place = state[st[State.DIRTY_DAY] + n]
        minutes, hosting = day_tour(data, at, state, st, place)
        if minutes == FORBIDDEN:
            return False, 0
        state[st[State.NEW_MINUTES] + n] = minutes
        state[st[State.NEW_HOSTING] + place] = hosting
        change += (minutes - state[st[State.DAY_MINUTES] + place]) * data[Size.W_TRAVEL]
    for n in range(state[counters + Counter.DIRTY_DEMANDS]):
        demand = state[st[State.DIRTY_DEMAND] + n]
        new = irregular(data, at, state, st, demand)
        state[st[State.NEW_IRREGULAR] + n] = new
        change += (new - state[st[State.DEMAND_IRREGULAR] + demand]) * data[Size.W_IRREGULAR]
    for n in range(state[counters + Counter.DIRTY_ADVISORS]):
        advisor = state[st[State.DIRTY_ADVISOR] + n]
        new = split(data, at, state, st, advisor, st[State.NEW_HOSTING])
        state[st[State.NEW_SPLIT] + n] = new
        change += (new - state[st[State.ADVISOR_SPLIT] + advisor]) * data[Size.W_SPLIT]
    return True, change


@compiled
def accept(state, st, change):  # type: ignore[no-untyped-def]
    """Make the new values the accepted ones."""
    counters = st[State.COUNTERS]
    for n in range(state[counters + Counter.DIRTY_DAYS]):
        place = state[st[State.DIRTY_DAY] + n]
        state[st[State.DAY_MINUTES] + place] = state[st[State.NEW_MINUTES] + n]
        state[st[State.DAY_HOSTING] + place] = state[st[State.NEW_HOSTING] + place]
    for n in range(state[counters + Counter.DIRTY_DEMANDS]):
        state[st[State.DEMAND_IRREGULAR] + state[st[State.DIRTY_DEMAND] + n]] = state[st[State.NEW_IRREGULAR] + n]
    for n in range(state[counters + Counter.DIRTY_ADVISORS]):
        state[st[State.ADVISOR_SPLIT] + state[st[State.DIRTY_ADVISOR] + n]] = state[st[State.NEW_SPLIT] + n]
    state[counters + Counter.TOTAL] += change


@compiled
def reject_hostings(state, st):  # type: ignore[no-untyped-def]
    """Put the accepted hostings of the dirty days back where `split` reads them."""
    counters = st[State.COUNTERS]
    for n in range(state[counters + Counter.DIRTY_DAYS]):
        place = state[st[State.DIRTY_DAY] + n]
        state[st[State.NEW_HOSTING] + place] = state[st[State.DAY_HOSTING] + place]


@compiled
def refresh(data, at, state, st):  # type: ignore[no-untyped-def]
    """Reckon everything from scratch: True, and the total set, where every day is allowed."""
    total = 0
    for place in range(data[Size.ADVISORS] * data[Size.DAYS]):
        minutes, hosting = day_tour(data, at, state, st, place)
        if minutes == FORBIDDEN:
            return False
        state[st[State.DAY_MINUTES] + place] = minutes
        state[st[State.DAY_HOSTING] + place] = hosting
        state[st[State.NEW_HOSTING] + place] = hosting
        total += minutes * data[Size.W_TRAVEL]
    for demand in range(data[Size.DEMANDS]):
        state[st[State.DEMAND_IRREGULAR] + demand] = irregular(data, at, state, st, demand)
        total += state[st[State.DEMAND_IRREGULAR] + demand] * data[Size.W_IRREGULAR]
    for advisor in range(data[Size.ADVISORS]):
        state[st[State.ADVISOR_SPLIT] + advisor] = split(data, at, state, st, advisor, st[State.NEW_HOSTING])
        total += state[st[State.ADVISOR_SPLIT] + advisor] * data[Size.W_SPLIT]
    for slot in range(data[Size.SLOTS]):
        option = state[st[State.SLOT_OPTION] + slot]
        if option >= 0:
            total -= data[at[Table.GROUP_PRICE] + data[at[Table.OPTION_GROUP] + option]]
            total -= data[at[Table.OPTION_KEPT] + option]
    state[st[State.COUNTERS] + Counter.TOTAL] = total
    return True
