"""Campaign - which territories are solved, twice each, and what must hold of every pair of runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import Case, case, tiny_case
from tests.benchmarks.solved import Solved, solved

SEEDS = (1, 2)
"""Each territory is solved with both: what one run proves, the other one's plan must bear out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """So many territories of a kind for one round of the campaign, each solved in those seconds."""

    name: str
    territories: int
    seconds: float
    weeks: int = 4


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


def trials(rounds: int, scratch: Path, tell: Callable[[str], None]) -> Iterator[Trial]:
    """Every kind in every round; no territory comes twice."""
    for kind in KINDS:
        for number in range(1, rounds * kind.territories + 1):
            of = _case(kind, number, scratch)
            tell(of.name)
            runs = tuple(solved(of, kind.seconds, seed, scratch) for seed in SEEDS)
            yield Trial(kind, of.name, runs)


def _case(kind: Kind, number: int, scratch: Path) -> Case:
    return tiny_case(number, scratch) if kind.name == "tiny" else case(kind.name, number, scratch, kind.weeks)
