"""The home says what awaits, to each what concerns them, with a next step; letters and calendars are decided about."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select

from scheduler.domain.wording import day_words
from tests.pages.town import FIRST, HORIZON, MONDAY, plan_of, town
from tests.web.console.client import Client
from tests.web.console.waiting import tell
from tests.web.databases import Databases, SqliteDatabases
from tests.web.small import publish_plan
from web.database import database
from web.models.outbox import DatesByMail, OutboxLetter
from web.services.person import Role

SignIn = Callable[..., Client]
HOME = "/console/vallee/"
MOST_QUERIES = 50


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


def cards(client: Client) -> dict[str, str]:
    """By the heading of each card, the address of its next step; blank where it has none."""
    found = client.get(HOME).text.split('<li class="await')[1:]
    return {
        re.sub(r"\s+", " ", re.findall(r"<h2>(.*?)</h2>", card, re.DOTALL)[0]).replace("\u00a0", " "): (
            re.findall(r'(?:class="next-step" href|<form method="post" action)="([^"]+)"', card) or [""]
        )[0]
        for card in found
    }


def test_empty_home_says_how_to_begin(signed_in: SignIn) -> None:
    assert cards(signed_in(Role.COORDINATOR)) == {"Rien n’est encore publié": "/console/vallee/calculs/"}


def test_coordinator_is_told_everything_with_a_next_step(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)

    found = cards(client)

    assert found == {
        "2 dates publiées ne tiennent plus": "/console/vallee/brouillons/",
        "1 demande d’absence à décider": "/console/vallee/donnees/absences",
        "5 demi-journées demandées ne sont pas servies": "/console/vallee/brouillons/",
        "1 agenda n’est plus relu": "/console/vallee/flux",
        "1 lettre demande une décision": "/console/vallee/courrier",
        "À venir, dans les quatre semaines": "/console/vallee/donnees/absences",
    }
    assert [path for path in found.values() if client.get(path).status_code != 200] == []
    text = client.get(HOME).text
    day = day_words(MONDAY + timedelta(days=8)).fr
    assert f"Conseillère 1 n’est pas disponible le {day}, matin" in text.replace("\u00a0", " ")


def test_venue_and_advisor_read_their_own_dates_and_not_why_others_are_away(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    venue, advisor, other = signed_in(Role.VENUE), signed_in(Role.ADVISOR), signed_in(Role.VENUE, subject="biblio")

    assert [client.get(HOME).text.count("Rendez-vous individuel") for client in (venue, advisor, other)] == [6, 6, 0]
    assert set(cards(venue)) == {
        "2 dates publiées ne tiennent plus",
        "1 demi-journée demandée n’est pas servie",
        "À venir, dans les quatre semaines",
    }
    assert "La coordination cherche une solution" in venue.get(HOME).text
    assert "formation" not in venue.get(HOME).text
    assert "formation" in advisor.get(HOME).text
    assert 'href="/console/vallee/donnees/lieux/mairie/fermetures/nouvelle"' in venue.get(HOME).text
    assert 'href="/console/vallee/donnees/conseillers/ana/absences/nouvelle"' in advisor.get(HOME).text
    assert cards(other) == {}


def test_home_takes_a_bounded_number_of_queries(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)
    statements: list[str] = []
    with app.app_context():
        event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(str(call[2])))

    client.get(HOME)
    first = len(statements)
    client.get(HOME)

    assert first <= MOST_QUERIES
    assert len(statements) - first < first


def test_coordinator_decides_about_a_letter_that_was_refused(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)
    with app.app_context():
        stuck, waiting = (
            database.session().scalars(select(OutboxLetter.id).where(OutboxLetter.state == state)).one()
            for state in ("refused", "waiting")
        )
        database.session.remove()

    assert "501 this is not an e-mail address" in client.get("/console/vallee/courrier").text
    assert client.post(f"/console/vallee/courrier/{waiting}", {"deed": "discard"}).status_code == 404
    assert client.post(f"/console/vallee/courrier/{stuck}", {"deed": "burn"}).status_code == 400
    assert client.post(f"/console/vallee/courrier/{stuck}", {"deed": "discard"}).status_code == 303

    assert "Lettre abandonnée" in client.get("/console/vallee/journal").text
    assert "1 lettre attend de partir" in cards(client)


def test_home_leads_into_a_draft_of_what_is_published_and_into_the_same_one_until_it_is_touched(
    app: Flask, signed_in: SignIn
) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)
    form = client.get(HOME).text.split("dates publiées ne tiennent plus")[1].split("</form>")[0]
    asked = dict(re.findall(r'name="(first_day|weeks|show)" value="([^"]+)"', form))

    first, again = (client.post("/console/vallee/brouillons/", asked) for _ in range(2))

    assert set(asked) == {"first_day", "weeks", "show"}
    week = (MONDAY + timedelta(weeks=1)).isoformat()
    assert first.headers["Location"] == f"/console/vallee/brouillons/1/?semaine={week}"
    assert again.headers["Location"] == first.headers["Location"]
    assert "règles enfreintes" in client.get(first.headers["Location"]).text


def test_home_where_all_is_well_leads_to_the_next_weeks(app: Flask, signed_in: SignIn) -> None:
    with app.app_context():
        publish_plan(database.session(), town(), plan_of(town(), FIRST), horizon=HORIZON)
        database.session.remove()

    assert cards(signed_in(Role.COORDINATOR)) == {"Et ensuite ?": "/console/vallee/calculs/"}


def test_dates_by_mail_are_asked_for_and_no_more(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)

    def wished() -> Iterator[tuple[str, str]]:
        with app.app_context():
            rows = database.session().execute(select(DatesByMail.kind, DatesByMail.subject)).all()
            database.session.remove()
        return iter([(kind, subject) for kind, subject in rows])

    client.post("/console/vallee/flux", {"feed": "venue:mairie", "wanted": "yes"})
    assert list(wished()) == [("venue", "mairie")]
    assert client.post("/console/vallee/flux", {"feed": "venue:nulle-part", "wanted": "yes"}).status_code == 400
    client.post("/console/vallee/flux", {"feed": "venue:mairie", "wanted": "no"})
    assert list(wished()) == []


def test_calendars_are_found_by_name(app: Flask, signed_in: SignIn) -> None:
    tell(app)
    client = signed_in(Role.COORDINATOR)

    def names(asked: str) -> list[str]:
        page = client.get(f"/console/vallee/flux?q={asked}").text
        return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', page)

    every = names("")
    assert names("MAIRIE") == [name for name in every if "mairie" in name.lower()] != []
    assert names("lune") == []
    assert len(every) > len(names("mairie"))
    answer = client.post("/console/vallee/flux?q=mairie", {"feed": "venue:mairie", "wanted": "yes"})
    assert answer.location == "/console/vallee/flux?q=mairie"
