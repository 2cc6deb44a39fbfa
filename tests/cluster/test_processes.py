"""Territories side by side in processes: the plans of one by one, and failures that stay alone."""

import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import replace

import pytest

from scheduler.cluster.crew import Crew, processes_here
from scheduler.cluster.jobs import Done, Failed, Failure, Job, Result, work
from scheduler.cluster.processes import IsolatedProcesses
from scheduler.cluster.solve_all import solve_all
from scheduler.domain.outcome import Outcome
from scheduler.travel.driving import TableDriving
from tests.cluster.territories import long_job, tiny_job


def outcomes(results: list[Result]) -> dict[str, object]:
    return {result.job.name: result.run.outcome if isinstance(result, Done) else result.failure for result in results}


def test_two_processes_give_the_plans_of_one_by_one(jobs: tuple[Job, ...], one_by_one: Mapping[str, Outcome]) -> None:
    with processes_here(2) as crew:
        together = list(solve_all(jobs, crew))

    # plans are compared; a bound comes when it comes
    for result in together:
        assert isinstance(result, Done)
        assert getattr(result.run.outcome, "plan", None) == getattr(one_by_one[result.job.name], "plan", None)
    assert len(together) == len(jobs)


def test_process_that_dies_fails_its_own_territory_alone() -> None:
    jobs = [long_job(), tiny_job(1)]

    with IsolatedProcesses(1) as executor:
        threading.Thread(target=_end_the_first_process, args=(executor,), daemon=True).start()
        results = list(solve_all(jobs, processes_crew(executor)))

    ended = outcomes(results)
    assert ended.pop("sarthe") is Failure.WORKER_LOST
    assert set(ended) == {"tiny-1"}
    assert all(isinstance(result, Done) for result in results if result.job.name != "sarthe")


def test_territory_that_takes_too_long_is_given_up_and_the_others_are_finished() -> None:
    jobs = [long_job(timeout=0.5), tiny_job(1)]

    with processes_here(1) as crew:
        results = list(solve_all(jobs, crew))

    (failed,) = (result for result in results if isinstance(result, Failed))
    assert (failed.job.name, failed.failure) == ("sarthe", Failure.TIMED_OUT)
    assert "0.5 s" in failed.reason.en
    assert sorted(result.job.name for result in results if isinstance(result, Done)) == ["tiny-1"]


def test_error_of_one_solve_is_told_and_the_others_are_finished() -> None:
    sound = tiny_job(1)
    nowhere = replace(sound, name="nowhere", problem=replace(sound.problem, available={}))

    with processes_here(1) as crew:
        results = list(solve_all([nowhere, sound], crew))

    ended = {result.job.name: result for result in results}
    failed = ended["nowhere"]
    assert isinstance(failed, Failed)
    assert failed.failure is Failure.FAILED
    assert isinstance(ended["tiny-1"], Done)


def test_leaving_by_an_error_ends_the_processes() -> None:
    def leave(crew: Crew) -> None:
        executor = crew.executor
        assert isinstance(executor, IsolatedProcesses)
        executor.submit(work, long_job())
        while not executor.pids():
            time.sleep(0.05)
        pids.extend(executor.pids())
        raise KeyboardInterrupt

    pids: list[int] = []
    with pytest.raises(KeyboardInterrupt), processes_here(1) as crew:
        leave(crew)

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def processes_crew(executor: IsolatedProcesses) -> Crew:
    with processes_here(1) as crew:
        return Crew(executor, crew.losses)


def _end_the_first_process(executor: IsolatedProcesses) -> None:
    while not executor.pids():
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(executor.pids()[0], signal.SIGKILL)


def test_job_crosses_processes_whole() -> None:
    job = tiny_job(2)

    with processes_here(1) as crew:
        back: Job = crew.executor.submit(_same, job).result()

    assert replace(back.problem, driving=job.problem.driving) == job.problem
    assert isinstance(back.problem.driving, TableDriving)


def _same(job: Job) -> Job:
    return job
