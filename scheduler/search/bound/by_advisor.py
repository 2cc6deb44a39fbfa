"""Advisor by advisor: with the coupling rows priced, each advisor's weeks are a small program, solved exactly."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.search.bound.highs import whole_minimum
from scheduler.search.bound.matrix import Floats, Matrix
from scheduler.search.bound.relaxation import at_least, sides, signed


@dataclass(frozen=True)
class Priced:
    """The program at some row prices: what the coupling rows come to, and each owner's own minimum so far."""

    matrix: Matrix
    reduced: Floats
    """Cost of each column less the prices of the coupling rows."""
    internal: NDArray[np.intp]
    shared: float
    """The constant, the coupling rows and the columns of nobody."""
    minima: Floats

    def bound(self) -> float:
        return float(self.shared + self.minima.sum())


def priced(matrix: Matrix, prices: Floats) -> Priced:
    """Price the coupling rows; each owner's minimum is at first what the prices of its own rows prove."""
    prices = signed(prices, matrix)
    coupled = matrix.coupling()
    only_coupling = np.where(coupled, prices, 0.0)
    reduced = matrix.cost - matrix.rows.T @ only_coupling
    fully_reduced = matrix.cost - matrix.rows.T @ prices
    rows = sides(prices, matrix)
    columns = at_least(fully_reduced, matrix)
    owned = matrix.owner >= 0
    minima = np.bincount(matrix.owner[owned], columns[owned], minlength=len(matrix.owners)).astype(np.float64)
    internal = np.flatnonzero(~coupled)
    firsts = matrix.rows.indices[matrix.rows.indptr[internal]]
    minima += np.bincount(matrix.owner[firsts], rows[internal], minlength=len(matrix.owners))
    nobody = at_least(reduced, matrix)[~owned].sum()
    return Priced(matrix, reduced, internal, matrix.constant + rows[coupled].sum() + nobody, minima)


def solve_owners(state: Priced, seconds: Callable[[], float], tell: Callable[[float], None]) -> None:
    """Raise each owner's minimum to that of its whole-number program, the loosest first, while there is time."""
    matrix = state.matrix
    owner_of_row = matrix.owner[matrix.rows.indices[matrix.rows.indptr[state.internal]]]
    sizes = np.bincount(matrix.owner[matrix.owner >= 0], minlength=len(matrix.owners))
    for owner in np.argsort(sizes, kind="stable"):
        left = seconds()
        if left <= 0.1:
            return
        found = _minimum(state, int(owner), state.internal[owner_of_row == owner], min(left, 20.0))
        if found is not None and found > state.minima[owner]:
            state.minima[owner] = found
            tell(state.bound())


def _minimum(state: Priced, owner: int, rows: NDArray[np.intp], seconds: float) -> float | None:
    """The proven minimum of one owner's program at the reduced costs."""
    matrix = state.matrix
    columns = np.flatnonzero(matrix.owner == owner)
    return whole_minimum(
        Matrix(
            rows=matrix.rows[rows][:, columns],
            lower=matrix.lower[rows],
            upper=matrix.upper[rows],
            least=matrix.least[columns],
            most=matrix.most[columns],
            cost=state.reduced[columns],
            constant=0,
            owner=matrix.owner[columns],
            owners=matrix.owners,
        ),
        seconds,
        closeness=1.0,
    )
