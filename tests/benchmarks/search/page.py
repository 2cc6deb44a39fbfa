"""Page - docs/benchmarks/search.md: tables and pictures, each with the command that makes it again."""

from collections.abc import Sequence
from math import isfinite
from statistics import median

from tests.benchmarks.compared import Rival
from tests.benchmarks.search.campaign import Measured
from tests.benchmarks.search.growth import NEAR, Growth
from tests.benchmarks.table import markdown

PLANS = (
    "territory",
    "advisors",
    "options",
    "seconds",
    "seeds",
    "optimal",
    "score",
    "proven bound",
    "gap",
    "MB",
    "greedy",
    "one CP-SAT",
    "its bound",
)

COMMANDS = ("territory", "`--seconds`", "runs", "wall clock", "over", "score", "above the long run's", "gap")

ABOUT_PLANS = """\
*Seconds* are those of the whole process, start-up and reading included. Score and bound are minutes, as the territory
weighs them: the median of the seeds, with the least and the most of them in brackets. The bound is proven in the same
run. *MB* is the most resident memory of the whole process tree in any run (what its processes share is counted twice).
*Greedy* (`tests/benchmarks/greedy.py`) and *one CP-SAT* (`tests/benchmarks/monolith.py`: the whole model given to
CP-SAT, same seconds, same cores) are their totals divided by our median: above 1, ours is better. "–": not tried, since
the same model had no plan at a smaller size already.
"""

CONFIRMED = "The audit has confirmed every plan and every score, and no bound of any run is above any plan."

ABOUT_TIME = """\
Thin lines are runs (one for each seed), bold ones their medians; the full line is the score, the dashed one the proven
bound: the best possible plan lies between. Seconds count from the start of the process, imports and reading included.
"""

ABOUT_COMMANDS = """\
`permanences solve` as a user waits for it: *wall clock* is the time from calling it to its end (median, and the most),
*over* what that is more than `--seconds` asked: start-up, reading, the check, plan.csv and the workbook.
"""

ABOUT_GROWTH = """\
*Within 10 %* and *within 5 %* are the seconds, from the start of the process, until the score is so near to the best of
all runs of that size (medians of the seeds); *one given score* is {common:.0f} minutes per advisor, which every size
reaches. The search cools down over a part of the time that it is given, so that a run with fewer seconds would be as
near sooner. What a shorter limit really costs is the column of the short command (`--seconds` as in the table before).
"""

ABOUT_FIT = """\
The exponent b is that of a least-squares fit a × N^b, from {fitted} advisors on. The start-up of a second or two, which
is the same for all sizes, makes it smaller than that of the search alone.
"""


def page(
    rows: Sequence[Measured],
    grown: Growth | None,
    command: str,
    facts: Sequence[str],
    pictures: Sequence[str],
    points: str,
) -> str:
    """`pictures` and `points` are names of files beside the page; a picture of growth comes last."""
    drawn = [row for row in rows if row.subject.is_over_time]
    sized = [row for row in rows if row.subject.size is not None]
    wrong = [f"- {said}" for row in rows for said in row.wrong]
    parts = [
        "# The search, measured",
        f"```\n{command}\n```",
        "\n".join(f"- {line}" for line in facts),
        "## Plans and bounds",
        markdown(PLANS, [_plan_cells(row) for row in rows]),
        ABOUT_PLANS.rstrip(),
        "\n".join(["**Wrong:**", "", *wrong]) if wrong else CONFIRMED,
    ]
    if drawn:
        parts += ["## Score and bound over time", ABOUT_TIME.rstrip()]
        for row, picture in zip(drawn, pictures, strict=False):
            parts += [f"### {row.name}", f"![Score and bound of {row.name} over time]({picture})", _alone([row])]
    parts += [
        "## The whole command",
        markdown(COMMANDS, [_command_cells(row) for row in rows]),
        ABOUT_COMMANDS.rstrip(),
    ]
    if grown is not None:
        parts += ["## Growth", f"![Score, time and memory by number of advisors]({pictures[-1]})", _alone(sized)]
        parts += [_growth_table(grown), ABOUT_GROWTH.format(common=grown.common).rstrip()]
        if grown.is_fitted:
            parts += [ABOUT_FIT.format(fitted=grown.fitted_from).rstrip()]
    parts += [f"All points of all runs are in [{points}]({points})."]
    return "\n\n".join(parts) + "\n"


def points_csv(rows: Sequence[Measured]) -> str:
    """Every point of every run: territory, limit, seed, seconds, score, bound."""
    lines = ["territory,limit_seconds,seed,seconds,score,bound"]
    for row in rows:
        for run in row.runs:
            for point in run.points:
                values = (row.name, f"{run.limit:g}", run.seed, f"{point.seconds:.3f}", point.score, point.bound)
                lines.append(",".join("" if value is None else str(value) for value in values))
    return "\n".join(lines) + "\n"


def _alone(rows: Sequence[Measured]) -> str:
    """How to make one picture again without the others."""
    return f"This one alone: the command above with `--territories {' '.join(row.subject.kind for row in rows)}`."


def _plan_cells(row: Measured) -> tuple[str, ...]:
    return (
        row.name,
        str(row.advisors),
        _number(row.options),
        f"{row.subject.limit:g}",
        str(len(row.runs)),
        str(sum(run.status == "optimal" for run in row.runs)),
        _spread(row.totals, "no plan"),
        _spread(row.bounds, "none"),
        _percents(row.gaps),
        _number(max(run.peak_mb for run in row.runs)),
        _ratio(row.greedy, row.total),
        _ratio(row.monolith, row.total),
        "–" if row.monolith is None else _number(row.monolith.bound),
    )


def _command_cells(row: Measured) -> tuple[str, ...]:
    wall = [run.seconds for run in row.commands]
    totals = [run.total for run in row.commands if run.total is not None]
    above = "" if not totals or not row.total else f"{median(totals) / row.total - 1:+.1%}"
    return (
        row.name,
        f"{row.subject.short_limit:g}",
        str(len(row.commands)),
        f"{median(wall):.1f} s (most {max(wall):.1f})",
        f"{median(wall) - row.subject.short_limit:+.1f} s",
        _spread(totals, "no plan"),
        above,
        _percents([run.gap for run in row.commands if run.gap is not None]),
    )


def _growth_table(grown: Growth) -> str:
    near = [f"within {part:.0%}" for part in NEAR]
    headings = ("advisors", "seconds", "score per advisor", "short command", "greedy", *near, "one given score", "MB")
    lines = [
        (
            str(size.advisors),
            f"{size.limit:g}",
            f"{size.per_advisor:.1f} ({size.least:.1f}–{size.most:.1f})",
            _minutes(size.short_per_advisor),
            _minutes(size.greedy_per_advisor),
            *(_seconds(value) for value in size.seconds_to),
            _seconds(size.seconds_to_common),
            _number(size.peak_mb),
        )
        for size in grown.sizes
    ]
    if not grown.is_fitted:
        return markdown(headings, lines)
    fitted = [*grown.exponents, grown.common_exponent]
    lines.append(("exponent b", "", "", "", "", *("" if slope is None else f"{slope:.2f}" for slope in fitted), ""))
    return markdown(headings, lines)


def _spread(values: Sequence[int], without: str) -> str:
    """The median, and in brackets the least and the most where they differ."""
    if not values:
        return without
    middle = _number(round(median(values)))
    return middle if min(values) == max(values) else f"{middle} ({_number(min(values))}–{_number(max(values))})"


def _percents(values: Sequence[float]) -> str:
    if not values:
        return ""
    middle = f"{median(values):.1%}"
    return middle if len(values) == 1 else f"{middle} (most {max(values):.1%})"


def _ratio(rival: Rival | None, own: float | None) -> str:
    return "–" if rival is None else rival.ratio(None if own is None else round(own))


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}".replace(",", " ")


def _minutes(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if isfinite(value) else "not reached"
