"""Kills - processes that publish are killed at random moments: what the database then holds, and how the kills fell.

`python -m tests.web.kills 1000` prints the figures of both kinds of database.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from tests.web.databases import Databases, PostgresqlDatabases, SqliteDatabases
from tests.web.small import FIRST, HORIZON, first_plan, plan_at, small_territory
from tests.web.states import version_held
from web.database import keep_sqlite_honest
from web.services.publish import Draft, latest_number, publish
from web.services.writing import begin_writing

COMPILED: dict[str, dict[Any, Any]] = {"sqlite": {}, "postgresql": {}}
"""SQL that was put together once: forked processes find it made."""

FORK = multiprocessing.get_context("fork")
KILLS_OF_A_DATABASE = 50
SOONER, LATER = 0.9, 1.1
"""How the time before a kill follows what a publication takes, on a machine that does other things: half of the kills
come before the process has committed anything, half of them later."""


def plans(territory: Territory) -> tuple[Plan, Plan]:
    """Two plans that differ in every way: moved, handed over, cancelled, new."""
    other = [at for number, at in enumerate(FIRST) if number % 3]
    handed = [replace(at, advisor="ana" if at.advisor == "bob" else "bob") for at in other]
    return first_plan(territory), plan_at(territory, handed)


@contextmanager
def session_on(engine: Engine) -> Iterator[Session]:
    session = Session(engine)
    try:
        yield session
    finally:
        session.close()


def engine_on(url: str) -> Engine:
    """One that keeps no connection, so that processes may be forked from this one."""
    engine = create_engine(url, poolclass=NullPool)
    keep_sqlite_honest(engine)
    return engine.execution_options(compiled_cache=COMPILED[engine.dialect.name])


@dataclass
class Tally:
    """How the kills fell: in the midst of a publication that is then undone, after its commit, or between two."""

    kills: int = 0
    undone: int = 0
    committed_untold: int = 0
    between: int = 0
    publications: int = 0


@dataclass
class Campaign:
    """Kills on databases of one kind, each within so many `seconds` from when its process begins to publish."""

    databases: Databases
    random: Random
    territory: Territory = field(default_factory=small_territory)
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0

    def run(self, kills: int) -> Tally:
        """Fails where a database does not hold one version, whole, with everything that was told to be committed."""
        both = plans(self.territory)
        self.seconds = 2 * self._undisturbed(both)
        for first in range(0, kills, KILLS_OF_A_DATABASE):
            url = self.databases.migrated()
            engine = engine_on(url)
            held = self._held(engine)
            for _ in range(min(KILLS_OF_A_DATABASE, kills - first)):
                held = self._kill(engine, both, held)
            self.databases.drop(url)
        return self.tally

    def _undisturbed(self, both: tuple[Plan, Plan]) -> float:
        """Seconds of a publication."""
        url = self.databases.migrated()
        engine = engine_on(url)
        for number, plan in enumerate(both):
            with session_on(engine) as session:
                began = time.monotonic()
                publish(session, Draft(self.territory, plan, HORIZON, number), "Coordinatrice", datetime.now(UTC))
                session.commit()
        assert self._held(engine) == len(both)
        self.databases.drop(url)
        return time.monotonic() - began

    def _kill(self, engine: Engine, both: tuple[Plan, Plan], held: int) -> int:
        here, there = FORK.Pipe(duplex=False)
        process = FORK.Process(target=_publish_for_ever, args=(engine, self.territory, both, there))
        process.start()
        there.close()
        assert here.recv() == "ready"
        time.sleep(self.random.uniform(0, self.seconds))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        told = list(_received(here))
        committed = told.count("committed")
        found = self._held(engine)
        in_the_midst = told[-1:] == ["begun"]
        assert found - held - committed in ((0, 1) if in_the_midst else (0,))
        self.tally.kills += 1
        self.tally.publications += found - held
        self.tally.between += not in_the_midst
        self.tally.undone += in_the_midst and found == held + committed
        self.tally.committed_untold += found - held - committed
        self.seconds *= SOONER if committed else LATER
        return found

    def _held(self, engine: Engine) -> int:
        """Once it is this process's turn to write: PostgreSQL may still be at what the killed one had asked of it."""
        with session_on(engine) as session:
            begin_writing(session, self.territory.id)
            return version_held(session, self.territory)


def _publish_for_ever(engine: Engine, territory: Territory, both: tuple[Plan, Plan], told: Connection) -> None:
    """Publishes one plan after the other until it is killed; tells when each begins, and when it is committed."""
    with session_on(engine) as session:
        number = latest_number(session, territory.id)
        session.rollback()
        told.send("ready")
        while True:
            told.send("begun")
            draft = Draft(territory, both[number % 2], HORIZON, number)
            publish(session, draft, "Coordinatrice", datetime.now(UTC))
            session.commit()
            told.send("committed")
            number += 1


def _received(here: Connection) -> Iterator[str]:
    """What was told before the end; of what was cut off nothing."""
    while True:
        try:
            yield here.recv()
        except EOFError:
            return


def main() -> None:
    kills = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        postgresql = PostgresqlDatabases()
        try:
            for name, databases in (("SQLite", SqliteDatabases(Path(folder))), ("PostgreSQL", postgresql)):
                began = time.monotonic()
                tally = Campaign(databases, Random(2)).run(kills)
                print(f"{name}: {tally}, {time.monotonic() - began:.0f} s", flush=True)
        finally:
            postgresql.close()


if __name__ == "__main__":
    main()
