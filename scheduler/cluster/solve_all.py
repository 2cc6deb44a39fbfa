"""Solving many: every job is begun, results come as they end, and one that fails stops no other."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed

from scheduler.cluster.crew import Crew
from scheduler.cluster.jobs import Done, Failed, Failure, Job, Result, TookTooLongError, work
from scheduler.domain.text import Text
from scheduler.solve import Run


def solve_all(jobs: Sequence[Job], crew: Crew) -> Iterator[Result]:
    """A result for each job, as they come. The largest are begun first, so that none is left alone at the end.

    Where the death of a worker takes others along, what was lost is begun once more in the end, one after the other: a
    job that kills its worker is then lost alone.
    """
    futures: dict[Future[Run], Job] = {
        crew.executor.submit(work, job): job for job in sorted(jobs, key=lambda job: (-job.size, job.name))
    }
    lost: list[Job] = []
    for future in as_completed(futures):
        result = _result(futures[future], future, crew)
        if crew.takes_others_along and isinstance(result, Failed) and result.failure is Failure.WORKER_LOST:
            lost.append(result.job)
        else:
            yield result
    for job in lost:
        yield _result(job, crew.executor.submit(work, job), crew)


def _result(job: Job, future: Future[Run], crew: Crew) -> Result:
    try:
        return Done(job, future.result())
    except TookTooLongError:
        reason = Text(
            fr=f"pas fini en {job.timeout:g} s : donnez plus de temps avec --timeout, ou moins avec --seconds",
            en=f"not ended in {job.timeout:g} s: give more time with --timeout, or less with --seconds",
        )
        return Failed(job, Failure.TIMED_OUT, reason)
    except crew.losses:
        reason = Text(
            fr="le processus de calcul s’est arrêté net (mémoire épuisée ?)",
            en="the worker process died (out of memory?)",
        )
        return Failed(job, Failure.WORKER_LOST, reason)
    except Exception as error:  # whatever went wrong with one territory, the others are finished
        reason = Text(fr=f"erreur du calcul : {error!r}", en=f"the solve failed: {error!r}")
        return Failed(job, Failure.FAILED, reason)
