"""The doors, the home, people, letters, calendars and the journal in a real Chromium, without scripts: no barrier."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.feeds.server import Server, serving
from tests.pages.checked import Page as Read
from tests.pages.checked import check
from tests.pages.test_browser import LONGEST_WAIT, RUN_AXE
from tests.web.console.client import Client
from tests.web.console.waiting import tell
from tests.web.databases import Databases, SqliteDatabases
from web.services.person import Role

SignIn = Callable[..., Client]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 375, "height": 720}

OPEN = ("/console/connexion", "/console/mot-de-passe", "/console/invitation/dead")
COORDINATOR = (
    "/console/vallee/",
    "/console/compte",
    "/console/vallee/personnes",
    "/console/vallee/personnes/inviter",
    "/console/vallee/personnes/1",
    "/console/vallee/courrier",
    "/console/vallee/flux",
    "/console/vallee/journal",
    "/console/ailleurs/",
)
OWN = ("/console/vallee/", "/console/vallee/personnes")


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    tell(app)
    with serving(app) as found:
        yield found


def come_in(page: Page, client: Client, server: Server) -> None:
    cookie = client.http.get_cookie("permanences", path="/console")
    assert cookie is not None
    page.context.add_cookies([{"name": "permanences", "value": cookie.value, "url": f"{server.address}/console"}])


def test_pages_have_no_barrier_and_fit_a_phone(
    browser: Browser,
    server: Server,
    signed_in: SignIn,
    axe: tuple[str, object],
) -> None:
    script, words = axe
    barriers, wide = {}, {}
    page = browser.new_context(base_url=server.address, locale="fr-FR", viewport=LAPTOP).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(LONGEST_WAIT)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for role, addresses in ((None, OPEN), (Role.COORDINATOR, COORDINATOR), (Role.VENUE, OWN), (Role.ADVISOR, OWN)):
        if role is not None:
            page.context.clear_cookies()
            come_in(page, signed_in(role), server)
        for address in addresses:
            for asked in (address, f"{address}?lang=en", f"{address}?lang=fr"):
                answer = page.goto(asked)
                assert answer is not None
                check(Read(answer.status, answer.text()), "en" if "lang=en" in asked else "fr")
            page.evaluate(script)
            found = page.evaluate(RUN_AXE, [words, list(TAGS)])
            if found:
                barriers[role, address] = found
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            wide[role, address] = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    page.context.close()

    assert barriers == {}
    assert {address: width for address, width in wide.items() if width > PHONE["width"]} == {}
    assert [text for text in said if "Content Security Policy" in text] == []


def test_person_is_invited_and_comes_in_by_keyboard_without_scripts(
    browser: Browser,
    server: Server,
    signed_in: SignIn,
) -> None:
    options = {"base_url": server.address, "locale": "fr-FR", "viewport": LAPTOP, "java_script_enabled": False}
    page, other = (browser.new_context(**options).new_page() for _ in range(2))  # type: ignore[arg-type]
    for one in (page, other):
        one.set_default_timeout(LONGEST_WAIT)
    come_in(page, signed_in(Role.COORDINATOR), server)
    page.goto("/console/vallee/personnes")
    page.get_by_role("link", name="Inviter quelqu’un").press("Enter")
    page.get_by_label("Nom").fill("Mairie d’Aval")
    page.get_by_label("Adresse électronique").fill("mairie@aval.example.org")
    page.get_by_label("Rôle", exact=True).select_option(label="Bibliothèque")
    page.get_by_role("button", name="Inviter").press("Enter")
    told = page.locator(".messages .message").inner_text()
    link = told.rpartition(" ")[2].strip()

    other.goto(link)
    other.get_by_label("Choisissez un mot de passe").fill("quatre chevaux sans rapport")
    other.get_by_label("Le même, encore une fois").fill("quatre chevaux sans rapport")
    other.keyboard.press("Enter")
    other.wait_for_url("**/console/vallee/")

    assert "Aucun serveur de courrier n’est configuré" in told
    assert other.get_by_role("heading", level=1).inner_text() == "Ce qui vous attend"
    assert other.get_by_role("link", name="Personnes").count() == 0
    other.get_by_role("button", name="Se déconnecter").press("Enter")
    other.wait_for_url("**/connexion?out=1")
    for one in (page, other):
        one.context.close()
