"""HiGHS, as the bound uses it: a whole-number program in, a proven minimum out, and its rises on the way."""

from collections.abc import Callable

import highspy
import numpy as np

from scheduler.search.bound.matrix import Floats, Matrix


def whole_minimum(
    matrix: Matrix,
    seconds: float,
    on_bound: Callable[[float], None] | None = None,
    on_solution: Callable[[Floats], None] | None = None,
) -> float | None:
    """The proven minimum of the whole-number program, without the matrix's constant; each rise and solution is told.

    Infinite where there is no solution, None where nothing was proven.
    """
    solver = solver_of(matrix, whole=True)
    solver.setOptionValue("time_limit", max(0.1, seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.99)  # totals are whole minutes
    if on_bound is not None:
        solver.cbMipInterrupt += lambda event: on_bound(event.data_out.mip_dual_bound)
    solver.setOptionValue("mip_heuristic_effort", 0.0)  # the search finds plans sooner; here the proof counts
    if on_solution is not None:
        solver.cbMipImprovingSolution += lambda event: on_solution(np.array(event.data_out.mip_solution, dtype=float))
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return np.inf
    proven = solver.getInfo().mip_dual_bound
    return float(proven) if np.isfinite(proven) else None


def solver_of(matrix: Matrix, *, whole: bool) -> highspy.Highs:
    """HiGHS with the program, silent, on one core."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(matrix.cost), len(matrix.lower)
    program.col_cost_, program.col_lower_, program.col_upper_ = matrix.cost, matrix.least, matrix.most
    program.row_lower_, program.row_upper_ = matrix.lower, matrix.upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.starts, matrix.columns
    program.a_matrix_.value_ = matrix.values
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(matrix.cost)
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    return solver
