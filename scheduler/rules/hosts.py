"""Hosts - each available half-day has one host structure, a day one only unless patterns fix several."""

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.model.model import Model
from scheduler.model.rule import Rule
from scheduler.model.universe import Hosting, Option

KEY = "hosts"


def _posted(demand: Demand, advisor: Advisor, problem: Problem) -> bool:
    return (advisor.id, problem.territory.venue[demand.venue].structure) in problem.territory.posting


def _keeps_patterns(hosting: Hosting, problem: Problem) -> bool:
    fixed = [problem.fixed_structure(hosting.advisor, half_day) for half_day in hosting.half_days]
    if any(structure not in (None, hosted) for structure, hosted in zip(fixed, hosting.structures, strict=True)):
        return False
    return len(set(hosting.structures)) == 1 or set(hosting.structures) <= set(fixed)


def _hosted_there(option: Option, problem: Problem) -> bool:
    return all(
        problem.fixed_structure(option.advisor, half_day) in (None, option.structure) for half_day in option.half_days
    )


def _post(model: Model) -> None:
    by_host = model.options_by(lambda o: ((o.advisor, half_day, o.structure) for half_day in o.half_days))
    for (advisor, half_day, structure), options in by_host:
        model.at_most(model.total(options) - model.hosted(advisor, half_day, structure), 0)


RULE = Rule(KEY, admits_advisor=_posted, admits_hosting=_keeps_patterns, admits_option=_hosted_there, post=_post)
