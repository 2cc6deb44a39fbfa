"""What the executors are compared with: a few small territories planned one by one, here, once for all tests."""

from collections.abc import Mapping

import pytest

from scheduler.cluster.jobs import Job, work
from scheduler.domain.outcome import Outcome
from tests.cluster.territories import tiny_job


@pytest.fixture(scope="session")
def jobs() -> tuple[Job, ...]:
    return tuple(tiny_job(seed) for seed in (1, 2, 3))


@pytest.fixture(scope="session")
def one_by_one(jobs: tuple[Job, ...]) -> Mapping[str, Outcome]:
    """By job, how it ended: with a plan."""
    ended = {job.name: work(job).outcome for job in jobs}
    assert all(hasattr(outcome, "plan") for outcome in ended.values())
    return ended
