"""Runs - asking the solver: a plan, a repair, an explanation, a place; a worker answers, and this process never solves.

`ask` writes what is wanted and wakes a worker once the caller has committed. Colleagues' pages read the answers with
`run_of`, `plan_of_run` (a solve's plan) and web.services.run_answers (what each answer would change in a draft).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.jobs import ANSWER, SOLVE, wake_after_commit
from web.models.runs import AT_WORK, Run, RunPoint, Worker
from web.services.errors import ServiceError
from web.services.journal import note
from web.services.person import Person
from web.services.plan_rows import plan_cells, plan_of_cells
from web.services.reference import loaded_territory
from web.services.run_parameters import Asked, read_parameters
from web.services.snapshots import archive_of, territory_of

LANE_OF = {"solve": SOLVE, "repair": ANSWER, "explain": ANSWER, "suggest": ANSWER}
"""A plan takes minutes: what somebody waits for on the telephone does not stand in line behind it."""

ENDED = ("done", "failed", "lost")


class UnknownRunError(ServiceError):
    """The territory has no such run, or it was removed."""

    def __init__(self, number: int) -> None:
        super().__init__(Text(fr=f"Il n’y a pas de calcul {number}.", en=f"There is no run {number}."))


def ask(
    session: Session,
    person: Person,
    territory: str,
    kind: str,
    parameters: Mapping[str, Any],
    now: datetime,
    *,
    plan: Plan | None = None,
    changed: Territory | None = None,
) -> Run:
    """Puts a question to the workers; the caller commits. `kind` is one of web.models.runs.KINDS.

    `parameters` are as web.services.run_parameters says, dates as ISO texts or dates. `plan`: the rows of the weeks
    that are asked about (a draft's), in place of what stands published; for a repair, they are what was promised.
    `changed`: a territory to compute with, in place of the loaded one.
    Raises UnknownTerritoryError, UnusableParametersError.
    """
    place = changed or loaded_territory(session, territory)
    asked = read_parameters(kind, parameters, place)
    run = Run(
        territory=territory,
        kind=kind,
        status="queued",
        first_day=asked.first_day,
        weeks=asked.weeks,
        parameters=asked.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        plan=None if plan is None else plan_cells(plan.within(asked.horizon.first_day, asked.horizon.last_day)),
        archive=None if changed is None else archive_of(changed),
        asked_by=person.name,
        asked_at=now,
        input_digest=place.digest,
    )
    session.add(run)
    session.flush()
    _note(session, person, run, "run_asked", now, None, {"kind": kind, **run.parameters})
    wake_after_commit(session, LANE_OF[kind])
    return run


def stop(session: Session, person: Person, run: Run, now: datetime) -> None:
    """Ends the run, and keeps the best plan that it has by then; one that nobody has begun ends at once."""
    before = run.status
    asked = session.execute(
        update(Run).where(Run.id == run.id, Run.status == "running").values(status="stopping", stopped_by=person.name)
    )
    never_begun = session.execute(
        update(Run)
        .where(Run.id == run.id, Run.status == "queued")
        .values(status="failed", stopped_by=person.name, ended_at=now, error=_text_cells(_NEVER_BEGUN))
    )
    session.refresh(run)
    if asked.rowcount or never_begun.rowcount:  # type: ignore[attr-defined]
        _note(session, person, run, "run_stopped", now, {"status": before}, {"status": run.status})


def write_note(session: Session, person: Person, run: Run, text: str, now: datetime) -> None:
    """What a person wants to remember of the run."""
    before, run.note = run.note, text.strip()
    if run.note != before:
        _note(session, person, run, "run_noted", now, {"note": before}, {"note": run.note})


def remove(session: Session, person: Person, run: Run, now: datetime) -> None:
    """Takes the run off the lists, ending it; it can be brought back for some days."""
    stop(session, person, run, now)
    run.removed_at = now
    _note(session, person, run, "run_removed", now)


def bring_back(session: Session, person: Person, run: Run, now: datetime) -> None:
    run.removed_at = None
    _note(session, person, run, "run_brought_back", now)


# -- reading ---------------------------------------------------------------------------------------------------------


def run_of(session: Session, territory: str, number: int, *, removed: bool = False) -> Run:
    """The territory's run of that id; one that was removed only where asked for. Raises UnknownRunError."""
    run = session.get(Run, number)
    if run is None or run.territory != territory or (run.removed_at is not None and not removed):
        raise UnknownRunError(number)
    return run


def runs_of(session: Session, territory: str, kinds: Sequence[str] = ("solve",), most: int = 50) -> list[Run]:
    """The latest runs of these kinds, the latest first, without those that were removed."""
    query = select(Run).where(Run.territory == territory, Run.kind.in_(kinds), Run.removed_at.is_(None))
    return list(session.scalars(query.order_by(Run.id.desc()).limit(most)))


def points_of(session: Session, run: Run) -> list[RunPoint]:
    """How the score and the bound came nearer to each other, in time."""
    return list(session.scalars(select(RunPoint).where(RunPoint.run == run.id).order_by(RunPoint.number)))


def parameters_of(run: Run) -> Asked:
    return read_parameters(run.kind, run.parameters)


def territory_of_run(session: Session, run: Run) -> Territory:
    """The territory that the run is about: the loaded one as it is now, or the one that it was given."""
    return loaded_territory(session, run.territory) if run.archive is None else territory_of(run.archive)


def plan_of_run(session: Session, run: Run) -> Plan | None:
    """The plan that a solve came to, of its weeks; None where there is none (yet)."""
    return None if run.planned is None else plan_of_cells(run.planned, territory_of_run(session, run))


def asked_plan_of(session: Session, run: Run) -> Plan | None:
    """The plan that was asked about; None: what stands published."""
    return None if run.plan is None else plan_of_cells(run.plan, territory_of_run(session, run))


def error_of(run: Run) -> Text | None:
    """Why there is no answer, in words."""
    return None if run.error is None else Text(**run.error)


def ahead_of(session: Session, run: Run) -> int:
    """How many runs of the same lane a run that waits has before it, begun or not."""
    kinds = [kind for kind, lane in LANE_OF.items() if lane == LANE_OF[run.kind]]
    before = (Run.kind.in_(kinds), Run.id < run.id, Run.status.in_(("queued", *AT_WORK)))
    return session.scalar(select(func.count()).select_from(Run).where(*before)) or 0


def worker_seen_at(session: Session) -> datetime | None:
    """When a worker was last heard of; None: never."""
    return session.scalar(select(Worker.seen_at).where(Worker.ended_at.is_(None)).order_by(Worker.seen_at.desc()))


_NEVER_BEGUN = Text(fr="Arrêté avant d’avoir commencé.", en="Stopped before it had begun.")


def _text_cells(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _note(
    session: Session, person: Person, run: Run, deed: str, now: datetime, *sides: Mapping[str, Any] | None
) -> None:
    note(session, person, deed, run.territory, str(run.id), now, *sides)
    session.flush()
