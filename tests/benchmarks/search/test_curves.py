"""Medians over time, seconds to come near and exponents, on curves that can be reckoned by hand."""

from math import inf

import pytest

from tests.benchmarks.search.campaign import subjects
from tests.benchmarks.search.curves import at, bounds, exponent, median_steps, scores, seconds_to
from tests.benchmarks.search.watched import Point, Watched

RUN = Watched(
    seed=1,
    limit=10,
    status="feasible",
    points=(Point(1.0, 90, None), Point(2.0, 90, 40), Point(3.0, 70, 40), Point(4.0, 60, 50)),
    seconds=10.2,
    peak_mb=300,
)


def test_curves_keep_only_what_changes() -> None:
    assert scores(RUN) == [(1.0, 90), (3.0, 70), (4.0, 60)]
    assert bounds(RUN) == [(2.0, 40), (4.0, 50)]


def test_run_ends_with_its_last_point() -> None:
    assert (RUN.total, RUN.bound) == (60, 50)
    assert RUN.gap == pytest.approx(1 / 6)


def test_value_holds_until_the_next_step() -> None:
    assert [at(scores(RUN), seconds, inf) for seconds in (0.5, 1.0, 2.9, 3.0, 99.0)] == [inf, 90, 90, 70, 60]


def test_median_begins_when_most_curves_have() -> None:
    curves = [[(1.0, 9.0), (5.0, 3.0)], [(2.0, 8.0)], [(4.0, 1.0)]]

    assert median_steps(curves, inf) == [(2.0, 9.0), (4.0, 8.0), (5.0, 3.0)]


def test_seconds_to_a_score_that_is_never_reached_are_infinite() -> None:
    assert [seconds_to(scores(RUN), target) for target in (95, 70, 69, 59)] == [1.0, 3.0, 4.0, inf]


def test_exponent_of_a_power_is_found() -> None:
    assert exponent([20, 40, 80], [3 * size**1.3 for size in (20, 40, 80)]) == pytest.approx(1.3)


def test_exponent_needs_two_known_sizes() -> None:
    assert exponent([20, 40], [5.0, inf]) is None


def test_larger_territories_have_more_seconds_and_fewer_seeds() -> None:
    sarthe, middle, large, largest = subjects(["sarthe", "scale-20", "scale-160", "scale-400"], 60, 5)

    assert [len(subject.seeds) for subject in (sarthe, middle, large, largest)] == [5, 5, 3, 3]
    assert [subject.limit for subject in (sarthe, middle, large, largest)] == [60, 60, 120, 300]
    assert [subject.size for subject in (sarthe, middle, large, largest)] == [None, 20, 160, 400]
