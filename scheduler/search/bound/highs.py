"""HiGHS, as the bound uses it: for programs in which parts of one are allowed."""

import highspy

from scheduler.search.bound.matrix import Matrix


def solver_of(matrix: Matrix) -> highspy.Highs:
    """HiGHS with the program, silent, on one core."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(matrix.cost), len(matrix.lower)
    program.col_cost_, program.col_lower_, program.col_upper_ = matrix.cost, matrix.least, matrix.most
    program.row_lower_, program.row_upper_ = matrix.lower, matrix.upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.starts, matrix.columns
    program.a_matrix_.value_ = matrix.values
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    return solver
