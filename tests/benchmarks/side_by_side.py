"""`python -m tests.benchmarks.side_by_side`: many small territories on one process and on two, the ratio, the plans."""

import argparse
import csv
import hashlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.machine import machine_lines
from tests.benchmarks.processes import PERMANENCES, run
from tests.generate.tables import write_folder
from tests.generate.territories import tables


def main() -> int:
    """0 where the plans are the same, 1 where they are not."""
    asked = _asked()
    for line in machine_lines():
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        territories = list(_written(asked.territories, asked.kind, scratch))
        took: dict[int, list[float]] = {1: [], 2: []}
        worked: dict[int, float] = {}
        plans: dict[int, dict[str, str]] = {}
        for _ in range(asked.times):
            for processes, measured in took.items():
                before = _cpu_seconds()
                seconds, plans[processes] = _timed(territories, processes, asked, scratch / f"on-{processes}")
                measured.append(seconds)
                worked[processes] = _cpu_seconds() - before
                load = os.getloadavg()[0]
                print(
                    f"{len(territories)} x {asked.kind} on {processes}: {seconds:.1f} s, "
                    f"{worked[processes]:.1f} s of processor (load {load:.1f})",
                    flush=True,
                )
    best = {processes: min(seconds) for processes, seconds in took.items()}
    same = plans[1] == plans[2]
    print(f"one by one {best[1]:.1f} s, two side by side {best[2]:.1f} s: {best[1] / best[2]:.2f} times as fast")
    print(
        f"processor: {worked[2] / worked[1]:.2f} times as much side by side; where two cores are free, so much is lost"
    )
    print(f"{len(plans[1])} plans, {'the same' if same else 'NOT the same'}")
    return 0 if same else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.side_by_side", description=__doc__)
    parser.add_argument("--territories", type=int, default=20, help="how many (20)")
    parser.add_argument("--kind", default="tight", help="a kind of tests.generate (tight)")
    parser.add_argument("--seconds", type=float, default=5.0, help="of work for each (5)")
    parser.add_argument("--weeks", type=int, default=1, help="of each horizon (1)")
    parser.add_argument("--times", type=int, default=1, help="how often each is timed; the best counts (1)")
    return parser.parse_args()


def _written(number: int, kind: str, scratch: Path) -> Iterator[Path]:
    for seed in range(1, number + 1):
        folder = scratch / f"{kind}-{seed}"
        write_folder(tables(kind, seed), folder)
        yield folder


def _cpu_seconds() -> float:
    """Of all the processes that have ended under this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _timed(
    territories: list[Path], processes: int, asked: argparse.Namespace, out: Path
) -> tuple[float, dict[str, str]]:
    """The seconds of the whole command, and each plan's hash."""
    options = (
        "--from",
        "2026-08-31",
        "--weeks",
        str(asked.weeks),
        "--seconds",
        str(asked.seconds),
        "--deterministic",
        "--timeout",
        "3600",
    )
    began = time.monotonic()
    ended = run(
        *PERMANENCES,
        "solve-all",
        *map(str, territories),
        *options,
        "--processes",
        str(processes),
        "--out",
        str(out),
        watch=False,
    )
    seconds = time.monotonic() - began
    if ended.code != 0:
        raise SystemExit(ended.errors)
    with (out / "summary.csv").open(encoding="utf-8") as file:
        folders = {row["name"]: Path(row["folder"]) for row in csv.DictReader(file)}
    return seconds, {
        name: hashlib.sha256((folder / "plan.csv").read_bytes()).hexdigest() for name, folder in folders.items()
    }


if __name__ == "__main__":
    sys.exit(main())
