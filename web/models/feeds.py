"""Feeds - what each calendar held when it was last made, so that it is told as changed when it has changed."""

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import one_of
from web.outputs.readers import Family
from web.outputs.subscribe import FeedKind


class Feed(Base):
    """One calendar: of a venue, commune, structure, room, advisor (`subject`), or of everything (blank)."""

    __tablename__ = "feeds"

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    """SHA-256 of what it holds, in hexadecimal."""
    modified_at: Mapped[datetime.datetime]
    """When the digest last changed: it never goes back."""
    last_day: Mapped[datetime.date]
    """Up to when it goes: a calendar that is cut where it would be too long never becomes shorter again."""

    __table_args__ = (one_of("kind", tuple(FeedKind)),)


class FeedFetch(Base):
    """When clients of one family last asked for a calendar. Who they are, and from where, is not kept."""

    __tablename__ = "feed_fetches"

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    family: Mapped[str] = mapped_column(primary_key=True)
    fetched_at: Mapped[datetime.datetime]

    __table_args__ = (one_of("kind", tuple(FeedKind)), one_of("family", tuple(Family)))
