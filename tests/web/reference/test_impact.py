"""What a change would do to what is published: the dates hit and why, the balances, and nothing else."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.domain.time import Horizon
from tests.web.databases import SqliteDatabases
from tests.web.reference.changing import TODAY, absence, closure, published_valley
from tests.web.small import HORIZON, MONDAY, load, small_territory
from web.services.editing import Edit, edited
from web.services.impact import Impact, broken_dates, impact_of
from web.services.reference import loaded_territory


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """What is read is the plan as it stands, which others test on every database."""
    return sqlite_databases


def impact(session: Session, *edits: Edit, today: date = TODAY) -> Impact:
    before = loaded_territory(session, "vallee")
    return impact_of(session, before, edited(before, edits).territory, today)


def dates(found: Impact) -> list[tuple[int, str, str]]:
    """(days after the first Monday, demand, advisor) of each date hit."""
    return [((hit.date - MONDAY).days, hit.demand, hit.advisor) for hit in found.hits]


def test_absence_hits_the_dates_of_its_days_and_half_days(session: Session) -> None:
    published_valley(session)

    found = impact(session, absence("ana", "2026-09-08", "2026-09-15", "am"))

    assert dates(found) == [(1, "mairie-rdv", "ana"), (8, "mairie-rdv", "ana")]
    hit = found.hits[0]
    assert (hit.venue_name, hit.advisor_name, hit.start, hit.end) == ("Mairie", "Conseillère 1", 540, 720)
    assert [reason.en for reason in hit.reasons] == [
        "Conseillère 1 is not available on Tuesday 8 September 2026, morning: absence (formation)."
    ]
    assert found.weeks == HORIZON
    assert found.hit_weeks == Horizon(MONDAY, 2)
    assert {finding.rule for finding in found.other} == {"presence"}  # mornings at the base


def test_closure_hits_the_dates_of_its_venue_alone(session: Session) -> None:
    published_valley(session)

    found = impact(session, closure("biblio", "2026-09-01", "2026-09-30"))

    assert dates(found) == [(7 * week + 2, "biblio-atelier", "bob") for week in range(4)]
    assert found.other == ()
    assert [(one.structure_id, one.unmet) for one in found.servings] == [("cc", (0, 4))]
    assert found.balances == ()  # the half-days stay the structure's


def test_past_weeks_are_not_hit_but_by_what_is_about_them(session: Session) -> None:
    published_valley(session)
    later = MONDAY + timedelta(days=14)

    of_hours = impact(session, Edit("venues", 2, {"opening": "Mo-Fr 09:00-12:00"}), today=later)
    of_absence = impact(session, absence("bob", "2026-09-09", "2026-09-23"), today=later)

    midweek = impact(session, Edit("demands", 0, None), today=MONDAY + timedelta(days=23))

    assert dates(midweek) == [(24, "mairie-rdv", "ana")]
    assert dates(of_hours) == [(16, "biblio-atelier", "bob"), (23, "biblio-atelier", "bob")]
    assert [when for when, _, _ in dates(of_absence)] == [2, 4, 9, 16]


def test_removed_demand_hits_its_dates(session: Session) -> None:
    published_valley(session)

    found = impact(session, Edit("demands", 1, None))

    assert dates(found) == [(7 * week + 2, "biblio-atelier", "bob") for week in range(4)]
    assert [reason.fr for reason in found.hits[0].reasons] == ["ce n’est plus demandé"]
    assert (found.other, found.balances, found.servings) == ((), (), ())  # nothing is due, and the half-days are hosted


def test_removed_advisor_hits_every_date_of_theirs(session: Session) -> None:
    published_valley(session)

    found = impact(session, Edit("advisors", 1, None), Edit("postings", 1, None))

    assert {advisor for _, _, advisor in dates(found)} == {"bob"}
    assert len(found.hits) == 6
    [balance] = found.balances
    assert (balance.advisor, balance.held[1].en) == ("Conseiller 2", "–")


def test_absence_changes_the_structures_balances(session: Session) -> None:
    published_valley(session)

    found = impact(session, absence("ana", "2026-09-07", "2026-09-11"))

    [balance] = found.balances
    assert (balance.advisor, balance.structure) == ("Conseillère 1", "Communauté de communes")
    assert (balance.held[0].en, balance.held[1].en) == ("40 of 40", "30 of 30")
    assert [(one.structure_id, one.unmet) for one in found.servings] == [("cc", (0, 2))]


def test_changed_share_changes_what_is_due_and_hits_no_date(session: Session) -> None:
    published_valley(session)

    found = impact(session, Edit("postings", 0, {"share_max": "0.5"}))

    assert found.hits == ()
    [balance] = found.balances
    assert (balance.due[0].en, balance.due[1].en) == ("free", "0 to 20")
    assert (balance.balance[0].en, balance.balance[1].en) == ("0", "+20")


def test_what_is_broken_already_is_no_news(session: Session) -> None:
    published_valley(session)
    before = loaded_territory(session, "vallee")
    session.rollback()
    load(session, edited(before, [closure("biblio", "2026-09-09")]).territory)

    found = impact(session, closure("biblio", "2026-09-09", "2026-09-16"))

    assert dates(found) == [(9, "biblio-atelier", "bob")]
    assert [(hit.date - MONDAY).days for hit in broken_dates(session, loaded_territory(session, "vallee"), TODAY)] == [
        2
    ]


def test_nothing_is_hit_where_nothing_is_published(session: Session) -> None:
    load(session, small_territory())

    assert impact(session, absence("ana", "2026-09-08")) == Impact()
    assert broken_dates(session, loaded_territory(session, "vallee"), TODAY) == ()


def test_nothing_is_hit_once_all_is_past(session: Session) -> None:
    published_valley(session)

    assert impact(session, closure("biblio", "2026-12-09"), today=date(2026, 12, 1)) == Impact()
