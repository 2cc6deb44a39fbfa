"""Proof of a conflict: a model of these rules, shares and demands alone; without any one of them it has a plan."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.domain.people import Posting
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Horizon
from scheduler.explain.members import Member, RuleKept, RuleShareKept, Served, ShareKept
from scheduler.explain.shortest import with_shortest_ways
from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.decision import NOTHING
from scheduler.model.model import Model
from scheduler.model.rule import Goal
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.budget import Budget


@dataclass(frozen=True, slots=True)
class Proven:
    """These members cannot hold together with the wanted demand: a solve of only these has proven it.

    `needed` are those of which a solve has shown that without it the others can hold; where that is all of them, the
    conflict is irreducible.
    """

    wanted: Served
    members: tuple[Member, ...]
    needed: frozenset[Member]

    @property
    def is_irreducible(self) -> bool:
        return self.needed == frozenset(self.members)


@dataclass(frozen=True, slots=True)
class Refused:
    """What was put forward is no conflict (`status` FEASIBLE), or has not been proven to be one in time."""

    wanted: Served
    members: tuple[Member, ...]
    status: Status


def prove(
    problem: Problem,
    wanted: Served,
    members: Iterable[Member],
    effort: Effort,
    budget: Budget,
    known: Collection[Member] = (),
) -> Proven | Refused:
    """Nothing is believed: the members are posted afresh, alone, and then all of them but each in turn.

    The first solve is made in any case; the others as long as there is time. `known` members need none: a solve has
    shown already that more than the others, without this one, can hold.
    """
    claimed = tuple(members)
    status = can_hold(problem, wanted, claimed, effort)
    if status is not Status.INFEASIBLE:
        return Refused(wanted, claimed, status)
    needed = {member for member in claimed if member in known}
    for member in claimed:
        if member in needed or budget.is_over():
            continue
        rest = [other for other in claimed if other != member]
        if can_hold(problem, wanted, rest, within(effort, budget)) is Status.FEASIBLE:
            needed.add(member)
    return Proven(wanted, claimed, frozenset(needed))


def within(effort: Effort, budget: Budget) -> Effort:
    """The effort, no longer than what is left."""
    seconds = budget.left() if effort.seconds is None else min(effort.seconds, budget.left())
    return replace(effort, seconds=max(0.1, seconds))


def can_hold(problem: Problem, wanted: Served, members: Collection[Member], effort: Effort) -> Status:
    """FEASIBLE, INFEASIBLE, or UNKNOWN where the effort did not settle it."""
    solved = solve_program(model_of(problem, wanted, members).program, effort)
    return Status.FEASIBLE if solved.status is Status.OPTIMAL else solved.status


def model_of(problem: Problem, wanted: Served, members: Collection[Member], goals: tuple[Goal, ...] = ()) -> Model:
    """Only the rules among the members, only their demands, only the days of their windows; all of it required."""
    rules = tuple(rule for rule in RULES if RuleKept(rule.key) in members)
    asked = [wanted, *(m for m in members if isinstance(m, Served))]
    shares = [m for m in members if isinstance(m, ShareKept | RuleShareKept)]
    weeks = _weeks(problem, asked, shares)
    part = _problem_of(problem, {served.demand for served in asked}, {rule.key for rule in rules}, shares, weeks)
    stated = Goal("required", lambda model: _state([*asked, *shares], model))
    free = [(a.id, day) for a in part.territory.advisors for day in part.horizon.days() if part.week(day) in weeks]
    return Model(Universe(part, rules), rules, (stated, *goals), free, NOTHING)


def _state(members: Iterable[Served | ShareKept | RuleShareKept], model: Model) -> None:
    for member in members:
        member.state(model)


def _weeks(problem: Problem, asked: Iterable[Served], shares: Collection[Member]) -> frozenset[int]:
    """The numbers of the weeks that matter: those of the windows, in the horizon."""
    inside = problem.horizon.week_numbers(problem.territory.anchor)
    if any(isinstance(share, RuleShareKept) for share in shares):
        return frozenset(inside)
    windows = [member.window for member in (*asked, *shares) if isinstance(member, Served | ShareKept)]
    return frozenset(number for window in windows for number in window.numbers() if number in inside)


def _problem_of(
    problem: Problem, asked: set[str], rules: set[str], shares: Collection[Member], weeks: frozenset[int]
) -> Problem:
    """The problem of those weeks with only those demands, without a trace of the rules that are left out.

    Day tours are made of hostings, which know presence and postings: without those rules everybody is there, and
    posted everywhere. The [[rules]] count every intervention: with them the other demands stay, to be held or not. The
    roads are the shortest ways, lest a stop at another demand's venue make a day possible that is not without it.
    """
    territory = problem.territory
    count_all = any(isinstance(share, RuleShareKept) for share in shares)
    demands = tuple(demand for demand in territory.demands if count_all or demand.id in asked)
    postings, patterns = territory.postings, territory.patterns
    if "hosts" not in rules:
        patterns = ()
        known = set(territory.posting)
        structures = sorted({territory.venue[d.venue].structure for d in demands})
        postings = (
            *(p for p in postings if p.structure in structures or shares),
            *(Posting(a.id, s, a.base) for a in territory.advisors for s in structures if (a.id, s) not in known),
        )
    available = problem.available
    if "presence" not in rules:
        available = dict.fromkeys(available, _every_half_day(problem, tuple(problem.horizon.days())))
    first = territory.anchor + timedelta(weeks=min(weeks))
    return replace(
        with_shortest_ways(problem),
        territory=replace(territory, demands=demands, postings=postings, patterns=patterns),
        available=available,
        horizon=Horizon(first, max(weeks) - min(weeks) + 1),
        published=problem.facts,  # of the whole horizon: its other weeks are left open, not filled
    )


def _every_half_day(problem: Problem, days: tuple[date, ...]) -> frozenset[HalfDay]:
    return frozenset(HalfDay(day, period) for day in days for period in problem.territory.periods)
