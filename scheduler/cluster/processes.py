"""Worker processes on this machine - an executor in which a process that dies takes no other job with it."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from scheduler.cluster.jobs import TookTooLongError

P = ParamSpec("P")
T = TypeVar("T")


class IsolatedProcesses(Executor):
    """So many processes, each in a pool of its own: a broken pool fails all its jobs, and here it has only one.

    A process that died, or whose job took too long, is replaced. Leaving by an exception ends the processes at once.
    """

    def __init__(self, processes: int) -> None:
        self._slots = ThreadPoolExecutor(processes, thread_name_prefix="slot")
        self._slot = threading.local()
        self._lock = threading.Lock()
        self._pools: dict[int, ProcessPoolExecutor] = {}
        self._given_up = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._slots.submit(lambda: self._run(fn, *args, **kwargs))

    def pids(self) -> tuple[int, ...]:
        """The processes at work."""
        with self._lock:
            return tuple(self._pools)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._slots.shutdown(wait, cancel_futures=cancel_futures)
        with self._lock:
            pools = tuple(self._pools.values())
            self._pools.clear()
        for pool in pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is not None:
            with self._lock:
                self._given_up = True
            for pid in self.pids():
                _end(pid)
        self.shutdown(cancel_futures=kind is not None)

    def _run(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        pid, pool = self._process()
        try:
            return pool.submit(fn, *args, **kwargs).result()
        except (BrokenProcessPool, TookTooLongError):
            self._slot.process = None
            with self._lock:
                self._pools.pop(pid, None)
            _end(pid)
            pool.shutdown()
            raise

    def _process(self) -> tuple[int, ProcessPoolExecutor]:
        """The process of this slot; a new one where there is none."""
        held: tuple[int, ProcessPoolExecutor] | None = getattr(self._slot, "process", None)
        if held is None:
            # spawned, since a fork would copy the locks of this process's threads
            pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_caller)
            held = (pool.submit(os.getpid).result(), pool)
            with self._lock:
                self._pools[held[0]] = pool
                if self._given_up:  # while it started
                    _end(held[0])
            self._slot.process = held
        return held


def _leave_interrupts_to_caller() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it is gone already
