"""Run work - a worker's side of the runs: taking one, showing signs of life, writing what comes, finding the lost.

Each function is one short transaction of its own, which it commits: a solve lasts minutes, and nobody waits for it.
"""

import os
import socket
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from web.database import WRITING
from web.models.runs import AT_WORK, Run, RunPoint, Worker
from web.services.journal import note
from web.services.plan_rows import plan_cells
from web.services.writing import AS_GIVEN

BEAT_SECONDS = 2.0
"""How often a worker says that it is alive."""

LOST_SECONDS = 20.0
"""A run whose worker has been silent for so long is lost."""

KEPT_DAYS = 7
"""How long a run that was removed can be brought back."""

NOBODY = "Permanences"
"""Who finds what is lost, in the journal."""

SILENT = Text(
    fr="Le processus qui calculait ne donne plus signe de vie : ce calcul est perdu. Relancez-le.",
    en="The process that was computing shows no sign of life: this run is lost. Start it again.",
)
LEFT = Text(
    fr="Le processus qui calculait a été arrêté avant la fin : ce calcul est perdu. Relancez-le.",
    en="The process that was computing was stopped before the end: this run is lost. Start it again.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a solve stood: seconds since it began, the best plan's total and the proven bound, in minutes."""

    seconds: float
    score: int | None
    bound: int | None


def begin_writing_runs(session: Session) -> None:
    """A short transaction that writes, begun as such: SQLite then waits for its turn instead of failing later."""
    session.rollback()
    session.connection(execution_options={WRITING: True})


def begin_worker(session: Session, now: datetime) -> str:
    """Notes that this process is a worker; its name."""
    begin_writing_runs(session)
    name = uuid.uuid4().hex
    session.add(Worker(id=name, host=socket.gethostname(), pid=os.getpid(), started_at=now, seen_at=now))
    session.commit()
    return name


def end_worker(session: Session, worker: str, now: datetime) -> None:
    """Notes that the worker goes; what it still has in hand is lost, and said to be."""
    begin_writing_runs(session)
    session.execute(update(Worker).where(Worker.id == worker).values(seen_at=now, ended_at=now))
    _lose(session, Run.worker == worker, LEFT, now)
    session.commit()


def queued(session: Session, kinds: Sequence[str]) -> bool:
    """Whether some run of these kinds waits."""
    found = session.scalar(select(func.count()).select_from(Run).where(Run.status == "queued", Run.kind.in_(kinds)))
    session.rollback()
    return bool(found)


def take_next(session: Session, worker: str, kinds: Sequence[str], now: datetime) -> int | None:
    """Takes the run of these kinds that has waited longest; its id. Of several workers one gets it."""
    waiting = select(Run.id).where(Run.status == "queued", Run.kind.in_(kinds)).order_by(Run.id)
    session.rollback()
    for number in session.scalars(waiting).all():
        begin_writing_runs(session)
        taken = session.execute(
            update(Run)
            .where(Run.id == number, Run.status == "queued")
            .values(status="running", worker=worker, started_at=now, heartbeat_at=now)
        )
        session.commit()
        if taken.rowcount:  # type: ignore[attr-defined]
            return number
    return None


def beat(session: Session, worker: str, in_hand: Iterable[int], now: datetime) -> frozenset[int]:
    """Signs of life of the worker and of its runs in hand; those of them that somebody has stopped.

    A run that was taken for lost meanwhile (the machine slept) is alive again.
    """
    runs = list(in_hand)
    begin_writing_runs(session)
    session.execute(update(Worker).where(Worker.id == worker).values(seen_at=now))
    mine = (Run.id.in_(runs), Run.worker == worker)
    session.execute(update(Run).where(*mine, Run.status == "lost").values(status="running", ended_at=None, error=None))
    session.execute(update(Run).where(*mine, Run.status.in_(AT_WORK)).values(heartbeat_at=now))
    stopped = frozenset(session.scalars(select(Run.id).where(*mine, Run.status == "stopping")))
    session.commit()
    return stopped


def write_points(session: Session, run: int, first: int, points: Sequence[Point], phase: Text | None) -> None:
    """Adds points to the run's curve, numbered from `first`, and says what it is doing."""
    begin_writing_runs(session)
    rows = [
        {"run": run, "number": first + place, "seconds": p.seconds, "score": p.score, "bound": p.bound}
        for place, p in enumerate(points)
    ]
    if rows:
        session.execute(insert(RunPoint), rows, execution_options=AS_GIVEN)
    if phase is not None:
        session.execute(update(Run).where(Run.id == run).values(phase={"fr": phase.fr, "en": phase.en}))
    session.commit()


def write_result(session: Session, run: int, result: Mapping[str, Any]) -> None:
    """What has come so far; the run goes on."""
    begin_writing_runs(session)
    session.execute(update(Run).where(Run.id == run).values(result=dict(result)))
    session.commit()


def finish(session: Session, run: int, result: Mapping[str, Any], plan: Plan | None, now: datetime) -> None:
    """The run is done: what it came to, and the plan, where there is one."""
    cells = None if plan is None else plan_cells(plan)
    _end(session, run, now, status="done", error=None, result=dict(result), planned=cells)


def fail(session: Session, run: int, reason: Text, now: datetime) -> None:
    """The run has ended without an answer; what had come stays."""
    _end(session, run, now, status="failed", error={"fr": reason.fr, "en": reason.en})


def find_lost(session: Session, now: datetime) -> tuple[int, ...]:
    """The runs whose heart has stopped beating are lost, and said to be; their ids."""
    silent = Run.heartbeat_at < now - timedelta(seconds=LOST_SECONDS)
    session.rollback()
    if session.scalar(select(Run.id).where(silent, Run.status.in_(AT_WORK)).limit(1)) is None:
        session.rollback()
        return ()  # pages look at every moment: they write where there is something to write
    begin_writing_runs(session)
    found = _lose(session, silent, SILENT, now)
    session.commit()
    return found


def forget_removed(session: Session, now: datetime) -> None:
    """Runs that were removed some days ago are no more; workers that have long gone, either."""
    begin_writing_runs(session)
    long_ago = now - timedelta(days=KEPT_DAYS)
    gone = Run.removed_at < long_ago, Run.status.not_in(AT_WORK)
    session.execute(delete(RunPoint).where(RunPoint.run.in_(select(Run.id).where(*gone))))
    session.execute(delete(Run).where(*gone))
    with_runs = select(Run.worker).where(Run.worker.is_not(None))
    session.execute(delete(Worker).where(Worker.seen_at < long_ago, Worker.id.not_in(with_runs)))
    session.commit()


def _lose(session: Session, which: Any, reason: Text, now: datetime) -> tuple[int, ...]:
    found = tuple(session.scalars(select(Run.id).where(which, Run.status.in_(AT_WORK)).order_by(Run.id)))
    if found:
        error = {"fr": reason.fr, "en": reason.en}
        session.execute(
            update(Run)
            .where(Run.id.in_(found), Run.status.in_(AT_WORK))
            .values(status="lost", ended_at=now, error=error)
        )
        lost = session.execute(select(Run.id, Run.territory).where(Run.id.in_(found)))
        for number, territory in lost.all():
            note(session, NOBODY, "run_lost", territory, str(number), now)
    return found


def _end(session: Session, run: int, now: datetime, **values: Any) -> None:
    begin_writing_runs(session)
    session.execute(update(Run).where(Run.id == run).values(ended_at=now, phase=None, **values))
    session.commit()
