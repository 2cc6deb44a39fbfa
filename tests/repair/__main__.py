"""`python -m tests.repair` - breaks a hundred plans, mends them, and writes how that went into a page."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from statistics import median

from tests.benchmarks.machine import machine_lines
from tests.benchmarks.table import markdown
from tests.repair.campaign import TERRITORIES, Result, cases, judged


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.repair", description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=6.0, help="of the repairs, of the re-solve, of the plans before"
    )
    parser.add_argument("--most", type=int, default=None, help="so many disruptions at most")
    parser.add_argument("--page", type=Path, default=None, help="the page to write")
    asked = parser.parse_args()
    results, machine = [], machine_lines()
    for case in islice(cases(asked.seconds), asked.most):
        result = judged(case, asked.seconds)
        results.append(result)
        print(
            case.kind, case.seed, case.disruption, f"lost {result.lost}", f"changed {result.changed}",
            f"re-solve {result.resolved}", f"first {result.first_seconds:.1f} s", f"gap {result.gap:.0%}",
            f"totals {result.repaired_total} {result.resolved_total}", *result.unsound, *result.more_than_resolved,
            flush=True,
        )  # fmt: skip
        if asked.page is not None:
            asked.page.write_text(page(results, asked.seconds, machine), encoding="utf-8")
    failed = [result for result in results if result.unsound or result.more_than_resolved]
    sys.exit(1 if failed else 0)


HEADINGS = (
    "territories",
    "disruptions",
    "repairs",
    "cannot be held",
    "fewest changes",
    "most served",
    "least driving",
    "re-solve",
    "gap",
    "first repair",
)

ABOUT = """
`python -m tests.repair --page docs/repairs.md` makes this page. Each disruption is an advisor away, or a venue closed,
for one to seven days in which something was planned; the territories are generated, and nothing was tuned on them.
A plan is published, broken, mended by `repair` (up to three repairs), and planned again by a plain re-solve with as
many seconds and the same weights. Half-days are means. *Cannot be held*: what no plan keeps. A repair that says what an
earlier one says counts as that one. *Gap* (median): of the cheapest repair, to what was proven of any plan in the same
time. *First repair* (median, and the most): seconds by the clock from the moment at which the files are read.
"""


def page(results: list[Result], seconds: float, machine: list[str]) -> str:
    by_kind: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_kind[result.case.kind].append(result)
    unsound = sum(bool(result.unsound) for result in results)
    more = sum(bool(result.more_than_resolved) for result in results)
    made = sum(len(result.changed) for result in results)
    places = len({(result.case.kind, result.case.seed) for result in results})
    rows = [_row(kind, by_kind[kind]) for kind, _, _ in TERRITORIES if kind in by_kind]
    lines = [
        "# Repairs, measured",
        ABOUT,
        f"{len(results)} disruptions of {places} territories, {seconds:g} seconds each, {made} repairs:",
        "",
        f"- disruptions with a repair that the checker refuses, or that says something wrong of itself: **{unsound}**",
        f"- disruptions with a repair that changes more half-days than the plain re-solve: **{more}**",
        "",
        markdown(HEADINGS, rows),
        "",
        *(f"- {line}" for line in machine),
    ]
    return "\n".join(lines) + "\n"


def _row(kind: str, results: list[Result]) -> tuple[str, ...]:
    made = sum(len(result.changed) for result in results)
    first = [result.first_seconds for result in results]
    aims = ("fewest-changes", "most-served", "least-driving")
    return (
        kind,
        str(len(results)),
        str(made),
        _mean(result.lost for result in results),
        *(_mean(result.changed.get(aim, result.changed["fewest-changes"]) for result in results) for aim in aims),
        _mean(result.resolved for result in results),
        f"{median(result.gap for result in results):.0%}",
        f"{median(first):.1f} s, {max(first):.1f} s",
    )


def _mean(numbers: Iterable[int]) -> str:
    known = list(numbers)
    return f"{sum(known) / len(known):.1f}"


main()
