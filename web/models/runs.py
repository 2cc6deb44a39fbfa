"""Runs - what a person asked the solver, where it stands, and what it came to; the workers that answer.

A run is its asker's to remove: what was published of it stands in the publications.
"""

import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import all_or_none, at_least, one_of

KINDS = ("solve", "repair", "explain", "suggest")
STATUSES = ("queued", "running", "stopping", "done", "failed", "lost")
AT_WORK = ("running", "stopping")
"""The statuses in which a worker has the run in hand, and its heart must beat."""


class Run(Base):
    """One question to the solver, about `weeks` weeks from `first_day`.

    `parameters` are those of its kind. `plan` holds the rows that are asked about, where they are not what stands
    published; `archive` the files of a territory that is not the loaded one. `worker` has it in hand: its heart last
    beat at `heartbeat_at`. `stopped_by` asked for the best plan so far. `result` grows while answers come; `planned`
    holds the rows of the plan that came out; `error` says in words ({fr, en}) why there is none. `input_digest` names
    the files that it was computed from.
    """

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"))
    kind: Mapped[str]
    status: Mapped[str]
    first_day: Mapped[datetime.date]
    weeks: Mapped[int]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    archive: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    asked_by: Mapped[str]
    asked_at: Mapped[datetime.datetime]
    worker: Mapped[str | None] = mapped_column(ForeignKey("workers.id"))
    started_at: Mapped[datetime.datetime | None]
    heartbeat_at: Mapped[datetime.datetime | None]
    ended_at: Mapped[datetime.datetime | None]
    stopped_by: Mapped[str] = mapped_column(default="")
    phase: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    planned: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    input_digest: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime.datetime | None]

    __table_args__ = (
        one_of("kind", KINDS),
        one_of("status", STATUSES),
        at_least("weeks", 1),
        all_or_none("worker", "started_at", "heartbeat_at"),
        CheckConstraint("(status = 'queued') <= (worker IS NULL)", name="queued_by_nobody"),
        CheckConstraint("(status IN ('running', 'stopping')) <= (worker IS NOT NULL)", name="at_work_by_somebody"),
        CheckConstraint("(status IN ('done', 'failed', 'lost')) = (ended_at IS NOT NULL)", name="ended"),
        Index(None, "territory", "asked_at"),
        Index(None, "status"),
    )


class RunPoint(Base):
    """What a solve had reached `seconds` after it began: the best plan's total and the proven bound, in minutes."""

    __tablename__ = "run_points"

    run: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    seconds: Mapped[float]
    score: Mapped[int | None]
    bound: Mapped[int | None]

    __table_args__ = (at_least("number", 1), at_least("seconds", 0))


class Worker(Base):
    """A process that answers runs, or did: when it began, when it was last heard of, where it is."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str]
    pid: Mapped[int]
    started_at: Mapped[datetime.datetime]
    seen_at: Mapped[datetime.datetime]
    ended_at: Mapped[datetime.datetime | None]
