"""Any version can be looked at, compared with any other, and published again; whatever came after it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from tests.web.small import (
    FIRST,
    FIRST_TIME,
    MONDAY,
    At,
    first_plan,
    instead,
    plan_at,
    publish_plan,
    signed,
    small_territory,
)
from web.outputs.agenda import AgendaChange, ChangeKind
from web.services.agendas import agenda
from web.services.errors import UnknownPublicationError, UnpublishedError
from web.services.old_versions import agenda_of_version
from web.services.publish import Draft, publish
from web.services.versions import diff, plan_of_version, release, releases

TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")
SECOND_WEEK = Horizon(MONDAY + timedelta(weeks=1), 1)


@pytest.fixture
def territory(session: Session) -> Territory:
    """Three publications: all; Tuesday moved, handed over and to another room; the second week without anything."""
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    elsewhere = replace(TUESDAY, day=2, advisor="bob", room="salle")
    publish_plan(session, territory, plan_at(territory, instead(TUESDAY, elsewhere)))
    publish_plan(session, territory, plan_at(territory, (), SECOND_WEEK), horizon=SECOND_WEEK)
    return territory


def kinds(changes: tuple[AgendaChange, ...]) -> list[tuple[str, frozenset[ChangeKind]]]:
    return [(change.demand, change.kinds) for change in changes]


def test_versions_are_compared_with_their_neighbours(session: Session, territory: Territory) -> None:
    everything = {ChangeKind.MOVED_IN_TIME, ChangeKind.MOVED_IN_PLACE, ChangeKind.HANDED_OVER}

    assert kinds(diff(session, territory.id, 1, 2)) == [("mairie-rdv", frozenset(everything))]
    assert kinds(diff(session, territory.id, 2, 3)) == [
        (demand, frozenset({ChangeKind.CANCELLED})) for demand in ("mairie-rdv", "biblio-atelier", "mairie-rdv")
    ]


def test_versions_are_compared_across_others_and_backwards(session: Session, territory: Territory) -> None:
    forwards, backwards = diff(session, territory.id, 1, 3), diff(session, territory.id, 3, 1)

    assert len(forwards) == 4
    assert {(one.uid, one.before, one.after) for one in forwards} == {
        (one.uid, one.after, one.before) for one in backwards
    }
    assert diff(session, territory.id, 3, 3) == ()
    assert len(diff(session, territory.id, 0, 1)) == len(FIRST)


def test_a_change_says_where_it_was_and_where_it_is(session: Session, territory: Territory) -> None:
    (change,) = diff(session, territory.id, 1, 2)

    assert change.before is not None
    assert change.after is not None
    assert (change.before.date, change.before.room, change.before.advisor_name) == (
        MONDAY + timedelta(days=1),
        "Bureau",
        "Conseillère 1",
    )
    assert (change.after.date, change.after.room, change.after.advisor_name) == (
        MONDAY + timedelta(days=2),
        "Salle du conseil",
        "Conseiller 2",
    )


def test_an_old_version_is_seen_as_it_was(session: Session, territory: Territory) -> None:
    old = agenda_of_version(session, territory.id, 1)

    assert (old.publication, old.published_at, len(old.dated)) == (1, FIRST_TIME, len(FIRST))
    assert [(one.date, one.demand) for one in old.dated] == sorted(
        (MONDAY + timedelta(days=at.day), at.demand) for at in FIRST
    )
    present = agenda(session, territory.id)
    assert {one.uid for one in old.dated} == {one.uid for one in present.dated}


def test_an_old_version_describes_places_as_they_were(session: Session, territory: Territory) -> None:
    siege, mairie, biblio = territory.venues
    renamed = signed(replace(territory, venues=(siege, replace(mairie, name="Hôtel de ville"), biblio)))
    publish_plan(session, renamed, first_plan(renamed))

    assert {one.place.name for one in agenda_of_version(session, territory.id, 3).dated} >= {"Mairie"}
    assert agenda_of_version(session, territory.id, 4).place["mairie"].name == "Hôtel de ville"


def test_the_latest_version_is_what_stands(session: Session, territory: Territory) -> None:
    latest, present = agenda_of_version(session, territory.id, 3), agenda(session, territory.id)

    assert [one.uid for one in latest.dated] == [one.uid for one in present.dated if not one.cancelled]


def test_an_old_version_is_published_again(session: Session, territory: Territory) -> None:
    plan, horizon = plan_of_version(session, territory, 1)
    session.rollback()
    publish(session, Draft(territory, plan, horizon, 3, republished=1), "Coordinatrice", FIRST_TIME + timedelta(days=9))
    session.commit()

    assert plan == first_plan(territory)
    assert diff(session, territory.id, 1, 4) == ()
    present = agenda(session, territory.id)
    assert [one.cancelled for one in present.dated] == [False] * len(FIRST)


def test_releases_come_newest_first_with_their_changes(session: Session, territory: Territory) -> None:
    found = releases(session, territory.id)

    assert [(one.number, one.first_day, one.weeks, len(one.changes)) for one in found] == [
        (3, SECOND_WEEK.first_day, 1, 3),
        (2, MONDAY, 4, 1),
        (1, MONDAY, 4, len(FIRST)),
    ]
    assert found[1] == release(session, territory.id, 2)
    assert releases(session, territory.id, limit=1) == found[:1]


def test_a_version_that_there_is_not_is_named(session: Session, territory: Territory) -> None:
    with pytest.raises(UnknownPublicationError, match="no publication 9"):
        diff(session, territory.id, 1, 9)
    with pytest.raises(UnpublishedError, match="'nowhere'"):
        release(session, "nowhere", 1)
