"""A program as sparse matrices, split into what each advisor decides alone and the rows that couple them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scheduler.model.program import Program

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Matrix:
    """`lower <= rows @ x <= upper`, `least <= x <= most`, minimise `cost @ x + constant`; `owner` -1: nobody's."""

    rows: sparse.csr_matrix
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats
    cost: Floats
    constant: int
    owner: NDArray[np.int32]
    owners: tuple[str, ...]

    def coupling(self) -> NDArray[np.bool_]:
        """By row, whether it binds columns of more than one owner, or of nobody."""
        highest = np.full(self.rows.shape[0], -2)
        lowest = np.full(self.rows.shape[0], np.iinfo(np.int32).max)
        of_entry = np.repeat(np.arange(self.rows.shape[0]), np.diff(self.rows.indptr))
        np.maximum.at(highest, of_entry, self.owner[self.rows.indices])
        np.minimum.at(lowest, of_entry, self.owner[self.rows.indices])
        coupled: NDArray[np.bool_] = (highest != lowest) | (lowest < 0)
        return coupled


def matrix_of(program: Program) -> Matrix:
    """The program in arrays; rows without a side have an infinite one."""
    ends = np.cumsum([0] + [len(row.columns) for row in program.rows])
    columns = np.fromiter((c for row in program.rows for c in row.columns), dtype=np.int32, count=int(ends[-1]))
    values = np.fromiter((v for row in program.rows for v in row.coefficients), dtype=float, count=int(ends[-1]))
    owners = tuple(sorted({owner for owner in program.owner if owner is not None}))
    place = {owner: n for n, owner in enumerate(owners)}
    return Matrix(
        rows=sparse.csr_matrix((values, columns, ends), shape=(len(program.rows), len(program.lower))),
        lower=np.array([-np.inf if row.lower is None else row.lower for row in program.rows], dtype=float),
        upper=np.array([np.inf if row.upper is None else row.upper for row in program.rows], dtype=float),
        least=np.array(program.lower, dtype=float),
        most=np.array(program.upper, dtype=float),
        cost=np.array(program.cost, dtype=float),
        constant=program.constant,
        owner=np.array([-1 if owner is None else place[owner] for owner in program.owner], dtype=np.int32),
        owners=owners,
    )
