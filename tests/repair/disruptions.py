"""Random disruptions of published plans of random territories."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from scheduler.repair.disruption import disrupted


@dataclass(frozen=True)
class Broken:
    """`problem` is the disrupted one, with the whole plan published."""

    problem: Problem
    published: Plan


def broken(territory: Territory, horizon: Horizon, published: Plan, seed: int) -> Broken:
    """An advisor away or a venue closed for one to seven days of the horizon, where the plan has an intervention."""
    random = Random(f"disruption {seed}")
    inside = [row for row in published.interventions if row.date in horizon]
    row = random.choice(inside)
    first = row.date - timedelta(days=random.randint(0, 2))
    last = row.date + timedelta(days=random.randint(0, 4))
    absences = [Absence(row.advisor, first, last)] if random.random() < 0.7 else []
    closures = [] if absences else [Closure(row.venue, first, last)]
    return Broken(prepare(disrupted(territory, absences, closures), horizon, published), published)


def changed_half_days(plan: Plan, problem: Problem) -> int:
    """Promised half-days that the plan does not keep, counted without the product's own diff."""
    held = {(r.demand, r.half_day, r.advisor, r.venue) for r in plan.interventions}
    promised = replace(problem.promises).interventions
    return sum((r.demand, r.half_day, r.advisor, r.venue) not in held for r in promised)
