"""Shares: what a share rule counts, and shares in the coarsest fractions that mean the same.

Small coefficients keep every solver exact.
"""

from fractions import Fraction
from math import ceil, floor

from scheduler.domain.territory import ShareRule, Territory
from scheduler.model.universe import Option


def is_counted(rule: ShareRule, option: Option, territory: Territory) -> bool:
    """Whether the half-days of the option count in the rule's share."""
    if rule.kind == "billed_share":
        return option.demand.billed
    return territory.venue[option.demand.venue].zone == rule.zone


def coarsest_least(share: Fraction, half_days: int) -> Fraction:
    """The largest fraction whose ceil(share x M) is the given one's for every M up to so many half-days."""
    return min((Fraction(ceil(share * m), m) for m in range(1, half_days + 1)), default=share)


def coarsest_most(share: Fraction, half_days: int) -> Fraction:
    """The smallest fraction whose floor(share x M) is the given one's for every M up to so many half-days."""
    return max((Fraction(floor(share * m), m) for m in range(1, half_days + 1)), default=share)
