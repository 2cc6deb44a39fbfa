"""Solving a program with CP-SAT: the best columns found, and the bound proven.

CP-SAT's Python brings pandas with it: it is imported by the first program that is solved, not before, so that the
annealing begins at once, and the processes that solve nothing with CP-SAT never pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from math import ceil, isfinite
from threading import Event, Thread
from typing import TYPE_CHECKING

from scheduler.model.program import Program

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Status(Enum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a solve may take: wall-clock seconds, or CP-SAT's deterministic time (reproducible), or both."""

    seconds: float | None = None
    deterministic_time: float | None = None
    workers: int = 1
    seed: int = 1
    presolve: bool = True
    """Small programs that are solved by the dozen come out several times sooner without."""


@dataclass(frozen=True, slots=True)
class Solved:
    """`values` by column where a solution was found; `bound` is a proven minimum of the objective."""

    status: Status
    values: tuple[int, ...] | None
    objective: int | None
    bound: int | None
    work: float = 0.0
    """CP-SAT's deterministic time: the same for the same program, effort and version, whatever the machine does."""


def solve_program(
    program: Program,
    effort: Effort,
    *,
    hint: Mapping[int, int] | None = None,
    cancel: Event | None = None,
) -> Solved:
    """Minimise the program. `hint` gives columns their first values; `cancel` stops it, and what was found is kept."""
    if program.contradictory:
        return Solved(Status.INFEASIBLE, None, None, None)
    model, variables = _built(program)
    for column, value in (hint or {}).items():
        model.add_hint(variables[column], value)
    solver = _solver(effort)
    status = solver.solve(model) if cancel is None else _stoppable(solver, model, cancel)
    return _read(solver, status, variables)


def _whole(bound: float) -> int | None:
    """The least whole number that is no smaller than the bound, float noise apart; None before anything is proven."""
    return ceil(bound - 1e-6) if isfinite(bound) else None


def _built(program: Program) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    from ortools.sat.python import cp_model  # noqa: PLC0415  (see above)

    model = cp_model.CpModel()
    variables = [model.new_int_var(lower, upper, "") for lower, upper in zip(program.lower, program.upper, strict=True)]
    for row in program.rows:
        expression = cp_model.LinearExpr.weighted_sum([variables[c] for c in row.columns], row.coefficients)
        lower = cp_model.INT_MIN if row.lower is None else row.lower
        upper = cp_model.INT_MAX if row.upper is None else row.upper
        model.add_linear_constraint(expression, lower, upper)
    priced = [(variable, cost) for variable, cost in zip(variables, program.cost, strict=True) if cost]
    model.minimize(
        cp_model.LinearExpr.weighted_sum([v for v, _ in priced], [cost for _, cost in priced]) + program.constant
    )
    return model, variables


def _solver(effort: Effort) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model  # noqa: PLC0415  (see above)

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed
    parameters.cp_model_presolve = effort.presolve
    parameters.linearization_level = 2  # with 0 the sub-solves of coupled territories end twice as far off
    if effort.workers == 1:
        parameters.symmetry_level = 0
    if effort.seconds is not None:
        parameters.max_time_in_seconds = max(effort.seconds, 0.01)
    if effort.deterministic_time is not None:
        parameters.max_deterministic_time = effort.deterministic_time
    return solver


def _stoppable(solver: cp_model.CpSolver, model: cp_model.CpModel, cancel: Event) -> cp_model.CpSolverStatus:
    done = Event()

    def stop_on_cancel() -> None:
        while not done.wait(0.05):
            if cancel.is_set():
                solver.stop_search()

    Thread(target=stop_on_cancel, daemon=True).start()
    try:
        return solver.solve(model)
    finally:
        done.set()


def _read(solver: cp_model.CpSolver, status: object, variables: list[cp_model.IntVar]) -> Solved:
    from ortools.sat.python import cp_model  # noqa: PLC0415  (see above)

    work = float(solver.response_proto.deterministic_time)
    if status == cp_model.INFEASIBLE:
        return Solved(Status.INFEASIBLE, None, None, None, work)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = tuple(solver.value(variable) for variable in variables)
        kind = Status.OPTIMAL if status == cp_model.OPTIMAL else Status.FEASIBLE
        return Solved(kind, values, round(solver.objective_value), _whole(solver.best_objective_bound), work)
    if status == cp_model.UNKNOWN:
        return Solved(Status.UNKNOWN, None, None, _whole(solver.best_objective_bound), work)
    raise RuntimeError(f"CP-SAT refused the program: {status}")
