"""Growth - what becomes of score, seconds and memory as territories of one kind get larger."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.search.campaign import Measured
from tests.benchmarks.search.curves import exponent, scores, seconds_to

NEAR = (0.10, 0.05)
"""How near to the best score of all runs of that size."""

FITTED_FROM = 20
"""Advisors: smaller territories are done in little more than the start-up, which says nothing about growth."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size: medians of its runs. `seconds_to` goes with NEAR, infinite where half of the runs never get there."""

    advisors: int
    limit: float
    per_advisor: float
    least: float
    most: float
    greedy_per_advisor: float | None
    short_per_advisor: float | None
    seconds_to: tuple[float, ...]
    seconds_to_common: float
    peak_mb: int


@dataclass(frozen=True, slots=True)
class Growth:
    """`common` is the score per advisor that every size reaches; the exponents go with NEAR, the last with `common`."""

    sizes: tuple[Size, ...]
    common: float
    exponents: tuple[float | None, ...]
    common_exponent: float | None
    fitted_from: int

    @property
    def is_fitted(self) -> bool:
        return any(slope is not None for slope in (*self.exponents, self.common_exponent))


def growth(rows: Sequence[Measured]) -> Growth | None:
    """None where no territory of the growing row has a plan."""
    growing = [row for row in rows if row.subject.size is not None and row.totals]
    if not growing:
        return None
    common = max((row.total or 0.0) / row.advisors for row in growing) * (1 + NEAR[-1])
    sizes = tuple(_size(row, common) for row in sorted(growing, key=lambda row: row.advisors))
    large = [size for size in sizes if size.advisors >= FITTED_FROM]
    fitted = large if len(large) > 1 else list(sizes)
    numbers = [size.advisors for size in fitted]
    return Growth(
        sizes,
        common,
        tuple(exponent(numbers, [size.seconds_to[place] for size in fitted]) for place in range(len(NEAR))),
        exponent(numbers, [size.seconds_to_common for size in fitted]),
        numbers[0],
    )


def _size(row: Measured, common: float) -> Size:
    advisors, best = row.advisors, row.best or 0
    curves = [scores(run) for run in row.runs]
    short = [run.total for run in row.commands if run.total is not None]
    return Size(
        advisors,
        row.subject.limit,
        (row.total or 0.0) / advisors,
        min(row.totals) / advisors,
        max(row.totals) / advisors,
        None if row.greedy.total is None else row.greedy.total / advisors,
        median(short) / advisors if short else None,
        tuple(median([seconds_to(steps, best * (1 + near)) for steps in curves]) for near in NEAR),
        median([seconds_to(steps, common * advisors) for steps in curves]),
        max(run.peak_mb for run in row.runs),
    )
