"""Curves - what several runs say together: medians over time, seconds to come near, the exponent of a growth."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, isfinite, log
from statistics import linear_regression, median

from tests.benchmarks.search.watched import Watched

Steps = list[tuple[float, float]]
"""Seconds, and the value from then on; infinite before there is any."""


def scores(run: Watched) -> Steps:
    return _changes([(point.seconds, float(point.score)) for point in run.points if point.score is not None])


def bounds(run: Watched) -> Steps:
    return _changes([(point.seconds, float(point.bound)) for point in run.points if point.bound is not None])


def at(steps: Steps, seconds: float, before: float) -> float:
    """The value at that time; `before`: until the first."""
    known = [value for since, value in steps if since <= seconds]
    return known[-1] if known else before


def median_steps(curves: Sequence[Steps], before: float) -> Steps:
    """The median of all curves whenever one of them changes."""
    moments = sorted({since for steps in curves for since, _ in steps})
    values = [(moment, median(at(steps, moment, before) for steps in curves)) for moment in moments]
    return _changes([(moment, value) for moment, value in values if isfinite(value)])


def seconds_to(steps: Steps, target: float) -> float:
    """When the score is no more than the target for the first time; infinite where it never is."""
    return next((since for since, value in steps if value <= target), inf)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float | None:
    """b of the values' best fit a * size^b, by least squares of logarithms; None with fewer than two known sizes."""
    known = [
        (log(size), log(value)) for size, value in zip(sizes, values, strict=True) if isfinite(value) and value > 0
    ]
    if len({size for size, _ in known}) < 2:
        return None
    return linear_regression([size for size, _ in known], [value for _, value in known]).slope


def _changes(steps: Steps) -> Steps:
    return steps[:1] + [later for earlier, later in pairwise(steps) if later[1] != earlier[1]]
