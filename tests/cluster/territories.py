"""Small territories to plan side by side."""

from datetime import date

from scheduler.cluster.jobs import ONE_CORE, Job
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from scheduler.solve import Parameters
from tests.generate.territories import tiny
from tests.report.plans import DATA

PATIENCE = 120.0


def tiny_job(seed: int, *, seconds: float = 0.2, timeout: float = PATIENCE) -> Job:
    """A territory of a few half-days, solved so that runs repeat exactly."""
    sample = tiny(seed)
    problem = prepare(sample.territory, sample.horizon, sample.published)
    return Job(f"tiny-{seed}", problem, Parameters(seconds, ONE_CORE, deterministic=True), timeout)


def long_job(*, timeout: float = PATIENCE) -> Job:
    """A territory that takes all the time that it is given, which is long."""
    problem = prepare(read_territory(DATA / "sarthe").territory, Horizon(date(2026, 9, 7), 2))
    return Job("sarthe", problem, Parameters(60.0, ONE_CORE), timeout)
