"""Changes of the reference data: none before a yes, each in the journal, the last one undone, none lost in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.domain.people import Absence
from scheduler.domain.text import Text
from tests.web.reference.changing import NOW, absence, changed, closure, coordinator, proposed, published_valley
from tests.web.small import MONDAY, load, signed, small_territory
from web.services.editing import Edit, RefusedEditsError, edited, mark_of, place_of, rows_of
from web.services.journal import deeds
from web.services.proposals import (
    ChangedMeanwhileError,
    NothingChangesError,
    NothingToUndoError,
    UnknownProposalError,
    changes_of,
    confirm,
    last_change,
    proposal_of,
    propose,
    sides_of,
    undo,
    withdraw,
)
from web.services.reference import loaded_territory


def test_proposal_changes_nothing_until_it_is_confirmed(session: Session) -> None:
    before = published_valley(session)
    person = coordinator(session)

    proposal = proposed(session, person, absence("ana", "2026-09-08"))
    unchanged = loaded_territory(session, "vallee")
    _, after = sides_of(session, proposal)
    key = proposal.key
    session.rollback()
    change = confirm(session, person, "vallee", key, NOW)
    session.commit()

    assert unchanged == before
    assert after.absences == (
        Absence("ana", MONDAY + timedelta(days=1), MONDAY + timedelta(days=1), None, "formation"),
    )
    assert loaded_territory(session, "vallee") == after
    assert change is not None
    assert (change.number, change.before_digest, change.after_digest) == (1, before.digest, after.digest)
    with pytest.raises(UnknownProposalError):
        proposal_of(session, "vallee", key)


def test_journal_tells_the_rows_before_and_after(session: Session) -> None:
    published_valley(session)
    person = coordinator(session)
    rows = rows_of(loaded_territory(session, "vallee"), "rooms")

    changed(session, person, Edit("rooms", 0, {"capacity": "12"}), title="Salles de Mairie")

    [deed] = deeds(session, "vallee", 1)
    assert (deed.who, deed.deed, deed.detail) == ("Coordinatrice", "data_changed", "Salles de Mairie")
    assert deed.changed() == (("rooms", [rows[0]], [{**rows[0], "capacity": "12"}]),)


def test_withdrawn_proposal_is_forgotten(session: Session) -> None:
    published_valley(session)
    person = coordinator(session)
    key = proposed(session, person, absence("ana", "2026-09-08")).key

    withdraw(session, "vallee", key)
    session.commit()

    with pytest.raises(UnknownProposalError):
        confirm(session, person, "vallee", key, NOW)


def test_proposal_of_another_territory_is_not_known(session: Session) -> None:
    published_valley(session)
    session.rollback()
    load(session, signed(replace(small_territory(), id="ailleurs")))
    key = proposed(session, coordinator(session), absence("ana", "2026-09-08")).key

    with pytest.raises(UnknownProposalError):
        proposal_of(session, "ailleurs", key)


def test_nothing_to_change_is_said(session: Session) -> None:
    territory = published_valley(session)

    with pytest.raises(NothingChangesError):
        propose(session, coordinator(session), "upload", Text("La même chose", "The same"), (territory, territory), NOW)


def test_last_changes_are_undone_one_after_the_other(session: Session) -> None:
    first = published_valley(session)
    person = coordinator(session)
    changed(session, person, absence("ana", "2026-09-08"))
    second = loaded_territory(session, "vallee")
    session.rollback()
    changed(session, person, closure("biblio", "2026-09-09"))

    for number, former in ((2, second), (1, first)):
        last = last_change(session, "vallee")
        assert last is not None
        assert last.number == number
        session.rollback()
        undo(session, person, "vallee", number, NOW + timedelta(days=1))
        session.commit()
        assert loaded_territory(session, "vallee") == former

    assert last_change(session, "vallee") is None
    assert [(one.number, one.undone_by) for one in changes_of(session, "vallee")] == [
        (2, "Coordinatrice"),
        (1, "Coordinatrice"),
    ]
    assert [deed.deed for deed in deeds(session, "vallee", 4)] == [
        "data_restored",
        "data_restored",
        "data_changed",
        "data_changed",
    ]


def test_change_is_not_undone_once_the_data_have_changed_otherwise(session: Session) -> None:
    territory = published_valley(session)
    person = coordinator(session)
    changed(session, person, absence("ana", "2026-09-08"))
    session.rollback()
    load(session, signed(replace(territory, name="La Grande Vallée")))

    with pytest.raises(NothingToUndoError):
        undo(session, person, "vallee", 1, NOW)
    session.rollback()

    assert last_change(session, "vallee") is None


def test_proposal_is_carried_over_to_data_that_changed_elsewhere(session: Session) -> None:
    published_valley(session)
    person, other = coordinator(session), coordinator(session, "Collègue")
    key = proposed(session, person, absence("ana", "2026-09-08")).key
    session.rollback()
    changed(session, other, closure("biblio", "2026-09-09"))

    first = confirm(session, person, "vallee", key, NOW)
    session.commit()
    second = confirm(session, person, "vallee", key, NOW)
    session.commit()

    assert first is None, "it is to be looked at again"
    assert second is not None
    territory = loaded_territory(session, "vallee")
    assert (len(territory.absences), len(territory.closures)) == (1, 1)


def test_proposal_that_meets_another_change_is_refused_with_who_made_it(session: Session) -> None:
    published_valley(session)
    person, other = coordinator(session), coordinator(session, "Collègue")
    key = proposed(session, person, Edit("rooms", 0, {"capacity": "12"})).key
    session.rollback()
    changed(session, other, Edit("rooms", 0, {"capacity": "15"}), title="Salles de Mairie")
    after = loaded_territory(session, "vallee")
    session.rollback()

    with pytest.raises(ChangedMeanwhileError, match=r"by Collègue \('Salles de Mairie'\)"):
        confirm(session, person, "vallee", key, NOW)
    session.rollback()

    assert loaded_territory(session, "vallee") == after


def test_refused_edits_name_their_cells_and_what_else_they_break() -> None:
    territory = small_territory()
    edits = (
        Edit("absences", None, {"advisor": "ana", "from": "2026-09-08", "to": "2026-09-01"}),
        Edit("absences", None, {"advisor": "anna", "from": ""}),
        Edit("venues", 2, None),
    )

    with pytest.raises(RefusedEditsError) as error:
        edited(territory, edits)

    told = {key: [issue.what("en") for issue in issues] for key, issues in error.value.of_cells.items()}
    assert told == {
        (0, "to"): ['"2026-09-01" — the last day is before the first (2026-09-08)'],
        (1, "from"): ["this cell is required"],
        (1, "advisor"): ['"anna" — no advisor has this id. Did you mean "ana"?'],
    }
    assert [(issue.file, issue.column) for issue in error.value.others] == [
        ("demands.csv", "venue"),
        ("travel.csv", "to"),
    ]


def test_edits_keep_the_cells_that_they_do_not_name() -> None:
    territory = small_territory()
    row = rows_of(territory, "demands")[1]
    place = place_of(rows_of(territory, "demands"), mark_of(row))

    after = edited(territory, [Edit("demands", place, {"start": "14:30", "title": ""})]).territory

    assert rows_of(after, "demands")[1] == {**{k: v for k, v in row.items() if k != "title"}, "start": "14:30"}
    assert [rows_of(after, "demands")[n] for n in (0, 2)] == [rows_of(territory, "demands")[n] for n in (0, 2)]
