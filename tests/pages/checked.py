"""Checked - a client that looks at every page that it fetches: one title, one heading, a language, nothing inline."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask

VOID = {"meta", "link", "input", "br", "img", "path", "circle", "base"}


@dataclass
class Page(HTMLParser):
    """What was read of a page; `text` is what a person reads, white space made one."""

    status: int
    html: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    @property
    def text(self) -> str:
        return re.sub(r"\s+([.,])", r"\1", " ".join("".join(self.pieces).split()))

    @property
    def links(self) -> list[str]:
        return [given["href"] or "" for tag, given in self.elements if tag == "a"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("dd", "br", "li", "p"):
            self.pieces.append(" ")
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "script" in self.inside:
            self.blocks.append(data)
        else:
            self.pieces.append(data)


class CheckedClient:
    """Asks an application for pages, and fails where one is not as every page must be."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, status: int = 200) -> Page:
        answer = self.client.get(path)
        assert (answer.status_code, answer.content_type) == (status, "text/html; charset=utf-8"), path
        assert "Set-Cookie" not in answer.headers
        page = Page(answer.status_code, answer.text)
        check(page, "en" if "lang=en" in path else "fr")
        return page


def check(page: Page, language: str) -> None:
    tags = [tag for tag, _ in page.elements]
    assert page.html.startswith("<!doctype html>\n<html lang=")
    assert dict(page.elements)["html"] == {"lang": language}
    assert [tags.count(tag) for tag in ("h1", "main", "html", "head", "body")] == [1] * 5
    assert re.search(r"<title>[^<]{5,} – Permanences</title>|<title>[^<]{10,}</title>", page.html)
    assert page.headings[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert "style" not in tags
    for tag, given in page.elements:
        assert not [name for name in given if name == "style" or name.startswith("on")], (tag, given)
        assert tag != "script" or given == {"type": "application/ld+json"}
        assert not str(given.get("src") or "").startswith(("http", "//"))
        assert tag != "link" or str(given["href"]).startswith("/")
    ids = [given["id"] for _, given in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
