"""A program as sparse matrices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scheduler.model.program import Program

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Matrix:
    """`lower <= rows @ x <= upper`, `least <= x <= most`, minimise `cost @ x + constant`."""

    rows: sparse.csr_matrix
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats
    cost: Floats
    constant: int


def matrix_of(program: Program) -> Matrix:
    """The program in arrays; rows without a side have an infinite one."""
    ends = np.cumsum([0] + [len(row.columns) for row in program.rows])
    columns = np.fromiter((c for row in program.rows for c in row.columns), dtype=np.int32, count=int(ends[-1]))
    values = np.fromiter((v for row in program.rows for v in row.coefficients), dtype=float, count=int(ends[-1]))
    return Matrix(
        rows=sparse.csr_matrix((values, columns, ends), shape=(len(program.rows), len(program.lower))),
        lower=np.array([-np.inf if row.lower is None else row.lower for row in program.rows], dtype=float),
        upper=np.array([np.inf if row.upper is None else row.upper for row in program.rows], dtype=float),
        least=np.array(program.lower, dtype=float),
        most=np.array(program.upper, dtype=float),
        cost=np.array(program.cost, dtype=float),
        constant=program.constant,
    )
