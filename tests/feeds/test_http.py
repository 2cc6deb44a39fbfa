"""Feeds over HTTP, on a real socket: what is asked for again is not sent again, and an error is never a calendar."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from tests.feeds.content_lines import parsed
from tests.feeds.story import FEEDS, OWN, PUBLIC, Story, path_of


@pytest.mark.parametrize("feed", FEEDS)
def test_get_gives_a_dated_tagged_calendar(story: Story, feed: str) -> None:
    answer = story.after[feed]
    stamps = [event.one("LAST-MODIFIED").value for event in parsed(answer.body).kinds("VEVENT")]
    newest = datetime.strptime(max(stamps, default="20260901T000000Z"), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    assert (answer.status, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["ETag"].startswith('"')
    assert newest <= parsedate_to_datetime(answer["Last-Modified"]) <= datetime.now(UTC)
    assert len(path_of(feed, story.tokens)) < 200
    for absent in ("Set-Cookie", "Content-Disposition", "Content-Encoding"):
        assert answer.headers[absent] is None


@pytest.mark.parametrize("feed", FEEDS)
def test_feed_is_the_same_for_everybody(story: Story, feed: str) -> None:
    path = path_of(feed, story.tokens)
    for headers in ({}, {"Accept": "application/json", "User-Agent": "Google-Calendar-Importer"}, {"Accept": "*/*"}):
        answer = story.server.ask(path, headers)
        former = story.after[feed]
        assert (answer.body, answer["ETag"], answer["Last-Modified"]) == (
            former.body,
            former["ETag"],
            former["Last-Modified"],
        )


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("said", ["{}", "W/{}", '"other", {}, "another"', "*"])
def test_known_by_its_tag(story: Story, feed: str, said: str) -> None:
    tag = story.after[feed]["ETag"]
    answer = story.server.ask(path_of(feed, story.tokens), {"If-None-Match": said.format(tag)})

    assert (answer.status, answer.body, answer["ETag"]) == (304, b"", tag)
    assert answer["Cache-Control"] == story.after[feed]["Cache-Control"]


@pytest.mark.parametrize("feed", FEEDS)
def test_known_by_its_date(story: Story, feed: str) -> None:
    path, since = path_of(feed, story.tokens), story.after[feed]["Last-Modified"]
    day_before = format_datetime(parsedate_to_datetime(since) - timedelta(days=1), usegmt=True)

    assert story.server.ask(path, {"If-Modified-Since": since}).status == 304
    assert story.server.ask(path, {"If-Modified-Since": day_before}).status == 200
    assert story.server.ask(path, {"If-Modified-Since": "last week"}).status == 200
    assert story.server.ask(path, {"If-Modified-Since": since, "If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize("feed", FEEDS)
def test_head_answers_as_get(story: Story, feed: str) -> None:
    answer = story.server.ask(path_of(feed, story.tokens), method="HEAD")

    assert (answer.status, answer.body, answer["Content-Length"]) == (200, b"", str(len(story.after[feed].body)))
    assert answer["ETag"] == story.after[feed]["ETag"]


def test_compressed_only_on_demand(story: Story) -> None:
    path, plain = "/vallee/tout.ics", story.after["/vallee/tout.ics"]
    zipped = story.server.ask(path, {"Accept-Encoding": "deflate, gzip;q=0.5"})

    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert (zipped["Vary"], plain["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert zipped["ETag"] != plain["ETag"]  # other octets
    for tag in (zipped["ETag"], plain["ETag"]):
        assert story.server.ask(path, {"Accept-Encoding": "gzip", "If-None-Match": tag}).status == 304
    for refused in ("identity", "gzip;q=0", "br", "*"):
        assert story.server.ask(path, {"Accept-Encoding": refused}).body == plain.body


@pytest.mark.parametrize("feed", FEEDS)
def test_who_may_keep_it(story: Story, feed: str) -> None:
    answer = story.after[feed]

    assert answer["Cache-Control"] == f"{'public' if feed in PUBLIC else 'private'}, max-age=300"
    assert answer.headers["X-Robots-Tag"] == (None if feed in PUBLIC else "noindex")


@pytest.mark.parametrize(
    "feed", [feed for feed in FEEDS if not feed.startswith(("/vallee/lieux/siege", "/vallee/lieux/biblio"))]
)
def test_changed_feed_is_told_as_changed(story: Story, feed: str) -> None:
    before, after = story.before[feed], story.after[feed]
    path = path_of(feed, story.tokens)

    assert before["ETag"] != after["ETag"]
    assert parsedate_to_datetime(before["Last-Modified"]) < parsedate_to_datetime(after["Last-Modified"])
    assert story.server.ask(path, {"If-None-Match": before["ETag"]}).status == 200
    assert story.server.ask(path, {"If-Modified-Since": before["Last-Modified"]}).status == 200


@pytest.mark.parametrize("feed", ["/vallee/lieux/siege.ics", "/vallee/lieux/biblio.ics"])
def test_unchanged_feed_stays_as_it_was(story: Story, feed: str) -> None:
    before, after = story.before[feed], story.after[feed]

    assert (before.body, before["ETag"], before["Last-Modified"]) == (after.body, after["ETag"], after["Last-Modified"])


def near_misses(story: Story) -> list[str]:
    token = story.tokens["ana"]
    other = token[:-1] + ("0" if token[-1] != "0" else "1")
    return [
        f"/vallee/agenda/{other}.ics",
        f"/vallee/agenda/{token.upper()}x.ics",
        f"/vallee/agenda/{token[:-1]}.ics",
        f"/vallee/agenda/{token}",
        f"/ailleurs/agenda/{token}.ics",
        "/vallee/agenda/ana.ics",
        "/vallee/lieux/rien.ics",
        "/vallee/lieux/%00.ics",
        "/vallee/communes/00000.ics",
        "/vallee/communes/.ics",
        "/vallee/structures/mairie.ics",
        "/vallee/salles/rien.ics",
        "/ailleurs/tout.ics",
    ]


def test_near_miss_is_no_calendar(story: Story) -> None:
    for path in near_misses(story):
        answer = story.server.ask(path)
        assert (path, answer.status) == (path, 404)
        assert b"VCALENDAR" not in answer.body
        assert not answer["Content-Type"].startswith("text/calendar")


@pytest.mark.parametrize("feed", ["/vallee/tout.ics", *OWN])
def test_feed_may_not_be_written(story: Story, feed: str) -> None:
    assert story.server.ask(path_of(feed, story.tokens), method="POST").status == 405
