"""A program in arrays: its rows one after another, as HiGHS takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.model.program import Program

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Limit:
    """One more row: `sum of coefficient x column <= most`."""

    columns: tuple[int, ...]
    coefficients: tuple[float, ...]
    most: float


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

    def with_limits(self, limits: Sequence[Limit]) -> "Matrix":
        """The program with those rows at its end."""
        lengths = [len(limit.columns) for limit in limits]
        return replace(
            self,
            starts=np.concatenate([self.starts, self.starts[-1] + np.cumsum(lengths, dtype=np.int32)]).astype(np.int32),
            columns=np.concatenate([self.columns, *(np.array(limit.columns, dtype=np.int32) for limit in limits)]),
            values=np.concatenate([self.values, *(np.array(limit.coefficients, dtype=float) for limit in limits)]),
            lower=np.concatenate([self.lower, np.full(len(limits), -np.inf)]),
            upper=np.concatenate([self.upper, np.array([limit.most for limit in limits], dtype=float)]),
        )

    @property
    def free_entries(self) -> int:
        """How many entries are of columns that may take more than one value."""
        return int((self.least < self.most)[self.columns].sum())

    def with_bounds(self, least: Floats, most: Floats) -> "Matrix":
        return replace(self, least=least, most=most)


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
