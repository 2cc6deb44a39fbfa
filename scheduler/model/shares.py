"""Shares in the coarsest fractions that mean the same: small coefficients keep every solver exact."""

from fractions import Fraction
from math import ceil, floor


def coarsest_least(share: Fraction, half_days: int) -> Fraction:
    """The largest fraction whose ceil(share x M) is the given one's for every M up to so many half-days."""
    return min((Fraction(ceil(share * m), m) for m in range(1, half_days + 1)), default=share)


def coarsest_most(share: Fraction, half_days: int) -> Fraction:
    """The smallest fraction whose floor(share x M) is the given one's for every M up to so many half-days."""
    return max((Fraction(floor(share * m), m) for m in range(1, half_days + 1)), default=share)
