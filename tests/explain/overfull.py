"""Ana's valley with more demands than half-days: small enough that the reasons are known beforehand."""

from threading import Event
from typing import Any

from scheduler.domain.demands import Demand
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Period
from scheduler.explain.question import Question
from scheduler.search.budget import Budget
from tests.model.valley import AM, MONDAY, PM, problem

ART_1 = Demand("rdv", "mairie", activity="rdv", source="art. 1")
ART_2 = Demand("atelier", "ecole", activity="atelier", source="art. 2")
ART_3 = Demand("aide", "mairie", activity="aide", source="art. 3")


def time(seconds: float = 20.0) -> Budget:
    return Budget(seconds, False, Event())


def row(asked: Problem, demand: Demand, period: Period, advisor: str = "ana") -> PlanRow:
    """The demand held on Monday in that period."""
    venue = asked.territory.venue[demand.venue]
    ((_, start, end),) = asked.parts(demand, period)
    half_day = HalfDay(MONDAY, period)
    return PlanRow(half_day, advisor, venue.structure, venue.id, demand.id, "", demand.activity, start, end)


def base(asked: Problem, half_day: HalfDay, structure: str = "vallee", advisor: str = "ana") -> PlanRow:
    return PlanRow(half_day, advisor, structure, asked.territory.posting[advisor, structure].base)


def three_for_two(**changes: Any) -> Question:
    """Three demands, and the morning and the afternoon of one Monday; the plan leaves the third one out."""
    asked = problem(ART_1, ART_2, ART_3, **changes)
    plan = Plan.of([row(asked, ART_1, AM), row(asked, ART_2, PM)])
    return Question(asked, plan, ART_3)
