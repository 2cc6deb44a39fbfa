"""Pictures - score and bound over time, and growth with the number of advisors, as small SVG files.

Black and white print keeps the meaning: a score is a full line, a bound a dashed one, plainer ways are dotted. The
colours are those of Okabe and Ito, which the colour-blind tell apart.
"""

from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, ScalarFormatter

from tests.benchmarks.search.campaign import Measured
from tests.benchmarks.search.curves import Steps, bounds, median_steps, scores
from tests.benchmarks.search.growth import NEAR, Growth, Size

BLUE, VERMILION, GREEN = "#0072B2", "#D55E00", "#009E73"

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # words stay words: smaller, and found by a search
    "svg.hashsalt": "permanences",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "legend.framealpha": 0.9,
    "legend.edgecolor": "white",
}

FLOOR, CEILING = 0.6, 1.3
"""Of the best score: what lies further off is left out of the picture (an empty plan is many times as much)."""


AIM = 1.3
"""The exponent with which the time to a given score may grow at most."""


def draw_over_time(row: Measured, path: Path, caption: str) -> None:
    """Score and bound of each run against seconds, thin; their medians, bold; the plainer ways."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.add_subplot()
        end = max(run.seconds for run in row.runs)
        for curves, before, colour, line, name in (
            ([scores(run) for run in row.runs], float("inf"), BLUE, "-", "score"),
            ([bounds(run) for run in row.runs], float("-inf"), VERMILION, "--", "proven bound"),
        ):
            _draw_curves(axes, curves, before, end, (colour, line, name))
        _draw_rivals(axes, row)
        _frame(axes, row, end)
        axes.set_title(f"{row.name}: {row.advisors} advisors, {row.options:,} options", loc="left")
        axes.legend(loc="upper right")
        _save(figure, path, caption)


def draw_growth(grown: Growth, path: Path, caption: str) -> None:
    """Score per advisor, seconds to come near, memory: each against the number of advisors."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9.6, 3.6), layout="constrained")
        quality, speed, memory = figure.subplots(1, 3)
        advisors = [size.advisors for size in grown.sizes]
        _draw_quality(quality, grown.sizes, advisors)
        _draw_speed(speed, grown, advisors)
        memory.plot(advisors, [size.peak_mb for size in grown.sizes], color=BLUE, marker="o")
        memory.set_ylabel("MB, whole process tree")
        memory.set_ylim(bottom=0)
        for axes, title in ((quality, "Score per advisor"), (speed, "Time to come near"), (memory, "Memory")):
            axes.set_title(title, loc="left")
            axes.set_xlabel("advisors")
            axes.set_xscale("log")
            _plain_ticks(axes, advisors)
        _save(figure, path, caption)


def _draw_curves(axes: Axes, curves: Sequence[Steps], before: float, end: float, style: tuple[str, str, str]) -> None:
    colour, line, name = style
    for steps in curves:
        _draw_steps(axes, steps, end, color=colour, linestyle=line, linewidth=0.6, alpha=0.55)
    words = f"{name}, median of {len(curves)}" if len(curves) > 1 else name
    _draw_steps(axes, median_steps(curves, before), end, color=colour, linestyle=line, linewidth=2.2, label=words)


def _draw_steps(axes: Axes, steps: Steps, end: float, **style: Any) -> None:
    if steps:
        held = [*steps, (end, steps[-1][1])]
        axes.step([since for since, _ in held], [value for _, value in held], where="post", **style)


def _draw_rivals(axes: Axes, row: Measured) -> None:
    """Plainer ways have one figure each: a level where it is in sight, else words in the legend."""
    best = row.best or 0
    for rival, name, line, mark in ((row.greedy, "greedy", ":", ""), (row.monolith, "one CP-SAT", "-.", "s")):
        if rival is None or rival.total is None:
            axes.plot([], [], color="black", linestyle=line, label=f"{name}: no plan")
        elif rival.total <= CEILING * best:
            axes.axhline(rival.total, color="black", linestyle=line, linewidth=1, label=name)
            axes.plot([rival.seconds], [rival.total], color="black", marker=mark)
        else:
            words = f"{name}: {rival.ratio(best)} times the best" if best else f"{name}: {rival.total}"
            axes.plot([], [], color="black", linestyle=line, label=words)


def _frame(axes: Axes, row: Measured, end: float) -> None:
    best = row.best or 0
    proven = min((steps[0][1] for run in row.runs if (steps := bounds(run))), default=0.0)
    axes.set_ylim(min(max(FLOOR * best, 0.97 * proven), 0.95 * best), CEILING * best or 1)
    axes.set_ylabel("minutes, as the territory weighs them")
    axes.set_xscale("log")
    first = min((run.points[0].seconds for run in row.runs if run.points), default=1.0)
    axes.set_xlim(0.9 * first, end)
    axes.set_xlabel("seconds since the command was started")
    _plain_ticks(axes, [tick for tick in (1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600) if 0.9 * first <= tick <= end])


def _draw_quality(axes: Axes, sizes: Sequence[Size], advisors: Sequence[int]) -> None:
    values = [size.per_advisor for size in sizes]
    below = [size.per_advisor - size.least for size in sizes]
    above = [size.most - size.per_advisor for size in sizes]
    axes.errorbar(
        advisors, values, yerr=(below, above), color=BLUE, marker="o", capsize=3, label="at the end, median and range"
    )
    for name, found, line, mark, colour in (
        ("after the short command", [size.short_per_advisor for size in sizes], "--", "^", GREEN),
        ("greedy", [size.greedy_per_advisor for size in sizes], ":", "x", "black"),
    ):
        known = [(number, value) for number, value in zip(advisors, found, strict=True) if value is not None]
        axes.plot(
            *zip(*known, strict=True) if known else ([], []), color=colour, linestyle=line, marker=mark, label=name
        )
    axes.set_ylim(bottom=0)
    axes.set_ylabel("minutes per advisor")
    axes.legend(loc="lower left", fontsize=7)


def _draw_speed(axes: Axes, grown: Growth, advisors: Sequence[int]) -> None:
    styles = ((BLUE, "-", "o"), (VERMILION, "--", "s"))
    for place, ((colour, line, mark), near) in enumerate(zip(styles, NEAR, strict=True)):
        slope = grown.exponents[place]
        words = f"within {near:.0%}" + ("" if slope is None else f": N^{slope:.2f}")
        _draw_known(axes, advisors, [size.seconds_to[place] for size in grown.sizes], (colour, line, mark, words))
    slope = grown.common_exponent
    words = "to one given score" + ("" if slope is None else f": N^{slope:.2f}")
    _draw_known(axes, advisors, [size.seconds_to_common for size in grown.sizes], (GREEN, ":", "^", words))
    _draw_aim(axes, grown)
    axes.set_yscale("log")
    seconds = [value for size in grown.sizes for value in (*size.seconds_to, size.seconds_to_common) if isfinite(value)]
    least, most = min(seconds, default=1.0), max(seconds, default=1.0)
    ticks = [tick for tick in (1, 2, 5, 10, 20, 60, 120, 300) if 0.5 * least <= tick <= 2 * most]
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_yticks(ticks, [str(tick) for tick in ticks])
    axes.set_ylabel("seconds since the command was started")
    axes.legend(loc="upper left", fontsize=7)


def _draw_aim(axes: Axes, grown: Growth) -> None:
    """The steepest growth that is asked for, from the first fitted size on."""
    fitted = [size for size in grown.sizes if size.advisors >= grown.fitted_from]
    first = fitted[0]
    if len(fitted) > 1 and isfinite(first.seconds_to[-1]):
        sizes = [size.advisors for size in fitted]
        aim = [first.seconds_to[-1] * (size / first.advisors) ** AIM for size in sizes]
        axes.plot(sizes, aim, color="#777777", linewidth=0.8, label=f"the steepest asked: N^{AIM}")


def _draw_known(axes: Axes, sizes: Sequence[int], values: Sequence[float], style: tuple[str, str, str, str]) -> None:
    colour, line, mark, words = style
    known = [(size, value) for size, value in zip(sizes, values, strict=True) if isfinite(value)]
    axes.plot(
        [size for size, _ in known],
        [value for _, value in known],
        color=colour,
        linestyle=line,
        marker=mark,
        label=words,
    )


def _plain_ticks(axes: Axes, ticks: Sequence[int]) -> None:
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks(list(ticks))
    axes.xaxis.set_major_formatter(ScalarFormatter())


def _save(figure: Figure, path: Path, caption: str) -> None:
    """The caption goes into the picture too: wherever it is shown, it says what it was measured with."""
    figure.supxlabel(caption, fontsize=6, color="#444444")
    figure.savefig(path, format="svg", metadata={"Date": None, "Description": caption})
