"""A coordinator's Monday in a real Chromium, with a real worker and a real mail server: from the import to the mail.

Import, absence, plan, drag and drop, a refusal with its reason, undo, why not, compare, publish; then the calendar has
changed and the mail has come. No barrier that axe can find in any state on the way.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from scheduler.domain.demands import Demand
from scheduler.intake import write_folder
from tests.feeds.server import Server, serving
from tests.pages.test_browser import LONGEST_WAIT, RUN_AXE
from tests.pages.town import FIRST, HORIZON, MONDAY, plan_of, town
from tests.web.console.client import right, signed_in_client
from tests.web.console.post_office import PostOffice, open_office
from tests.web.databases import SECRET, SqliteDatabases
from tests.web.small import publish_plan, signed
from tests.web.worker.processes import eventually, worker_process
from web.app import create_app
from web.configuration import MAIL_FROM, PUBLIC_URL, SMTP_URL, Configuration
from web.database import database
from web.services.person import Role

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")
LAPTOP = {"width": 1366, "height": 768}
FABLAB = "Atelier fablab"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with open_office() as opened:
        monkeypatch.setenv(SMTP_URL, opened.url)
        monkeypatch.setenv(MAIL_FROM, "Permanences <plans@example.org>")
        monkeypatch.setenv(PUBLIC_URL, "https://permanences.example/")
        yield opened


@pytest.fixture
def valley(sqlite_databases: SqliteDatabases, office: PostOffice) -> Iterator[Flask]:
    """The town, published from next Monday on; nobody in it has an address yet."""
    app = create_app(Configuration(sqlite_databases.migrated(), SECRET, mail=office.server))
    with app.app_context():
        publish_plan(database.session(), town(), plan_of(town(), FIRST), horizon=HORIZON)
        database.session.remove()
    yield app
    with app.app_context():
        database.session.remove()
        database.engine.dispose()


@pytest.fixture
def server(valley: Flask) -> Iterator[Server]:
    with serving(valley) as found:
        yield found


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """What the coordinator imports: addresses, and a workshop that needs what nobody can."""
    told = town()
    wished = Demand("ecole-fablab", "ecole", "atelier", title=FABLAB, skills=frozenset({"fablab"}), source="art. 7")
    told = signed(
        replace(
            told,
            venues=tuple(replace(one, email=f"{one.id}@example.org") for one in told.venues),
            advisors=tuple(replace(one, email=f"{one.id}@example.org") for one in told.advisors),
            demands=(*told.demands, wished),
        )
    )
    write_folder(told, tmp_path)
    return [tmp_path / f"{name}.csv" for name in ("venues", "advisors", "demands")]


class Monday:
    """The page that the coordinator has open, and what axe has found on the way."""

    def __init__(self, page: Page, axe: tuple[str, object]) -> None:
        self.page = page
        self.script, self.words = axe
        self.barriers: dict[str, object] = {}

    def look(self, name: str) -> None:
        self.page.evaluate(self.script)
        found = self.page.evaluate(RUN_AXE, [self.words, list(TAGS)])
        if found:
            self.barriers[name] = found

    def told(self, what: str) -> str:
        """What the draft says last, once it says that."""
        self.page.wait_for_function("what => document.querySelector('#told').textContent.includes(what)", arg=what)
        return self.page.inner_text("#told").replace("\u00a0", " ")

    def drag(self, piece: str, to: str) -> None:
        """Slowly, as a hand does: what is held shows where it may go before it is let go there."""
        page = self.page
        page.hover(piece)
        page.mouse.down()
        box = page.locator(piece).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 12, box["y"] + 12, steps=3)
        page.wait_for_selector(".half.no")
        self.look("an intervention in the hand")
        page.locator(to).first.scroll_into_view_if_needed()
        there = page.locator(to).first.bounding_box()
        assert there is not None
        page.mouse.move(there["x"] + 15, there["y"] + 10, steps=5)
        page.mouse.up()


def opened(valley: Flask, browser: Browser, server: Server) -> Page:
    client = signed_in_client(valley, right(Role.COORDINATOR), name="Claire")
    cookie = client.http.get_cookie("permanences", path="/console")
    assert cookie is not None
    context = browser.new_context(base_url=server.address, locale="fr-FR", viewport=LAPTOP)  # type: ignore[arg-type]
    context.set_default_timeout(LONGEST_WAIT)
    context.add_cookies([{"name": "permanences", "value": cookie.value, "url": f"{server.address}/console"}])
    return context.new_page()


def test_monday_from_the_import_to_the_mail(
    valley: Flask,
    browser: Browser,
    axe: tuple[str, object],
    server: Server,
    office: PostOffice,
    files: list[Path],
) -> None:
    page = opened(valley, browser, server)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    monday = Monday(page, axe)
    feed_before = server.ask("/vallee/tout.ics").body
    with valley.app_context():
        url = database.engine.url.render_as_string(hide_password=False)
    with worker_process(url):
        _import(page, files)
        _absence(page)
        _plan(page)
        first = monday.page.inner_text(".panel")
        assert FABLAB in first
        monday.look("the draft")
        _refusal_and_undo(monday)
        _move(monday)
        _why_not(monday)
        _publish(monday)
        letters = eventually(lambda: office.taken if len(office.taken) >= page_letters(page) else None)
    page.context.close()

    assert server.ask("/vallee/tout.ics").body != feed_before
    assert all("Permanences numériques" in str(letter["Subject"]) for letter in letters)
    assert all("Bonne semaine" in letter.get_content() for letter in letters)
    assert len(set(office.recipients)) == len(office.recipients)
    assert monday.barriers == {}, monday.barriers
    assert errors == []


def _import(page: Page, files: list[Path]) -> None:
    page.goto("/console/vallee/donnees/")
    page.set_input_files("#fichiers", files)
    page.click("text=Vérifier ces fichiers")
    page.wait_for_selector(".decide")
    assert FABLAB in page.inner_text("main")
    page.click(".decide button >> nth=0")
    page.wait_for_selector(".messages .message")


def _absence(page: Page) -> None:
    """Ana is away on the first Thursday."""
    day = MONDAY + timedelta(days=3)
    page.goto("/console/vallee/donnees/conseillers/ana/absences/nouvelle")
    page.fill("#r0-from", day.isoformat())
    page.fill("#r0-to", day.isoformat())
    page.fill("#r0-kind", "formation")
    page.click("form.form button[type=submit]")
    page.wait_for_selector(".hits")
    page.click(".decide button >> nth=0")
    page.wait_for_selector(".messages .message")


def _plan(page: Page) -> None:
    page.goto("/console/vallee/calculs/")
    page.select_option("[name=first_day]", MONDAY.isoformat())
    page.fill("[name=weeks]", "4")
    page.select_option("[name=seconds]", index=0)
    page.click("text=Lancer le calcul")
    stop, ready = (page.get_by_role("button", name=name) for name in ("Arrêter et garder", "Ouvrir dans un brouillon"))
    stop.or_(ready).wait_for()
    if stop.is_visible():
        stop.click()
    ready.click()
    page.wait_for_selector("table.grid button.take")


def _refusal_and_undo(monday: Monday) -> None:
    page = monday.page
    monday.drag("a.piece:not(.rest):not(.lack) >> nth=0", ".half.no")
    said = monday.told("interdit par")
    assert "Coût :" in said
    monday.look("a place that is refused")
    page.click("text=Poser quand même")
    monday.told("Règle enfreinte")
    page.wait_for_selector(".panel .findings")
    monday.look("a broken rule")
    page.click("#tools >> text=Annuler")
    monday.told("Annulé")
    assert "Toutes les règles sont tenues" in page.inner_text("#panel")


def _move(monday: Monday) -> None:
    """By the keyboard: taken in hand, to the next possible place, put there."""
    page = monday.page
    page.focus("a.piece:not(.rest):not(.lack) >> nth=0")
    page.keyboard.press("Space")
    monday.told("En main")
    monday.told("Flèches")
    page.keyboard.press("n")
    monday.told("possible :".replace(" ", "\u00a0"))
    page.keyboard.press("Enter")
    page.wait_for_selector("table.grid[data-revision='3']")
    assert "Toutes les règles sont tenues" in page.inner_text("#panel")


def _why_not(monday: Monday) -> None:
    page = monday.page
    page.click("a.piece.lack >> nth=0")
    page.click("text=Pourquoi n’est-ce pas servi")
    page.wait_for_selector("#sheet [data-poll]", state="detached")
    assert "fablab" in page.inner_text("#sheet")
    monday.look("an answer of the solver")


def _publish(monday: Monday) -> None:
    page = monday.page
    page.click("text=Comparer et publier")
    page.wait_for_selector("form.publish")
    page.fill("#message", "Bonne semaine")
    page.click("text=Voir les lettres avec ce message")
    page.wait_for_selector("form.publish")
    page.locator(".letters summary").first.click()
    assert "Bonne semaine" in page.locator("pre.letter").first.inner_text()
    monday.look("what would be published")
    page.click("form.publish button[value=publier]")
    page.wait_for_selector(".messages .message")


def page_letters(page: Page) -> int:
    """How many letters the page says that it has sent."""
    said = page.inner_text(".messages").replace("\u00a0", " ")
    return int(said.split("publiée.")[1].split()[0])
