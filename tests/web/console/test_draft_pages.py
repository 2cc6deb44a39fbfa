"""The pages of a draft: what scripts are told of every half-day, what forms do, who hears of whom; then publishing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import event, select

from scheduler.desk.judged import Judged
from scheduler.domain.text import Text
from scheduler.prepare import prepare
from tests.web.console.client import Client
from tests.web.databases import SqliteDatabases
from tests.web.small import HORIZON, MONDAY, first_plan, publish_plan, signed, small_territory
from web.database import database
from web.models.outbox import DatesByMail, OutboxLetter
from web.outputs.draft_grid import Drawing
from web.services.drafts import begin, draft_of
from web.services.person import Role
from web.services.reference import loaded_territory

SignIn = Callable[..., Client]
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
HERE = {"demande": "mairie-rdv", "conseiller": "ana", "date": TUESDAY.isoformat(), "periode": "am"}
FREE = {"vers_conseiller": "ana", "vers_date": FRIDAY.isoformat(), "vers_periode": "am"}
BUSY = {"vers_conseiller": "bob", "vers_date": FRIDAY.isoformat(), "vers_periode": "am"}
JSON = {"Accept": "application/json"}
SHOWN = f"?semaine={MONDAY}"
PAGE = "/console/vallee/brouillons/1/"
LIST = "/console/vallee/brouillons/"


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough here: the services of drafts are tested on both."""
    return sqlite_databases


@pytest.fixture
def claire(app: Flask, signed_in: SignIn) -> Client:
    """A coordinator; draft 1 holds what is published, and everybody has an address."""
    told = small_territory()
    territory = signed(
        replace(
            told,
            structures=tuple(replace(one, email="cc@example.org") for one in told.structures),
            advisors=tuple(replace(one, email=f"{one.id}@example.org") for one in told.advisors),
            venues=tuple(
                replace(one, email=f"{one.id}@example.org") if one.id != "biblio" else one for one in told.venues
            ),
        )
    )
    with app.app_context():
        session = database.session()
        publish_plan(session, territory, first_plan(territory))
        database.session.remove()
    client = signed_in(Role.COORDINATOR)
    with app.app_context():
        session = database.session()
        loaded = loaded_territory(session, "vallee")
        assert client.person is not None
        begin(session, client.person, loaded, MONDAY, 4, first_plan(territory), datetime.now(UTC),
              origin=Text(fr="essai", en="trial"))  # fmt: skip
        session.commit()
        database.session.remove()
    return client


def gesture(client: Client, seen: int, geste: str, **fields: str) -> dict[str, object]:
    fields = {"geste": geste, "vu": str(seen), "semaine": MONDAY.isoformat(), **fields}
    answer = client.post(f"{PAGE}gestes", fields, headers=JSON)
    return {"status": answer.status_code, **(answer.json or {})}


def test_every_half_day_says_whether_it_may_go_there(claire: Client) -> None:
    asked = "&".join(f"{name}={value}" for name, value in HERE.items())
    found = claire.get(f"{PAGE}places{SHOWN}&{asked}", headers=JSON).json

    assert found is not None
    assert len(found["places"]) == 2 * 2 * 5 - 1
    free = found["places"][f"ana {FRIDAY} am"]
    assert free == {
        "ok": True,
        "short": "+180 min",
        "full": "possible\u00a0: +180 min (changements +120, irrégularité +60)",
        "by": [],
    }
    busy = found["places"][f"bob {FRIDAY} am"]
    assert (busy["ok"], busy["short"], busy["by"]) == (False, "présence +2", ["journee"])
    assert busy["full"].splitlines()[0] == "interdit par présence, charge et horaires."
    assert busy["full"].splitlines()[-1].startswith("Coût\u00a0: ")


def test_half_day_of_a_venue_tells_the_advisor_to_whom_it_would_cost_least(claire: Client) -> None:
    gesture(claire, 0, "retirer", **HERE)
    found = claire.get(f"{PAGE}places{SHOWN}&vue=lieux&demande=mairie-rdv", headers=JSON).json

    assert found is not None
    assert sorted({key.split(" ")[0] for key in found["places"]}) == [""]
    assert found["places"][f" {TUESDAY} am"]["advisor"] == "ana"
    assert found["places"][f" {TUESDAY} am"]["full"].startswith("Conseillère 1 – possible\u00a0: -")
    friday = found["places"][f" {FRIDAY} am"]
    assert (friday["ok"], friday["advisor"]) == (True, "ana")


def test_what_is_held_out_of_reach_is_elsewhere() -> None:
    territory = small_territory()
    judged = Judged.of(first_plan(territory), prepare(territory, HORIZON))
    tuesday, wednesday = TUESDAY, MONDAY + timedelta(days=2)
    seen = Drawing(judged, frozenset(), frozenset({"ana", "bob"}), frozenset({"mairie"}))
    ana, bob = seen.by_advisor([tuesday, wednesday])

    assert [half.elsewhere for day in ana.days for half in day.halves] == [False] * 4
    assert [piece.demand for half in ana.days[0].halves for piece in half.pieces] == ["mairie-rdv"]
    assert [half.elsewhere for day in bob.days for half in day.halves] == [False, False, False, True]
    assert [piece for day in bob.days for half in day.halves for piece in half.pieces] == []
    assert (ana.days[0].road is None, bob.days[1].road) == (False, None)
    assert [row.id for row in seen.by_venue([tuesday])] == ["mairie"]


def test_move_tells_what_has_changed_and_can_be_taken_back(claire: Client) -> None:
    moved = gesture(claire, 0, "deplacer", **HERE, **FREE)
    assert (moved["status"], moved["revision"], list(moved["rows"])) == (200, 1, ["r-ana"])  # type: ignore[call-overload]
    assert "changements +120" in str(moved["said"])
    assert "2 demi-journées" in unescape(str(moved["rows"]))

    broken = gesture(claire, 1, "deplacer", **(HERE | {"date": FRIDAY.isoformat()}), **BUSY)
    assert "Règles enfreintes : charge, présence, horaires." in str(broken["said"]).replace("\u00a0", " ")
    assert "3 règles enfreintes" in unescape(str(broken["panel"]))
    assert gesture(claire, 2, "annuler")["status"] == 200
    assert gesture(claire, 3, "annuler")["status"] == 200
    assert gesture(claire, 4, "annuler")["status"] == 422
    assert "Toutes les règles sont tenues" in claire.get(PAGE).text


def test_others_are_heard_of_and_never_undone(claire: Client, signed_in: SignIn) -> None:
    denis = signed_in(Role.COORDINATOR)
    gesture(claire, 0, "deplacer", **HERE, **FREE)

    clash = gesture(denis, 0, "placer", demande="mairie-rdv", **FREE)
    assert clash["status"] == 409
    assert "Une personne – Déplacée" in str(clash["said"])
    assert clash["revision"] == 1
    assert list(clash["rows"]) == ["r-ana"]  # type: ignore[call-overload]

    wednesday = {"conseiller": "bob", "date": (MONDAY + timedelta(days=2)).isoformat(), "periode": "pm"}
    to = {"vers_conseiller": "bob", "vers_date": wednesday["date"], "vers_periode": "am"}
    merged = gesture(denis, 0, "deplacer", demande="biblio-atelier", **wednesday, **to)
    assert (merged["status"], merged["revision"]) == (200, 2)
    assert "Entre-temps, Une personne" in str(merged["said"])
    assert sorted(merged["rows"]) == ["r-ana", "r-bob"]  # type: ignore[type-var]
    since = claire.get(f"{PAGE}depuis{SHOWN}&vu=1", headers=JSON).json
    assert since is not None
    assert (since["revision"], list(since["rows"])) == (2, ["r-bob"])
    assert len(since["others"]) == 1


def test_everything_can_be_done_by_forms_alone(claire: Client) -> None:
    asked = "&".join(f"{name}={value}" for name, value in {**HERE, **BUSY}.items())
    sheet = claire.get(f"{PAGE}intervention?{asked}").text
    assert "interdit par présence" in sheet
    assert "Poser quand même" in sheet
    assert "Échanger les deux" in sheet

    fields = {"geste": "echanger", "vu": "0", "autre": "journee", **HERE, **BUSY}
    answer = claire.post(f"{PAGE}gestes", fields, follow_redirects=True)
    assert answer.status_code == 200
    assert "Échangées" in answer.text
    told = claire.get(f"{PAGE}intervention?demande=biblio-atelier&depuis={MONDAY}").text
    assert "Pourquoi n’est-ce pas servi" in told


def test_question_leads_to_the_answer_of_a_worker(claire: Client) -> None:
    answer = claire.post(f"{PAGE}questions", {"question": "ailleurs", **HERE})
    assert answer.status_code == 303
    waiting = claire.get(answer.location)
    assert waiting.status_code == 200
    assert "data-poll" in waiting.text
    assert claire.get("/console/vallee/brouillons/2/reponses/1").status_code == 404
    assert claire.post(f"{PAGE}questions", {"question": "quoi"}).status_code == 400


@pytest.mark.usefixtures("claire")
def test_referent_reads_what_is_within_reach_and_changes_nothing(signed_in: SignIn) -> None:
    referent = signed_in(Role.REFERENT)
    page = referent.get(PAGE).text
    assert "draft.js" not in page
    assert re.findall(r'<tr id="r-(\w+)">', page) == ["ana", "bob"]
    assert referent.post(f"{PAGE}gestes", {"geste": "annuler", "vu": "0"}).status_code == 403
    assert referent.get("/console/vallee/publier/1").status_code == 403


def test_pages_ask_the_database_no_more_than_needed(app: Flask, claire: Client) -> None:
    with app.app_context():
        engine = database.engine
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    claire.get(PAGE)
    cold = len(asked)
    asked.clear()
    claire.get(PAGE)
    assert cold <= 28
    assert len(asked) <= 12


def test_publishing_shows_the_letters_first_and_sends_each_once(app: Flask, claire: Client) -> None:
    with app.app_context():
        for kind, subject in (("advisor", "ana"), ("venue", "mairie")):
            database.session.add(
                DatesByMail(territory="vallee", kind=kind, subject=subject, asked_at=datetime.now(UTC))
            )
        database.session.commit()
        database.session.remove()
    gesture(claire, 0, "deplacer", **HERE, **FREE)

    shown = unescape(claire.get("/console/vallee/publier/1?message=Bonne+semaine").text)
    assert "5 lettres partiront" in shown
    assert "Bonne semaine" in shown
    assert "déplacée au" in shown
    with app.app_context():
        assert database.session.scalars(select(OutboxLetter)).all() == []

    fields = {"geste": "publier", "vu": "1", "message": "Bonne semaine"}
    answer = claire.post("/console/vallee/publier/1", fields)
    assert (answer.status_code, answer.location) == (303, "/console/vallee/")
    with app.app_context():
        letters = database.session.scalars(select(OutboxLetter).order_by(OutboxLetter.id)).all()
        draft = draft_of(database.session(), "vallee", 1)
        assert (draft.published, draft.ended_at is not None) == (2, True)
    sent = [(one.recipient, one.calendar_method) for one in letters]
    assert sorted(sent, key=str) == sorted(
        [
            ("mairie@example.org", None),
            ("mairie@example.org", "REQUEST"),
            ("cc@example.org", None),
            ("ana@example.org", None),
            ("ana@example.org", "REQUEST"),
        ],
        key=str,
    )
    assert "Mairie" in letters[0].text
    assert "mardi 8 septembre" in letters[0].text
    assert "vendredi 11 septembre" in letters[0].text
    again = claire.post("/console/vallee/publier/1", fields)
    assert again.status_code == 409


def test_changes_are_found_by_the_name_of_a_venue_or_an_advisor(claire: Client) -> None:
    gesture(claire, 0, "deplacer", **HERE, **FREE)
    path = "/console/vallee/publier/1"

    shown = {asked: claire.get(f"{path}?q={asked}&message=Bonjour").text for asked in ("mairie", "CONSEILLERE", "lune")}

    assert {asked: re.findall("<h3>(Mairie|Conseillère 1)</h3>", page) for asked, page in shown.items()} == {
        "mairie": ["Mairie"],
        "CONSEILLERE": ["Conseillère 1"],
        "lune": [],
    }
    assert "Aucun nom ne porte ces mots." in shown["lune"]
    assert [page.count('name="message" value="Bonjour"') for page in shown.values()] == [1, 1, 1]


def test_what_breaks_a_rule_is_not_published(claire: Client) -> None:
    gesture(claire, 0, "deplacer", **HERE, **BUSY)
    page = unescape(claire.get("/console/vallee/publier/1").text)
    assert "3 règles enfreintes" in page
    assert "et envoyer" not in page
    assert claire.post("/console/vallee/publier/1", {"geste": "publier", "vu": "1"}).status_code == 409


def test_publication_by_somebody_else_is_read_before_publishing(app: Flask, claire: Client) -> None:
    gesture(claire, 0, "deplacer", **HERE, **FREE)
    with app.app_context():
        territory = loaded_territory(database.session(), "vallee")
        database.session.rollback()
        plan = first_plan(territory)
        publish_plan(database.session(), territory, plan)
        database.session.remove()
    old = "La version 2 a été publiée depuis"
    assert [old in claire.get(address).text for address in (PAGE, LIST)] == [True, True]
    page = claire.get("/console/vallee/publier/1").text
    assert "vient de publier la version 2" in page
    read = claire.post("/console/vallee/publier/1", {"geste": "relu", "vu": "2"})
    assert read.status_code == 303
    assert [old in claire.get(address).text for address in (PAGE, LIST)] == [False, False]
    assert claire.post("/console/vallee/publier/1", {"geste": "publier", "vu": "1"}).status_code == 303
