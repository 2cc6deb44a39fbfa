"""Pages in a real Chromium: no barrier that axe can find, no script needed, any width, the keyboard alone, on paper."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.feeds.server import Server
from tests.pages.routes import ADDRESSES, english

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "RGAAv4", "best-practice")
"""WCAG 2.2 A and AA, RGAA 4, and of AAA what axe knows: contrast, target size."""

LONGEST_WAIT = 180_000
"""Milliseconds: a bound for machines that do many other things."""

RUN_AXE = """([words, tags]) => {
    axe.configure({ locale: words })
    return axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
        .then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))
}"""

BROKEN_HOURS = r"""() => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const hours = /\d+(?:\u00a0h(?:\u00a0\d\d)?|:\d\d)\u00a0–\u00a0\d+(?:\u00a0h(?:\u00a0\d\d)?|:\d\d)/g
    while (walk.nextNode()) for (const told of walk.currentNode.data.matchAll(hours)) {
        const range = document.createRange()
        range.setStart(walk.currentNode, told.index)
        range.setEnd(walk.currentNode, told.index + told[0].length)
        if (new Set([...range.getClientRects()].map(one => one.top)).size > 1) found.push(told[0])
    }
    return found
}"""
"""The hours that end on another line than they begin."""

PHONE = {"width": 375, "height": 720}
SMALL_PHONE: ViewportSize = {"width": 375, "height": 667}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
"""Also what a window of 1280 pixels shows at 400 % (WCAG 1.4.10)."""
DESK: ViewportSize = {"width": 1280, "height": 800}


def opened(browser: Browser, server: Server, **options: object) -> Page:
    context = browser.new_context(base_url=server.address, locale="fr-FR", **options)  # type: ignore[arg-type]
    context.set_default_timeout(LONGEST_WAIT)
    return context.new_page()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    """Without scripts, as every journey must work."""
    page = opened(browser, server, viewport=PHONE, java_script_enabled=False)
    yield page
    page.context.close()


@pytest.mark.parametrize(("language", "size"), [("fr", SMALLEST), ("en", DESK)])
def test_pages_have_no_barrier_and_stay_at_home(
    browser: Browser, server: Server, axe: tuple[str, object], language: str, size: ViewportSize
) -> None:
    page = opened(browser, server, viewport=size)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    script, words = axe
    barriers, wide, broken = {}, {}, {}
    for address in (*ADDRESSES, "/nulle-part/", "/api/v1/"):
        page.goto(english(address) if language == "en" else address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
        broken[address] = page.evaluate(BROKEN_HOURS)
        page.evaluate(script)
        found = page.evaluate(RUN_AXE, [words, TAGS])
        if found:
            barriers[address] = found
    page.context.close()

    assert barriers == {}
    assert {address: hours for address, hours in broken.items() if hours} == {}
    assert {address: width for address, width in wide.items() if width > size["width"]} == {}
    assert [url for url in asked if not url.startswith(server.address)] == []
    assert [text for text in said if "404" not in text] == []  # the page of an error is one of those asked for


def test_next_date_is_on_the_screen_after_two_taps(browser: Browser, server: Server) -> None:
    page = opened(browser, server, viewport=SMALL_PHONE, is_mobile=True, has_touch=True, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Votre commune, ou son code postal").tap()
    page.keyboard.type("aval")
    page.get_by_role("button", name="Chercher").tap()
    page.wait_for_url("**/?q=aval*")

    expect(page.locator(".card .when").first).to_be_in_viewport(ratio=1)
    assert page.locator(".card .how").first.inner_text() != ""
    page.context.close()


def test_neighbour_finds_a_date_subscribes_and_prints_the_poster(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_label("Votre commune, ou son code postal").fill("aval")
    phone.get_by_role("button", name="Chercher").click()
    phone.get_by_role("link", name="Mairie d’Aval").click()

    assert phone.url.endswith("/vallee/lieux/mairie")
    assert phone.locator(".next .phone a").get_attribute("href") == "tel:0199001000"
    webcal = phone.get_by_role("link", name="s’abonner").get_attribute("href") or ""
    feed = phone.request.get(webcal.replace("webcal://", "http://"))
    assert (feed.status, feed.text()[:15]) == (200, "BEGIN:VCALENDAR")
    poster = phone.request.get(phone.get_by_role("link", name="affiche A4").get_attribute("href") or "")
    assert (poster.status, poster.body()[:5]) == (200, b"%PDF-")


def test_next_date_and_telephone_show_without_scrolling(phone: Page) -> None:
    phone.goto("/vallee/lieux/mairie")

    box = phone.locator(".next .phone a").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"]
    assert box["height"] >= 24


def test_keyboard_alone_reaches_search_and_venue(browser: Browser, server: Server) -> None:
    page = opened(browser, server)
    page.goto("/")
    page.keyboard.press("Tab")
    assert _focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("aval")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=aval#trouve")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(_focused(page))
        if reached[-1].startswith("Mairie"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vallee/lieux/mairie")
    page.context.close()

    assert outline == "solid"
    assert [name[: len("Mairie")] for name in reached] == ["Mairie"], "the search leads to what it has found"


def test_keyboard_meets_the_way_to_the_content_first_then_the_header(browser: Browser, server: Server) -> None:
    page = opened(browser, server)
    page.goto("/?q=aval")
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(_focused(page))
    page.context.close()

    assert reached == ["Aller au contenu", "Permanences", "English"]


def test_filters_and_language_work_without_scripts(phone: Page) -> None:
    phone.goto("/vallee/")
    phone.get_by_text("Ne voir que…").click()
    phone.get_by_label("Commune").select_option("64003")
    phone.get_by_role("button", name="Montrer").click()
    assert "commune=64003" in phone.url
    assert set(phone.locator(".slot a").all_inner_texts()) == {"Bibliothèque"}

    phone.get_by_role("link", name="English").click()
    assert "commune=64003" in phone.url
    assert phone.get_by_role("button", name="Show", exact=True).count() == 1


@pytest.mark.parametrize("address", ["/vallee/", "/vallee/lieux/mairie", "/vallee/changements"])
def test_print_is_black_on_a4_and_says_where_it_comes_from(browser: Browser, server: Server, address: str) -> None:
    page = opened(browser, server)
    page.goto(address)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('main *, footer *')].filter(e => e.checkVisibility())"
        ".map(e => getComputedStyle(e).color))]"
    )
    page.context.close()

    text = "".join(sheet.extract_text() for sheet in printed.pages)
    assert [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in printed.pages] == [
        (595, 842)
    ] * len(printed.pages)
    assert colours == ["rgb(0, 0, 0)"]
    assert f"{server.address}{address}" in re.sub(r"\s", "", text)
    assert "Financé par l’État" in text
    assert "Montrer" not in text


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))
