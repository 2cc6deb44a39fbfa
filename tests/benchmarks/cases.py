"""Cases - the territories that are measured: folders under data/, and generated ones by kind."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from tests.generate.tables import write_folder
from tests.generate.territories import tables

DATA = Path(__file__).parents[2] / "data"

WEEKS = 4
"""Every territory is planned for four weeks from its anchor, with nothing published before."""


@dataclass(frozen=True)
class Case:
    """One territory to plan: `folder` holds its files."""

    name: str
    folder: Path
    weeks: int = WEEKS

    @cached_property
    def problem(self) -> Problem:
        territory = read_territory(self.folder).territory
        return prepare(territory, Horizon(territory.anchor, self.weeks))

    @property
    def asked(self) -> tuple[str, ...]:
        """The territory and its weeks, as every command asks for them."""
        first_day = self.problem.horizon.first_day.isoformat()
        return (str(self.folder), "--from", first_day, "--weeks", str(self.weeks))


def case(name: str, seed: int, scratch: Path, weeks: int = WEEKS) -> Case:
    """The territory under data/ of that name, or else one of that kind, made from the seed and written to `scratch`."""
    if (DATA / name).is_dir():
        return Case(name, DATA / name, weeks)
    folder = scratch / f"{name}-{seed}"
    if not folder.exists():
        write_folder(tables(name, seed), folder)
    return Case(f"{name} {seed}", folder, weeks)
