"""An advisor's own calendar: permanences, drives, base half-days and leave; what was handed over stays, cancelled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.domain.people import Absence
from scheduler.domain.territory import Territory
from tests.web.small import FIRST_TIME, At, first_plan, instead, load, plan_at, publish_plan, signed, small_territory
from web.outputs.agenda import Duty, DutyKind, Rota, Status
from web.services.errors import AmbiguousError, UnknownAdvisorError, UnknownTerritoryError
from web.services.rotas import rota
from web.services.tokens import advisor_of_token, renew_token, territory_of_advisor

TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")
DAY = date(2026, 9, 8)
TWO = FIRST_TIME + timedelta(days=1)


@pytest.fixture
def territory(session: Session) -> Territory:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    return territory


def read(session: Session, advisor: str) -> Rota:
    found = rota(session, "vallee", advisor)
    session.rollback()
    return found


def told(duties: tuple[Duty, ...], day: date) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.start, one.end, one.origin and one.origin.id, one.place and one.place.id)
        for one in duties
        if one.date == day and one.status is Status.PLANNED
    ]


@pytest.mark.usefixtures("territory")
def test_a_day_holds_its_drives_and_the_half_day_at_the_base(session: Session) -> None:
    assert told(read(session, "ana").duties, DAY) == [
        (DutyKind.TRAVEL, 528, 540, "siege", "mairie"),
        (DutyKind.TRAVEL, 720, 732, "mairie", "siege"),
        (DutyKind.BASE, 840, 1020, None, "siege"),
    ]


@pytest.mark.usefixtures("territory")
def test_the_advisor_arrives_in_time_for_the_setup(session: Session) -> None:
    workshop = date(2026, 9, 9)

    assert told(read(session, "bob").duties, workshop)[1:] == [
        (DutyKind.TRAVEL, 840 - 30 - 15, 840 - 30, "siege", "biblio"),
        (DutyKind.SETUP, 840 - 30, 840, None, "biblio"),
        (DutyKind.TRAVEL, 1020, 1035, "biblio", "siege"),
    ]


@pytest.mark.usefixtures("territory")
def test_the_calendar_holds_the_advisors_own_permanences(session: Session) -> None:
    assert {one.demand for one in read(session, "bob").agenda.dated} == {"biblio-atelier", "journee"}


def test_the_same_plan_again_leaves_the_calendar_as_it_is(session: Session, territory: Territory) -> None:
    before = read(session, "ana")
    publish_plan(session, territory, first_plan(territory))

    after = read(session, "ana")
    assert (after.duties, after.agenda.dated) == (before.duties, before.agenda.dated)


def test_leave_cancels_what_it_replaces(session: Session, territory: Territory) -> None:
    absence = Absence("ana", DAY, DAY, kind="congés")
    other = signed(replace(territory, absences=(absence,)))
    before = {one.uid for one in read(session, "ana").duties}
    publish_plan(session, other, plan_at(other, instead(TUESDAY)))

    after = read(session, "ana")
    assert [(one.label, one.start, one.end) for one in after.duties if one.kind is DutyKind.LEAVE] == [
        ("congés", None, None)
    ]
    gone = [one for one in after.duties if one.date == DAY and one.status is Status.CANCELLED]
    assert [(one.kind, one.sequence, one.modified, one.cancelled_at) for one in gone] == [
        (kind, 1, TWO, TWO) for kind in (DutyKind.TRAVEL, DutyKind.TRAVEL, DutyKind.BASE)
    ]
    assert before <= {one.uid for one in after.duties}


def test_what_was_handed_over_stays_in_the_former_calendar_as_cancelled(session: Session, territory: Territory) -> None:
    before = read(session, "ana").agenda.by_uid
    publish_plan(session, territory, plan_at(territory, instead(TUESDAY, replace(TUESDAY, advisor="bob"))))

    formerly, now = read(session, "ana").agenda, read(session, "bob").agenda
    (gone,) = [one for one in formerly.dated if one.cancelled]
    assert before.keys() == formerly.by_uid.keys()
    assert (gone.date, gone.parts, gone.place) == (DAY, before[gone.uid].parts, before[gone.uid].place)
    assert (gone.sequence, gone.modified) == (1, TWO)
    assert now.by_uid[gone.uid].status is Status.PLANNED
    # whatever becomes of it later is no longer told to who had it
    moved = replace(TUESDAY, advisor="bob", day=0)
    publish_plan(session, territory, plan_at(territory, instead(TUESDAY, moved)))
    assert read(session, "ana").agenda.by_uid[gone.uid] == gone


def test_what_comes_back_to_an_advisor_has_later_stamps_than_when_it_went(
    session: Session, territory: Territory
) -> None:
    seen = []
    for plan in (
        plan_at(territory, instead(TUESDAY, replace(TUESDAY, advisor="bob"))),
        first_plan(territory),
    ):
        publish_plan(session, territory, plan)
        (one,) = [one for one in read(session, "ana").agenda.dated if one.date == DAY]
        seen.append((one.status, one.sequence, one.modified))

    assert seen == [(Status.CANCELLED, 1, TWO), (Status.PLANNED, 2, TWO + timedelta(days=1))]


def test_an_advisor_that_there_is_not_has_no_calendar(session: Session, territory: Territory) -> None:
    with pytest.raises(UnknownAdvisorError, match="ana, bob"):
        rota(session, territory.id, "eve")


@pytest.mark.usefixtures("territory")
def test_a_token_opens_one_calendar_until_it_is_renewed(session: Session) -> None:
    first = renew_token(session, "vallee", "ana", "Coordinatrice", FIRST_TIME)
    other = renew_token(session, "vallee", "bob", "Coordinatrice", FIRST_TIME)

    assert [advisor_of_token(session, "vallee", token) for token in (first, other, "0" * 32)] == ["ana", "bob", None]
    assert advisor_of_token(session, "elsewhere", first) is None
    second = renew_token(session, "vallee", "ana", "Coordinatrice", TWO)
    assert [advisor_of_token(session, "vallee", token) for token in (first, second)] == [None, "ana"]
    assert len(bytes.fromhex(first)) == 16
    session.commit()


def test_the_territory_of_an_advisor_is_found_or_asked_for(session: Session, territory: Territory) -> None:
    load(session, signed(replace(territory, id="autre")))

    assert territory_of_advisor(session, "ana", "autre") == "autre"
    with pytest.raises(AmbiguousError, match="autre, vallee"):
        territory_of_advisor(session, "ana", None)
    with pytest.raises(UnknownAdvisorError, match="'eve'"):
        territory_of_advisor(session, "eve", "vallee")
    with pytest.raises(UnknownTerritoryError, match="'nowhere'"):
        territory_of_advisor(session, "ana", "nowhere")
