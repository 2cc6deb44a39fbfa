"""A program in arrays: its rows one after another, as HiGHS takes them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.model.program import Program

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]


@dataclass(frozen=True)
class Matrix:
    """`lower <= rows @ x <= upper`, `least <= x <= most`, minimise `cost @ x + constant`.

    Row r has the entries `starts[r]` to `starts[r + 1] - 1` of `columns` and `values`; a missing side is infinite.
    """

    starts: Integers
    columns: Integers
    values: Floats
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats
    cost: Floats
    constant: int


def matrix_of(program: Program) -> Matrix:
    """The program in arrays."""
    starts = np.cumsum([0] + [len(row.columns) for row in program.rows], dtype=np.int32)
    entries = int(starts[-1])
    return Matrix(
        starts=starts,
        columns=np.fromiter((c for row in program.rows for c in row.columns), dtype=np.int32, count=entries),
        values=np.fromiter((v for row in program.rows for v in row.coefficients), dtype=float, count=entries),
        lower=np.array([-np.inf if row.lower is None else row.lower for row in program.rows], dtype=float),
        upper=np.array([np.inf if row.upper is None else row.upper for row in program.rows], dtype=float),
        least=np.array(program.lower, dtype=float),
        most=np.array(program.upper, dtype=float),
        cost=np.array(program.cost, dtype=float),
        constant=program.constant,
    )
