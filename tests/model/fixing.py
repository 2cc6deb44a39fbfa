"""Fixing plans in the model: is it feasible there, and what does it cost?"""

from collections.abc import Sequence

from scheduler import audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Solved, Status, solve_program
from scheduler.model.decision import Decision, decision_of, plan_of
from scheduler.model.fixed import fix
from scheduler.model.model import Model
from scheduler.model.rule import Goal, Rule
from scheduler.model.universe import Universe
from scheduler.rules import RULES

IMPOSSIBLE = Solved(Status.INFEASIBLE, None, None, None)


def fixed_solve(universe: Universe, goals: Sequence[Goal], decision: Decision | None) -> Solved:
    """The best that the model under the universe's rules and the goals makes of the decision; None has no solution."""
    if decision is None:
        return IMPOSSIBLE
    model = Model(universe, universe.rules, goals)
    fix(model, decision)
    solved = solve_program(model.program, Effort())
    assert solved.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return solved


def solved_plan(plan: Plan, problem: Problem, rules: tuple[Rule, ...], goals: Sequence[Goal] = ()) -> Solved:
    """The plan fixed under some rules and goals, which look at its options, hosts and rooms alone."""
    universe = Universe(problem, rules)
    return fixed_solve(universe, goals, decision_of(universe, plan))


def solved_whole_plan(plan: Plan, problem: Problem) -> Solved:
    """The plan fixed under all rules and goals; it has no solution where a row is not as the model would write it."""
    universe = Universe(problem, RULES)
    decision = decision_of(universe, audit.of_horizon(plan, problem))
    if decision is None or any(half_day not in decision.hosts for half_day in problem.horizon_half_days):
        return IMPOSSIBLE
    if plan_of(universe, decision) != audit.of_horizon(plan, problem):
        return IMPOSSIBLE
    return fixed_solve(universe, GOALS, decision)
