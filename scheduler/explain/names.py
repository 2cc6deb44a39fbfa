"""Names: how a demand is called in an explanation, so that no two are called the same."""

from scheduler.audit.words import demand_name
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text


def demand_words(demand: str, problem: Problem) -> Text:
    """What and where, by the demand's id; with the id where another demand is called the same."""
    territory = problem.territory
    asked = territory.demand[demand]
    name = demand_name(territory, asked)
    alike = (d for d in territory.demands if d.venue == asked.venue and d.id != demand)
    if all(demand_name(territory, other) != name for other in alike):
        return name
    return Text(fr=f"{name.fr}, {demand}", en=f"{name.en}, {demand}")
