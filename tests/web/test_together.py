"""Two people who publish at once, and a process that is killed while it publishes: one version, whole, every time."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from random import Random

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from tests.web.databases import Databases
from tests.web.small import FIRST, HORIZON, first_plan, plan_at, small_territory
from tests.web.states import version_held
from web.database import keep_sqlite_honest
from web.services.errors import PublishedMeanwhileError
from web.services.publish import Draft, latest_number, publish

FORK = multiprocessing.get_context("fork")
KILLS = 20
CAMPAIGN = 1000


def open_session(url: str) -> Session:
    engine = create_engine(url)
    keep_sqlite_honest(engine)
    return Session(engine)


def close(session: Session) -> None:
    session.close()
    session.get_bind().dispose()  # type: ignore[union-attr]


@pytest.fixture
def territory() -> Territory:
    return small_territory()


def plans(territory: Territory) -> tuple[Plan, Plan]:
    """Two plans that differ in every way: moved, handed over, cancelled, new."""
    other = [at for number, at in enumerate(FIRST) if number % 3]
    handed = [replace(at, advisor="ana" if at.advisor == "bob" else "bob") for at in other]
    return first_plan(territory), plan_at(territory, handed)


def _publish_once(
    url: str, territory: Territory, plan: Plan, expected: int, barrier: object, result: Connection
) -> None:
    session = open_session(url)
    barrier.wait()  # type: ignore[attr-defined]
    try:
        publish(session, Draft(territory, plan, HORIZON, expected), str(os.getpid()), datetime.now(UTC))
        session.commit()
        result.send("published")
    except PublishedMeanwhileError as error:
        session.rollback()
        result.send((error.expected, error.latest))
    finally:
        close(session)


def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(database_url: str, territory: Territory) -> None:
    for expected in range(3):
        barrier = FORK.Barrier(2)
        ends = [FORK.Pipe(duplex=False) for _ in range(2)]
        processes = [
            FORK.Process(target=_publish_once, args=(database_url, territory, plan, expected, barrier, end[1]))
            for plan, end in zip(plans(territory), ends, strict=True)
        ]
        for process, (_, there) in zip(processes, ends, strict=True):
            process.start()
            there.close()
        told = [end[0].recv() for end in ends]
        for process in processes:
            process.join()

        assert told.count("published") == 1
        assert [one for one in told if one != "published"] == [(expected, expected + 1)]
        session = open_session(database_url)
        assert version_held(session, territory) == expected + 1
        close(session)


def _publish_for_ever(url: str, territory: Territory, started: Connection) -> None:
    """Publishes one plan after the other until it is killed; tells how long the first one took."""
    session = open_session(url)
    both = plans(territory)
    began = time.monotonic()
    first = True
    while True:
        number = latest_number(session, territory.id)
        session.rollback()
        publish(session, Draft(territory, both[number % 2], HORIZON, number), "Coordinatrice", datetime.now(UTC))
        session.commit()
        if first:
            started.send(time.monotonic() - began)
            first = False


def _killed(url: str, territory: Territory, random: Random) -> None:
    """Starts a process that publishes for ever, and kills it at some moment of its second or third publication."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_publish_for_ever, args=(url, territory, there))
    process.start()
    there.close()
    seconds = here.recv()
    time.sleep(random.uniform(0, 1.5 * seconds))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _campaign(databases: Databases, territory: Territory, kills: int, seed: int) -> Iterator[int]:
    """Kills at random moments, and the version that is held after each; a new database now and then."""
    random = Random(seed)
    url = databases.migrated()
    held = 0
    for number in range(kills):
        if number % 25 == 24:
            databases.drop(url)
            url, held = databases.migrated(), 0
        _killed(url, territory, random)
        session = open_session(url)
        found = version_held(session, territory)
        close(session)
        assert found > held, "the first publication of the process was told to be committed"
        held = found
        yield found
    databases.drop(url)


def test_killed_while_it_publishes_the_database_holds_one_version_whole(
    databases: Databases, territory: Territory
) -> None:
    held = list(_campaign(databases, territory, KILLS, seed=1))

    assert len(held) == KILLS


@pytest.mark.soak
def test_a_thousand_kills(databases: Databases, territory: Territory) -> None:
    held = list(_campaign(databases, territory, CAMPAIGN, seed=2))

    assert len(held) == CAMPAIGN
