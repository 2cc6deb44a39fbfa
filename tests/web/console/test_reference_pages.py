"""The pages of the reference data: forms that say what the reader of the files says, previews, who may do what."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from tests.web.console.client import Client, right, signed_in_client
from tests.web.databases import SqliteDatabases
from tests.web.reference.changing import published_valley
from tests.web.reference.servers import Served, reach, sending, serving
from tests.web.reference.test_closure_feed import calendar, lines
from tests.web.small import MONDAY
from web.console import asking
from web.console.venue_calendars import CALENDAR_REACH
from web.database import database
from web.models.proposals import Proposal
from web.models.runs import Run
from web.services.editing import mark_of, rows_of
from web.services.journal import deeds
from web.services.person import Role
from web.services.reference import loaded_territory
from web.services.runs import territory_of_run

SignIn = Callable[..., Client]
DATA = "/console/vallee/donnees"
MORNING = datetime(2026, 9, 3, 7, 0, tzinfo=UTC)


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """The services are tested on every database; their pages on one."""
    return sqlite_databases


@pytest.fixture(autouse=True)
def valley(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small territory is published, and it is Thursday 3 September 2026, before what is published begins."""
    for module in ("asking", "previews", "reference", "venue_calendars"):
        monkeypatch.setattr(f"web.console.{module}.now", lambda: MORNING)
    assert asking.now() == MORNING
    with app.app_context():
        published_valley(database.session())
        database.session.remove()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield database.session()
        database.session.remove()


def stored(app: Flask) -> Territory:
    with app.app_context():
        found = loaded_territory(database.session(), "vallee")
        database.session.remove()
    return found


def seen(client: Client, path: str) -> dict[str, str]:
    """The fields of the page's main form, as a browser would send them untouched."""
    page = client.get(path)
    assert page.status_code == 200, page.text
    form = page.text.split('class="form"')[1].split("</form>")[0]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{what}="([^"]*)"', tag) for what in ("name", "value"))
        if name and (not re.search(r'type="(checkbox|radio|submit|file)"', tag) or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def through(client: Client, path: str, **changed: str) -> str:
    """Sends the page's form with some fields changed; the address of the preview that it leads to."""
    answer = client.post(path, {**seen(client, path), **changed})
    assert answer.status_code == 303, answer.text
    return answer.location or ""


def saved(client: Client, path: str, **changed: str) -> None:
    preview = through(client, path, **changed)
    assert "/apercu/" in preview
    assert client.post(f"{preview}/enregistrer").status_code == 303


def in_order(text: str, *said: str) -> bool:
    places = [text.index(one) for one in said]
    return places == sorted(places)


# -- the whole way of a change -----------------------------------------------------------------------------------------


def test_absence_is_previewed_saved_and_undone(app: Flask, signed_in: SignIn, session: Session) -> None:
    client = signed_in(Role.COORDINATOR)
    before = stored(app)
    fields = {"r0-from": "2026-09-08", "r0-to": "2026-09-10", "r0-kind": "congé"}

    preview = through(client, f"{DATA}/conseillers/ana/absences/nouvelle", **fields)
    page = client.get(preview).text
    unchanged = stored(app)
    client.post(f"{preview}/enregistrer")
    after = stored(app)
    overview = client.get(f"{DATA}/").text
    client.post(f"{DATA}/annuler/1")

    assert in_order(
        page,
        "<h1>Absence\u00a0: Conseillère 1, du 8 septembre 2026 au 10 septembre 2026</h1>",
        "2 dates publiées ne pourraient pas être tenues",
        "mardi 8 septembre, 9\u00a0h–12\u00a0h",
        "Conseillère 1 n’est pas disponible le mardi 8 septembre 2026, matin\u00a0: absence (congé).",
        "jeudi 10 septembre, 14\u00a0h–17\u00a0h",
        "<del>40 sur 40</del> <ins>34 sur 34</ins>",
        "Chercher des réparations",
        "Ajouté",
    )
    assert unchanged == before
    assert after.absences == (Absence("ana", MONDAY.replace(day=8), MONDAY.replace(day=10), None, "congé"),)
    assert '2 dates publiées ne tiennent plus. <a href="/console/vallee/#dates-touchees">Réparer</a>' in overview
    assert "Annuler ce changement" in overview
    assert in_order(
        client.get("/console/vallee/journal").text,
        "Changement des données annulé",
        "Absence : Conseillère 1, du 8 septembre 2026 au 10 septembre 2026",
        "Données changées",
        "Absences\u00a0: – → conseiller\u00a0: Conseillère 1, du\u00a0: 8 septembre 2026, au\u00a0: 10 septembre 2026",
    )
    assert stored(app) == before
    assert [deed.deed for deed in deeds(session, "vallee", 2)] == ["data_restored", "data_changed"]


def test_form_says_what_the_reader_of_the_files_says(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    path = f"{DATA}/conseillers/ana/absences/nouvelle"

    answer = client.post(path, {**seen(client, path), "r0-from": "2026-09-31", "r0-to": "2026-09-01"})

    assert answer.status_code == 422
    message = "« 2026-09-31 » — cette date n’existe pas dans le calendrier".replace("« ", "«\u00a0").replace(
        " »", "\u00a0»"
    )
    assert f'<span class="error" id="r0-from-error">{message}</span>' in answer.text
    assert f'<li><a href="#r0-from">Premier jour\u00a0: {message}</a></li>' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="2026-09-01"' in answer.text, "what was written stays"
    assert stored(app).absences == ()


def test_what_a_change_breaks_elsewhere_is_told_with_its_place(signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    path = f"{DATA}/conseillers/bob"

    answer = client.post(path, {**seen(client, path), "r1-retirer": "y"})

    assert answer.status_code == 422
    assert "advisors.csv, ligne 3, colonne id" in answer.text
    assert "ce conseiller n’a aucune affectation" in answer.text


def test_given_up_preview_changes_nothing(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    before = stored(app)
    preview = through(client, f"{DATA}/lieux/biblio/fermetures/nouvelle", **{"r0-from": "2026-09-09"})

    answer = client.post(f"{preview}/abandonner")

    assert answer.location == f"{DATA}/fermetures"
    assert client.get(preview).status_code == 303
    assert stored(app) == before


def test_row_that_changed_meanwhile_is_not_written_over(app: Flask, signed_in: SignIn) -> None:
    client, other = signed_in(Role.COORDINATOR), signed_in(Role.ADMINISTRATOR)
    path = f"{DATA}/demandes/mairie-rdv"
    early = seen(client, path)
    saved(other, path, **{"r0-count": "3"})

    answer = client.post(path, {**early, "r0-seats": "4"})

    assert (answer.status_code, answer.location) == (303, f"{DATA}/demandes")
    assert "changée ou retirée entre-temps" in client.get(f"{DATA}/demandes").text
    assert stored(app).demand["mairie-rdv"].count == 3


def test_preview_is_shown_anew_when_the_data_have_changed_elsewhere(app: Flask, signed_in: SignIn) -> None:
    client, other = signed_in(Role.COORDINATOR), signed_in(Role.ADMINISTRATOR)
    preview = through(client, f"{DATA}/conseillers/ana/absences/nouvelle", **{"r0-from": "2026-09-08"})
    saved(other, f"{DATA}/lieux/biblio/fermetures/nouvelle", **{"r0-from": "2026-09-09"})

    again = client.post(f"{preview}/enregistrer")
    once_more = client.post(f"{preview}/enregistrer")

    assert again.location == preview
    assert once_more.location == f"{DATA}/absences"
    assert (len(stored(app).absences), len(stored(app).closures)) == (1, 1)


# -- each form ---------------------------------------------------------------------------------------------------------


def test_closure_is_entered_changed_and_removed(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    day = MONDAY.replace(day=9)
    saved(client, f"{DATA}/lieux/mairie/fermetures/nouvelle", **{"r0-from": "2026-09-09", "r0-room": "salle"})
    first = stored(app).closures
    mark = mark_of(rows_of(stored(app), "closures")[0])
    saved(client, f"{DATA}/lieux/mairie/fermetures/{mark}", **{"r0-reason": "travaux", "r0-period": "am"})
    second = stored(app).closures
    mark = mark_of(rows_of(stored(app), "closures")[0])
    preview = client.post(f"{DATA}/lieux/mairie/fermetures/{mark}/retirer").location or ""
    client.post(f"{preview}/enregistrer")

    assert first == (Closure("mairie", day, day, "salle"),)
    assert second == (Closure("mairie", day, day, "salle", "am", "travaux"),)
    assert stored(app).closures == ()


def test_one_off_demand_is_asked_for_once_in_its_days(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    fields = {"r0-title": "Atelier du collège", "r0-from": "2026-09-16", "r0-to": "2026-09-22", "r0-seats": "6"}

    saved(client, f"{DATA}/lieux/mairie/demandes/nouvelle", **fields)

    demand = stored(app).demand["mairie-atelier-du-college"]
    assert (demand.count, demand.every_weeks, demand.regular, demand.seats) == (1, 2, False, 6)  # weeks 2 and 3
    assert (demand.from_, demand.to) == (MONDAY.replace(day=16), MONDAY.replace(day=22))


@pytest.mark.parametrize("first", ["2026-09-16", "2026-08-24"])  # the second is before the anchor
def test_one_off_demand_over_months_is_refused_beside_its_day(app: Flask, signed_in: SignIn, first: str) -> None:
    client = signed_in(Role.COORDINATOR)
    path = f"{DATA}/lieux/mairie/demandes/nouvelle"

    answer = client.post(path, {**seen(client, path), "r0-from": first, "r0-to": "2026-12-16"})

    assert answer.status_code == 422
    assert 'id="r0-to-error"' in answer.text
    assert len(stored(app).demands) == 3


def test_demands_hours_are_changed_and_their_dates_told(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    path = f"{DATA}/demandes/biblio-atelier"

    preview = through(client, path, **{"r0-start": "14:30", "r0-end": "16:30", "r0-weekdays": "Tu"})
    page = client.get(preview).text
    client.post(f"{preview}/enregistrer")

    assert "4 dates publiées ne pourraient pas être tenues" in page
    demand = stored(app).demand["biblio-atelier"]
    assert (demand.start, demand.end, demand.weekdays) == (870, 990, frozenset({1}))
    assert demand.title == "Premiers pas"


def test_venues_hours_and_rooms_are_changed_together(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    fields = {"mode": "texte", "r0-opening": "Mo-Fr 09:00-18:00", "r1-capacity": "12"}
    fields |= {"r2-retirer": "y", "r3-name": "Salle neuve"}

    saved(client, f"{DATA}/lieux/mairie", **fields)

    territory = stored(app)
    assert territory.venue["mairie"].opening == "Mo-Fr 09:00-18:00"
    assert [(room.id, room.name, room.capacity) for room in territory.rooms] == [
        ("bureau", "Bureau", 12),
        ("mairie-salle", "Salle neuve", 8),
    ]


def test_venues_hours_are_filled_in_as_a_week(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    path = f"{DATA}/lieux/mairie"
    tuesday = {"mode": "semaine", "h1-0-de": "09:00", "h1-0-a": "12:00", "h1-1-de": "14:00", "h1-1-a": "18:00"}

    saved(client, path, **tuesday, **{"h3-1-de": "14:00", "h3-1-a": "18:00", "feries": "1"})
    first = stored(app).venue["mairie"].opening
    untouched = client.post(path, seen(client, path))
    refused = client.post(path, {**seen(client, path), "h3-0-a": ""})
    saved(client, path, mode="toujours")

    assert first == "Tu 09:00-12:00,14:00-18:00; Th 14:00-18:00; PH off"
    assert untouched.location == f"{DATA}/lieux", "what is shown is what is stored"
    assert (refused.status_code, 'id="r0-opening-error"' in refused.text) == (422, True)
    assert stored(app).venue["mairie"].opening == ""


def test_contract_and_share_are_changed_together(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)

    preview = through(client, f"{DATA}/conseillers/ana", **{"r0-end": "2026-09-18", "r1-share_min": "0.5"})
    page = client.get(preview).text
    client.post(f"{preview}/enregistrer")

    territory = stored(app)
    assert str(territory.advisor["ana"].end) == "2026-09-18"
    assert float(territory.posting["ana", "cc"].share_min) == 0.5
    assert len(territory.postings) == 2, "the blank posting is none"
    assert "Conseillère 1 n’est pas disponible le mardi 22 septembre 2026, matin\u00a0: hors du contrat." in page


# -- files -------------------------------------------------------------------------------------------------------------


def test_files_are_downloaded_mended_and_sent_again(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    archive = client.get(f"{DATA}/dossier.zip").data
    table = "id,venue,name\nbureau,mairie,Bureau\n"

    same = client.post(f"{DATA}/deposer", {"fichiers": (io.BytesIO(archive), "vallee.zip")}, follow_redirects=True).text
    answer = client.post(f"{DATA}/deposer", {"fichiers": (io.BytesIO(table.encode()), "rooms.csv")})
    page = client.get(answer.location or "").text
    client.post(f"{answer.location}/enregistrer")

    assert "Rien ne change" in same
    assert in_order(page, "<h1>Fichiers déposés\u00a0: rooms.csv</h1>", "Retiré", "Salle du conseil")
    assert [room.id for room in stored(app).rooms] == ["bureau"]


def test_workbook_is_downloaded_and_says_the_same(signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    workbook = client.get(f"{DATA}/classeur.xlsx")

    answer = client.post(f"{DATA}/deposer", {"fichiers": (io.BytesIO(workbook.data), "vallee.xlsx")})

    assert workbook.headers["Content-Disposition"] == "attachment; filename=vallee.xlsx"
    assert answer.location == f"{DATA}/"


def test_every_problem_of_the_files_is_listed(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    before = stored(app)
    table = "id,venue,capacity\nbureau,mairi,beaucoup\nbureau,mairie,\n"

    answer = client.post(f"{DATA}/deposer", {"fichiers": (io.BytesIO(table.encode()), "rooms.csv")})

    assert answer.status_code == 422
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", answer.text)
    assert rows == [
        ("rooms.csv", "ligne 2", "capacity"),
        ("rooms.csv", "ligne 2", "venue"),
        ("rooms.csv", "ligne 3", "id"),
    ]
    assert stored(app) == before


def test_too_large_a_file_is_refused(signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)

    answer = client.post(f"{DATA}/deposer", {"fichiers": (io.BytesIO(b"x" * 20_000_001), "rooms.csv")})

    assert answer.status_code == 413


# -- who may do what ---------------------------------------------------------------------------------------------------


def test_advisor_asks_and_coordinator_approves(app: Flask, signed_in: SignIn) -> None:
    advisor, coordinator = signed_in(Role.ADVISOR), signed_in(Role.COORDINATOR)
    path = f"{DATA}/conseillers/ana/absences/nouvelle"

    forced = {**seen(advisor, path), "r0-from": "2026-09-08", "r0-status": "approved", "r0-advisor": "bob"}
    preview = advisor.post(path, forced).location or ""
    advisor.post(f"{preview}/enregistrer")
    asked = stored(app).absences
    mark = mark_of(rows_of(stored(app), "absences")[0])
    own_approval = advisor.post(f"{DATA}/conseillers/ana/absences/{mark}/approuver").status_code
    approval = coordinator.post(f"{DATA}/conseillers/ana/absences/{mark}/approuver").location or ""
    page = coordinator.get(approval).text
    coordinator.post(f"{approval}/enregistrer")
    mark = mark_of(rows_of(stored(app), "absences")[0])

    assert [(one.advisor, one.status) for one in asked] == [("ana", "requested")]
    assert own_approval == 403
    assert "1 date publiée ne pourrait pas être tenue" in page
    assert [one.status for one in stored(app).absences] == ["approved"]
    assert advisor.post(f"{DATA}/conseillers/ana/absences/{mark}/retirer").status_code == 403
    assert advisor.get(f"{DATA}/conseillers/bob/absences/nouvelle").status_code == 403


def test_venue_enters_its_own_closures_and_hours(app: Flask, signed_in: SignIn) -> None:
    venue = signed_in(Role.VENUE)

    saved(venue, f"{DATA}/lieux/mairie/fermetures/nouvelle", **{"r0-from": "2026-09-08"})
    page = venue.get(f"{DATA}/").text

    assert [one.venue for one in stored(app).closures] == ["mairie"]
    assert venue.get(f"{DATA}/lieux/mairie").status_code == 200
    assert [
        venue.get(f"{DATA}/{path}").status_code
        for path in (
            "lieux/biblio/fermetures/nouvelle",
            "lieux/biblio",
            "lieux/biblio/agenda",
            "demandes",
            "dossier.zip",
        )
    ] == [403] * 5
    assert "Bibliothèque" not in page
    assert "Déposer" not in page


def test_referent_enters_absences_of_the_structures_advisors(app: Flask, signed_in: SignIn) -> None:
    referent = signed_in(Role.REFERENT)

    saved(referent, f"{DATA}/conseillers/bob/absences/nouvelle", **{"r0-from": "2026-09-09"})

    assert [(one.advisor, one.status) for one in stored(app).absences] == [("bob", "approved")]
    assert referent.get(f"{DATA}/conseillers/bob").status_code == 403


def test_preview_is_its_makers_and_the_coordinators(app: Flask, signed_in: SignIn) -> None:
    venue, other = signed_in(Role.VENUE), signed_in_client(app, right(Role.VENUE, subject="biblio"))
    preview = through(venue, f"{DATA}/lieux/mairie/fermetures/nouvelle", **{"r0-from": "2026-09-08"})

    assert [client.get(preview).status_code for client in (venue, other, signed_in(Role.COORDINATOR))] == [
        200,
        403,
        200,
    ]
    assert other.post(f"{preview}/enregistrer").status_code == 403
    assert venue.post(f"{preview}/reparer").status_code == 403


def test_who_has_lost_a_role_can_say_yes_to_nothing_proposed_with_it(app: Flask, signed_in: SignIn) -> None:
    venue = signed_in_client(app, right(Role.VENUE), right(Role.VENUE, subject="biblio"))
    assert venue.person is not None
    preview = through(venue, f"{DATA}/lieux/mairie/fermetures/nouvelle", **{"r0-from": "2026-09-08"})

    signed_in(Role.COORDINATOR).post(
        f"/console/vallee/personnes/{venue.person.account}", {"deed": "take", "right": "venue:mairie"}
    )

    assert venue.get(preview).location == f"{DATA}/"
    assert venue.post(f"{preview}/enregistrer").location == f"{DATA}/"
    assert stored(app).closures == ()


@pytest.mark.parametrize(
    "path",
    [
        "conseillers/nobody/absences/nouvelle",
        "conseillers/nobody",
        "lieux/nowhere",
        "lieux/nowhere/agenda",
        "lieux/nowhere/fermetures/nouvelle",
        "lieux/nowhere/demandes/nouvelle",
        "demandes/nothing",
    ],
)
def test_what_there_is_not_is_not_found(signed_in: SignIn, path: str) -> None:
    assert signed_in(Role.COORDINATOR).get(f"{DATA}/{path}").status_code == 404


# -- repairs, calendars ------------------------------------------------------------------------------------------------


def test_repairs_are_asked_of_the_workers_with_what_would_be(app: Flask, signed_in: SignIn, session: Session) -> None:
    client = signed_in(Role.COORDINATOR)
    preview = through(client, f"{DATA}/conseillers/ana/absences/nouvelle", **{"r0-from": "2026-09-15"})

    client.post(f"{preview}/reparer")
    page = client.get(preview).text

    run = session.scalars(select(Run)).one()
    assert (run.kind, run.status, run.first_day, run.weeks) == ("repair", "queued", MONDAY.replace(day=14), 1)
    assert [one.advisor for one in territory_of_run(session, run).absences] == ["ana"]
    assert session.scalars(select(Proposal.run)).one() == run.id
    assert "data-awaited" in page
    assert stored(app).absences == ()


@pytest.fixture
def served(app: Flask) -> Iterator[Served]:
    """The library's calendar, on this machine, which the application may reach."""
    closed = calendar(lines("SUMMARY:Fermé", "DTSTART;VALUE=DATE:20260909"))
    with serving(sending(closed)) as found:
        app.config[CALENDAR_REACH] = reach(found)
        yield found


def test_calendar_is_looked_at_followed_and_left(app: Flask, signed_in: SignIn, served: Served) -> None:
    client = signed_in(Role.VENUE, subject="biblio")
    path = f"{DATA}/lieux/biblio/agenda"
    fields = {"url": served.url(), "words": "fermé"}

    looked = client.post(path, fields)
    before = stored(app).closures
    client.post(path, {**fields, "suivre": "1"})
    after = stored(app).closures
    again = client.post(f"{path}/relire")
    client.post(f"{path}/quitter")

    assert in_order(
        looked.text, "1 fermeture dans l’année", "1 date publiée ne pourrait pas être tenue", "Suivre cet agenda"
    )
    assert (before, after) == (
        (),
        (Closure("biblio", MONDAY.replace(day=9), MONDAY.replace(day=9), None, None, "Fermé"),),
    )
    assert again.location == path
    assert "n’est plus suivi" in client.get(path).text


def test_calendar_inside_is_not_looked_at(signed_in: SignIn) -> None:
    answer = signed_in(Role.COORDINATOR).post(f"{DATA}/lieux/biblio/agenda", {"url": "http://localhost/a.ics"})

    assert answer.status_code == 422
    assert "n’est pas une adresse publique d’internet" in answer.text


def test_pages_speak_english(app: Flask, signed_in: SignIn) -> None:
    client = signed_in(Role.COORDINATOR)
    with app.app_context():
        database.session.remove()
    preview = through(client, f"{DATA}/conseillers/ana/absences/nouvelle", **{"r0-from": "2026-09-08"})

    page = client.get(f"{preview}?lang=en").text

    client.post(f"{preview}/enregistrer")
    titles = {language: client.get(f"{DATA}/?lang={language}").text for language in ("en", "fr")}

    assert "<h1>Absence: Conseillère 1, on 8 September 2026</h1>" in page
    assert "<strong>Absence: Conseillère 1, on 8 September 2026</strong>" in titles["en"]
    assert "<strong>Absence\u00a0: Conseillère 1, le 8 septembre 2026</strong>" in titles["fr"]
    assert "Conseillère 1 is not available on Tuesday 8 September 2026, morning: absence." in page
    assert "Enregistrer" not in page
