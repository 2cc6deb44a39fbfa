"""`make soak`, before the soak-marked tests: solves territories of every kind for some minutes, keeps the figures."""

import argparse
import shlex
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from tests.benchmarks.machine import machine_lines
from tests.benchmarks.table import markdown
from tests.soak.campaign import KINDS, SEEDS, Kind, Trial, trials, wanted

HEADINGS = (
    "kind",
    "weeks",
    "seconds",
    "territories",
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
Each territory is solved {len(SEEDS)} times by `permanences solve`, with different seeds. *Territories* are those that
the time allowed, of those wanted: every kind in turn, so that each is seen early. *Seconds over* are what it
took beyond its time limit; start-up and writing come on top. MB is the resident memory of the whole process tree.
*Wrong* counts broken rules, scores that are not the audit's, failed commands, and bounds of one run above the plan of
the other.
"""


def main() -> int:
    """0 where nothing is wrong, 1 where something is: each is said."""
    asked = _asked()
    console = Console(soft_wrap=True)
    console.print(
        f"The campaign takes {asked.minutes:g} minutes at most, less where all of it is done.", highlight=False
    )
    machine, began = machine_lines(), time.monotonic()
    by_kind: defaultdict[Kind, list[Trial]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, console.status("") as status:
        try:
            for trial in trials(asked.rounds, began + 60 * asked.minutes, Path(folder), status.update):
                by_kind[trial.kind].append(trial)
                console.print(f"{trial.name}: {', '.join(run.status for run in trial.runs)}", style="dim")
                for said in trial.wrong:
                    console.print(said, style="red")
        except KeyboardInterrupt:
            console.print("Interrupted: what was done is kept.")
    table = markdown(HEADINGS, [_cells(kind, by_kind[kind], asked.rounds) for kind in KINDS])
    console.print(table)
    if asked.page is not None:
        done = f"Took {(time.monotonic() - began) / 60:.1f} min of {asked.minutes:g}"
        facts = [*machine, done, *([asked.note] if asked.note else [])]
        asked.page.write_text(_page(asked, facts, table, by_kind), encoding="utf-8")
        console.print(f"Written: {asked.page}")
    return 1 if any(trial.wrong for done in by_kind.values() for trial in done) else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="the time for all of it (30)")
    parser.add_argument("--rounds", type=int, default=3, help="how many times each kind's number of territories (3)")
    parser.add_argument("--note", default="", help="a sentence for the page: what the figures should be read with")
    parser.add_argument("--page", type=Path, help="write the figures there too")
    return parser.parse_args()


def _page(asked: argparse.Namespace, facts: Sequence[str], table: str, by_kind: Mapping[Kind, Sequence[Trial]]) -> str:
    command = shlex.join(
        ["python", "-m", "tests.soak", "--minutes", f"{asked.minutes:g}", "--rounds", str(asked.rounds)]
    )
    wrong = [f"- {said}" for trials in by_kind.values() for trial in trials for said in trial.wrong]
    parts = ["# The long campaign", f"```\n{command}\n```", "\n".join(f"- {fact}" for fact in facts), table]
    parts += [ABOUT.rstrip(), *(["## Wrong", "\n".join(wrong)] if wrong else [])]
    return "\n\n".join(parts) + "\n"


def _cells(kind: Kind, done: Sequence[Trial], rounds: int) -> tuple[str, ...]:
    if not done:
        return (kind.name, "", f"{kind.seconds:g}", f"0 of {wanted(kind, rounds)}", *[""] * (len(HEADINGS) - 4))
    runs = [run for trial in done for run in trial.runs]
    statuses = [run.status for run in runs]
    gaps = [run.gap for run in runs if run.gap is not None]
    planless = len(runs) - statuses.count("optimal") - statuses.count("feasible")
    return (
        kind.name,
        "1 to 3" if kind.name == "tiny" else str(kind.weeks),
        f"{kind.seconds:g}",
        f"{len(done)} of {wanted(kind, rounds)}",
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
