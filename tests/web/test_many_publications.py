"""Whatever is published in whatever order: what stands is the last plan of each week, and no stamp ever lies."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.prepare import prepare
from tests.generate.plans import good_plan
from tests.generate.territories import territory as generated
from tests.web.small import FIRST_TIME, first_plan, plan_at, publish_plan, signed, small_territory
from web.database import database
from web.outputs.agenda import Agenda, Dated
from web.services.agendas import Scope, agenda
from web.services.plans import standing_plan
from web.services.rotas import rota
from web.services.stands import stands_of
from web.services.versions import diff, releases

PUBLICATIONS = 5
WEEKS = 4


@pytest.mark.parametrize("seed", range(6))
def test_stamps_tell_the_truth_whatever_is_published(session: Session, seed: int) -> None:
    territory = signed(generated("tiny", seed))
    random = Random(seed)
    standing: dict[object, Plan] = {}
    before: Agenda | None = None
    for number in range(1, PUBLICATIONS + 1):
        horizon = Horizon(territory.anchor + timedelta(weeks=random.randrange(2)), random.randint(1, WEEKS - 1))
        plan = _some_plan(session, territory, horizon, seed * 100 + number)
        released = publish_plan(session, territory, plan, horizon=horizon)
        standing |= {monday: plan.within(monday, monday + timedelta(days=6)) for monday in horizon.mondays()}

        after = agenda(session, territory.id)
        whole = Plan.of([row for part in standing.values() for row in part.rows])
        assert standing_plan(session, territory) == whole
        assert _planned(after) == _stands(whole, territory)
        assert diff(session, territory.id, number - 1, number) == released.changes
        session.rollback()
        if before is not None:
            _compare(before, after)
        before = after
    assert [one.number for one in releases(session, territory.id)] == list(range(PUBLICATIONS, 0, -1))


def _some_plan(session: Session, territory: Territory, horizon: Horizon, seed: int) -> Plan:
    problem = prepare(territory, horizon, standing_plan(session, territory))
    session.rollback()
    return good_plan(problem, seed, tries=6)


def _planned(found: Agenda) -> list[tuple[object, ...]]:
    return sorted(
        (one.demand, one.date, one.parts, one.place.id, one.room_id, one.advisor)
        for one in found.dated
        if not one.cancelled
    )


def _stands(plan: Plan, territory: Territory) -> list[tuple[object, ...]]:
    return sorted(
        (demand, stand.date, stand.parts, stand.venue, stand.room, stand.advisor)
        for (demand, _), stands in stands_of(plan, territory).items()
        for stand in stands
    )


def _compare(before: Agenda, after: Agenda) -> None:
    """Nothing announced disappears; what has changed has later stamps, what has not is the same, stamps and all."""
    assert before.by_uid.keys() <= after.by_uid.keys()
    for uid, old in before.by_uid.items():
        new = after.by_uid[uid]
        if _bare(old) == _bare(new):
            assert (new.modified, new.sequence) == (old.modified, old.sequence)
            continue
        significant = (old.date, old.parts, old.place.id, old.room_id, old.status) != (
            new.date,
            new.parts,
            new.place.id,
            new.room_id,
            new.status,
        )
        assert new.modified > old.modified
        assert new.sequence == old.sequence + significant
        assert new.created == old.created


def _bare(one: Dated) -> Dated:
    """Without stamps, without what only tells of the past, and without what the public does not see."""
    unstamped = replace(one, modified=one.created, sequence=0, former=None, cancellation=None)
    return replace(unstamped, advisor="", advisor_name="", setup_minutes=0)


def test_number_of_queries_does_not_grow(session: Session) -> None:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    few = _counted(session, territory)
    other = plan_at(territory, ())
    for number in range(1, 50):
        plan = other if number % 2 else first_plan(territory)
        publish_plan(session, territory, plan, at=FIRST_TIME + timedelta(minutes=number))
    large = signed(generated("sarthe-like", 1))
    horizon = Horizon(large.anchor, 1)
    publish_plan(session, large, good_plan(prepare(large, horizon), 1, tries=20), horizon=horizon)

    assert _counted(session, territory) == few
    assert _counted(session, large) == few
    assert few == {"agenda": 6, "agenda again": 2, "venue": 3, "structure": 3, "commune": 3, "rota": 5, "releases": 6}


def _counted(session: Session, territory: Territory) -> dict[str, int]:
    """How many statements each reading takes."""
    reading = {
        "agenda": lambda: agenda(session, territory.id),
        "agenda again": lambda: agenda(session, territory.id),
        "venue": lambda: agenda(session, territory.id, Scope(venue=territory.venues[0].id)),
        "structure": lambda: agenda(session, territory.id, Scope(structure=territory.structures[0].id)),
        "commune": lambda: agenda(session, territory.id, Scope(commune=territory.venues[0].insee)),
        "rota": lambda: rota(session, territory.id, territory.advisors[0].id),
        "releases": lambda: releases(session, territory.id),
    }
    statements: list[str] = []

    def hear(*call: object) -> None:
        statements.append(str(call[2]))

    event.listen(database.engine, "before_cursor_execute", hear)
    counted = {}
    for name, read in reading.items():
        session.rollback()
        statements.clear()
        read()
        counted[name] = len([told for told in statements if not told.startswith("BEGIN")])
    event.remove(database.engine, "before_cursor_execute", hear)
    session.rollback()
    return counted
