"""HiGHS, as the bound uses it: a linear or whole-number program in, prices or a proven minimum out."""

from collections.abc import Callable

import highspy
import numpy as np
from scipy import sparse

from scheduler.search.bound.matrix import Floats, Matrix


def linear_prices(matrix: Matrix, seconds: float) -> Floats | None:
    """The dual price of each row at the optimum of the linear relaxation; None where time did not suffice."""
    solver = _solver(matrix.cost, matrix.rows, matrix, seconds, whole=False)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().row_dual, dtype=float)


def whole_minimum(
    matrix: Matrix,
    seconds: float,
    closeness: float = 0.99,
    on_bound: Callable[[float], None] | None = None,
    on_solution: Callable[[Floats], None] | None = None,
) -> float | None:
    """The proven minimum of the whole-number program, without the matrix's constant; each rise and solution is told.

    `closeness` minutes from the optimum is near enough: totals are whole minutes.
    """
    solver = _solver(matrix.cost, matrix.rows, matrix, seconds, whole=True)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", closeness)
    if on_bound is not None:
        solver.cbMipLogging += lambda event: on_bound(event.data_out.mip_dual_bound)
    if on_solution is not None:
        solver.cbMipImprovingSolution += lambda event: on_solution(np.array(event.data_out.mip_solution, dtype=float))
    solver.run()
    proven = solver.getInfo().mip_dual_bound
    return float(proven) if np.isfinite(proven) else None


def _solver(cost: Floats, rows: sparse.csr_matrix, matrix: Matrix, seconds: float, *, whole: bool) -> highspy.Highs:
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(cost), rows.shape[0]
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, matrix.least, matrix.most
    program.row_lower_, program.row_upper_ = matrix.lower, matrix.upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", max(0.1, seconds))
    solver.passModel(program)
    return solver
