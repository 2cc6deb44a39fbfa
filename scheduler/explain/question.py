"""The question: which demand, in which plan, and in which of its windows it lacks half-days."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.audit import findings
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.time import Window


@dataclass(frozen=True, slots=True)
class Lack:
    """A window that is counted, in which the demand has `held` occurrences of `count`, `planned` of them in the plan.

    `days` are those of the window that lie in the horizon.
    """

    window: Window
    held: int
    planned: int
    count: int
    days: tuple[date, ...]


@dataclass(frozen=True)
class Question:
    """A demand of the territory, and the plan's rows of the horizon."""

    problem: Problem
    plan: Plan
    demand: Demand

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Where the plan holds the demand, by date."""
        return occurrences(self.demand, self.plan.by_demand.get(self.demand.id, ()))

    @cached_property
    def windows(self) -> tuple[Lack, ...]:
        """Every window of the demand that is counted, served or not, in order."""
        problem, demand = self.problem, self.demand
        facts = problem.fact_occurrences.get(demand.id, ())
        found = []
        for window in problem.due_windows(demand):
            weeks = window.numbers()
            planned = sum(problem.week(o.date) in weeks for o in self.occurrences)
            held = planned + sum(problem.week(o.date) in weeks for o in facts)
            found.append(Lack(window, held, planned, demand.count, self.days_of(window)))
        return tuple(found)

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """The windows in which an occurrence is missing."""
        return tuple(lack for lack in self.windows if lack.held < lack.count)

    def days_of(self, window: Window) -> tuple[date, ...]:
        """The days of the window that the plan decides."""
        return tuple(day for day in self.problem.horizon.days() if self.problem.week(day) in window.numbers())

    def is_possible(self, plan: Plan) -> bool:
        """Whether the plan keeps every rule as the data are, without any change."""
        known = self.problem.territory.advisor
        return all(row.advisor in known for row in plan.rows) and not findings(plan, self.problem)
