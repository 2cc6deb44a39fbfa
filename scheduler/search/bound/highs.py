"""HiGHS, as the bound uses it: a whole-number program in, a proven minimum out, and its rises on the way."""

from collections.abc import Callable, Sequence

import highspy
import numpy as np

from scheduler.search.bound.matrix import Floats, Limit, Matrix


class Relaxation:
    """The program where parts of one are allowed: solved, limited further, and solved again from where it stood."""

    def __init__(self, matrix: Matrix) -> None:
        self._solver = _solver(matrix, whole=False)
        self._columns = len(matrix.cost)

    def minimum(self, seconds: float) -> float | None:
        """The minimum, without the matrix's constant; None for want of time."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.1, seconds))
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self._solver.getInfo().objective_function_value)

    def values(self) -> Floats:
        """The columns at the minimum."""
        return np.array(self._solver.getSolution().col_value, dtype=float)

    def limit(self, limits: Sequence[Limit]) -> None:
        for limit in limits:
            columns, coefficients = np.array(limit.columns, dtype=np.int32), np.array(limit.coefficients, dtype=float)
            self._solver.addRow(-np.inf, limit.most, len(columns), columns, coefficients)


def whole_minimum(
    matrix: Matrix,
    seconds: float,
    on_bound: Callable[[float], None] | None = None,
    on_solution: Callable[[Floats], None] | None = None,
) -> float | None:
    """The proven minimum of the whole-number program, without the matrix's constant; each rise and solution is told."""
    solver = _solver(matrix, whole=True)
    solver.setOptionValue("time_limit", max(0.1, seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.99)  # totals are whole minutes
    if on_bound is not None:
        solver.cbMipInterrupt += lambda event: on_bound(event.data_out.mip_dual_bound)
    if on_solution is None:
        solver.setOptionValue("mip_heuristic_effort", 0.0)  # plans are not asked for, only what is proven of them
    else:
        solver.cbMipImprovingSolution += lambda event: on_solution(np.array(event.data_out.mip_solution, dtype=float))
    solver.run()
    proven = solver.getInfo().mip_dual_bound
    return float(proven) if np.isfinite(proven) else None


def _solver(matrix: Matrix, *, whole: bool) -> highspy.Highs:
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
