"""A Dask cluster as an administrator starts one: a scheduler process, and worker processes that join it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

DASK = (sys.executable, "-m", "dask")

SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "OMP_NUM_THREADS": "1"}
"""A job whose worker died is not tried elsewhere: one that kills its worker would kill them all."""

PATIENCE = 120.0


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A scheduler without workers yet; its address. It answers when it has written its file."""
    file = folder / "scheduler.json"
    with _running(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
    ) as process:
        end = time.monotonic() + PATIENCE
        while not file.exists() or not file.read_text(encoding="utf-8").endswith("}"):
            assert process.poll() is None, "the scheduler has ended"
            assert time.monotonic() < end, "the scheduler does not come"
            time.sleep(0.05)
        yield json.loads(file.read_text(encoding="utf-8"))["address"]


@contextmanager
def workers(address: str, number: int) -> Iterator[None]:
    """So many worker processes of one thread, each with its nanny, which starts it again when it has died."""
    options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0")
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(_running("worker", address, *options))
        yield


@contextmanager
def _running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*DASK, *command], env={**os.environ, **SETTINGS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
