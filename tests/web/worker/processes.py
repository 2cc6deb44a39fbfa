"""Processes - workers and servers as a person starts them, and what they have done by now."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from web.models.runs import Run, Worker
from web.services.runs import ENDED, run_of

PROGRAM = Path(sys.executable).parent / "permanences"
PATIENCE_SECONDS = 300.0
"""What the slowest machine is left; a test that waits so long has found a fault."""

T = TypeVar("T")


def environment(url: str) -> Mapping[str, str]:
    return {**os.environ, "PERMANENCES_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}


@contextmanager
def worker_process(url: str) -> Iterator[subprocess.Popen[str]]:
    """`permanences worker`, ready; killed at the end where it is still there."""
    process = subprocess.Popen(
        [PROGRAM, "worker", "--workers", "1"], env=environment(url), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "Le processus de calcul est prêt.\n"
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(found: Callable[[], T | None]) -> T:
    """What the function finds, once it finds something."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        answer = found()
        if answer is not None:
            return answer
        time.sleep(0.1)
    raise AssertionError("it has not come in all this time")


def seen(session: Session, run: int, territory: str = "vallee") -> Run:
    """The run as the database has it now."""
    session.rollback()
    session.expire_all()
    return run_of(session, territory, run)


def ended(session: Session, run: int, territory: str = "vallee") -> Run:
    def look() -> Run | None:
        now = seen(session, run, territory)
        return now if now.status in ENDED else None

    return eventually(look)


def begun(session: Session, run: int, territory: str = "vallee") -> Run:
    def look() -> Run | None:
        now = seen(session, run, territory)
        return now if now.status != "queued" else None

    return eventually(look)


def worker_pids(session: Session) -> list[int]:
    """Of the workers that have not said goodbye, in the order in which they came."""
    session.rollback()
    return [worker.pid for worker in session.query(Worker).order_by(Worker.started_at) if worker.ended_at is None]
