"""The problem as the compiled search reads it: one block of whole numbers, and where each table begins in it.

Numbers stand for things: options, demands, groups (a demand in a window), slots (an occurrence that a group may hold),
advisors, cells (an advisor or a room in a half-day), postings. Every table is flat; its row length is said beside it.
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Problem
from scheduler.domain.time import Window, week_number, window_of
from scheduler.model.promises import promised_half_days
from scheduler.model.shares import coarsest_least, coarsest_most, is_counted
from scheduler.model.universe import Hosting, Option, Universe
from scheduler.search.locks import NO_LOCKS, Locks
from scheduler.travel.driving import TableDriving
from scheduler.travel.matrix import driving_matrix

UNKNOWN_MINUTES = 24 * 60
"""Stands for a driving time that nobody can need; as it is longer than any day, it would be refused."""

Numbers = NDArray[np.int64]


class Size(IntEnum):
    """Single numbers, at the beginning of the block."""

    DEMANDS = 0
    SLOTS = 1
    ADVISORS = 2
    DAYS = 3
    PERIODS = 4
    WEEKS = 5
    VENUES = 6
    ROOMS = 7
    RULES = 8
    LUNCH = 9
    W_SPLIT = 10
    W_IRREGULAR = 11
    W_TRAVEL = 12
    LOCKED = 13  # how many slots are locked


class Table(IntEnum):
    """Where each table begins: `at[Table.X]`."""

    OPTION_DEMAND = 0
    OPTION_GROUP = 1
    OPTION_ADVISOR = 2
    OPTION_DAY = 3
    OPTION_RANK = 4
    OPTION_LENGTH = 5  # half-days; the second one of a full day is OPTION_RANK2
    OPTION_RANK2 = 6
    OPTION_ARRIVAL = 7
    OPTION_DEPARTURE = 8
    OPTION_VENUE = 9
    OPTION_STRUCTURE = 10  # place among the advisor's postings
    OPTION_KEPT = 11  # minutes of `change` that it spares
    OPTION_SLOT = 12  # (weekday, first period, advisor) as one number
    OPTION_ROOMS = 13  # where its rooms begin in ROOM_LIST; OPTION_ROOMS[o + 1] ends them
    ROOM_LIST = 14
    DEMAND_GAP = 15
    DEMAND_COUNT = 16
    DEMAND_REGULAR = 17
    DEMAND_SLOTS = 18  # first slot; [d + 1] ends
    DEMAND_FACTS = 19  # first published (slot, times) pair in FACTS; [d + 1] ends
    FACTS = 20
    DEMAND_ABLE = 21  # x ADVISORS: place of the advisor among the demand's able ones, or -1
    DEMAND_OPTIONS = 22  # where the demand's block of OPTION_AT begins
    OPTION_AT = 23  # x able x DAYS x PERIODS: the option, or -1
    GROUP_FIRST = 24
    GROUP_LAST = 25  # options GROUP_FIRST .. GROUP_LAST - 1
    GROUP_PRICE = 26  # minutes of a missing occurrence
    GROUP_DEMAND = 27
    SLOT_GROUP = 28
    ADVISOR_PER_DAY = 29
    ADVISOR_PER_WEEK = 30
    ADVISOR_MAX_TRAVEL = 31
    ADVISOR_POSTINGS = 32  # first posting; [a + 1] ends
    ADVISOR_WINDOWS = 33  # first share window in WINDOWS; [a + 1] ends
    WINDOWS = 34  # x 2: first week (of the horizon), last week + 1, in which the advisor's shares are counted together
    WINDOW_TARGETS = 35  # first of the window's (least, most, facts) triples in TARGETS, one for each posting
    TARGETS = 36
    DAY_HOSTINGS = 37  # x DAYS: first hosting of an advisor-day; [+ 1] ends
    HOSTINGS = 38  # x (2 + PERIODS): first base, last base, then for each rank the posting, or -1
    DAY_HALF_DAYS = 39  # x DAYS: available half-days of an advisor-day
    DAY_FIXED = 40  # x DAYS: 1 where its only hosting is known without looking
    OPTION_RULES = 41  # bits: which share rules count it
    RULE_TERMS = 42  # x 4: min numerator, denominator, max numerator, denominator
    MINUTES = 43  # x VENUES x VENUES
    DAY_WEEK = 44  # week of the horizon of each day
    OPTION_BARRED = 45  # 1 where the option may not be placed
    SLOT_LOCKED = 46  # 1 where the slot keeps what it holds


@dataclass(frozen=True, slots=True)
class Tables:
    """`data` holds the sizes and every table; `at` says where each table begins."""

    data: Numbers
    at: Numbers
    slots: int
    rooms: tuple[tuple[str, str], ...]
    """(venue, room id), by the room's number."""


def tables_of(universe: Universe, locks: Locks = NO_LOCKS) -> Tables:
    """The tables of a universe whose options keep every rule that concerns one option alone; no slot is locked yet."""
    return _Builder(universe, locks).build()


class _Builder:
    def __init__(self, universe: Universe, locks: Locks) -> None:
        self.universe = universe
        self.locks = locks
        self.problem: Problem = universe.problem
        territory = self.problem.territory
        self.advisor = {advisor.id: n for n, advisor in enumerate(territory.advisors)}
        self.demand = {demand.id: n for n, demand in enumerate(territory.demands)}
        self.first_week = week_number(self.problem.horizon.first_day, territory.anchor)
        self.days = 7 * self.problem.horizon.weeks
        self.periods = len(territory.periods)
        used = {d.venue for d in territory.demands} | {p.base for p in territory.postings}
        self.venue = {venue.id: n for n, venue in enumerate(v for v in territory.venues if v.id in used)}
        rooms = [(venue, room.id) for venue, held in territory.rooms_of.items() if venue in used for room in held]
        self.room = {room: n for n, room in enumerate(rooms)}
        self.posting_place = {
            (p.advisor, p.structure): place
            for a in territory.advisors
            for place, p in enumerate(territory.postings_of[a.id])
        }
        self.left: dict[str, int] = {}
        self.table: dict[Table, list[int]] = {}
        self.sizes = dict.fromkeys(Size, 0)

    def build(self) -> Tables:
        self._options()
        self._demands_and_groups()
        self._option_index()
        self._advisors()
        self._shares()
        self._hostings()
        self._rules()
        minutes = driving_matrix(self._driving(), list(self.venue), unknown=UNKNOWN_MINUTES)
        weights = self.problem.territory.weights
        self.table[Table.DAY_WEEK] = [day // 7 for day in range(self.days)]
        self.table[Table.OPTION_BARRED] = [int(n in self.locks.barred) for n in range(len(self.universe.options))]
        self.table[Table.SLOT_LOCKED] = [0] * self.sizes[Size.SLOTS]
        self.sizes |= {
            Size.DEMANDS: len(self.demand),
            Size.ADVISORS: len(self.advisor),
            Size.DAYS: self.days,
            Size.PERIODS: self.periods,
            Size.WEEKS: self.problem.horizon.weeks,
            Size.VENUES: len(self.venue),
            Size.ROOMS: len(self.room),
            Size.LUNCH: self.problem.territory.travel.lunch_minutes,
            Size.W_SPLIT: weights.split,
            Size.W_IRREGULAR: weights.irregular,
            Size.W_TRAVEL: weights.travel,
        }
        blocks = [np.array([self.sizes[size] for size in Size], dtype=np.int64)]
        at = np.zeros(len(Table), dtype=np.int64)
        end = len(Size)
        for table in Table:
            block = (
                np.asarray(minutes, dtype=np.int64).ravel()
                if table is Table.MINUTES
                else np.array(self.table[table], dtype=np.int64)
            )
            at[table] = end
            end += len(block)
            blocks.append(block)
        return Tables(np.concatenate(blocks), at, self.sizes[Size.SLOTS], tuple(self.room))

    def _driving(self) -> TableDriving:
        driving = self.problem.driving
        if not isinstance(driving, TableDriving):
            raise TypeError(f"the compiled search reads driving times from a table, not from {type(driving).__name__}")
        return driving

    def _day(self, option: Option) -> int:
        return (option.date - self.problem.horizon.first_day).days

    def _slot(self, weekday: int, rank: int, advisor: int) -> int:
        return advisor * 7 * self.periods + weekday * self.periods + rank

    def _options(self) -> None:
        weight = self.problem.territory.weights.change
        kept_by = promised_half_days(self.problem)
        rows: list[tuple[int, ...]] = []
        room_list: list[int] = []
        room_starts = [0]
        fitting: dict[tuple[object, ...], list[int]] = {}
        for option in self.universe.options:
            key = (option.demand.id, option.date, option.periods)
            if key not in fitting:
                fitting[key] = [self.room[option.demand.venue, r.id] for r in self.universe.rooms(option)]
            room_list += fitting[key]
            room_starts.append(len(room_list))
            advisor = self.advisor[option.advisor]
            rows.append(
                (
                    self.demand[option.demand.id],
                    advisor,
                    self._day(option),
                    option.periods[0].rank,
                    len(option.periods),
                    option.periods[-1].rank,
                    option.stop.arrival,
                    option.stop.departure,
                    self.venue[option.demand.venue],
                    self.posting_place[option.advisor, option.structure],
                    kept_by(option) * weight,
                    self._slot(option.date.weekday(), option.periods[0].rank, advisor),
                )
            )
        columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(12)]
        names = [
            Table.OPTION_DEMAND, Table.OPTION_ADVISOR, Table.OPTION_DAY, Table.OPTION_RANK, Table.OPTION_LENGTH,
            Table.OPTION_RANK2, Table.OPTION_ARRIVAL, Table.OPTION_DEPARTURE, Table.OPTION_VENUE,
            Table.OPTION_STRUCTURE, Table.OPTION_KEPT, Table.OPTION_SLOT,
        ]  # fmt: skip
        self.table |= dict(zip(names, columns, strict=True))
        self.table[Table.OPTION_ROOMS], self.table[Table.ROOM_LIST] = room_starts, room_list

    def _demands_and_groups(self) -> None:
        problem, options = self.problem, self.universe.options
        weight = problem.territory.weights.unmet
        group_of = [0] * len(options)
        first: list[int] = []
        last: list[int] = []
        price: list[int] = []
        group_demand: list[int] = []
        slot_group: list[int] = []
        facts: list[int] = []
        slots, fact_starts = [0], [0]
        for demand in problem.territory.demands:
            published = problem.fact_occurrences.get(demand.id, ())
            due = set(problem.due_windows(demand))
            by_window: dict[Window, list[int]] = {}
            for number in self.universe.by_demand.get(demand.id, ()):
                by_window.setdefault(self.universe.window(options[number]), []).append(number)
            for window, numbers in by_window.items():
                held = sum(window_of(problem.week(f.date), demand.every_weeks) == window for f in published)
                group = len(first)
                for number in numbers:
                    group_of[number] = group
                first.append(numbers[0])
                last.append(numbers[-1] + 1)
                price.append(weight * demand.priority * demand.length.half_days if window in due else 0)
                group_demand.append(self.demand[demand.id])
                slot_group += [group] * max(0, demand.count - held)
            slots.append(len(slot_group))
            times: defaultdict[int, int] = defaultdict(int)
            for fact in published:
                weekday, period, advisor = fact.slot
                place = self.advisor.get(advisor, -1)
                if place < 0:  # somebody who has left: known by the slots that were published
                    place = self.left.setdefault(advisor, len(self.advisor) + len(self.left))
                times[self._slot(weekday, problem.territory.period[period].rank, place)] += 1
            facts += [number for pair in times.items() for number in pair]
            fact_starts.append(len(facts))
        self.table |= {
            Table.OPTION_GROUP: group_of, Table.GROUP_FIRST: first, Table.GROUP_LAST: last, Table.GROUP_PRICE: price,
            Table.GROUP_DEMAND: group_demand, Table.SLOT_GROUP: slot_group, Table.DEMAND_SLOTS: slots,
            Table.FACTS: facts, Table.DEMAND_FACTS: fact_starts,
            Table.DEMAND_GAP: [d.min_gap_days for d in problem.territory.demands],
            Table.DEMAND_COUNT: [d.count for d in problem.territory.demands],
            Table.DEMAND_REGULAR: [int(d.regular) for d in problem.territory.demands],
        }  # fmt: skip
        self.sizes[Size.SLOTS] = len(slot_group)

    def _option_index(self) -> None:
        able = [-1] * (len(self.demand) * len(self.advisor))
        starts: list[int] = []
        index: list[int] = []
        for name, demand in self.demand.items():
            numbers = self.universe.by_demand.get(name, ())
            advisors = sorted({self.advisor[self.universe.options[n].advisor] for n in numbers})
            place = {advisor: n for n, advisor in enumerate(advisors)}
            for advisor, n in place.items():
                able[demand * len(self.advisor) + advisor] = n
            block = [-1] * (len(advisors) * self.days * self.periods)
            for number in numbers:
                option = self.universe.options[number]
                row = place[self.advisor[option.advisor]] * self.days + self._day(option)
                block[row * self.periods + option.periods[0].rank] = number
            starts.append(len(index))
            index += block
        self.table |= {Table.DEMAND_ABLE: able, Table.DEMAND_OPTIONS: starts, Table.OPTION_AT: index}

    def _advisors(self) -> None:
        advisors = self.problem.territory.advisors
        self.table[Table.ADVISOR_PER_DAY] = [a.half_days_per_day for a in advisors]
        self.table[Table.ADVISOR_PER_WEEK] = [a.half_days_per_week for a in advisors]
        self.table[Table.ADVISOR_MAX_TRAVEL] = [a.max_daily_travel for a in advisors]
        starts = [0]
        for advisor in advisors:
            starts.append(starts[-1] + len(self.problem.territory.postings_of[advisor.id]))
        self.table[Table.ADVISOR_POSTINGS] = starts

    def _shares(self) -> None:
        """Shares are counted together in the windows of equal length; see `evaluation.split`."""
        problem = self.problem
        starts = [0]
        windows: list[int] = []
        target_starts: list[int] = []
        targets: list[int] = []
        for advisor in problem.territory.advisors:
            postings = problem.territory.postings_of[advisor.id]
            shared = [p for p in postings if p.share_min > 0 or p.share_max < 1]
            for weeks in sorted({p.window_weeks for p in shared}):
                for window in problem.share_windows(next(p for p in shared if p.window_weeks == weeks)):
                    available = [h for h in problem.available[advisor.id] if problem.week(h.date) in window.numbers()]
                    windows += [
                        max(0, window.first_week - self.first_week),
                        min(problem.horizon.weeks, window.first_week + weeks - self.first_week),
                    ]
                    target_starts.append(len(targets))
                    for posting in postings:
                        counted = posting in shared and posting.window_weeks == weeks
                        targets += [
                            floor(posting.share_min * len(available)) if counted else 0,
                            ceil(posting.share_max * len(available)) if counted else len(available),
                            sum(
                                r.advisor == advisor.id and r.structure == posting.structure and r.half_day in available
                                for r in problem.facts.rows
                            ) if problem.facts.rows else 0,
                        ]  # fmt: skip
            starts.append(len(target_starts))
        self.table |= {
            Table.ADVISOR_WINDOWS: starts, Table.WINDOWS: windows, Table.WINDOW_TARGETS: target_starts,
            Table.TARGETS: targets,
        }  # fmt: skip

    def _hostings(self) -> None:
        starts, rows, half_days, fixed = [0], [], [], []
        count = 0
        for advisor in self.problem.territory.advisors:
            for day in self.problem.horizon.days():
                hostings = self.locks.admitted(self.universe.hostings.get((advisor.id, day), ()))
                for hosting in hostings:
                    rows += self._hosting(hosting)
                count += len(hostings)
                starts.append(count)
                half_days.append(len(self.problem.half_days.get((advisor.id, day), ())))
                fixed.append(int(len(hostings) == 1))
        self.table |= {
            Table.DAY_HOSTINGS: starts, Table.HOSTINGS: rows, Table.DAY_HALF_DAYS: half_days, Table.DAY_FIXED: fixed,
        }  # fmt: skip

    def _hosting(self, hosting: Hosting) -> list[int]:
        first, last = hosting.bases(self.problem)
        ranked = [-1] * self.periods
        for half_day, structure in zip(hosting.half_days, hosting.structures, strict=True):
            ranked[half_day.period.rank] = self.posting_place[hosting.advisor, structure]
        return [self.venue[first], self.venue[last], *ranked]

    def _rules(self) -> None:
        territory = self.problem.territory
        rules = territory.share_rules
        bits = []
        for option in self.universe.options:
            bits.append(sum(1 << n for n, rule in enumerate(rules) if is_counted(rule, option, territory)))
        terms: list[int] = []
        for rule in rules:
            most = self.days * self.periods
            for share in (coarsest_least(rule.min, most), coarsest_most(rule.max, most)):
                terms += [share.numerator, share.denominator]
        self.table |= {Table.OPTION_RULES: bits, Table.RULE_TERMS: terms}
        self.sizes[Size.RULES] = len(rules)
