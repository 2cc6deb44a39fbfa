"""Every page is whole: written as all must be, valid, in both languages, and says what stands published."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask

from scheduler.domain.wording import day_words
from tests.node import NODE_MODULES
from tests.pages.checked import CheckedClient
from tests.pages.routes import ADDRESSES, ERRORS, english
from tests.pages.town import MONDAY, NO_WEBSITE, WEBSITE
from web.app import SECURITY_HEADERS
from web.public.embedding import POLICY

MENTION = "Financé par l’État"


def said(days: int) -> str:
    """`lundi 30 novembre`: so many days after the first Monday."""
    return day_words(MONDAY + timedelta(days=days)).fr.rsplit(" ", 1)[0]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_as_every_page_must_be(client: CheckedClient, address: str) -> None:
    page = client.get(address)

    assert MENTION in page.text
    client.get(english(address))


def test_websites_are_links_only_where_they_lead_to_one(client: CheckedClient) -> None:
    town_hall, library = (client.get(f"/vallee/lieux/{venue}") for venue in ("mairie", "biblio"))

    assert [link for link in town_hall.links if WEBSITE in link] == [f"https://{WEBSITE}"]
    assert NO_WEBSITE in library.text
    assert [link for link in library.links if link.startswith("javascript:")] == []


@pytest.mark.parametrize(("address", "status"), ERRORS.items())
def test_error_is_a_page_that_helps(client: CheckedClient, address: str, status: int) -> None:
    page = client.get(address, status)

    assert [given for tag, given in page.elements if tag == "input" and given["name"] == "q"] != []
    assert "/" in page.links
    in_english = client.get(english(address), status)
    assert "/?lang=en" in in_english.links
    assert "This request was not understood" in in_english.text or "There is no such page" in in_english.text


def test_every_page_is_valid_html(site: Flask, tmp_path: Path) -> None:
    client = site.test_client()
    for number, address in enumerate((*ADDRESSES, *ERRORS, "/api/v1/")):
        for language in ("fr", "en"):
            asked = english(address) if language == "en" else address
            (tmp_path / f"{number}-{language}.html").write_text(client.get(asked).text, encoding="utf-8")
    config = tmp_path / ".htmlvalidate.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:standard"]}), encoding="utf-8")
    program = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"

    checked = subprocess.run(
        ["node", str(program), "--formatter", "text", *sorted(map(str, tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_every_link_of_every_page_leads_somewhere(site: Flask, client: CheckedClient) -> None:
    own = {
        link.partition("#")[0]
        for address in ADDRESSES
        for link in client.get(address).links
        if link.startswith("/") and "/affiches/" not in link
    }

    assert [link for link in sorted(own) if site.test_client().get(link).status_code != 200] == []
    assert len(own) > 30


def test_venue_tells_when_how_and_whom_to_call(client: CheckedClient) -> None:
    page = client.get("/vallee/lieux/mairie")

    for told in (
        f"Prochaine permanence {said(0)}, 14 h – 17 h",
        "Il faut un rendez-vous : appelez d’abord. Téléphone 01 99 00 10 00",
        "Mairie d’Aval <centre> & annexe 4 rue de l’Église, 64260 Aval",
        "Oui, on peut entrer en fauteuil roulant.",
        "Salle Bureau",
    ):
        assert told in page.text
    assert "tel:0199001000" in page.links
    assert "webcal://localhost/vallee/lieux/mairie.ics" in page.links
    assert "http://localhost/vallee/lieux/mairie.ics" in page.links
    assert "/vallee/affiches/mairie.pdf" in page.links
    assert [link.split("?")[0] for link in page.links if link.startswith("https://")] == [
        f"https://{WEBSITE}",
        "https://calendar.google.com/calendar/render",
        "https://outlook.live.com/calendar/0/addfromweb",
    ]


def test_moved_and_cancelled_dates_stay_and_say_where_to_go(client: CheckedClient) -> None:
    page = client.get("/vallee/lieux/mairie")

    assert f"{said(1)}, 9 h – 12 h Déplacée. Maintenant : {said(0)}, 14 h – 17 h." in page.text
    assert f"Nouvelle date (avant : {said(1)}, 9 h – 12 h)." in page.text
    assert f"{said(3)}, 14 h – 17 h Annulée. Ne venez pas ce jour-là." in page.text
    assert [tag for tag, _ in page.elements].count("del") == 2


def test_place_without_a_date_names_the_nearest(client: CheckedClient) -> None:
    page = client.get("/vallee/lieux/ecole")

    assert "Pas de date ici pour le moment. La permanence la plus proche" in page.text
    assert "/vallee/lieux/biblio" in page.links
    assert "Les prochaines dates" not in page.text


def test_linked_data_tells_place_and_dates_and_cannot_end_its_block(client: CheckedClient) -> None:
    page = client.get("/vallee/lieux/mairie")

    (block,) = page.blocks
    place, *events = json.loads(block)["@graph"]
    assert (place["name"], place["telephone"]) == ("Mairie d’Aval <centre> & annexe", "01 99 00 10 00")
    assert [event["eventStatus"].rpartition("/")[2] for event in events[:3]] == [
        "EventScheduled",
        "EventRescheduled",
        "EventCancelled",
    ]
    assert events[0]["startDate"].startswith(f"{MONDAY}T14:00:00+0")
    assert "<" not in block
    assert "</script><b>Sonnez" in client.get("/vallee/lieux/biblio").text


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("", 6),
        ("&commune=64002", 3),
        ("&activity=atelier", 2),
        ("&booking=appointment", 3),
        ("&booking=walk-in&commune=64002", 0),
        (f"&day={MONDAY}", 1),
    ],
)
def test_filters_keep_what_was_asked_for(client: CheckedClient, filters: str, count: int) -> None:
    """In two weeks: at the town hall four, of which one is cancelled; two at the library; a full day at the seat."""
    page = client.get(f"/vallee/?from={MONDAY}{filters}")

    classes = [str(given.get("class")).split() for tag, given in page.elements if tag == "li"]
    assert len([names for names in classes if {"slot", "held"} <= set(names)]) == count


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("aval", ["mairie"]),
        ("AVÂL", ["mairie"]),
        ("64260", ["mairie", "siege"]),
        ("bibliotheque", ["biblio"]),
        ("64440 amont", ["biblio"]),
        ("64999", ["mairie", "biblio", "siege", "ecole"]),
        ("nulle part", []),
    ],
)
def test_search_finds_communes_postcodes_and_names(client: CheckedClient, asked: str, found: list[str]) -> None:
    links = client.get(f"/?q={asked}").links

    assert [link.rpartition("/")[2] for link in links if "/lieux/" in link] == found


def test_changes_tell_what_moved_and_nobody_s_name(client: CheckedClient) -> None:
    page = client.get("/vallee/changements")

    assert f"{said(1)}, 9 h – 12 h → {said(0)}, 14 h – 17 h" in page.text
    assert "Permanence annulée" in page.text
    for address in ADDRESSES:
        text = client.get(address).text
        assert [name for name in ("Conseillère 1", "Conseiller 2", "Coordinatrice") if name in text] == []


def test_changes_are_an_atom_feed(site: Flask) -> None:
    answer = site.test_client().get("/vallee/changements.atom")

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.data)
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
    assert ids == ["http://localhost/vallee/versions/2", "http://localhost/vallee/versions/1"]
    assert "14 h – 17 h".replace(" ", "\u00a0") in (feed.findtext(f"{atom}entry/{atom}content") or "")


def test_old_version_stands_as_it_was(client: CheckedClient) -> None:
    page = client.get("/vallee/versions/1")

    assert "Cette version est ancienne." in page.text
    assert [tag for tag, _ in page.elements].count("del") == 0


def test_only_the_embeddable_week_may_be_framed(site: Flask) -> None:
    client = site.test_client()
    policies = {address: client.get(address).headers["Content-Security-Policy"] for address in ADDRESSES}
    framable = {address for address, policy in policies.items() if "frame-ancestors 'none'" not in policy}

    assert framable == {"/vallee/integrer", "/vallee/integrer?vue=semaine"}
    ours = SECURITY_HEADERS["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors *")
    assert POLICY.replace("frame-src 'self'; ", "") == ours


def test_page_that_is_known_is_not_sent_again(site: Flask) -> None:
    client = site.test_client()
    plain = client.get("/vallee/lieux/mairie")
    coded = client.get("/vallee/lieux/mairie", headers={"Accept-Encoding": "gzip"})

    again = client.get("/vallee/lieux/mairie", headers={"If-None-Match": coded.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert coded.headers["Content-Encoding"] == "gzip"
    assert len(coded.data) < len(plain.data) / 2
    assert {answer.headers["Vary"] for answer in (plain, coded, again)} == {"Accept-Encoding"}
    assert plain.headers["ETag"] == coded.headers["ETag"] == again.headers["ETag"]


def test_legal_notice_tells_the_installation_s_own(client: CheckedClient) -> None:
    page = client.get("/mentions-legales")

    assert "Hébergé par la Ville d’Aval." in page.text
    assert "Communauté de communes, 01 99 00 10 00" in page.text
