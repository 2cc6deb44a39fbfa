"""Territories on a real Dask cluster of two worker processes: the same plans, and failures that stay alone."""

import builtins
import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from distributed import Client

from scheduler.cluster.crew import ClusterError, dask_cluster
from scheduler.cluster.jobs import Done, Failed, Failure, Job
from scheduler.cluster.solve_all import solve_all
from scheduler.domain.outcome import Outcome
from tests.cluster.dask_processes import PATIENCE, scheduler, workers
from tests.cluster.territories import long_job, tiny_job


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scheduler(tmp_path_factory.mktemp("dask")) as address, workers(address, 2):
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        yield address


def test_dask_gives_the_plans_of_one_by_one(
    address: str, jobs: tuple[Job, ...], one_by_one: Mapping[str, Outcome]
) -> None:
    with dask_cluster(address) as crew:
        workers = {crew.executor.submit(_pid, number).result() for number in range(8)}
        together = {result.job.name: result for result in solve_all(jobs, crew)}

    assert os.getpid() not in workers
    assert len(together) == len(jobs)
    for name, outcome in one_by_one.items():
        result = together[name]
        assert isinstance(result, Done)
        assert getattr(result.run.outcome, "plan", None) == getattr(outcome, "plan", None)


def test_dask_worker_that_dies_fails_its_own_territory_alone(address: str) -> None:
    with dask_cluster(address) as crew:
        doomed = crew.executor.submit(_die)
        results = list(solve_all([tiny_job(1), tiny_job(2)], crew))

    assert isinstance(doomed.exception(), crew.losses)
    assert all(isinstance(result, Done) for result in results)


def test_dask_gives_up_a_territory_that_takes_too_long(address: str) -> None:
    with dask_cluster(address) as crew:
        results = {result.job.name: result for result in solve_all([long_job(timeout=0.5), tiny_job(1)], crew)}

    failed = results["sarthe"]
    assert isinstance(failed, Failed)
    assert failed.failure is Failure.TIMED_OUT
    assert isinstance(results["tiny-1"], Done)


def test_cluster_that_does_not_answer_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ClusterError) as refused, dask_cluster("not an address"):
        pass

    assert "dask scheduler" in refused.value.text.fr


def test_cluster_without_workers_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with scheduler(tmp_path) as empty, pytest.raises(ClusterError) as refused, dask_cluster(empty):
        pass

    assert "dask worker" in refused.value.text.fr


def test_without_dask_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def without_dask(name: str, *rest: object, **options: object) -> object:
        if name == "distributed":
            raise ImportError(name)
        return importing(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without_dask)
    with pytest.raises(ClusterError) as refused, dask_cluster("tcp://127.0.0.1:8786"):
        pass

    assert "permanences[cluster]" in refused.value.text.fr


def _pid(_: int) -> int:
    return os.getpid()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
