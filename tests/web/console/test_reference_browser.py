"""The reference data in a real Chromium: a whole change by keyboard, on a phone without script, no barrier anywhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.feeds.server import Server, serving
from tests.pages.test_browser import LONGEST_WAIT, RUN_AXE
from tests.web.console.client import Client
from tests.web.databases import SqliteDatabases
from tests.web.reference.changing import TODAY, published_valley
from web.console.asking import Where
from web.database import database
from web.services.person import Role
from web.services.reference import loaded_territory

SignIn = Callable[..., Client]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")
DATA = "/console/vallee/donnees"
PHONE, LAPTOP = {"width": 375, "height": 720}, {"width": 1366, "height": 768}

PAGES = (
    "/",
    "/absences",
    "/fermetures",
    "/demandes",
    "/demandes?q=rien",
    "/demandes/mairie-rdv",
    "/lieux",
    "/lieux/mairie",
    "/lieux/mairie/agenda",
    "/lieux/mairie/demandes/nouvelle",
    "/lieux/mairie/fermetures/nouvelle",
    "/conseillers",
    "/conseillers/ana",
)


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    return sqlite_databases


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The small territory is published, and it is the week before what is published begins."""
    monkeypatch.setattr(Where, "today", property(lambda _: TODAY))
    with app.app_context():
        published_valley(database.session())
        database.session.remove()
    with serving(app) as found:
        yield found


@pytest.fixture
def coordinator(signed_in: SignIn) -> dict[str, str]:
    """The cookie of one."""
    client = signed_in(Role.COORDINATOR)
    cookie = client.http.get_cookie("permanences", path="/console")
    assert cookie is not None
    return {"name": "permanences", "value": cookie.value}


def opened(browser: Browser, server: Server, cookie: dict[str, str], **options: object) -> Page:
    context = browser.new_context(base_url=server.address, locale="fr-FR", **options)  # type: ignore[arg-type]
    context.set_default_timeout(LONGEST_WAIT)
    context.add_cookies([{**cookie, "url": f"{server.address}/console"}])  # type: ignore[list-item, typeddict-item]
    return context.new_page()


def test_change_goes_through_by_keyboard_without_a_barrier(
    app: Flask,
    browser: Browser,
    axe: tuple[str, object],
    server: Server,
    coordinator: dict[str, str],
    tmp_path: Path,
) -> None:
    page = opened(browser, server, coordinator, viewport=LAPTOP)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    script, words = axe
    barriers: dict[str, object] = {}

    def look(name: str) -> None:
        page.evaluate(script)
        found = page.evaluate(RUN_AXE, [words, list(TAGS)])
        if found:
            barriers[name] = found

    for path in PAGES:
        page.goto(f"{DATA}{path}")
        look(path)
    page.goto(f"{DATA}/conseillers/bob/absences/nouvelle")
    page.focus("#r0-kind")
    page.keyboard.type("formation")
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")
    look("a form that is refused")
    page.click(".summary a")
    focused = page.evaluate("document.activeElement.id")
    page.keyboard.type("09092026")  # the same in every country's order
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits")
    look("a preview that hits dates")
    title = page.inner_text("h1")
    page.focus(".decide button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messages .message")
    look("the list, once saved")
    table = tmp_path / "closures.csv"
    table.write_text("venue,from\nmairi,2026-09-31\n", encoding="utf-8")
    page.goto(f"{DATA}/")
    look("what was changed last")
    page.set_input_files("#fichiers", table)
    page.click("text=Vérifier ces fichiers")
    page.wait_for_selector(".summary table")
    look("files that are refused")
    page.context.close()

    assert barriers == {}
    assert said == []
    assert focused == "r0-from"
    assert title == "Absence\u00a0: Conseiller 2, le 9 septembre 2026"
    with app.app_context():
        assert [one.kind for one in loaded_territory(database.session(), "vallee").absences] == ["formation"]


def test_change_goes_through_on_a_phone_without_script(
    app: Flask,
    browser: Browser,
    server: Server,
    coordinator: dict[str, str],
) -> None:
    page = opened(browser, server, coordinator, viewport=PHONE, java_script_enabled=False)
    wide = {}

    def measure(name: str) -> None:
        box = page.locator("body").bounding_box()
        assert box is not None
        wide[name] = box["width"]

    for path in PAGES:
        page.goto(f"{DATA}{path}")
        measure(path)
    page.goto(f"{DATA}/")
    page.select_option("#fermeture-lieu", "biblio")
    page.click("text=Saisir une fermeture")
    page.fill("#r0-from", "2026-09-09")
    page.click("text=Vérifier")
    measure("preview")
    hits = page.locator(".hits > li").count()
    page.click("text=Enregistrer")
    page.goto(f"{DATA}/")
    page.click("text=Annuler ce changement")
    undone = page.inner_text(".messages")
    page.context.close()

    assert set(wide.values()) == {PHONE["width"]}
    assert hits == 1
    assert undone == "Annulé\u00a0: Fermeture\u00a0: Bibliothèque, le 9 septembre 2026."
    with app.app_context():
        assert loaded_territory(database.session(), "vallee").closures == ()
