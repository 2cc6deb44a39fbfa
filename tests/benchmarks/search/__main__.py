"""`make bench`, its first half: watches the search over time and over size, and keeps a page with pictures."""

import argparse
import os
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tests.benchmarks.machine import machine_lines
from tests.benchmarks.search.campaign import LARGE, TERRITORIES, Measured, Subject, measured, subjects
from tests.benchmarks.search.report import keep


def main() -> int:
    """0 where the audit confirms every plan and no bound is above a plan, 1 where not: the page says so."""
    asked = _asked()
    kinds = (*asked.territories, *(LARGE if asked.large else ()))
    todo = subjects(kinds, asked.seconds, asked.seeds)
    console = Console(soft_wrap=True)
    console.print(_reckoned(todo), highlight=False)
    if asked.reckon:
        return 0
    machine = machine_lines()
    began = time.monotonic()
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder, console.status("") as status:
        for row in measured(todo, asked.territory_seed, Path(folder), status.update):
            rows = sorted([*rows, row], key=lambda row: kinds.index(row.subject.kind))
            minutes = (time.monotonic() - began) / 60
            console.print(f"{minutes:5.1f} min  {_said(row)}", highlight=False)
            if asked.page is not None:  # after each, so that what ends the campaign early loses the rest only
                took = f"Took {minutes:.0f} min; load at the end {os.getloadavg()[1]:.1f}, up to 2 of it our own"
                keep(rows, asked.page, _command(asked), [*machine, took])
    wrong = [said for row in rows for said in row.wrong]
    for said in wrong:
        console.print(said, style="red")
    return 1 if wrong else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="time limit of each solve (60)")
    parser.add_argument("--seeds", type=int, default=5, help="how many seeds of the solve: 1, 2, … (5)")
    parser.add_argument(
        "--territories",
        nargs="+",
        default=TERRITORIES,
        help=f"names under data/ and kinds: tight, sarthe-like, po-like, scale-N ({' '.join(TERRITORIES)})",
    )
    parser.add_argument(
        "--large", action="store_true", help=f"{' and '.join(LARGE)} too, with 2 and 5 times the seconds"
    )
    parser.add_argument("--territory-seed", type=int, default=1, help="of the territories that are generated (1)")
    parser.add_argument("--reckon", action="store_true", help="say how long it would take at most, and end")
    parser.add_argument("--page", type=Path, help="write the page there, with its pictures and points beside it")
    asked = parser.parse_args()
    if asked.seeds < 1 or asked.seconds <= 0:
        parser.error("--seeds and --seconds must be above 0")
    return asked


def _reckoned(todo: Sequence[Subject]) -> str:
    lines = [
        f"  {subject.kind}: {len(subject.seeds)} x {subject.limit:g} s, the command {len(subject.command_seeds)} x "
        f"{subject.short_limit:g} s, one CP-SAT {subject.limit:g} s: {subject.reckoned_seconds / 60:.1f} min"
        for subject in todo
    ]
    total = sum(subject.reckoned_seconds for subject in todo) / 60
    return "\n".join([f"The search over time and over size takes {total:.0f} minutes at most:", *lines])


def _said(row: Measured) -> str:
    totals = " ".join(str(total) for total in row.totals)
    bounds = " ".join(str(bound) for bound in row.bounds)
    return f"{row.name}: score {totals}, bound {bounds}"


def _command(asked: argparse.Namespace) -> str:
    options = ["--seconds", f"{asked.seconds:g}", "--seeds", str(asked.seeds), "--territory-seed"]
    options += [str(asked.territory_seed), "--territories", *asked.territories]
    large = ["--large"] if asked.large else []
    return shlex.join(["python", "-m", "tests.benchmarks.search", *options, *large, "--page", str(asked.page)])


sys.exit(main())
