"""Figures - what the rooms of the house take: start-up, reading, checking, building, moving."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scheduler.goals import GOALS
from scheduler.intake import read_territory
from scheduler.model.model import Model
from scheduler.model.universe import Universe
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from tests.benchmarks.cases import Case, case
from tests.benchmarks.processes import PERMANENCES, run
from tests.benchmarks.solved import solved

TIMES = 5
"""Each short figure is the best of so many: what the machine can do when nothing else disturbs it."""

MOVES = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity, said in its unit, and how it was measured."""

    name: str
    value: str
    how: str


def figures(seed: int, scratch: Path) -> list[Figure]:
    return [
        *_commands(seed, scratch),
        *_stages(case("sarthe", seed, scratch)),
        *_stages(case("po-like", seed, scratch)),
    ]


def _commands(seed: int, scratch: Path) -> list[Figure]:
    """Whole processes, beside the least that Python itself takes to start."""
    eight_weeks = case("po-like", seed, scratch, weeks=8)
    planned = solved(eight_weeks, 10, seed, scratch)
    if planned.wrong:
        raise SystemExit("\n".join(planned.wrong))
    plan = str(scratch / f"plan of {eight_weeks.name}" / "plan.csv")
    folder, *horizon = eight_weeks.asked
    python = _best_command(sys.executable, "-c", "pass")
    help_ = _best_command(*PERMANENCES, "--help")
    check = _best_command(*PERMANENCES, "check", folder, plan, *horizon)
    return [
        Figure("python -c pass", f"{python:.2f} s", "the least that a process takes here"),
        Figure("permanences --help", f"{help_:.2f} s", f"{help_ / python:.0f} times python -c pass"),
        Figure(
            "permanences check",
            f"{check:.2f} s",
            f"26 advisors x 8 weeks ({eight_weeks.name}), start-up included: {check / python:.0f} times python -c pass",
        ),
    ]


def _stages(of: Case) -> list[Figure]:
    """Stages inside one process, on one territory."""
    intake = _best(lambda: read_territory(of.folder))
    problem = of.problem
    listing = _best(lambda: Universe(problem, RULES), 3)
    universe = Universe(problem, RULES)
    building = _best(lambda: Model(universe, RULES, GOALS), 1)
    annealing = Annealing(universe, seed=1)
    annealing.run(10_000, 40.0, 40.0)
    moving = _best(lambda: annealing.run(MOVES, 40.0, 1.5), 1)
    size = f"{of.name}, {of.weeks} weeks, {len(universe.options)} options"
    return [
        Figure(f"intake of {of.name}", f"{intake:.2f} s", "files to territory, every check, in a warm process"),
        Figure(f"universe of {of.name}", f"{listing:.2f} s", size),
        Figure(f"whole model of {of.name}", f"{building:.2f} s", f"{size}; day tours included"),
        Figure(
            f"moves of {of.name}",
            f"{round(MOVES / moving, -3):,.0f} a second",
            f"{size}; one core, cooling from 40 to 1.5 minutes",
        ),
    ]


def _best_command(*command: str) -> float:
    def once() -> None:
        ended = run(*command, watch=False)
        if ended.code != 0:
            raise SystemExit(ended.errors)

    return _best(once)


def _best(work: Callable[[], object], times: int = TIMES) -> float:
    """The least seconds of so many times."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)
