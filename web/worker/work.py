"""Work - one run in a worker's hand: what it was asked, what it is computed from, and how it tells what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.models.runs import Run
from web.services.plans import standing_plan
from web.services.run_parameters import Asked
from web.services.run_work import Point, write_points, write_result
from web.services.runs import asked_plan_of, parameters_of, territory_of_run

POINT_SECONDS = 0.5
"""The least time between two points of a curve."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to: JSON for its page, and the plan, where there is one."""

    result: Mapping[str, Any]
    plan: Plan | None = None


class NoAnswerError(Exception):
    """There is no answer, and `text` says why, to the coordinator."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass
class Work:
    """`standing` is what stands published; `plan` the rows that are asked about, in its place within the weeks.

    `cancelled` is set when somebody wants the end. `cores` are for the search.
    """

    sessions: sessionmaker[Session]
    run: int
    asked: Asked
    territory: Territory
    standing: Plan
    plan: Plan | None
    cancelled: Event
    cores: int
    _points: list[Point] = field(default_factory=list)
    _written: int = 0
    _phase: Text | None = None
    _lock: Lock = field(default_factory=Lock)
    _writing: Lock = field(default_factory=Lock)

    @property
    def about(self) -> Plan:
        """The rows of the weeks that are asked about."""
        horizon = self.asked.horizon
        return self.plan if self.plan is not None else self.standing.within(horizon.first_day, horizon.last_day)

    @property
    def promised(self) -> Plan:
        """What stands published outside the weeks, and what is asked about inside."""
        horizon = self.asked.horizon
        return Plan.of([*self.standing.outside(horizon.first_day, horizon.last_day).rows, *self.about.rows])

    def reached(self, point: Point, phase: Text) -> None:
        """News of the search, from any thread; written with the next sign of life."""
        with self._lock:
            self._phase = phase
            last = self._points[-1] if self._points else None
            if last is not None and point.seconds - last.seconds < POINT_SECONDS:
                self._points.pop()
            self._points.append(point)

    def tell(self, result: Mapping[str, Any]) -> None:
        """What has been found so far."""
        with self.sessions() as session:
            write_result(session, self.run, result)

    def write_news(self) -> None:
        """Writes what the search has reached since the last time."""
        with self._writing:
            with self._lock:
                points, phase = self._points, self._phase
                self._points, self._phase = [], None
            if not points and phase is None:
                return
            try:
                with self.sessions() as session:
                    write_points(session, self.run, self._written + 1, points, phase)
            except SQLAlchemyError:
                with self._lock:
                    self._points, self._phase = [*points, *self._points], self._phase or phase
                raise
            self._written += len(points)


def pick_up(sessions: sessionmaker[Session], number: int, cancelled: Event, cores: int) -> Work:
    """Reads what a run needs. Raises the services' errors for what has gone since it was asked."""
    with sessions() as session:
        run = session.get_one(Run, number)
        territory = territory_of_run(session, run)
        return Work(
            sessions=sessions,
            run=number,
            asked=parameters_of(run),
            territory=territory,
            standing=standing_plan(session, territory),
            plan=asked_plan_of(session, run),
            cancelled=cancelled,
            cores=cores,
        )
