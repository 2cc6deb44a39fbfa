"""Repairs of what a proposal would break: asked for in the right weeks, with the past as it was."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.web.reference.changing import NOW, TODAY, absence, coordinator, proposed, published_valley
from tests.web.small import MONDAY
from web.services.editing import Edit
from web.services.impact import impact_of
from web.services.person import Person
from web.services.proposal_repairs import NothingToRepairError, ask_repairs
from web.services.proposals import sides_of
from web.services.run_parameters import RepairAsked
from web.services.runs import parameters_of, territory_of_run


def asked(session: Session, person: Person, today: date, *edits: Edit) -> RepairAsked:
    """What was asked of the workers, with the files as they would be."""
    proposal = proposed(session, person, *edits)
    before, after = sides_of(session, proposal)
    run = ask_repairs(session, person, proposal, impact_of(session, before, after, today), today, NOW)
    found = parameters_of(run)
    assert isinstance(found, RepairAsked)
    assert territory_of_run(session, run) == after
    assert proposal.run == run.id
    session.commit()
    return found


def test_repairs_are_looked_for_in_the_whole_window_of_what_is_hit(session: Session) -> None:
    published_valley(session)
    person = coordinator(session)

    weekly = asked(session, person, TODAY, absence("ana", "2026-09-15"))
    fortnightly = asked(session, person, TODAY, absence("bob", "2026-09-25"))

    assert (weekly.first_day, weekly.weeks, weekly.pins) == (MONDAY + timedelta(days=7), 1, ())
    assert (fortnightly.first_day, fortnightly.weeks) == (MONDAY + timedelta(days=7), 2)


def test_what_is_past_stays_as_it_was(session: Session) -> None:
    published_valley(session)
    today = MONDAY + timedelta(days=9)  # a Wednesday

    found = asked(session, coordinator(session), today, absence("bob", "2026-09-15", "2026-09-16"))

    pins = [(pin.date, pin.period, pin.advisor, pin.demand, pin.activity) for pin in found.pins]
    monday, tuesday = MONDAY + timedelta(days=7), MONDAY + timedelta(days=8)
    assert pins == [
        (monday, "am", "ana", None, "base"),
        (monday, "am", "bob", None, "base"),
        (monday, "pm", "ana", None, "base"),
        (monday, "pm", "bob", None, "base"),
        (tuesday, "am", "ana", "mairie-rdv", None),
        (tuesday, "pm", "ana", None, "base"),
    ]  # and nothing of what has become impossible


def test_nothing_is_repaired_where_no_date_is_hit(session: Session) -> None:
    published_valley(session)

    with pytest.raises(NothingToRepairError):
        asked(session, coordinator(session), TODAY, absence("ana", "2027-09-14"))
