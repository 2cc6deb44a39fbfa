"""Publishing tells the truth and no more: identities stay, stamps rise with what changes, the rest is untouched."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.domain.verdict import Score
from scheduler.intake.digest import digest
from tests.web.small import (
    FIRST,
    FIRST_TIME,
    HORIZON,
    MONDAY,
    At,
    first_plan,
    instead,
    load,
    plan_at,
    publish_plan,
    signed,
    small_territory,
)
from web.models.occurrences import Occurrence
from web.models.publications import PlannedHalfDay, Publication, Snapshot
from web.outputs.agenda import Agenda, ChangeKind, Dated, Status
from web.services.agendas import EVERYTHING, Scope, agenda
from web.services.errors import PlanRefusedError, PublishedMeanwhileError, UnknownNamesError
from web.services.plans import standing_plan
from web.services.publish import Draft, Proof, publish
from web.services.snapshots import territory_of

DAY = timedelta(days=1)
TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")
ONE, TWO, THREE = FIRST_TIME, FIRST_TIME + DAY, FIRST_TIME + 2 * DAY


@pytest.fixture
def territory() -> Territory:
    return small_territory()


@pytest.fixture
def first(session: Session, territory: Territory) -> Agenda:
    """The agenda of the first publication."""
    publish_plan(session, territory, first_plan(territory))
    return read(session)


def read(session: Session, scope: Scope = EVERYTHING) -> Agenda:
    found = agenda(session, "vallee", scope)
    session.rollback()
    return found


def republish(session: Session, territory: Territory, *placements: At) -> Agenda:
    publish_plan(session, territory, plan_at(territory, placements))
    return read(session)


def differing(before: Agenda, after: Agenda) -> list[tuple[Dated | None, Dated | None]]:
    """What is not exactly as it was, stamps and all, by date."""
    uids = before.by_uid.keys() | after.by_uid.keys()
    pairs = [(before.by_uid.get(uid), after.by_uid.get(uid)) for uid in uids]
    return sorted((pair for pair in pairs if pair[0] != pair[1]), key=lambda pair: (pair[0] or pair[1]).date)  # type: ignore[union-attr]


def test_first_publication_announces_every_permanence(session: Session, territory: Territory) -> None:
    released = publish_plan(session, territory, first_plan(territory))

    published = read(session)
    assert (released.number, len(released.changes)) == (1, 14)
    assert {kind for change in released.changes for kind in change.kinds} == {ChangeKind.NEW}
    assert {(one.sequence, one.created, one.modified, one.status) for one in published.dated} == {
        (0, ONE, ONE, Status.PLANNED)
    }
    assert (published.publication, published.published_at) == (1, ONE)
    assert (published.first_day, published.last_day) == (MONDAY, date(2026, 10, 4))
    assert [(one.date, one.demand) for one in published.dated] == sorted(
        (MONDAY + timedelta(days=at.day), at.demand) for at in FIRST
    )
    assert [host.mention for host in published.hosts] == ["Financé par l’État"]


def test_full_day_is_one_permanence_of_two_parts(first: Agenda) -> None:
    whole_days = [one for one in first.dated if one.demand == "journee"]

    assert [[part.period for part in one.parts] for one in whole_days] == [["am", "pm"], ["am", "pm"]]
    assert [(one.start, one.end) for one in whole_days] == [(540, 1020), (540, 1020)]


def test_the_same_plan_again_changes_nothing(session: Session, territory: Territory, first: Agenda) -> None:
    again = republish(session, territory, *FIRST)

    assert again.dated == first.dated
    assert (again.publication, again.published_at, again.modified) == (2, TWO, ONE)


def test_a_move_in_time_keeps_the_identity_and_raises_the_stamps(
    session: Session, territory: Territory, first: Agenda
) -> None:
    moved = republish(session, territory, *instead(TUESDAY, replace(TUESDAY, day=2)))

    ((before, after),) = differing(first, moved)
    assert before is not None
    assert after is not None
    assert (after.uid, after.date) == (before.uid, date(2026, 9, 9))
    assert (after.sequence, after.created, after.modified) == (1, ONE, TWO)
    assert after.former is not None
    assert (after.former.date, after.former.parts) == (before.date, before.parts)
    assert (after.former.place, after.former.moved_at, after.former.publication) == (before.place, TWO, 2)


def test_another_room_is_another_place(session: Session, territory: Territory, first: Agenda) -> None:
    moved = republish(session, territory, *instead(TUESDAY, replace(TUESDAY, room="salle")))

    ((_, after),) = differing(first, moved)
    assert after is not None
    assert after.former is not None
    assert (after.room, after.former.room, after.sequence) == ("Salle du conseil", "Bureau", 1)


def test_another_advisor_is_no_change_for_the_public(session: Session, territory: Territory, first: Agenda) -> None:
    released = publish_plan(session, territory, plan_at(territory, instead(TUESDAY, replace(TUESDAY, advisor="bob"))))

    ((before, after),) = differing(first, read(session))
    assert before is not None
    assert after is not None
    assert (after.advisor_name, after.former, after.modified, after.sequence) == ("Conseiller 2", None, ONE, 0)
    assert [change.kinds for change in released.changes] == [{ChangeKind.HANDED_OVER}]


def test_a_cancelled_one_stays_as_it_was_announced(session: Session, territory: Territory, first: Agenda) -> None:
    cancelled = republish(session, territory, *instead(TUESDAY))

    ((before, after),) = differing(first, cancelled)
    assert before is not None
    assert after is not None
    assert after.status is Status.CANCELLED
    assert (after.uid, after.date, after.parts, after.place) == (before.uid, before.date, before.parts, before.place)
    assert (after.sequence, after.modified) == (1, TWO)
    assert after.cancellation is not None
    assert (after.cancellation.at, after.cancellation.publication, after.cancellation.replacement) == (TWO, 2, None)


def test_a_cancelled_one_comes_back_as_itself(session: Session, territory: Territory, first: Agenda) -> None:
    republish(session, territory, *instead(TUESDAY))
    back = republish(session, territory, *instead(TUESDAY, replace(TUESDAY, day=2)))

    ((before, after),) = differing(first, back)
    assert before is not None
    assert after is not None
    assert (after.uid, after.status, after.cancellation) == (before.uid, Status.PLANNED, None)
    assert (after.sequence, after.modified, after.date) == (2, THREE, date(2026, 9, 9))
    assert after.former is not None
    assert after.former.date == before.date


def test_a_cancelled_one_names_what_takes_its_place(session: Session, territory: Territory) -> None:
    two_weeks = tuple(at for at in FIRST if at.demand != "journee" and at.day < 14)
    publish_plan(session, territory, plan_at(territory, two_weeks))
    # the third of a week, the first of the next one gone
    three = replace(territory.demands[0], count=3)
    other = signed(replace(territory, demands=(three, *territory.demands[1:])))
    publish_plan(
        session, other, plan_at(other, instead(replace(TUESDAY, day=8), replace(TUESDAY, day=0), plan=two_weeks))
    )

    published = read(session)
    (gone,) = [one for one in published.dated if one.cancelled]
    assert gone.cancellation is not None
    (instead_of_it,) = [one for one in published.dated if one.uid == gone.cancellation.replacement]
    assert (gone.date, instead_of_it.date) == (date(2026, 9, 15), MONDAY)


def test_a_tombstone_leaves_when_its_day_and_fourteen_days_have_passed(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory), at=ONE)
    plan = plan_at(territory, instead(TUESDAY))
    publish_plan(session, territory, plan, at=ONE + 6 * DAY)  # on Monday 7, for Tuesday 8
    shown = []
    for days in (7, 19, 20, 21):
        publish_plan(session, territory, plan, at=ONE + days * DAY)
        shown.append(sum(one.cancelled for one in read(session).dated))

    assert shown == [1, 1, 1, 0]


def test_only_the_horizon_is_replaced(session: Session, territory: Territory, first: Agenda) -> None:
    second_week = Horizon(MONDAY + 7 * DAY, 1)
    publish_plan(session, territory, plan_at(territory, (), second_week), horizon=second_week)

    published = read(session)
    assert {one.date.isocalendar().week for one, _ in differing(first, published) if one} == {38}
    assert [one.date.isocalendar().week for one in published.dated if one.cancelled] == [38, 38, 38]
    assert (published.first_day, published.last_day) == (first.first_day, first.last_day)


def test_a_later_horizon_lengthens_what_is_covered(session: Session, territory: Territory, first: Agenda) -> None:
    later = Horizon(MONDAY + 28 * DAY, 2)
    publish_plan(session, territory, plan_at(territory, (At("biblio-atelier", 30, "pm"),), later), horizon=later)

    published = read(session)
    assert published.dated[:-1] == first.dated
    assert (published.first_day, published.last_day) == (MONDAY, date(2026, 10, 18))


def test_a_demand_that_has_gone_is_cancelled(session: Session, territory: Territory, first: Agenda) -> None:
    other = signed(replace(territory, demands=territory.demands[:-1]))
    publish_plan(session, other, plan_at(other, tuple(at for at in FIRST if at.demand != "journee")))

    assert [one.demand for one in read(session).dated if one.cancelled] == ["journee", "journee"]
    assert len(first.dated) == len(read(session).dated)


def test_a_demand_that_comes_more_often_keeps_its_identities(
    session: Session, territory: Territory, first: Agenda
) -> None:
    weekly = replace(territory.demands[2], every_weeks=1)
    other = signed(replace(territory, demands=(*territory.demands[:2], weekly)))
    publish_plan(session, other, plan_at(other, (*FIRST, At("journee", 11, "am", "bob"))))

    ((before, after),) = differing(first, read(session))
    assert before is None
    assert after is not None
    assert (after.demand, after.date) == ("journee", date(2026, 9, 18))


def test_a_new_address_raises_the_stamps_of_every_permanence_there(
    session: Session, territory: Territory, first: Agenda
) -> None:
    siege, mairie, biblio = territory.venues
    other = signed(replace(territory, venues=(siege, replace(mairie, address="2 place du Marché"), biblio)))
    publish_plan(session, other, first_plan(other))

    changed = differing(first, read(session))
    assert {one.place.id for _, one in changed if one} == {"mairie"}
    assert {(one.sequence, one.modified) for _, one in changed if one} == {(1, TWO)}
    assert len(changed) == 8


def test_a_new_telephone_number_raises_the_time_alone(session: Session, territory: Territory, first: Agenda) -> None:
    siege, mairie, biblio = territory.venues
    other = signed(replace(territory, venues=(siege, replace(mairie, phone="01 99 00 22 22"), biblio)))
    publish_plan(session, other, first_plan(other))

    changed = differing(first, read(session))
    assert {(one.place.phone, one.sequence, one.modified) for _, one in changed if one} == {("01 99 00 22 22", 0, TWO)}


def test_a_new_title_raises_the_time_alone(session: Session, territory: Territory, first: Agenda) -> None:
    titled = replace(territory.demands[1], title="Mes démarches")
    other = signed(replace(territory, demands=(territory.demands[0], titled, territory.demands[2])))
    publish_plan(session, other, first_plan(other))

    changed = differing(first, read(session))
    assert {(one.title, one.sequence, one.modified) for _, one in changed if one} == {("Mes démarches", 0, TWO)}
    assert len(changed) == 4


def test_what_is_loaded_is_not_seen_before_it_is_published(session: Session, territory: Territory) -> None:
    siege, mairie, biblio = territory.venues
    other = signed(replace(territory, venues=(siege, replace(mairie, name="Hôtel de ville"), biblio)))
    publish_plan(session, territory, first_plan(territory))
    before = read(session)
    load(session, other)

    assert read(session) == before


def test_a_venue_that_has_gone_stays_for_what_was_announced_there(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory))
    other = signed(
        replace(
            territory,
            venues=territory.venues[:2],
            demands=(territory.demands[0], territory.demands[2]),
            travel_times=territory.travel_times[:1],
        )
    )
    publish_plan(session, other, plan_at(other, tuple(at for at in FIRST if at.demand != "biblio-atelier")))

    published = read(session)
    assert [place.id for place in published.places] == ["mairie", "siege"]
    assert {one.place.name for one in published.dated if one.cancelled} == {"Bibliothèque"}


def test_a_venue_that_lost_a_permanence_sees_where_it_went(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory))
    elsewhere = replace(territory.demands[1], venue="siege")
    other = signed(replace(territory, demands=(territory.demands[0], elsewhere, territory.demands[2])))
    publish_plan(session, other, first_plan(other))

    there = read(session, Scope(venue="biblio"))
    assert {(one.place.id, one.former.place.id) for one in there.dated if one.former} == {("siege", "biblio")}
    assert len(there.dated) == 4


def test_a_plan_that_breaks_a_rule_is_refused_with_its_findings(session: Session, territory: Territory) -> None:
    plan = plan_at(territory, (*FIRST, replace(TUESDAY, day=0), replace(TUESDAY, day=4)))

    with pytest.raises(PlanRefusedError) as refused:
        publish_plan(session, territory, plan)

    assert {finding.rule for finding in refused.value.findings} == {"recurrence"}
    assert session.scalar(select(func.count()).select_from(Publication)) == 0


def test_a_plan_that_names_the_unknown_is_refused(session: Session, territory: Territory) -> None:
    plan = first_plan(territory)
    row = replace(plan.rows[0], venue="ailleurs")

    with pytest.raises(UnknownNamesError, match="ailleurs"):
        publish_plan(session, territory, Plan.of([row, *plan.rows[1:]]))


def test_who_published_second_is_told_what_changed(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory))
    publish_plan(session, territory, plan_at(territory, instead(TUESDAY)), expected=1, who="Une autre")

    with pytest.raises(PublishedMeanwhileError) as refused:
        publish_plan(session, territory, first_plan(territory), expected=1)

    error = refused.value
    assert (error.expected, error.latest, error.author) == (1, 2, "Une autre")
    assert [(change.demand, change.kinds) for change in error.changes] == [("mairie-rdv", {ChangeKind.CANCELLED})]
    assert read(session).publication == 2


def test_a_publication_is_written_down_whole(session: Session, territory: Territory) -> None:
    draft = Draft(territory, first_plan(territory), HORIZON, 0, "Rentrée", Proof(total=10**6, bound=1))
    publish(session, draft, "Coordinatrice", ONE)
    session.commit()

    row = session.scalars(select(Publication)).one()
    assert (row.number, row.first_day, row.weeks, row.author, row.message) == (1, MONDAY, 4, "Coordinatrice", "Rentrée")
    assert Score(row.unmet, row.split, row.change, row.irregular, row.travel).total > 0
    assert row.bound is None, "the bound was proven of another score"
    assert row.input_digest == digest(territory)
    assert territory_of(session.get_one(Snapshot, row.input_digest).archive) == territory
    assert session.scalar(select(func.count()).select_from(PlannedHalfDay)) == len(draft.plan.rows)


def test_a_bound_is_kept_with_the_score_that_it_was_proven_of(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory))
    row = session.scalars(select(Publication)).one()
    total = Score(row.unmet, row.split, row.change, row.irregular, row.travel).total
    session.rollback()
    draft = Draft(territory, first_plan(territory), HORIZON, 1, proof=Proof(total, 7))
    publish(session, draft, "Coordinatrice", TWO)
    session.commit()

    assert session.scalars(select(Publication.bound).order_by(Publication.number)).all() == [None, 7]


def test_the_standing_plan_is_what_was_published(session: Session, territory: Territory) -> None:
    plan = first_plan(territory)
    publish_plan(session, territory, plan)

    assert standing_plan(session, territory) == plan


def test_two_publications_within_a_second_differ_in_time(session: Session, territory: Territory) -> None:
    publish_plan(session, territory, first_plan(territory), at=ONE)
    publish_plan(session, territory, plan_at(territory, instead(TUESDAY)), at=ONE + timedelta(milliseconds=300))

    assert [one.modified - ONE for one in read(session).dated if one.cancelled] == [timedelta(seconds=1)]


def test_identities_are_numbered_within_demand_and_window(session: Session, first: Agenda) -> None:
    row = Occurrence
    rows = session.execute(select(row.demand, row.window_first_week, row.window_weeks, row.number)).all()

    expected = [("mairie-rdv", week, 1, number) for week in range(1, 5) for number in (1, 2)]
    expected += [("biblio-atelier", week, 1, 1) for week in range(1, 5)]
    expected += [("journee", 0, 2, 1), ("journee", 2, 2, 1)]
    assert sorted(tuple(found) for found in rows) == sorted(expected)
    assert len(first.dated) == len(expected)
