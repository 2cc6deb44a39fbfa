"""Growth: draws demands and shares around the wanted one into a model until it has no plan, or a plan is found."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.audit import costs, findings, split
from scheduler.domain.plan import Occurrence, Plan, PlanRow, occurrences
from scheduler.domain.time import Window, window_of
from scheduler.explain.members import Member, RuleKept, Served, Share, ShareKept, served_by, shares_of
from scheduler.explain.proof import model_of
from scheduler.explain.question import Question
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import NOTHING, Decision, decided, plan_of
from scheduler.model.model import Model
from scheduler.model.rule import Goal, Rule
from scheduler.rules import RULES
from scheduler.search.budget import Budget


@dataclass(frozen=True, slots=True)
class NoPlan:
    """These members and the wanted demand have no plan together, says the search; that is yet to be proven."""

    members: frozenset[Member]


@dataclass(frozen=True, slots=True)
class PlanFound:
    """A plan that passes the audit, serves everybody as much as the plan does, keeps the shares, and the wanted one."""

    plan: Plan


class Growth:
    """What may be drawn in: each demand of the plan in each of its windows, and each share, as the plan keeps them."""

    def __init__(self, question: Question, wanted: Served, budget: Budget, seconds: float) -> None:
        self.question = question
        self.problem = question.problem
        self.wanted = wanted
        self._budget = budget
        self._seconds = seconds
        held = served_by(question.plan, self.problem)
        self._served = {key: Served(*key, times) for key, times in held.items()}
        self._served.pop((wanted.demand, wanted.window), None)
        self._shares = shares_of(question.plan, self.problem)
        self._planned = {_place(o) for _, o in self._occurrences(question.plan)}
        self._by_week: dict[tuple[str, int], set[Served]] = {}
        self._by_room: dict[tuple[object, ...], set[Served]] = {}
        for served, occurrence in self._occurrences(question.plan):
            if served is not None:
                week = self.problem.week(occurrence.date)
                self._by_week.setdefault((occurrence.first.advisor, week), set()).add(served)
                for row in occurrence.rows:
                    self._by_room.setdefault((row.venue, row.half_day), set()).add(served)

    def grow(self, members: frozenset[Member]) -> NoPlan | PlanFound | None:
        """From these members on; None where the time was over, or where what comes of it cannot be mended."""
        while not self._budget.is_over():
            model = model_of(self.problem, self.wanted, members, (Goal("near the plan", self._near_the_plan),))
            effort = Effort(seconds=max(0.1, min(self._seconds, self._budget.left())))
            solved = solve_program(model.program, effort, cancel=self._budget.stopped)
            if solved.status is Status.INFEASIBLE:
                return NoPlan(members)
            if solved.values is None:
                return None
            decision = decided(model, solved.values, NOTHING)
            more = self._beside(model, decision) - members
            if not more:
                plan = self._merged(model, decision, members)
                more = self._broken(plan) - members
                if not more:
                    return PlanFound(plan) if self._is_sound(plan) else None
            members |= more
        return None

    def _occurrences(self, plan: Plan) -> Iterable[tuple[Served | None, Occurrence]]:
        """Each occurrence of the plan with what it serves (None: the wanted demand in its window)."""
        demands = self.problem.territory.demand
        for name, rows in plan.by_demand.items():
            for occurrence in occurrences(demands[name], rows):
                window = window_of(self.problem.week(occurrence.date), demands[name].every_weeks)
                yield self._served.get((name, window)), occurrence

    def _near_the_plan(self, model: Model) -> None:
        """One for each occurrence that is not where the plan has it."""
        for number, column in model.columns.items():
            option = model.option(number)
            if (option.demand.id, option.date, option.periods[0].name, option.advisor) not in self._planned:
                model.charge(column)

    def _beside(self, model: Model, decision: Decision) -> frozenset[Member]:
        """What an occurrence that is elsewhere than in the plan might meet: its advisor's week, its room, its gaps."""
        met: set[Member] = set()
        for number in decision.options:
            option = model.option(number)
            if (option.demand.id, option.date, option.periods[0].name, option.advisor) in self._planned:
                continue
            week = self.problem.week(option.date)
            met |= self._by_week.get((option.advisor, week), set())
            for half_day in option.half_days:
                met |= self._by_room.get((option.demand.venue, half_day), set())
            met |= {
                served
                for (name, window), served in self._served.items()
                if name == option.demand.id and _near(window, week, option.demand.min_gap_days)
            }
            met |= {s for s in self._shares if _concerns(s, option.advisor, week)}
        return frozenset(met)

    def _merged(self, model: Model, decision: Decision, members: Iterable[Member]) -> Plan:
        """The plan, with the members' occurrences as the model has them and everything else where it was."""
        moved = {(self.wanted.demand, self.wanted.window)}
        moved |= {(member.demand, member.window) for member in members if isinstance(member, Served)}
        theirs = {
            (row.advisor, row.half_day): row
            for row in plan_of(model.universe, _completed(decision, self.question.plan)).rows
        }
        changed_days = {
            (model.option(n).advisor, model.option(n).date)
            for n in decision.options
            if _option_place(model, n) not in self._planned
        }
        freed = {
            (row.advisor, row.half_day)
            for _, occurrence in self._occurrences(self.question.plan)
            if (occurrence.demand, self._window(occurrence)) in moved
            for row in occurrence.rows
        }
        rows = []
        for row in self.question.plan.rows:
            key = (row.advisor, row.half_day)
            mine = theirs.get(key, row)
            if (row.advisor, row.date) in changed_days or (key in freed and mine.intervenes):
                rows.append(mine)
            elif key in freed:
                base = self.problem.territory.posting[row.advisor, row.structure].base
                rows.append(PlanRow(row.half_day, row.advisor, row.structure, base))
            else:
                rows.append(row)
        return Plan.of(rows)

    def _window(self, occurrence: Occurrence) -> Window:
        demand = self.problem.territory.demand[occurrence.demand]
        return window_of(self.problem.week(occurrence.date), demand.every_weeks)

    def _broken(self, plan: Plan) -> frozenset[Member]:
        """What stands near the rules that the merged plan breaks, and the shares that it keeps less well."""
        near: set[Member] = set()
        for finding in findings(plan, self.problem):
            if finding.date is not None:
                near |= self._by_week.get((finding.advisor, self.problem.week(finding.date)), set())
            near |= {served for (name, _), served in self._served.items() if name == finding.demand}
        before = {(c.advisor, c.structure, c.date) for c in costs(self.question.plan, self.problem, (split,))}
        worse = {
            c.advisor for c in costs(plan, self.problem, (split,)) if (c.advisor, c.structure, c.date) not in before
        }
        near |= {share for share in self._shares if share.advisor in worse}
        return frozenset(near)

    def _is_sound(self, plan: Plan) -> bool:
        """Whether the plan passes the audit, holds the wanted demand, and everybody and every share as before."""
        if findings(plan, self.problem):
            return False
        held = served_by(plan, self.problem)
        asked = [self.wanted, *self._served.values()]
        if any(held.get((served.demand, served.window), 0) < served.times for served in asked):
            return False
        return sum(c.minutes for c in costs(plan, self.problem, (split,))) <= sum(
            c.minutes for c in costs(self.question.plan, self.problem, (split,))
        )

    def seed(self) -> frozenset[Member]:
        """The demands that the plan holds where the wanted one could be: its half-days, its room."""
        universe = model_of(self.problem, self.wanted, self.rules()).universe
        met: set[Member] = set()
        places = {
            (o.advisor, h) for o in universe.options if universe.window(o) == self.wanted.window for h in o.half_days
        }
        for served, occurrence in self._occurrences(self.question.plan):
            if served is not None and any((row.advisor, row.half_day) in places for row in occurrence.rows):
                met.add(served)
        return frozenset(met)

    def rules(self) -> frozenset[Member]:
        """Those that say something: not pins where nothing is pinned, nor what options keep by being what they are."""
        said = (rule for rule in RULES if rule != Rule(rule.key) and (rule.key != "pins" or self.problem.pins))
        return frozenset(RuleKept(rule.key) for rule in said)


def _place(occurrence: Occurrence) -> tuple[object, ...]:
    first = occurrence.first
    return (occurrence.demand, occurrence.date, first.half_day.period.name, first.advisor)


def _option_place(model: Model, number: int) -> tuple[object, ...]:
    option = model.option(number)
    return (option.demand.id, option.date, option.periods[0].name, option.advisor)


def _near(window: Window, week: int, gap_days: int) -> bool:
    """Whether a day of that week may be too near to one of the window."""
    weeks = (gap_days + 5) // 7 if gap_days > 1 else 0
    return window.first_week - weeks <= week < window.first_week + window.weeks + weeks


def _concerns(share: Share, advisor: str, week: int) -> bool:
    return share.advisor == advisor and (not isinstance(share, ShareKept) or week in share.window.numbers())


def _completed(decision: Decision, plan: Plan) -> Decision:
    """The decision with the plan's host structures where the model decided nothing."""
    hosts = {(row.advisor, row.half_day): row.structure for row in plan.rows}
    return Decision(decision.options, decision.rooms, {**hosts, **decision.hosts})
