"""Feeds - the calendars of what stands published, each made once for a publication, with when it last changed.

What has passed is cut at the publication, not when somebody asks: a calendar never changes by itself.
"""

import gzip
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from web.models.standing import Standing
from web.outputs.ical.calendar import calendar_lines, stream
from web.outputs.ical.entry import entry_lines
from web.outputs.ical.window import Rendered, fitting
from web.outputs.subscribe import FeedKind
from web.services.agendas import TOMBSTONE_DAYS, cut_day, standing_of
from web.services.feed_content import content_of
from web.services.feed_memory import KeptFeed, memory_of
from web.services.feed_stamps import Stamp, keep_stamp, stamp_of
from web.services.marks import Mark, mark_of

PAST_DAYS = 28
"""What has passed stays in a calendar for so long, counted at the publication."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A calendar of a territory, and the address of the service that it is asked of."""

    territory: str
    kind: FeedKind
    subject: str
    service: str


def known_feed(engine: Engine, asked: Asked) -> KeptFeed | None:
    """The calendar as it stands, where it was made before. One query. Raises UnpublishedError."""
    mark = mark_of(engine, asked.territory)
    known = memory_of(engine).get(asked)
    return known if known is not None and known.mark == mark else None


def feed(session: Session, asked: Asked, at: datetime) -> KeptFeed:
    """The calendar as it stands. Raises UnpublishedError, UnknownFeedError."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    known = known_feed(engine, asked)
    if known is not None:
        return known
    made = _made(session, asked, at)
    memory_of(engine).keep(asked, made)
    return made


def _made(session: Session, asked: Asked, at: datetime) -> KeptFeed:
    standing = standing_of(session, asked.territory)
    former = stamp_of(session, asked.territory, asked.kind, asked.subject)
    lines, last_day = _lines(session, standing, asked, None if former is None else former.last_day)
    digest = _hash("\n".join(lines))
    stamp = Stamp(digest, _modified(digest, former, standing, at), last_day)
    mark = _mark(standing)
    if stamp != former:
        session.rollback()  # what was read is known: nothing holds up the writing
        keep_stamp(session, asked.territory, asked.kind, asked.subject, stamp)
    body = stream(lines, asked.service)
    return KeptFeed(
        mark=mark,
        body=body,
        zipped=gzip.compress(body, mtime=0),
        tag=_hash(f"{digest} {asked.service}")[:32],
        modified=stamp.modified,
    )


def _mark(standing: Standing) -> Mark:
    """Of what was read: something may have been published since the mark was asked for."""
    return Mark(
        standing.territory,
        standing.publication,
        standing.number,
        standing.published_at,
        standing.name,
        standing.timezone,
    )


def _lines(session: Session, standing: Standing, asked: Asked, shown_until: date | None) -> tuple[list[str], date]:
    """The content lines, and up to when they go."""
    today = cut_day(standing)
    content = content_of(
        session, standing, asked.kind, asked.subject, today - timedelta(days=PAST_DAYS + TOMBSTONE_DAYS)
    )
    zone = ZoneInfo(standing.timezone)
    recent = today - timedelta(days=PAST_DAYS)
    tombstones = standing.published_at - timedelta(days=TOMBSTONE_DAYS)
    events = [
        Rendered(entry.date, entry.cancelled, tuple(entry_lines(entry, zone)))
        for entry in content.entries
        if entry.date >= recent or (entry.cancelled and entry.modified >= tombstones)
    ]
    shown = fitting(events, today, shown_until)
    last_day = max((event.date for event in shown), default=today)
    return calendar_lines(content.heading, [event.lines for event in shown]), last_day


def _modified(digest: str, former: Stamp | None, standing: Standing, at: datetime) -> datetime:
    """When it changed: at the publication; now, where the same publication is told otherwise. It never goes back."""
    if former is None:
        return standing.published_at
    if former.digest == digest:
        return former.modified
    if standing.published_at > former.modified:
        return standing.published_at
    return max(at.astimezone(UTC).replace(microsecond=0), former.modified + timedelta(seconds=1))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
