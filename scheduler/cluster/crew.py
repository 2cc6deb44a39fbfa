"""The crew - who works: processes of this machine, or the workers of a Dask cluster. An executor, and how it breaks."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from contextlib import contextmanager
from dataclasses import dataclass

from scheduler.cluster.processes import IsolatedProcesses
from scheduler.domain.text import Text

CONNECTION_SECONDS = 10
"""How long a cluster may take to answer."""


class ClusterError(Exception):
    """The cluster cannot be used; `text` says what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Crew:
    """`losses` are the errors by which the executor tells that the worker of a job has died.

    `takes_others_along`: a worker that dies may take jobs with it that only waited for it.
    """

    executor: Executor
    losses: tuple[type[BaseException], ...]
    takes_others_along: bool = False


@contextmanager
def processes_here(processes: int) -> Iterator[Crew]:
    """So many worker processes, started when there is work."""
    with IsolatedProcesses(processes) as executor:
        yield Crew(executor, (BrokenExecutor, CancelledError))


@contextmanager
def dask_cluster(address: str) -> Iterator[Crew]:
    """The workers of the Dask cluster whose scheduler is at that address, as `tcp://10.0.0.1:8786`.

    Raises ClusterError without the library, without an answer, and without workers.
    """
    try:
        # an extra: who plans on one machine does without it
        from distributed import Client, KilledWorker  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError(
            Text(
                fr="Dask n’est pas installé : pip install 'permanences[cluster]'.",
                en="Dask is not installed: pip install 'permanences[cluster]'.",
            )
        ) from error
    try:
        client = Client(address, timeout=CONNECTION_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(
            Text(
                fr=f"Aucun ordonnanceur Dask ne répond à « {address} » : lancez « dask scheduler », et donnez son "
                "adresse, comme tcp://127.0.0.1:8786.",
                en=f"No Dask scheduler answers at '{address}': start 'dask scheduler', and give its address, as "
                "tcp://127.0.0.1:8786.",
            )
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise ClusterError(
                Text(
                    fr=f"Le cluster Dask {address} n’a aucun ouvrier : lancez « dask worker {address} ».",
                    en=f"The Dask cluster {address} has no worker: start 'dask worker {address}'.",
                )
            )
        executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        try:
            yield Crew(executor, (KilledWorker, CancelledError), takes_others_along=True)
        finally:
            executor.shutdown(wait=False)
