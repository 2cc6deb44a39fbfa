"""Relaxation: the program where parts of one are allowed, limited further and solved again, with proof."""

from collections.abc import Sequence

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from scheduler.search.bound.highs import solver_of
from scheduler.search.bound.matrix import Floats, Limit, Matrix

MANY_ROWS = 25_000
"""Rows beyond which the interior point method has the first turn.

On strongly coupled territories the simplex method takes minutes where it takes seconds; but only the simplex method
goes on from where it stood when rows are added.
"""


class Relaxation:
    """`proven` and `reduced` are reckoned from the rows' prices alone, whatever the solver says of them."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.proven = -np.inf
        """The highest minimum proven so far, without the matrix's constant."""
        self.reduced: Floats = np.zeros(len(matrix.cost))
        """What each column costs beyond its worth, at the prices that `proven` was reckoned from."""
        self._solver = solver_of(matrix)
        self._is_first = True

    def minimum(self, seconds: float, *, interior: bool = False) -> bool:
        """Solve, from the interior first where it has many rows or is said to; False where the time was too short."""
        interior = self._is_first and (interior or len(self.matrix.lower) > MANY_ROWS)
        self._solver.setOptionValue("solver", "ipx" if interior else "simplex")
        self._solver.setOptionValue("run_crossover", "off" if interior else "on")
        self._is_first = False
        self._run(seconds)
        return self._is_optimal()

    def _is_optimal(self) -> bool:
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _run(self, seconds: float) -> None:
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.1, seconds))
        self._solver.run()
        prices = np.array(self._solver.getSolution().row_dual, dtype=float)
        if len(prices):
            self._reckon(prices)

    def _reckon(self, prices: Floats) -> None:
        """What any prices of the rows prove: no more than the minimum, and all of it at the best prices."""
        matrix = self.matrix
        prices = np.where((prices > 0) & np.isinf(matrix.lower), 0.0, prices)
        prices = np.where((prices < 0) & np.isinf(matrix.upper), 0.0, prices)
        rows = csr_matrix((matrix.values, matrix.columns, matrix.starts), shape=(len(matrix.lower), len(matrix.cost)))
        reduced = matrix.cost - rows.T @ prices
        sides = np.where(prices > 0, matrix.lower, np.where(prices < 0, matrix.upper, 0.0))
        proven = float(prices @ sides) + float(np.minimum(reduced * matrix.least, reduced * matrix.most).sum())
        if proven > self.proven:
            self.proven, self.reduced = proven, reduced

    def values(self) -> Floats:
        """The columns at the minimum."""
        return np.array(self._solver.getSolution().col_value, dtype=float)

    def limit(self, limits: Sequence[Limit]) -> None:
        """State more rows."""
        self.matrix = self.matrix.with_limits(limits)
        for limit in limits:
            columns, coefficients = np.array(limit.columns, dtype=np.int32), np.array(limit.coefficients, dtype=float)
            self._solver.addRow(-np.inf, limit.most, len(columns), columns, coefficients)

    def without_what_costs(self, gap: float) -> Matrix:
        """The program without the columns that no solution can use that costs less than `gap` beyond `proven`."""
        matrix = self.matrix
        return matrix.with_bounds(
            np.where((self.reduced < -gap) & (matrix.most - matrix.least == 1), matrix.most, matrix.least),
            np.where((self.reduced > gap) & (matrix.most - matrix.least == 1), matrix.least, matrix.most),
        )
