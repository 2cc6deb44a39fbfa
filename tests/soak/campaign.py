"""Campaign - which territories are solved, twice each, within which time, and what must hold of every pair of runs."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import Case, case, tiny_case
from tests.benchmarks.solved import Solved, solved

SEEDS = (1, 2)
"""Each territory is solved with both: what one run proves, the other one's plan must bear out."""


AROUND_SECONDS = 5.0
"""Start-up, reading, files and audit of one run, before any was measured."""

PATIENCE = 10
"""Times what a run should take, after which it is killed: a busy machine is no fault, an endless command is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """So many territories of a kind for one round of the campaign, each solved in those seconds."""

    name: str
    territories: int
    seconds: float
    weeks: int = 4

    @property
    def run_seconds(self) -> float:
        """What one run should take, from its start to its files."""
        return self.seconds + AROUND_SECONDS


KINDS = (
    Kind("tiny", 20, 10),
    Kind("tight", 2, 15),
    Kind("scale-4", 2, 15),
    Kind("scale-9", 1, 15, weeks=6),
    Kind("scale-20", 1, 15),
    Kind("sarthe-like", 1, 15),
    Kind("po-like", 1, 15),
    Kind("po-like", 1, 3, weeks=8),
    Kind("scale-80", 1, 15),
    Kind("scale-160", 1, 15),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One territory, its runs, and all that is wrong with them."""

    kind: Kind
    name: str
    runs: tuple[Solved, ...]

    @property
    def wrong(self) -> list[str]:
        said = [f"{self.name}: {said}" for run in self.runs for said in run.wrong]
        totals = [run.total for run in self.runs if run.total is not None]
        bounds = [run.bound for run in self.runs if run.bound is not None]
        if totals and bounds and max(bounds) > min(totals):
            said.append(f"{self.name}: a bound of {max(bounds)} is above a plan of {min(totals)}")
        if len({run.status == "infeasible" for run in self.runs}) > 1:
            said.append(f"{self.name}: one run has a plan, the other has proven that there is none")
        return said


def trials(rounds: int, end: float, scratch: Path, tell: Callable[[str], None]) -> Iterator[Trial]:
    """Every kind in turn, so that each is seen early; no territory comes twice.

    A trial begins only if it should be over before `end` (of the monotonic clock), as the last one of its kind took.
    """
    took = {kind: len(SEEDS) * kind.run_seconds for kind in KINDS}
    for number in range(1, 1 + max(wanted(kind, rounds) for kind in KINDS)):
        for kind in KINDS:
            began = time.monotonic()
            if number > wanted(kind, rounds) or began + took[kind] > end:
                continue
            of = _case(kind, number, scratch)
            tell(of.name)
            most = PATIENCE * kind.run_seconds
            runs = tuple(solved(of, kind.seconds, seed, scratch, most) for seed in SEEDS)
            took[kind] = time.monotonic() - began
            yield Trial(kind, of.name, runs)


def wanted(kind: Kind, rounds: int) -> int:
    """How many territories of the kind make the campaign whole."""
    return rounds * kind.territories


def _case(kind: Kind, number: int, scratch: Path) -> Case:
    return tiny_case(number, scratch) if kind.name == "tiny" else case(kind.name, number, scratch, kind.weeks)
