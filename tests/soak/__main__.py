"""`make soak`, after the soak-marked tests: solves territories of every kind, and keeps the figures."""

import argparse
import shlex
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tests.benchmarks.machine import machine_lines
from tests.benchmarks.table import markdown
from tests.soak.campaign import SEEDS, Kind, Trial, trials

HEADINGS = (
    "kind",
    "weeks",
    "seconds",
    "runs",
    "optimal",
    "feasible",
    "no plan",
    "worst gap",
    "most seconds over",
    "most MB",
    "wrong",
)

ABOUT = f"""\
Each territory is solved {len(SEEDS)} times by `permanences solve`, with different seeds. *Seconds over* are what it
took beyond its time limit; start-up and writing come on top. MB is the resident memory of the whole process tree.
*Wrong* counts broken rules, scores that are not the audit's, failed commands, and bounds of one run above the plan of
the other.
"""


def main() -> int:
    """0 where nothing is wrong, 1 where something is: each is said."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how many times each kind's number of territories (3)")
    parser.add_argument("--note", default="", help="a sentence for the page: what the figures should be read with")
    parser.add_argument("--page", type=Path, help="write the figures there too")
    asked = parser.parse_args()
    console = Console()
    machine = machine_lines()
    by_kind: defaultdict[Kind, list[Trial]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, console.status("") as status:
        for trial in trials(asked.rounds, Path(folder), status.update):
            by_kind[trial.kind].append(trial)
            console.print(f"{trial.name}: {', '.join(run.status for run in trial.runs)}", style="dim")
            for said in trial.wrong:
                console.print(said, style="red")
    table = markdown(HEADINGS, [_cells(kind, done) for kind, done in by_kind.items()])
    console.print(table, soft_wrap=True)
    if asked.page is not None:
        command = shlex.join(["python", "-m", "tests.soak", "--rounds", str(asked.rounds)])
        facts = [f"- {line}" for line in [*machine, asked.note] if line]
        parts = ["# The long campaign", f"```\n{command}\n```", "\n".join(facts), table, ABOUT.rstrip()]
        asked.page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return 1 if any(trial.wrong for done in by_kind.values() for trial in done) else 0


def _cells(kind: Kind, done: Sequence[Trial]) -> tuple[str, ...]:
    runs = [run for trial in done for run in trial.runs]
    statuses = [run.status for run in runs]
    gaps = [run.gap for run in runs if run.gap is not None]
    planless = len(runs) - statuses.count("optimal") - statuses.count("feasible")
    return (
        kind.name,
        "1 to 3" if kind.name == "tiny" else str(kind.weeks),
        f"{kind.seconds:g}",
        str(len(runs)),
        str(statuses.count("optimal")),
        str(statuses.count("feasible")),
        str(planless),
        f"{max(gaps, default=0.0):.1%}",
        f"{max(0.0, *(run.solving - kind.seconds for run in runs)):.1f}",
        str(max(run.peak_mb for run in runs)),
        str(sum(len(trial.wrong) for trial in done)),
    )


sys.exit(main())
