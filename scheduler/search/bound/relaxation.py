"""What row prices prove: Lagrangian duality gives a minimum for any prices, whatever the solver's tolerance."""

import numpy as np

from scheduler.search.bound.matrix import Floats, Matrix


def signed(prices: Floats, matrix: Matrix) -> Floats:
    """The prices with those on a side that a row has not set to nought."""
    kept = np.where(np.isfinite(matrix.upper), prices, np.maximum(prices, 0.0))
    return np.where(np.isfinite(matrix.lower), kept, np.minimum(kept, 0.0))


def sides(prices: Floats, matrix: Matrix) -> Floats:
    """What each row contributes at its price: price x the side that it presses against."""
    side = np.where(prices > 0, matrix.lower, matrix.upper)
    return np.where(prices == 0, 0.0, prices * np.where(np.isfinite(side), side, 0.0))


def at_least(reduced: Floats, matrix: Matrix) -> Floats:
    """What each column contributes at its reduced cost: the cheaper of its two ends."""
    return np.minimum(reduced * matrix.least, reduced * matrix.most)


def proven_by(prices: Floats, matrix: Matrix) -> float:
    """The minimum that these row prices prove for every plan."""
    prices = signed(prices, matrix)
    reduced = matrix.cost - matrix.rows.T @ prices
    return float(matrix.constant + sides(prices, matrix).sum() + at_least(reduced, matrix).sum())
