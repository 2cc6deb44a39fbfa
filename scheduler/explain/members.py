"""Members: what may stand in a conflict - rules, shares, and other demands served as the plan serves them."""

from dataclasses import dataclass, field
from math import ceil, floor

from scheduler.domain.people import Posting
from scheduler.domain.plan import Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Window
from scheduler.model.model import Model
from scheduler.model.program import Sum


@dataclass(frozen=True, slots=True, order=True)
class Served:
    """In that window a demand is held at least so many times in the horizon."""

    demand: str
    window: Window
    times: int

    def state(self, model: Model) -> None:
        options = [
            n
            for n in model.universe.by_demand.get(self.demand, ())
            if n in model.columns and model.window(n) == self.window
        ]
        model.at_least(model.total(options), self.times)


@dataclass(frozen=True, slots=True, order=True)
class RuleKept:
    """A rule is kept, by everybody."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class ShareKept:
    """A posting's share is kept in that window, no more than `off` half-days off it.

    `half_days` are the advisor's available ones of the window: a share is of these, whatever rule is left out.
    """

    advisor: str
    structure: str
    window: Window
    off: int
    half_days: tuple[HalfDay, ...] = field(default=(), repr=False, compare=False)

    def state(self, model: Model) -> None:
        problem = model.problem
        facts = {
            row.half_day
            for row in problem.facts.rows
            if (row.advisor, row.structure) == (self.advisor, self.structure) and row.half_day in self.half_days
        }
        hosted = Sum.of(
            model.hosted(self.advisor, h, self.structure) for h in self.half_days if h.date in problem.horizon
        )
        posting = problem.territory.posting[self.advisor, self.structure]
        least, most = floor(posting.share_min * len(self.half_days)), ceil(posting.share_max * len(self.half_days))
        model.at_least(hosted + len(facts), least - self.off)
        model.at_most(hosted + len(facts), most + self.off)


@dataclass(frozen=True, slots=True, order=True)
class RuleShareKept:
    """A share of the [[rules]], by its place there, is kept by an advisor, no more than `off` half-days off it."""

    number: int
    advisor: str
    off: int

    def state(self, model: Model) -> None:
        rule = model.problem.territory.share_rules[self.number]
        everything, counted = Sum(), Sum()
        for number, column in model.columns.items():
            option = model.option(number)
            if option.advisor == self.advisor:
                half_days = column * len(option.periods)
                everything += half_days
                zone = model.problem.territory.venue[option.demand.venue].zone
                if option.demand.billed if rule.kind == "billed_share" else zone == rule.zone:
                    counted += half_days
        least, most = rule.min, rule.max
        model.at_least((counted + self.off) * least.denominator - everything * least.numerator, 0)
        model.at_least(everything * most.numerator - (counted + -self.off) * most.denominator, 0)


Share = ShareKept | RuleShareKept
Member = RuleKept | Served | ShareKept | RuleShareKept


def served_by(plan: Plan, problem: Problem) -> dict[tuple[str, Window], int]:
    """By (demand, window), how many times the plan holds it; those held nowhere are absent."""
    held: dict[tuple[str, Window], int] = {}
    demands = problem.territory.demand
    for name, rows in plan.by_demand.items():
        weeks = demands[name].every_weeks
        for occurrence in occurrences(demands[name], rows):
            number = problem.week(occurrence.date)
            key = (name, Window(number // weeks * weeks, weeks))
            held[key] = held.get(key, 0) + 1
    return held


def shares_of(plan: Plan, problem: Problem) -> tuple[Share, ...]:
    """Every share that asks for something, kept as far as the plan keeps it."""
    found: list[Share] = []
    for posting in problem.territory.postings:
        if posting.share_min > 0 or posting.share_max < 1:
            for window in problem.share_windows(posting):
                inside = _half_days(posting, window, problem)
                part = _hosted(plan, problem, posting, inside)
                least, most = floor(posting.share_min * len(inside)), ceil(posting.share_max * len(inside))
                off = max(0, least - part) + max(0, part - most)
                found.append(ShareKept(posting.advisor, posting.structure, window, off, inside))
    for number, rule in enumerate(problem.territory.share_rules):
        for advisor in problem.territory.advisors:
            rows = [row for row in plan.interventions if row.advisor == advisor.id]
            part = sum(
                problem.territory.demand[row.demand].billed
                if rule.kind == "billed_share"
                else problem.territory.venue[row.venue].zone == rule.zone
                for row in rows
            )
            off = max(0, ceil(rule.min * len(rows)) - part) + max(0, part - floor(rule.max * len(rows)))
            found.append(RuleShareKept(number, advisor.id, off))
    return tuple(found)


def _half_days(posting: Posting, window: Window, problem: Problem) -> tuple[HalfDay, ...]:
    weeks = window.numbers()
    return tuple(sorted(h for h in problem.available[posting.advisor] if problem.week(h.date) in weeks))


def _hosted(plan: Plan, problem: Problem, posting: Posting, half_days: tuple[HalfDay, ...]) -> int:
    """How many of these half-days the plan and the facts give to the structure."""
    theirs = {
        row.half_day
        for row in (*plan.rows, *problem.facts.rows)
        if (row.advisor, row.structure) == (posting.advisor, posting.structure)
    }
    return len(theirs.intersection(half_days))
