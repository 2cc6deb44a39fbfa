"""`make bench`, its second half: plans territories of every size three ways, and measures the rooms of the house."""

import argparse
import shlex
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.benchmarks.cases import case
from tests.benchmarks.compared import Compared, compared
from tests.benchmarks.figures import figures
from tests.benchmarks.machine import machine_lines
from tests.benchmarks.table import page, printed, printed_figures

TERRITORIES = (
    "ossau-haut-bearn",
    "conflent-canigo",
    "flandre-lys",
    "hautes-terres",
    "tight",
    "sarthe",
    "sarthe-like",
    "po-like",
    "scale-20",
)


AROUND_SECONDS = 10.0
"""Of one territory, beside its two solves: start-up, reading, files, the greedy plan, the audit."""

ROOMS_SECONDS = 60.0

WIDTH = 120
"""Columns, where the table goes to a file or a pipe."""


def main() -> int:
    """0 where the audit confirms every plan, 1 where it does not."""
    asked = _asked()
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(
        f"The engine on territories of every size takes {_reckoned(asked) / 60:.0f} minutes at most.", highlight=False
    )
    if asked.reckon:
        return 0
    machine = machine_lines()
    for line in machine:
        console.print(line, style="dim")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        rows: list[Compared] = []
        for name in asked.territories:
            for seed in asked.seeds:
                with console.status(f"{name}, seed {seed}"):
                    rows.append(compared(case(name, seed, scratch), asked.seconds, seed, scratch))
        console.print(printed(rows))
        wrong = [said for row in rows for said in row.wrong]
        measured = [] if asked.plans_only else figures(asked.seeds[0], scratch)
    if measured:
        console.print(printed_figures(measured))
    if asked.page is not None and not wrong:
        asked.page.parent.mkdir(parents=True, exist_ok=True)
        command = shlex.join(["python", "-m", "tests.benchmarks", *sys.argv[1:]])
        asked.page.write_text(page(rows, measured, command, machine), encoding="utf-8")
        console.print(f"Written: {asked.page}")
    for said in wrong:
        console.print(said, style="red")
    return 1 if wrong else 0


def _reckoned(asked: argparse.Namespace) -> float:
    solves = len(asked.territories) * len(asked.seeds) * (2 * asked.seconds + AROUND_SECONDS)
    return float(solves if asked.plans_only else solves + ROOMS_SECONDS)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="time limit of each solve (20)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="of the territories and of the solves (1)")
    parser.add_argument(
        "--territories",
        nargs="+",
        default=TERRITORIES,
        help="names under data/ and kinds: tight, sarthe-like, po-like, scale-N",
    )
    parser.add_argument("--plans-only", action="store_true", help="leave out the rooms of the house")
    parser.add_argument("--reckon", action="store_true", help="say how long it would take at most, and end")
    parser.add_argument("--page", type=Path, help="write the page there too")
    return parser.parse_args()


sys.exit(main())
