"""Fixing plans in the model: is it feasible there, and what does it cost?"""

from collections.abc import Sequence

from scheduler import audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort, Solved, Status, solve_program
from scheduler.model.decision import Decision, decision_of, plan_of
from scheduler.model.model import Model
from scheduler.model.rule import Goal, Rule
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.model.fixed import fix

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
    judged = audit.of_horizon(plan, problem)
    decision = decision_of(universe, judged)
    if decision is None or not _is_hosted(decision, problem) or plan_of(universe, decision) != judged:
        return IMPOSSIBLE
    return fixed_solve(universe, GOALS, decision)


def _is_hosted(decision: Decision, problem: Problem) -> bool:
    """Whether each available half-day has a structure in which its advisor has a posting, and thus a base."""
    return all(
        (advisor, decision.hosts.get((advisor, half_day))) in problem.territory.posting
        for advisor, half_day in problem.horizon_half_days
    )
