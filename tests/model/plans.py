"""The plans that hold a rule or a goal and its twin together: random, with the shapes that the rule alone can judge.

Some shapes of a plan the model cannot hold by construction, whatever its rules: half a full day, a full day in two
rooms, the same advisor twice in one half-day for one demand, wrong times or another venue written in a row, a half-day
without a row. Each of them is a finding of one twin (full_days, presence, times, conditions, hosts), and the plans of
the other rules have none. They are tried under all the rules together, and in tests/cases.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from scheduler import audit
from scheduler.audit import full_days, hosts, presence, recurrence, rooms
from scheduler.domain.demands import Length
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay
from scheduler.model.rule import Rule
from scheduler.rules import RULES
from tests.generate.plans import good_plan, random_plan
from tests.generate.territories import tiny
from tests.model.edges import EDGES, at_the_edge

CORRECT = (0.2, 0.5, 0.75, 0.9, 1.0)
"""How often a plan's choices are made as the rules want it; from one seed to the next."""

PRESUPPOSED: dict[str, tuple[audit.Check, ...]] = {
    "hosts": (presence,),
    "times": (presence, hosts, full_days),
    "driving": (presence, hosts, full_days),
    "pins": (presence, hosts, full_days, rooms),
    "unmet": (recurrence, full_days),
    "irregular": (recurrence, full_days),
    "travel": (presence, hosts, full_days),
}
"""What must hold for a rule or goal to be judged: an advisor is in one place at a time where half-days have hosts, and
where days have tours between the hosts' bases; what is pinned to a room has one; series stay inside their windows
where they are counted. These rules
are posted too, and the plans keep them."""


@dataclass(frozen=True)
class Trial:
    """One plan of one problem."""

    problem: Problem
    plan: Plan


@lru_cache(maxsize=200)
def problem_of(seed: int) -> Problem:
    return tiny(seed).problem


def rules_with(key: str) -> tuple[Rule, ...]:
    """The rule of that key, if it is one, and those that the rule or goal presupposes."""
    keys = [check.KEY for check in PRESUPPOSED.get(key, ())]
    return tuple(rule for rule in RULES if rule.key in {key, *keys})


@lru_cache(maxsize=1000)
def trial(key: str, seed: int) -> Trial:
    """The plan on which the rule or the goal of that key is tried; of every second seed, at the rule's edge."""
    problem = problem_of(seed)
    if seed % 2 == 0 or key not in {*EDGES, *FAULTS}:
        return Trial(problem, _plan(key, problem, seed, CORRECT[seed // 2 % len(CORRECT)]))
    plan = _plan(key, problem, seed, 1.0)
    if key in FAULTS:
        plan = FAULTS[key](plan, problem, Random(f"fault {seed}"))
    return Trial(at_the_edge(key, plan, problem, seed), plan)


def _plan(key: str, problem: Problem, seed: int, correct: float) -> Plan:
    if key in PRESUPPOSED and key != "hosts":
        return good_plan(problem, seed, checks=PRESUPPOSED[key], correct=correct)
    plan = random_plan(
        problem,
        seed,
        correct=correct,
        placements=2 + seed % 9,
        one_place_a_half_day=key == "hosts",
        only_available=key == "hosts" or (key == "presence" and seed % 2 == 1),
        whole_full_days=key != "full_days",
    )
    return plan if key == "presence" else once_each(plan)


def once_each(plan: Plan) -> Plan:
    """The plan without the rows that put an advisor twice into the same half-day of the same demand."""
    rows: dict[tuple[str, HalfDay, str], PlanRow] = {}
    for row in plan.rows:
        rows.setdefault((row.advisor, row.half_day, row.demand), row)
    return Plan.of(list(rows.values()))


def _with_a_split_day(plan: Plan, problem: Problem, random: Random) -> Plan:
    """One half-day at the base is given to the other structure that its advisor works for; mostly."""
    bases = [
        (row, posting)
        for row in plan.rows
        for posting in problem.territory.postings_of[row.advisor]
        if not row.intervenes and posting.structure != row.structure
    ]
    if not bases or random.random() < 0.3:
        return plan
    base, posting = random.choice(bases)
    moved = replace(base, structure=posting.structure, venue=posting.base)
    return Plan.of([moved if row is base else row for row in plan.rows])


def _with_another_room(plan: Plan, problem: Problem, random: Random) -> Plan:
    """One half of a full day is in another room; mostly."""
    rows = [row for row in plan.interventions if problem.territory.demand[row.demand].length is Length.FULL]
    if not rows or random.random() < 0.3:
        return plan
    one = random.choice(rows)
    return Plan.of([replace(row, room="ailleurs") if row is one else row for row in plan.rows])


FAULTS: dict[str, Callable[[Plan, Problem, Random], Plan]] = {
    "hosts": _with_a_split_day,
    "full_days": _with_another_room,
}
"""One fault in a plan that has none else, where a limit cannot be drawn through it."""
