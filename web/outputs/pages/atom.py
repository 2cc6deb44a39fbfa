"""Atom - the changes of a territory as a feed (RFC 4287): one entry for each publication."""

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import number_words
from web.outputs.agenda import AgendaChange, Release
from web.outputs.change_wording import change_words
from web.outputs.pages.public_changes import moves, public_changes

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST_LINES = 100
"""Changes that an entry tells; the page of the version tells all."""


def atom_feed(
    name: str, releases: Sequence[Release], own: str, page: str, page_of: Callable[[int], str], language: Language
) -> bytes:
    """Of a territory's publications, the newest first: at least one. `own` is the feed's address, `page` its twin's.

    `page_of` gives the address of a version's page.
    """
    ElementTree.register_namespace("", NAMESPACE)
    feed = ElementTree.Element(f"{{{NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    title = Text(fr=f"Ce qui change : permanences, {name}", en=f"What changes: {name}")
    _add(feed, "title", title.said_in(language))
    _add(feed, "id", page)
    _add(feed, "updated", releases[0].published_at.isoformat())
    _add(_add(feed, "author"), "name", name)
    _add(feed, "link", rel="self", href=own, type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=page, type="text/html")
    for release in releases:
        _entry(feed, release, page_of(release.number), language)
    told: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return told


def _entry(feed: ElementTree.Element, release: Release, address: str, language: Language) -> None:
    changes = public_changes(release.changes)
    entry = _add(feed, "entry")
    _add(entry, "title", _title(release, changes).said_in(language))
    _add(entry, "id", address)
    _add(entry, "updated", release.published_at.isoformat())
    _add(entry, "link", rel="alternate", href=address, type="text/html")
    moved = moves(changes)
    said = [change_words(change).said_in(language) for change in moved[:MOST_LINES]]
    left = len(changes) - len(said)
    if left:
        said.append(number_words(left, *_OTHERS if said else _NEW).said_in(language))
    _add(entry, "content", "\n".join(said), type="text")


_NEW = (Text(fr="nouvelle date", en="new date"), Text(fr="nouvelles dates", en="new dates"))
_OTHERS = (Text(fr="autre changement", en="other change"), Text(fr="autres changements", en="other changes"))


def _title(release: Release, changes: Sequence[AgendaChange]) -> Text:
    counted = number_words(len(changes), Text(fr="changement", en="change"), Text(fr="changements", en="changes"))
    about = f" – {release.message}" if release.message else ""
    return Text(
        fr=f"Version {release.number} : {counted.fr}{about}", en=f"Version {release.number}: {counted.en}{about}"
    )


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = text or None
    return child
