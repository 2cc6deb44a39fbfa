"""Aims: what a repair is made for, as weights; each is told afterwards by the territory's own price."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.domain.territory import Weights
from scheduler.domain.text import Text


@dataclass(frozen=True, slots=True)
class Aim:
    """`key` names its folder; `weigh` makes its weights of the territory's."""

    key: str
    name: Text
    weigh: Callable[[Weights], Weights]


def _fewest_changes(weights: Weights) -> Weights:
    """A change is dearer than anything that it could bring."""
    return replace(weights, change=100 * max(1, weights.change, weights.unmet // 4))


def _most_served(weights: Weights) -> Weights:
    """A half-day that is not served is dearer than the changes that it takes to serve it."""
    return replace(weights, unmet=10 * weights.unmet)


def _least_driving(weights: Weights) -> Weights:
    """The roads count five times, and no half-day is left unserved for them."""
    return replace(weights, unmet=5 * weights.unmet, split=5 * weights.split, travel=5 * max(1, weights.travel))


def _plain(weights: Weights) -> Weights:
    """The territory's own; of two plans of the same price, the one that changes less."""
    dearer = 10_000
    return Weights(
        unmet=dearer * weights.unmet,
        split=dearer * weights.split,
        change=dearer * weights.change + 1,
        irregular=dearer * weights.irregular,
        travel=dearer * weights.travel,
    )


PLAIN = Aim("plain", Text(fr="le prix le plus bas", en="the lowest price"), _plain)
"""What a plain re-solve looks for; no repair is made for it, but none changes more than it does."""

AIMS = (
    Aim("fewest-changes", Text(fr="le moins de changements", en="fewest changes"), _fewest_changes),
    Aim("most-served", Text(fr="le plus de demandes servies", en="most demands served"), _most_served),
    Aim("least-driving", Text(fr="le moins de route", en="least driving"), _least_driving),
)
