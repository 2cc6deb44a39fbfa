"""`python -m tests.benchmarks.national`: plans some departments alone, and reckons a country of a hundred of them."""

import argparse
import json
import pickle
import resource
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import Case, case
from tests.benchmarks.machine import machine_lines
from tests.benchmarks.processes import PERMANENCES, run

DEPARTMENTS = 100
CORES = (2, 8, 32, 100)


@dataclass(frozen=True, slots=True)
class Department:
    """What one took: `seconds` of wall clock, of `processor`, memory of its whole tree, what its worker is sent."""

    name: str
    demands: int
    unmet: int
    gap: float
    seconds: float
    processor: float
    peak_mb: int
    sent_kb: int


def main() -> int:
    asked = _asked()
    for line in machine_lines():
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        measured = [
            _planned(case(f"scale-{asked.advisors}", seed, scratch), asked, scratch)
            for seed in range(1, asked.sample + 1)
        ]
    processor = sum(one.processor for one in measured) / len(measured)
    memory = max(one.peak_mb for one in measured)
    print(f"{DEPARTMENTS} departments, {DEPARTMENTS * asked.advisors} advisors: ", end="")
    print(f"{DEPARTMENTS * processor / 3600:.1f} core-hours, {memory} MB for each core")
    for cores in CORES:
        rounds = -(-DEPARTMENTS // cores)
        print(f"  {cores:3} cores: {rounds * processor / 60:5.0f} minutes, {cores * memory / 1000:.0f} GB")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.national", description=__doc__)
    parser.add_argument("--advisors", type=int, default=40, help="of each department (40)")
    parser.add_argument("--sample", type=int, default=2, help="departments that are planned (2)")
    parser.add_argument("--seconds", type=float, default=60.0, help="of work for each (60)")
    return parser.parse_args()


def _planned(of: Case, asked: argparse.Namespace, scratch: Path) -> Department:
    """One core, as beside others; deterministic, so that a busy machine changes the seconds and not the plan."""
    out = scratch / f"plan of {of.name}"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = run(
        *PERMANENCES,
        "solve",
        *of.asked,
        *("--seconds", str(asked.seconds), "--workers", "1", "--deterministic", "--out", str(out)),
    )
    if ended.code != 0:
        raise SystemExit(ended.errors)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    score = json.loads((out / "score.json").read_text(encoding="utf-8"))
    department = Department(
        of.name,
        len(of.problem.territory.demands),
        sum(lack["half_days"] for lack in score["unmet"]),
        score["gap"],
        ended.seconds,
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        ended.peak_mb,
        len(pickle.dumps(of.problem)) // 1000,
    )
    print(
        f"{department.name}: {department.demands} demands, {department.unmet} half-days not served, gap "
        f"{department.gap:.1%}, {department.processor:.0f} s of processor ({department.seconds:.0f} s of clock), "
        f"{department.peak_mb} MB, {department.sent_kb} kB sent",
        flush=True,
    )
    return department


if __name__ == "__main__":
    sys.exit(main())
