"""Moving: places for a request that are free once a few other interventions have gone, each solved exactly."""

from collections.abc import Iterator

from scheduler.audit import costs, findings, score, unmet
from scheduler.domain.demands import Demand
from scheduler.domain.diff import diff
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.verdict import Score
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, solve_program
from scheduler.model.decision import decided, decision_of, plan_of
from scheduler.model.model import Day, Model
from scheduler.model.program import Sum
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.nearest import nearest_days
from scheduler.suggest.places import REQUEST, Place, with_request

MOST_DAYS = 24
"""Advisor-days that are tried, the nearest first."""

NEAREST = 6
"""Days that each of the interventions in the way may go to."""

SECONDS = 0.5
"""Of one exact solve."""


def places_by_moving(problem: Problem, plan: Plan, request: Demand, most: int, seed: int = 1) -> Iterator[Place]:
    """Places that take the move of one to `most` occurrences of the plan; none where the plan breaks a rule itself.

    `problem` has the plan as what is published: what moves costs `change`.
    """
    judged = with_request(problem, request)
    if findings(plan, judged):
        return
    universe = Universe(judged, RULES)
    held = decision_of(universe, plan)
    if held is None:
        return
    before = _score(plan, judged)
    for day in _days(universe)[:MOST_DAYS]:
        free = _freed(universe, plan, day)
        model = Model(universe, RULES, GOALS, free, held)
        there = [n for n in universe.by_demand[REQUEST] if _day(universe, n) == day]
        model.at_least(model.total(there), 1)
        _keep_all_but(model, held.options, most)
        solved = solve_program(model.program, Effort(seconds=SECONDS, seed=seed, presolve=False))
        if solved.values is not None:
            found = plan_of(universe, decided(model, solved.values, held))
            yield _place(found, plan, judged, before, day)


def _keep_all_but(model: Model, taken: frozenset[int], most: int) -> None:
    """Of the occurrences on the free days, so many at most are not where they were."""
    there = [n for n in sorted(taken) if n in model.columns and model.columns[n].terms]
    model.at_least(Sum.of(model.columns[n] for n in there), len(there) - most)


def _day(universe: Universe, number: int) -> Day:
    return universe.options[number].advisor, universe.options[number].date


def _days(universe: Universe) -> list[Day]:
    """The days on which the request could be held if they were empty, the fewest minutes from the base first."""
    problem = universe.problem
    days: dict[Day, int] = {}
    for number in universe.by_demand.get(REQUEST, ()):
        option = universe.options[number]
        base = problem.territory.posting[option.advisor, option.structure].base
        days[_day(universe, number)] = problem.driving.minutes(base, option.demand.venue)
    return sorted(days, key=lambda day: (days[day], day[1], day[0]))


def _freed(universe: Universe, plan: Plan, day: Day) -> frozenset[Day]:
    """The day, and where its interventions could go."""
    free = {day}
    for occurrence in _held(universe.problem, plan, day):
        free.update(nearest_days(universe, occurrence, NEAREST))
    return frozenset(free)


def _held(problem: Problem, plan: Plan, day: Day) -> Iterator[Occurrence]:
    rows = [row for row in plan.by_advisor_and_day.get(day, ()) if row.intervenes]
    for name in dict.fromkeys(row.demand for row in rows):
        yield from occurrences(problem.territory.demand[name], [row for row in rows if row.demand == name])


def _place(found: Plan, plan: Plan, problem: Problem, before: Score, day: Day) -> Place:
    broken = findings(found, problem)
    if broken:
        raise RuntimeError(f"the suggestion broke a rule: {broken[0].rule}: {broken[0].message.en}")
    after = _score(found, problem)
    added = {name: minutes - before.components()[name] for name, minutes in after.components().items()}
    rows = found.by_advisor_and_day[day]
    first = next(row for row in rows if row.demand == REQUEST)
    moved = tuple(c for c in diff(plan, found, problem.territory) if c.kind != "kept" and c.demand != REQUEST)
    known = frozenset((*plan.rows, *rows))
    others = tuple(row for row in found.rows if row not in known)
    return Place(first.date, first.half_day.period.name, first.advisor, first.room, rows, Score(**added), moved, others)


def _score(plan: Plan, problem: Problem) -> Score:
    """The score without what the request itself lacks."""
    lacking = sum(cost.minutes for cost in costs(plan, problem, (unmet,)) if cost.demand == REQUEST)
    whole = score(plan, problem)
    return Score(**(whole.components() | {"unmet": whole.unmet - lacking}))
