"""Watched - one solve in a process of its own: score and bound with the seconds since that process was started.

`python -m tests.benchmarks.search.watched` is that process: what `permanences solve` does but for the writing of
files, and each news of the solve kept. Start-up and reading are in its seconds.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scheduler import audit
from scheduler.domain.outcome import Feasible, Infeasible, Optimal, OutOfTime
from scheduler.solve import Parameters, Progress, Run, solve
from tests.benchmarks.cases import Case
from tests.benchmarks.processes import run
from tests.benchmarks.solved import WORKERS

LEAST_SECONDS = 0.5
"""A solve gets as much where start-up and reading have taken all the rest."""


@dataclass(frozen=True, slots=True)
class Point:
    """The best score and bound, in minutes, that were known so many seconds after the process was started."""

    seconds: float
    score: int | None
    bound: int | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A run: `limit` seconds were asked, start-up included, and `seconds` taken; `peak_mb`: of its whole tree."""

    seed: int
    limit: float
    status: str
    points: tuple[Point, ...]
    seconds: float
    peak_mb: int
    wrong: tuple[str, ...] = ()

    @property
    def total(self) -> int | None:
        return self.points[-1].score if self.points else None

    @property
    def bound(self) -> int | None:
        return self.points[-1].bound if self.points else None

    @property
    def gap(self) -> float | None:
        """How much the score could still fall at most, as a part of the score."""
        if self.total is None or self.bound is None:
            return None
        return (self.total - self.bound) / self.total if self.total else 0.0


def watched(case: Case, limit: float, seed: int) -> Watched:
    """Start the process, and believe what it tells once it has ended well."""
    began = time.monotonic()
    module = (sys.executable, "-m", "tests.benchmarks.search.watched")
    options = ("--limit", f"{limit:g}", "--seed", str(seed), "--began", repr(began))
    first_day, weeks = case.first_day.isoformat(), str(case.weeks)
    ended = run(*module, str(case.folder), first_day, weeks, *options)
    if ended.code != 0:
        wrong = (f"exit code {ended.code}: {ended.errors.strip()[-500:]}",)
        return Watched(seed, limit, "failed", (), ended.seconds, ended.peak_mb, wrong)
    told = json.loads(ended.output)
    points = tuple(Point(*point) for point in told["points"])
    return Watched(seed, limit, told["status"], points, ended.seconds, ended.peak_mb, tuple(told["wrong"]))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search.watched")
    parser.add_argument("folder", type=Path)
    parser.add_argument("first_day", type=date.fromisoformat)
    parser.add_argument("weeks", type=int)
    parser.add_argument("--limit", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--began", type=float, required=True, help="the monotonic clock when the process was started")
    asked = parser.parse_args()
    points: list[Point] = []

    def hear(progress: Progress) -> None:
        points.append(Point(round(time.monotonic() - asked.began, 3), progress.score, progress.bound))

    of = Case(asked.folder.name, asked.folder, asked.weeks, asked.first_day)
    problem = of.problem
    left = max(LEAST_SECONDS, asked.limit - (time.monotonic() - asked.began))
    done = solve(problem, Parameters(left, WORKERS, asked.seed), hear)
    told = {"status": _status(done), "points": _best(points), "wrong": _held_against(done, of)}
    print(json.dumps(told))
    return 0


def _best(points: list[Point]) -> list[tuple[float, int | None, int | None]]:
    """The points at which something became better. News come from several threads: an old one never undoes a new."""
    kept: list[tuple[float, int | None, int | None]] = []
    score: int | None = None
    bound: int | None = None
    for point in sorted(points, key=lambda point: point.seconds):
        lower = point.score is not None and (score is None or point.score < score)
        higher = point.bound is not None and (bound is None or point.bound > bound)
        score, bound = point.score if lower else score, point.bound if higher else bound
        if lower or higher:
            kept.append((point.seconds, score, bound))
    return kept


def _status(done: Run) -> str:
    match done.outcome:
        case Optimal():
            return "optimal"
        case Feasible():
            return "feasible"
        case Infeasible():
            return "infeasible"
        case OutOfTime():
            return "out of time"


def _held_against(done: Run, of: Case) -> list[str]:
    """What the audit finds in the plan, and where the score told is not its own."""
    if not isinstance(done.outcome, Optimal | Feasible):
        return []
    plan, told = done.outcome.plan, done.outcome.score.components()
    wrong = [f"{finding.rule}: {finding.message.en}" for finding in audit.findings(plan, of.problem)]
    if (score := audit.score(plan, of.problem).components()) != told:
        wrong.append(f"the score told is {told}, the audit's {score}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
