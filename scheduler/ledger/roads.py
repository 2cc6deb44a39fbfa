"""Roads - the kilometres and the minutes at the wheel, by advisor and host structure."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.report.roads import day_tours


@dataclass(frozen=True, slots=True)
class Road:
    km: float = 0.0
    minutes: Fraction = Fraction(0)

    def __add__(self, other: "Road") -> "Road":
        return Road(self.km + other.km, self.minutes + other.minutes)


def roads(inside: Plan, problem: Problem) -> Mapping[tuple[str, str], Road]:
    """By (advisor, structure). The tour of a day of several structures is shared by their interventions of that day."""
    driven: defaultdict[tuple[str, str], Road] = defaultdict(Road)
    for tour in day_tours(inside, problem):
        rows = inside.by_advisor_and_day[tour.advisor, tour.date]
        hosts = Counter(row.structure for row in rows if row.intervenes)
        for structure, held in hosts.items():
            share = Fraction(held, hosts.total())
            driven[tour.advisor, structure] += Road(tour.km * float(share), tour.minutes * share)
    return driven
