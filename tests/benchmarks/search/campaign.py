"""Campaign - which territories are measured, with how many seeds and seconds, and how long that takes at most."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from pathlib import Path
from statistics import median

from scheduler.model.universe import Universe
from scheduler.rules import RULES
from tests.benchmarks.cases import case
from tests.benchmarks.compared import Rival, greedy_rival, monolith_rival
from tests.benchmarks.search.watched import Watched, watched
from tests.benchmarks.solved import Solved, solved

TERRITORIES = ("sarthe", "po-like", "scale-20", "scale-5", "scale-40", "scale-80")
LARGE = ("scale-160", "scale-400")

OVER_TIME = "scale-20"
"""The one of the growing sizes that is drawn over time too, and so has all seeds."""

SHORT_SECONDS = 10.0
"""The shortest wait that is asked about; the whole command is timed with it."""

LONGER = ((400, 5.0), (160, 2.0))
"""From so many advisors on, the seconds are so many times those of the others."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One territory to measure: solved `limit` seconds with each of the `seeds`, as a command with `command_seeds`."""

    kind: str
    limit: float
    short_limit: float
    seeds: tuple[int, ...]
    command_seeds: tuple[int, ...]

    @property
    def size(self) -> int | None:
        """N of `scale-N`; None for a territory that is not one of a growing row."""
        word, _, number = self.kind.partition("-")
        return int(number) if word == "scale" else None

    @property
    def is_over_time(self) -> bool:
        return self.size is None or self.kind == OVER_TIME

    @property
    def reckoned_seconds(self) -> float:
        """The most that it takes: what proves an optimum early ends early."""
        around = 4.0 + 0.08 * (self.size or 20)  # start-up, reading, files, the audit
        runs = len(self.seeds) * (self.limit + around)
        commands = len(self.command_seeds) * (self.short_limit + around)
        return runs + commands + self.limit + 2 * around


@dataclass(frozen=True)
class Measured:
    """A subject and its runs; `monolith` is None where the same model had no plan at a smaller size already."""

    subject: Subject
    name: str
    advisors: int
    options: int
    runs: tuple[Watched, ...]
    commands: tuple[Solved, ...]
    greedy: Rival
    monolith: Rival | None

    @cached_property
    def totals(self) -> list[int]:
        return [run.total for run in self.runs if run.total is not None]

    @cached_property
    def bounds(self) -> list[int]:
        return [run.bound for run in self.runs if run.bound is not None]

    @cached_property
    def gaps(self) -> list[float]:
        return [run.gap for run in self.runs if run.gap is not None]

    @property
    def total(self) -> float | None:
        return median(self.totals) if self.totals else None

    @property
    def best(self) -> int | None:
        return min(self.totals, default=None)

    @property
    def wrong(self) -> list[str]:
        """What must not be: a failed run, a broken rule, a score that is not the audit's, a bound above any plan."""
        runs: list[Watched | Solved] = [*self.runs, *self.commands]
        wrong = [said for run in runs for said in run.wrong]
        wrong += [f"seed {run.seed}: no plan" for run in self.runs if run.total is None and not run.wrong]
        rivals: list[Rival] = [rival for rival in (self.greedy, self.monolith) if rival is not None]
        wrong += [said for rival in rivals for said in rival.wrong]
        all_done: list[Watched | Solved | Rival] = [*runs, *rivals]
        plans = [done.total for done in all_done if done.total is not None]
        proven = [done.bound for done in all_done if done.bound is not None]
        if plans and proven and max(proven) > min(plans):
            wrong.append(f"a bound of {max(proven)} is above a plan of {min(plans)}")
        return [f"{self.name}: {said}" for said in wrong]


def subjects(kinds: Sequence[str], seconds: float, seeds: int) -> list[Subject]:
    """All seeds where the run is drawn over time, half of them (rounded up) elsewhere and for the commands."""
    every, half = tuple(range(1, seeds + 1)), tuple(range(1, ceil(seeds / 2) + 1))
    found = []
    for kind in kinds:
        plain = Subject(kind, seconds, min(SHORT_SECONDS, seconds), every, half)
        times = next((times for size, times in LONGER if (plain.size or 0) >= size), 1.0)
        run_seeds = every if plain.is_over_time else half
        found.append(Subject(kind, times * seconds, plain.short_limit, run_seeds, half))
    return found


def measured(
    asked: Sequence[Subject], territory_seed: int, scratch: Path, tell: Callable[[str], None]
) -> Iterator[Measured]:
    """One after the other, each run alone on the machine; growing sizes from the smallest on."""
    planless = False
    for subject in sorted(asked, key=lambda subject: subject.size or 0):
        of = case(subject.kind, territory_seed, scratch)
        runs, commands = [], []
        for seed in subject.seeds:
            tell(f"{of.name}, {subject.limit:g} s, seed {seed}")
            runs.append(watched(of, subject.limit, seed))
        for seed in subject.command_seeds:
            tell(f"{of.name}, the command with {subject.short_limit:g} s, seed {seed}")
            commands.append(solved(of, subject.short_limit, seed, scratch))
        tell(f"{of.name}, greedy")
        universe = Universe(of.problem, RULES)
        greedy = greedy_rival(universe)
        monolith = None
        if not (planless and subject.size):
            tell(f"{of.name}, one CP-SAT")
            monolith = monolith_rival(universe, subject.limit, 1)
            planless = planless or (subject.size is not None and monolith.total is None)
        advisors = len(of.problem.territory.advisors)
        yield Measured(
            subject, of.name, advisors, len(universe.options), tuple(runs), tuple(commands), greedy, monolith
        )
