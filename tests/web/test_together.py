"""Two people who publish at once, and a process that is killed while it publishes: one version, whole, every time."""

import os
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from random import Random

import pytest

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from tests.web.databases import Databases
from tests.web.kills import FORK, Campaign, engine_on, plans, session_on
from tests.web.small import HORIZON, small_territory
from tests.web.states import version_held
from web.services.errors import PublishedMeanwhileError
from web.services.publish import Draft, publish

KILLS = 10
CAMPAIGN = 1000


@pytest.fixture
def territory() -> Territory:
    return small_territory()


def _publish_once(
    url: str, territory: Territory, plan: Plan, expected: int, barrier: object, result: Connection
) -> None:
    with session_on(engine_on(url)) as session:
        barrier.wait()  # type: ignore[attr-defined]
        try:
            publish(session, Draft(territory, plan, HORIZON, expected), str(os.getpid()), datetime.now(UTC))
            session.commit()
            result.send("published")
        except PublishedMeanwhileError as error:
            session.rollback()
            result.send((error.expected, error.latest))


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
        with session_on(engine_on(database_url)) as session:
            assert version_held(session, territory) == expected + 1


def test_killed_while_it_publishes_the_database_holds_one_version_whole(databases: Databases) -> None:
    tally = Campaign(databases, Random(1)).run(KILLS)

    assert tally.kills == KILLS


@pytest.mark.soak
def test_a_thousand_kills(databases: Databases) -> None:
    tally = Campaign(databases, Random(2)).run(CAMPAIGN)

    assert tally.kills == CAMPAIGN
    assert tally.undone > CAMPAIGN / 3
