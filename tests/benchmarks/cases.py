"""Cases - the territories that are measured: folders under data/, and generated ones by kind."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.time import Horizon
from scheduler.intake import read_plan, read_territory
from scheduler.prepare import prepare
from scheduler.report.plan_file import plan_csv
from tests.generate.large import ANCHOR
from tests.generate.tables import write_folder
from tests.generate.territories import tables, tiny

DATA = Path(__file__).parents[2] / "data"

WEEKS = 4
"""Unless told otherwise, a territory is planned for four weeks from its anchor, with nothing published before."""


@dataclass(frozen=True)
class Case:
    """One territory to plan: `folder` holds its files, `published` the plan that was promised before."""

    name: str
    folder: Path
    weeks: int = WEEKS
    first_day: date = ANCHOR
    published: Path | None = None

    @cached_property
    def problem(self) -> Problem:
        territory = read_territory(self.folder).territory
        published = Plan(()) if self.published is None else read_plan(self.published, territory, strict=False)
        return prepare(territory, Horizon(self.first_day, self.weeks), published)

    @property
    def asked(self) -> tuple[str, ...]:
        """The territory, its weeks and what was published, as every command asks for them."""
        published = () if self.published is None else ("--published", str(self.published))
        return (str(self.folder), "--from", self.first_day.isoformat(), "--weeks", str(self.weeks), *published)


def case(name: str, seed: int, scratch: Path, weeks: int = WEEKS) -> Case:
    """The territory under data/ of that name, or else one of that kind, made from the seed and written to `scratch`."""
    if (DATA / name).is_dir():
        return Case(name, DATA / name, weeks)
    folder = scratch / f"{name}-{seed}"
    if not folder.exists():
        write_folder(tables(name, seed), folder)
    return Case(f"{name} {seed}", folder, weeks)


def tiny_case(seed: int, scratch: Path) -> Case:
    """A tiny territory with its own horizon and what was published before it, inside it and after it."""
    sample = tiny(seed)
    folder, published = scratch / f"tiny-{seed}", scratch / f"tiny-{seed}.csv"
    write_folder(sample.tables, folder)
    published.write_bytes(plan_csv(sample.published))
    return Case(f"tiny {seed}", folder, sample.horizon.weeks, sample.horizon.first_day, published)
