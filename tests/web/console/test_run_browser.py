"""Runs in a real Chromium: a curve that grows by itself, everything by keyboard, no barrier in any state."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.feeds.server import Server, serving
from tests.pages.test_browser import LONGEST_WAIT, RUN_AXE
from tests.web.console import run_states
from tests.web.console.client import Client
from tests.web.databases import Databases, SqliteDatabases
from tests.web.small import first_plan, publish_plan, small_territory
from web.database import database
from web.services.person import Role
from web.services.run_work import LOST_SECONDS, Point, beat, begin_worker, take_next, write_points

SignIn = Callable[..., Client]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")
RUNS = "/console/vallee/calculs/"
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 375, "height": 720}


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    with app.app_context():
        publish_plan(database.session(), small_territory(), first_plan(small_territory()))
        database.session.remove()
    with serving(app) as found:
        yield found


@pytest.fixture
def page(browser: Browser, server: Server, signed_in: SignIn) -> Iterator[Page]:
    cookie = signed_in(Role.COORDINATOR).http.get_cookie("permanences", path="/console")
    assert cookie is not None
    context = browser.new_context(base_url=server.address, locale="fr-FR", viewport=LAPTOP)  # type: ignore[arg-type]
    context.set_default_timeout(LONGEST_WAIT)
    context.add_cookies([{"name": "permanences", "value": cookie.value, "url": f"{server.address}/console"}])
    yield context.new_page()
    context.close()


def test_a_run_is_followed_and_stopped_by_keyboard_without_a_barrier(
    app: Flask,
    page: Page,
    axe: tuple[str, object],
) -> None:
    script, words = axe
    barriers: dict[str, object] = {}
    wide: dict[str, int] = {}
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))

    def look(name: str) -> None:
        page.evaluate(script)
        found = page.evaluate(RUN_AXE, [words, list(TAGS)])
        if found:
            barriers[name] = found
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]

    page.goto(RUNS)
    for fold in page.locator("details summary").all():
        fold.press("Enter")
    look("nothing yet")
    page.focus("#first_day")
    for _ in range(3):  # weeks, seconds, what is published
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # as in every form
    page.wait_for_selector("#live")
    number = int(page.url.rsplit("/", 1)[1])
    look("waiting")

    with app.app_context():
        session = database.session()
        worker = begin_worker(session, datetime.now(UTC))
        run_states.begin(session, number, worker)
        page.wait_for_selector("svg.curve")
        look("running")
        write_points(session, number, 2, [Point(2.0, 700, 500)], None)
        page.wait_for_selector("text=28,6 %")
        page.focus("#stop")
        page.wait_for_timeout(1500)  # the page is renewed meanwhile, and the keyboard stays where it was
        assert page.evaluate("document.activeElement.id") == "stop"
        page.keyboard.press("Enter")
        page.wait_for_selector(".state.stopping")
        assert beat(session, worker, [number], datetime.now(UTC)) == {number}
        run_states.end(session, number)
        page.wait_for_selector("text=Ouvrir dans un brouillon")
        assert "de l’optimum" in page.inner_text("#said")
        look("done")

        page.goto(RUNS)
        page.click("text=Lancer le calcul")
        page.wait_for_selector("#live")
        second = int(page.url.rsplit("/", 1)[1])
        run_states.begin(session, second, worker)
        run_states.end(session, second, moved=True)
        page.goto(RUNS)
        look("the list")
        page.click("text=Comparer les calculs cochés")
        look("side by side")

        page.goto(RUNS)
        page.click("text=Lancer le calcul")
        page.wait_for_selector("#live")
        long_ago = datetime.now(UTC) - timedelta(seconds=LOST_SECONDS + 1)
        assert take_next(session, worker, ("solve",), long_ago) is not None
        page.wait_for_selector("text=ne donne plus signe de vie")
        look("lost")
        page.click("text=Supprimer ce calcul")
        look("removed")
        page.evaluate("document.querySelector('.asking').noValidate = true")
        page.fill("#weeks", "0")
        page.click("text=Lancer le calcul")
        page.wait_for_selector(".summary")
        look("refused")
        database.session.remove()

    assert barriers == {}
    assert {name: width for name, width in wide.items() if width > PHONE["width"]} == {}
    assert said == []
