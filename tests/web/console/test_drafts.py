"""Drafts: every edit is a step that can be taken back, and two coordinators never undo one another in silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.audit import costs, findings
from scheduler.domain.people import Absence
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from tests.web.small import MONDAY, first_plan, load, publish_plan, signed, small_territory
from web.models.accounts import Account
from web.models.drafts import DraftRow
from web.services import draft_edits as edits
from web.services.draft_edits import PinnedError, Spot
from web.services.draft_plans import desk_of
from web.services.draft_steps import EditedMeanwhileError, NothingToTakeBackError, NotThereError, history, stacks_of
from web.services.drafts import EndedDraftError, begin, draft_of, open_drafts, put_aside, take_up
from web.services.journal import deeds
from web.services.person import Person
from web.services.plan_rows import RowChange
from web.services.reference import loaded_territory

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)
TUESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 3, 4))
HERE = Spot("ana", TUESDAY, "am")
FREE = Spot("ana", FRIDAY, "am")
BOB = Spot("bob", TUESDAY, "am")


def person(session: Session, name: str) -> Person:
    account = Account(
        email=f"{name.lower()}@example.org", name=name, password=None, links=0, active=True, created_at=NOW
    )
    session.add(account)
    session.commit()
    return Person(account.id, name, account.email, ())


def draft_in(session: Session, who: Person) -> DraftRow:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    plan = first_plan(territory)
    draft = begin(
        session, who, loaded_territory(session, territory.id), MONDAY, 4, plan, NOW, origin=Text(fr="essai", en="trial")
    )
    session.commit()
    return draft


@pytest.fixture
def claire(session: Session) -> Person:
    return person(session, "Claire")


@pytest.fixture
def denis(session: Session) -> Person:
    return person(session, "Denis")


@pytest.fixture
def draft(session: Session, claire: Person) -> DraftRow:
    return draft_in(session, claire)


def plan_now(session: Session, draft: DraftRow) -> Plan:
    """What the draft holds; the audit says of it what the fast one says."""
    desk = desk_of(session, draft_of(session, draft.territory, draft.id))
    assert desk.judged.findings == findings(desk.plan, desk.problem)
    assert desk.judged.costs == costs(desk.plan, desk.problem)
    return desk.plan


def test_draft_begins_as_the_plan_and_notes_it(session: Session, draft: DraftRow) -> None:
    assert plan_now(session, draft) == first_plan(small_territory())
    assert (draft.base, draft.revision) == (1, 0)
    assert [one.id for one in open_drafts(session, "vallee")] == [draft.id]
    assert [deed.deed for deed in deeds(session, "vallee", 1)] == ["draft_begun"]


def test_moved_goes_there_and_comes_back(session: Session, draft: DraftRow, claire: Person) -> None:
    before = plan_now(session, draft)
    done = edits.move(session, claire, draft, 0, "mairie-rdv", HERE, FREE, NOW)
    session.commit()

    assert done.step.says["fr"] == (
        "Déplacée : « rdv » (Mairie), du mardi 8 septembre, matin au vendredi 11 septembre, matin (Conseillère 1)"
    )
    held = [(row.date, row.advisor, row.room) for row in plan_now(session, draft).by_demand["mairie-rdv"][:2]]
    assert held == [(THURSDAY, "ana", "bureau"), (FRIDAY, "ana", "bureau")]
    assert done.effect.cost.components() == {"unmet": 0, "split": 0, "change": 120, "irregular": 60, "travel": 0}

    edits.take_back(session, claire, draft, 1, NOW)
    session.commit()
    assert plan_now(session, draft) == before
    edits.make_again(session, claire, draft, 2, NOW)
    session.commit()
    assert plan_now(session, draft) == done.desk.plan
    assert [step.kind for step in history(session, draft)] == ["do", "undo", "redo"]
    with pytest.raises(NothingToTakeBackError):
        edits.make_again(session, claire, draft, 3, NOW)


def test_broken_rule_stays_in_the_draft(session: Session, draft: DraftRow, claire: Person) -> None:
    occupied = Spot("bob", MONDAY + timedelta(days=2), "pm")
    done = edits.move(session, claire, draft, 0, "mairie-rdv", HERE, occupied, NOW)
    session.commit()

    assert [finding.rule for finding in done.effect.broken] == ["presence", "times"]
    assert [finding.rule for finding in desk_of(session, draft).judged.findings] == ["presence", "times"]
    assert (
        len([row for row in plan_now(session, draft).rows if row.date == occupied.date and row.advisor == "bob"]) == 3
    )


def test_exchanged_placed_and_taken_out(session: Session, draft: DraftRow, claire: Person) -> None:
    wednesday = Spot("bob", MONDAY + timedelta(days=2), "pm")
    edits.exchange(session, claire, draft, 0, "mairie-rdv", HERE, "biblio-atelier", wednesday, NOW)
    session.commit()
    first = {(row.demand, row.advisor, row.date) for row in plan_now(session, draft).interventions[:2]}
    assert first == {("biblio-atelier", "ana", TUESDAY), ("mairie-rdv", "bob", wednesday.date)}

    gone = edits.take_out(session, claire, draft, 1, "mairie-rdv", wednesday, NOW)
    session.commit()
    assert gone.effect.cost.unmet == 600
    put = edits.place(session, claire, draft, 2, "mairie-rdv", FREE, NOW)
    session.commit()
    assert put.effect.cost.unmet == -600
    assert len(plan_now(session, draft).interventions) == len(first_plan(small_territory()).interventions)


def test_what_is_there_already_or_is_not_asked_for_is_refused(
    session: Session, draft: DraftRow, claire: Person
) -> None:
    held = Spot("bob", MONDAY + timedelta(days=2), "pm")
    for demand, to in (("biblio-atelier", held), ("nobody-asks", FREE), ("mairie-rdv", Spot("nobody", TUESDAY, "am"))):
        with pytest.raises(NotThereError):
            edits.place(session, claire, draft, 0, demand, to, NOW)
        session.rollback()
    assert history(session, draft) == []


def test_full_day_is_moved_whole(session: Session, draft: DraftRow, claire: Person) -> None:
    edits.move(session, claire, draft, 0, "journee", Spot("bob", FRIDAY, "pm"), Spot("ana", FRIDAY, "pm"), NOW)
    session.commit()
    rows = [row for row in plan_now(session, draft).by_demand["journee"] if row.date == FRIDAY]
    assert [(row.advisor, row.half_day.period.name) for row in rows] == [("ana", "am"), ("ana", "pm")]


def test_pinned_stays_until_the_pin_is_drawn(session: Session, draft: DraftRow, claire: Person) -> None:
    edits.pin(session, claire, draft, 0, "mairie-rdv", HERE, NOW, stays=True)
    session.commit()
    with pytest.raises(PinnedError):
        edits.move(session, claire, draft, 1, "mairie-rdv", HERE, FREE, NOW)
    session.rollback()
    assert desk_of(session, draft_of(session, "vallee", draft.id)).pins == {("mairie-rdv", "ana", TUESDAY, "am")}
    edits.take_back(session, claire, draft, 1, NOW)
    session.commit()
    assert desk_of(session, draft_of(session, "vallee", draft.id)).pins == frozenset()
    edits.move(session, claire, draft, 2, "mairie-rdv", HERE, FREE, NOW)


def test_two_coordinators_elsewhere_both_hold(session: Session, draft: DraftRow, claire: Person, denis: Person) -> None:
    edits.move(session, claire, draft, 0, "mairie-rdv", HERE, FREE, NOW)
    session.commit()
    wednesday = Spot("bob", MONDAY + timedelta(days=2), "pm")
    done = edits.move(session, denis, draft, 0, "biblio-atelier", wednesday, Spot("bob", wednesday.date, "am"), NOW)
    session.commit()

    assert [step.who for step in done.others] == ["Claire"]
    slots = {(row.demand, row.date, row.half_day.period.name) for row in plan_now(session, draft).interventions[:3]}
    assert ("biblio-atelier", wednesday.date, "am") in slots
    steps = history(session, draft)
    assert (stacks_of(steps, claire.account).done, stacks_of(steps, denis.account).done) == ((1,), (2,))
    edits.take_back(session, claire, draft, 2, NOW)
    session.commit()
    slots = {(row.demand, row.date, row.half_day.period.name) for row in plan_now(session, draft).interventions[:3]}
    assert slots >= {("mairie-rdv", TUESDAY, "am"), ("biblio-atelier", wednesday.date, "am")}


def test_two_coordinators_at_the_same_place_hear_of_it(
    session: Session, draft: DraftRow, claire: Person, denis: Person
) -> None:
    edits.move(session, claire, draft, 0, "mairie-rdv", HERE, FREE, NOW)
    session.commit()
    before = plan_now(session, draft)
    session.rollback()

    with pytest.raises(EditedMeanwhileError) as refused:
        edits.place(session, denis, draft, 0, "mairie-rdv", FREE, NOW)
    session.rollback()
    assert [step.who for step in refused.value.steps] == ["Claire"]
    assert "Claire – Déplacée" in str(refused.value.text)
    with pytest.raises(NotThereError):
        edits.move(session, denis, draft, 0, "mairie-rdv", HERE, BOB, NOW)
    session.rollback()
    edits.move(session, denis, draft, 1, "mairie-rdv", FREE, BOB, NOW)
    session.commit()
    with pytest.raises(EditedMeanwhileError):
        edits.take_back(session, claire, draft, 2, NOW)
    session.rollback()
    assert plan_now(session, draft) != before


def test_answer_is_applied_where_nothing_has_moved(session: Session, draft: DraftRow, claire: Person) -> None:
    plan = plan_now(session, draft)
    row = plan.by_demand["mairie-rdv"][0]
    base = next(r for r in plan.rows if (r.advisor, r.half_day) == ("bob", row.half_day))
    changes = [
        RowChange(row, PlanRow(row.half_day, "ana", "cc", "siege")),
        RowChange(base, replace(row, advisor="bob")),
    ]
    edits.apply(session, claire, draft, 0, changes, Text(fr="Réparation 1", en="Repair 1"), NOW)
    session.commit()
    assert plan_now(session, draft).by_demand["mairie-rdv"][0].advisor == "bob"
    with pytest.raises(EditedMeanwhileError):
        edits.apply(session, claire, draft, 1, changes, Text(fr="Réparation 1", en="Repair 1"), NOW)


def test_territory_that_changes_is_what_the_draft_is_judged_by(session: Session, draft: DraftRow) -> None:
    territory = loaded_territory(session, "vallee")
    session.rollback()
    absent = Absence("ana", TUESDAY, TUESDAY, kind="maladie")
    _loaded(session, territory, absences=(absent,), demands=territory.demands[:2])

    desk = desk_of(session, draft_of(session, "vallee", draft.id))
    assert [(finding.rule, finding.date) for finding in desk.judged.findings] == [("presence", TUESDAY)]
    assert {row.demand for row in desk.fitting.unknown} == {"journee"}
    assert len([row for row in desk.plan.rows if row.advisor == "bob" and row.date == FRIDAY]) == 2
    assert desk.judged.findings == findings(desk.plan, desk.problem)


def _loaded(session: Session, territory: Territory, **changes: object) -> None:
    load(session, signed(replace(territory, **changes)))


def test_ended_draft_is_not_edited_until_it_is_taken_up(session: Session, draft: DraftRow, claire: Person) -> None:
    put_aside(session, claire, draft, NOW)
    session.commit()
    assert list(open_drafts(session, "vallee")) == []
    with pytest.raises(EndedDraftError):
        edits.move(session, claire, draft, 0, "mairie-rdv", HERE, FREE, NOW)
    session.rollback()
    take_up(session, claire, draft_of(session, "vallee", draft.id), NOW)
    session.commit()
    edits.move(session, claire, draft, 0, "mairie-rdv", HERE, FREE, NOW)
