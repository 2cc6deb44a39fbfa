"""The pages of runs: asking, following, stopping, keeping, comparing; and a web process that never loads the solver."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scheduler.domain.people import Absence
from scheduler.domain.text import Text
from tests.web.console import run_states
from tests.web.console.client import Client, right, signed_in_client
from tests.web.databases import SECRET, Databases, SqliteDatabases
from tests.web.small import HORIZON, MONDAY, first_plan, load, publish_plan, signed, small_territory
from web.app import create_app
from web.configuration import Configuration
from web.console.asking import Where
from web.database import database
from web.services.draft_plans import desk_of
from web.services.drafts import begin, draft_of
from web.services.person import Role
from web.services.run_parameters import SolveAsked
from web.services.run_work import (
    LOST_SECONDS,
    Point,
    beat,
    begin_worker,
    take_next,
    write_points,
    write_result,
)
from web.services.runs import ask, parameters_of, run_of

SignIn = Callable[..., Client]
RUNS = "/console/vallee/calculs/"
FORM = {
    "first_day": MONDAY.isoformat(),
    "weeks": "4",
    "seconds": "60",
    "published": "weighed",
    "draft": "",
    "draft_keeps": "pins",
    "unmet": "600",
    "split": "300",
    "change": "120",
    "irregular": "60",
    "travel": "1",
}
PART = {"X-Fragment": "1"}


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    """One kind: what pages ask of services is the same on both, and services are tested on both."""
    return sqlite_databases


@pytest.fixture
def claire(app: Flask, signed_in: SignIn) -> Client:
    """A coordinator; the first plan is published."""
    with app.app_context():
        territory = small_territory()
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    return signed_in(Role.COORDINATOR)


def asked(client: Client, **fields: object) -> int:
    """Asks by the form; the number of the run that it leads to."""
    answer = client.post(RUNS, {**FORM, **fields})
    assert answer.status_code == 303, text_of(answer.text)
    return int(answer.location.rsplit("/", 1)[1])


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html.split("<main", 1)[-1])).split()).replace("\u00a0", " ")


def solved(session: Session, number: int, worker: str, moved: bool = False) -> None:
    """What a worker would write from the beginning to the end."""
    run_states.begin(session, number, worker)
    run_states.end(session, number, moved)


def test_a_run_is_asked_followed_stopped_and_opened_as_a_draft(app: Flask, claire: Client) -> None:
    number = asked(claire, weeks="4", irregular="5", published="free")
    with app.app_context():
        session = database.session()
        run = run_of(session, "vallee", number)
        read = parameters_of(run)
        assert isinstance(read, SolveAsked)
        assert (read.horizon, read.published, read.weights and read.weights.irregular) == (HORIZON, "free", 5)
        waiting = text_of(claire.get(f"{RUNS}{number}").text)
        assert "En attente" in waiting
        assert "Aucun processus de calcul n’est à l’œuvre" in waiting

        worker = begin_worker(session, datetime.now(UTC))
        assert take_next(session, worker, ("solve",), datetime.now(UTC)) == number
        write_points(session, number, 1, [Point(0.5, 900, None), Point(1.5, 800, 600)], Text(fr="preuve", en="proof"))
        part = claire.get(f"{RUNS}{number}", headers=PART).text
        assert not part.lstrip().startswith("<!doctype")
        told = text_of(part)
        assert "En cours · " in told
        assert "sur 1 minute · preuve" in told
        assert "Score 800 Borne 600 Écart 25 %" in told
        assert part.count("<polyline") == 2

        claire.post(f"{RUNS}{number}/arreter")
        assert beat(session, worker, [number], datetime.now(UTC)) == {number}
        assert "Arrêt demandé" in text_of(claire.get(f"{RUNS}{number}", headers=PART).text)
        run_states.end(session, number)

        done = claire.get(f"{RUNS}{number}").text
        assert "de l’optimum" in text_of(done)
        assert "arrêté par Une personne" in text_of(done)
        assert "data-follow" not in done
        assert claire.get(f"{RUNS}{number}/plan.csv").data.startswith(b"date,period,")
        opened = claire.post(f"{RUNS}{number}/brouillon")
        draft = draft_of(session, "vallee", int(opened.location.rstrip("/").rsplit("/", 1)[1]))
        assert desk_of(session, draft).plan == first_plan(small_territory())
        database.session.remove()


def test_runs_are_compared_noted_removed_and_brought_back(app: Flask, claire: Client) -> None:
    first, second = asked(claire), asked(claire)
    with app.app_context():
        session = database.session()
        worker = begin_worker(session, datetime.now(UTC))
        solved(session, first, worker)
        solved(session, second, worker, moved=True)
        database.session.remove()

    claire.post(f"{RUNS}{second}/note", {"note": "à essayer"})
    page = claire.get(f"{RUNS}comparer?calcul={first}&calcul={second}").text
    lines = re.findall('<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    rows = {
        unescape(re.sub("<[^>]+>", "", head)): re.findall(r"<td[^>]*>\s*(.*?)\s*</td>", cells) for head, cells in lines
    }
    totals = [int(re.sub(r"<.*?>", "", cell)) for cell in rows["Score, aux prix du territoire"]]
    assert totals[1] - totals[0] == 120 + 60 == int(rows["Changements"][1]) + int(rows["Irrégularité"][1])
    assert [cell.startswith("<b>") for cell in rows["Score, aux prix du territoire"]] == [True, False]
    assert rows["Demi-journées publiées qui changent"] == ["<b>0</b>", "1"]
    assert "« à essayer »" in text_of(page)

    gone = claire.post(f"{RUNS}{second}/supprimer", follow_redirects=True).text
    assert f"Reprendre le calcul {second}" in text_of(gone)
    assert claire.get(f"{RUNS}{second}").status_code == 404
    assert f"Calcul {second} repris" in text_of(claire.post(f"{RUNS}{second}/reprendre", follow_redirects=True).text)


def test_a_lost_run_is_told_and_can_be_started_again(app: Flask, claire: Client) -> None:
    number = asked(claire)
    with app.app_context():
        session = database.session()
        long_ago = datetime.now(UTC) - timedelta(seconds=LOST_SECONDS + 1)
        take_next(session, begin_worker(session, long_ago), ("solve",), long_ago)
        database.session.remove()

    told = text_of(claire.get(f"{RUNS}{number}").text)
    assert "Perdu" in told
    assert "ne donne plus signe de vie" in told
    again = claire.post(f"{RUNS}{number}/relancer")
    assert again.location.endswith(str(number + 1))
    assert claire.get(again.location).status_code == 200


def test_what_is_wrong_with_the_form_is_said_beside_the_field(claire: Client) -> None:
    pins = BytesIO(b"advisor,date\nana,2026-09-08\neve,hier\n")
    wrong = claire.post(
        RUNS,
        {
            **FORM,
            "first_day": "2026-09-08",
            "weeks": "0",
            "seconds": "never",
            "split": "-1",
            "pins": (pins, "pins.csv"),
        },
    )

    assert wrong.status_code == 422
    said = re.findall('class="error" id="([a-z_]+)-error">(.*?)<', wrong.text)
    assert [field for field, _ in said] == ["first_day", "weeks", "seconds", "pins", "pins", "split"]
    assert [unescape(text).split(",")[:2] for field, text in said if field == "pins"] == [
        ["pins.csv", " ligne 3"],
        ["pins.csv", " ligne 3"],
    ]


def test_pins_and_a_draft_are_kept(app: Flask, claire: Client) -> None:
    pins = BytesIO(b"advisor,date\nana,Tu\n")
    first = asked(claire)
    with app.app_context():
        session = database.session()
        solved(session, first, begin_worker(session, datetime.now(UTC)))
        database.session.remove()
    draft = claire.post(f"{RUNS}{first}/brouillon").location.rstrip("/").rsplit("/", 1)[1]

    number = asked(claire, pins=(pins, "pins.csv"), draft=draft, draft_keeps="all")

    with app.app_context():
        read = parameters_of(run_of(database.session(), "vallee", number))
        assert isinstance(read, SolveAsked)
        held = sum(row.intervenes for row in first_plan(small_territory()).rows)
        assert len(read.pins) == 1 + held
        assert (read.pins[0].weekday, read.pins[0].advisor) == (1, "ana")
        database.session.remove()


def test_what_is_over_stays_as_it_was(app: Flask, claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """But the day of somebody who was ill, as was entered since."""
    thursday = MONDAY + timedelta(days=3)
    monkeypatch.setattr(Where, "today", property(lambda _: thursday))
    with app.app_context():
        ill = Absence("ana", MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))
        load(database.session(), signed(replace(small_territory(), absences=(ill,))))
        database.session.remove()

    numbers = [asked(claire, past="y"), asked(claire)]

    with app.app_context():
        read = [parameters_of(run_of(database.session(), "vallee", number)) for number in numbers]
        pinned = [
            [(pin.date, pin.advisor, pin.demand) for pin in one.pins] for one in read if isinstance(one, SolveAsked)
        ]
        assert pinned == [[(MONDAY + timedelta(days=2), "bob", "biblio-atelier")], []]
        database.session.remove()


def test_answers_are_shown_as_they_come(app: Flask, claire: Client) -> None:
    with app.app_context():
        session = database.session()
        assert claire.person is not None
        run = ask(
            session,
            claire.person,
            "vallee",
            "explain",
            {"first_day": MONDAY, "weeks": 4, "demand": "mairie-rdv"},
            datetime.now(UTC),
        )
        session.commit()
        number = run.id
        take_next(session, begin_worker(session, datetime.now(UTC)), ("explain",), datetime.now(UTC))
        words = {"fr": "Elle est servie.", "en": "It is served."}
        section = {"key": "question", "heading": {"fr": "« rdv »", "en": "'rdv'"}, "lines": [words]}
        write_result(session, number, {"sections": [section], "answers": [], "doing": words})
        database.session.remove()

    told = text_of(claire.get(f"{RUNS}{number}", headers=PART).text)

    assert "« rdv » Elle est servie." in told
    assert told.count("Elle est servie.") == 2
    assert "It is served." in text_of(claire.get(f"{RUNS}{number}?lang=en").text)


def test_a_referent_reads_and_asks_nothing(claire: Client, signed_in: SignIn) -> None:
    number = asked(claire)
    referent = signed_in(Role.REFERENT)

    page = referent.get(f"{RUNS}{number}")
    assert page.status_code == 200
    assert "arreter" not in page.text
    assert '<form method="post" enctype' not in referent.get(RUNS).text
    assert referent.post(RUNS, FORM).status_code == 403
    assert referent.post(f"{RUNS}{number}/arreter").status_code == 403


VISITS = """
import re, sys
from web.app import create_app
client = create_app().test_client()
client.set_cookie("permanences", {cookie!r}, path="/console")
token = re.search('name="csrf-token" content="([^"]+)"', client.get({runs!r}).text)[1]
assert client.post({runs!r}, data={form!r}, headers={{"X-CSRFToken": token}}).status_code == 303
for path in ("calculs/", "calculs/1", "calculs/comparer?calcul=1", "brouillons/1/", "publier/1"):
    assert client.get("/console/vallee/" + path, follow_redirects=True).status_code == 200, path
print(sorted({{"ortools", "numba", "highspy", "pyscipopt"}} & sys.modules.keys()))
"""


def test_the_console_never_loads_the_solver(sqlite_databases: SqliteDatabases) -> None:
    url = sqlite_databases.migrated()
    app = create_app(Configuration(url, SECRET))
    with app.app_context():
        session = database.session()
        publish_plan(session, small_territory(), first_plan(small_territory()))
        claire = signed_in_client(app, right(Role.COORDINATOR))
        cookie = claire.http.get_cookie("permanences", path="/console")
        assert claire.person is not None
        assert cookie is not None
        begin(session, claire.person, small_territory(), MONDAY, 4, first_plan(small_territory()), datetime.now(UTC),
              origin=Text(fr="essai", en="trial"))  # fmt: skip
        session.commit()
        database.session.remove()
        database.engine.dispose()

    code = VISITS.format(runs=RUNS, form=FORM, cookie=cookie.value)
    environment = {**os.environ, "PERMANENCES_DATABASE_URL": url, "PERMANENCES_SECRET": SECRET}
    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (answer.stdout, answer.returncode) == ("[]\n", 0), answer.stderr
    sqlite_databases.drop(url)
