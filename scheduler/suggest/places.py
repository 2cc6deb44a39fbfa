"""Places - every half-day, advisor and room that could hold a new request, with what it would cost; else, why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import product

from scheduler.audit import CHECKS, Price, findings, pins, recurrence, rooms, split, travel
from scheduler.domain.demands import Demand, Length
from scheduler.domain.diff import Change
from scheduler.domain.people import Advisor
from scheduler.domain.plan import BASE, Plan, PlanRow
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.time import HalfDay, Period
from scheduler.domain.verdict import Finding, Score
from scheduler.model.universe import Hosting, fitting_rooms
from scheduler.rules import RULES, driving, hosts
from scheduler.rules import recurrence as recurrence_rule

REQUEST = "request"
"""The id of the demand that is asked about."""

BUSY = "busy"
"""The reason of a half-day that the advisor spends elsewhere; the other reasons are keys of rules."""

ALONE = tuple(rule for rule in RULES if rule not in (driving.RULE, recurrence_rule.RULE))
"""The rules that judge one candidate by itself; the road is judged with the whole day, and one request recurs never."""

TOGETHER = tuple(check for check in CHECKS if check not in (rooms, recurrence, pins))
"""The rules that an advisor's week is judged by; rooms are looked up, nothing else of the demand is held."""


@dataclass(frozen=True, slots=True)
class Place:
    """One way to hold the request: the plan's rows of that advisor's day with it, and what that adds to the score."""

    date: date
    period: str
    advisor: str
    room: str
    rows: tuple[PlanRow, ...]
    """Of the advisor's whole day, in order."""
    cost: Score
    moved: tuple[Change, ...] = ()
    """What has to go elsewhere for it."""
    others: tuple[PlanRow, ...] = ()
    """The rows of other days that become different for it, in order."""

    @property
    def interventions(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.demand == REQUEST)


@dataclass(frozen=True, slots=True)
class Places:
    """The places, the cheapest first; `excluded`: of the half-days of advisors looked at, how many by which reason."""

    places: tuple[Place, ...]
    excluded: Mapping[str, int]
    looked_at: int


def with_request(problem: Problem, request: Demand) -> Problem:
    """The problem with the request beside the territory's demands."""
    territory = replace(problem.territory, demands=(*problem.territory.demands, request))
    return replace(problem, territory=territory)


def ranked(found: Iterable[Place]) -> tuple[Place, ...]:
    """The cheapest first; of two for one half-day of an advisor, the cheaper one alone."""
    best: dict[tuple[str, date, str], Place] = {}
    for place in sorted(found, key=lambda one: (one.cost.total, len(one.moved), one.date, one.period, one.advisor)):
        best.setdefault((place.advisor, place.date, place.period), place)
    return tuple(best.values())


def places(problem: Problem, plan: Plan, request: Demand) -> Places:
    """Every place in the plan's horizon, nothing else moved: free half-days stay or become the request's.

    `problem` has the plan as what is published, so that its rows outside the horizon are facts.
    """
    search = _Search(with_request(problem, replace(request, id=REQUEST)), plan)
    return Places(ranked(search.found()), dict(search.excluded.most_common()), search.looked_at)


@dataclass
class _Search:
    problem: Problem
    plan: Plan
    excluded: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0

    @cached_property
    def request(self) -> Demand:
        return self.problem.territory.demand[REQUEST]

    @cached_property
    def structure(self) -> str:
        return self.problem.territory.venue[self.request.venue].structure

    @cached_property
    def taken(self) -> frozenset[tuple[str, str, HalfDay]]:
        """(venue, room, half-day) of every intervention of the plan."""
        return frozenset((row.venue, row.room, row.half_day) for row in self.plan.interventions)

    def found(self) -> Iterator[Place]:
        able = {a.id: self._unable(a) for a in self.problem.territory.advisors}
        for day in self.problem.horizon.days():
            for periods in self._spans():
                closed = self._not_then(day, periods[0])
                for advisor in self.problem.territory.advisors:
                    self.looked_at += 1
                    reason = able[advisor.id] or closed or self._not_there(advisor, day, periods)
                    found = reason or self._best(advisor, day, periods)
                    if isinstance(found, str):
                        self.excluded[found] += 1
                    else:
                        yield found

    def _spans(self) -> tuple[tuple[Period, ...], ...]:
        period = self.problem.territory.period
        if self.request.length is Length.FULL:
            return (tuple(period[name] for name in FULL_DAY),) if set(FULL_DAY) <= set(period) else ()
        return tuple((one,) for one in self.problem.territory.periods)

    # -- what excludes a candidate -----------------------------------------------------------------------------------

    def _unable(self, advisor: Advisor) -> str:
        """The first rule that keeps the advisor from it altogether; blank: none does."""
        broken = (rule.key for rule in ALONE if not rule.admits_advisor(self.request, advisor, self.problem))
        return next(broken, "")

    def _not_then(self, day: date, first: Period) -> str:
        broken = (rule.key for rule in ALONE if not rule.admits_time(self.request, day, first, self.problem))
        return next(broken, "")

    def _not_there(self, advisor: Advisor, day: date, periods: tuple[Period, ...]) -> str:
        half_days = [HalfDay(day, period) for period in periods]
        for rule in ALONE:
            if not all(rule.admits_presence(advisor, half_day, self.problem) for half_day in half_days):
                return rule.key
        fixed = {self.problem.fixed_structure(advisor.id, half_day) for half_day in half_days}
        if not fixed <= {None, self.structure}:
            return hosts.KEY
        rows = self.plan.by_advisor_and_day.get((advisor.id, day), ())
        if any(row.intervenes and row.half_day in half_days for row in rows):
            return BUSY
        return "" if self._room(half_days) is not None else rooms.KEY

    def _room(self, half_days: list[HalfDay]) -> str | None:
        """The first fitting room that is free in those half-days."""
        fitting = fitting_rooms(self.request, half_days, self.problem)
        free = (r.id for r in fitting if not any((r.venue, r.id, half_day) in self.taken for half_day in half_days))
        return next(free, None)

    # -- what a place costs ------------------------------------------------------------------------------------------

    def _best(self, advisor: Advisor, day: date, periods: tuple[Period, ...]) -> Place | str:
        """The cheapest way to host the day with the request in it, or the rule that forbids every one."""
        room = self._room([HalfDay(day, period) for period in periods]) or ""
        before = self.plan.by_advisor_and_day.get((advisor.id, day), ())
        alone = self._alone(advisor.id)
        best: tuple[int, Place] | None = None
        reason = hosts.KEY
        for rows in self._days(advisor.id, day, periods, room):
            week = self._week(advisor.id, self.problem.week(day))
            others = [row for row in week.rows if row.date != day]
            broken = (f for f in findings(Plan.of([*others, *rows]), week.problem, TOGETHER) if f not in week.broken)
            first = next(broken, None)
            if first is not None:
                reason = first.rule
                continue
            cost = self._cost(alone, before, rows, day)
            if best is None or cost.total < best[0]:
                best = cost.total, Place(day, periods[0].name, advisor.id, room, rows, cost)
        return best[1] if best is not None else reason

    def _days(self, advisor: str, day: date, periods: tuple[Period, ...], room: str) -> Iterator[tuple[PlanRow, ...]]:
        """The advisor's day with the request, for each way to host the half-days at the base."""
        territory, half_days = self.problem.territory, self.problem.half_days[advisor, day]
        held = {row.half_day: row for row in self.plan.by_advisor_and_day.get((advisor, day), ()) if row.intervenes}
        for period, start, end in self.problem.parts(self.request, periods[0]):
            half_day = HalfDay(day, period)
            held[half_day] = PlanRow(
                half_day, advisor, self.structure, self.request.venue, REQUEST, room, self.request.activity, start, end
            )
        structures = [posting.structure for posting in territory.postings_of[advisor]]
        choices = [(held[h].structure,) if h in held else tuple(structures) for h in half_days]
        for shared in product(*choices):
            if hosts.RULE.admits_hosting(Hosting(advisor, half_days, shared), self.problem):
                yield tuple(
                    held.get(h)
                    or PlanRow(h, advisor, structure, territory.posting[advisor, structure].base, activity=BASE)
                    for h, structure in zip(half_days, shared, strict=True)
                )

    def _cost(self, alone: "_Alone", before: tuple[PlanRow, ...], after: tuple[PlanRow, ...], day: date) -> Score:
        others = [row for row in alone.rows.rows if row.date != day]
        new_split = _minutes(split, Plan.of([*others, *after]), alone.problem)
        driven = _minutes(travel, Plan(after), alone.problem) - _minutes(travel, Plan(before), alone.problem)
        return Score(split=new_split - alone.split, travel=driven)

    @cached_property
    def _alone(self) -> Callable[[str], "_Alone"]:
        return cache(lambda advisor: _alone(self.problem, self.plan, advisor))

    @cached_property
    def _week(self) -> Callable[[str, int], "_Week"]:
        def of(advisor: str, week: int) -> _Week:
            alone = self._alone(advisor)
            held = frozenset(h for h in alone.problem.available[advisor] if self.problem.week(h.date) == week)
            problem = replace(alone.problem, available={advisor: held})
            rows = tuple(row for row in alone.rows.rows if self.problem.week(row.date) == week)
            return _Week(problem, rows, tuple(findings(Plan(rows), problem, TOGETHER)))

        return cache(of)


@dataclass(frozen=True)
class _Alone:
    """One advisor's part: the problem and the plan with nobody else in them, and what its shares cost."""

    problem: Problem
    rows: Plan
    split: int


@dataclass(frozen=True)
class _Week:
    """One week of one advisor: `broken` is what the plan breaks there before anything is added."""

    problem: Problem
    rows: tuple[PlanRow, ...]
    broken: tuple[Finding, ...]


def _alone(problem: Problem, plan: Plan, advisor: str) -> _Alone:
    """Shares, half-days and roads are each advisor's own: what the others do changes nothing in them."""
    territory = replace(
        problem.territory,
        advisors=(problem.territory.advisor[advisor],),
        postings=problem.territory.postings_of[advisor],
        patterns=problem.territory.patterns_of[advisor],
    )
    facts = [row for row in problem.facts.rows if row.advisor == advisor]
    span = (*problem.published.rows[:1], *problem.published.rows[-1:])  # they tell which windows are scored
    alone = replace(
        problem,
        territory=territory,
        available={advisor: problem.available[advisor]},
        published=Plan.of(list(dict.fromkeys((*facts, *span)))),
        pins=(),
    )
    rows = Plan(tuple(row for row in plan.rows if row.advisor == advisor))
    return _Alone(alone, rows, _minutes(split, rows, alone))


def _minutes(goal: Price, plan: Plan, problem: Problem) -> int:
    return sum(cost.minutes for cost in goal.price(plan, problem))
