"""Calendars - a venue's own calendar, by its address: when it was read, what came of it, which closures it tells."""

import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import at_least, in_order


class VenueCalendar(Base):
    """One venue's calendar. `words` are what an event's title holds for it to be a closure; blank: each event is one.

    `fetched_at` is the last time that it was asked for, `read_at` the last time that it was read through; `problem` is
    why it was not ({fr, en} as JSON), and `failures` how many times in a row. `etag` and `modified` are what its
    server said of what was read.
    """

    __tablename__ = "venue_calendars"

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    venue: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    words: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime.datetime]
    due_at: Mapped[datetime.datetime] = mapped_column(index=True)
    fetched_at: Mapped[datetime.datetime | None]
    read_at: Mapped[datetime.datetime | None]
    problem: Mapped[str | None]
    failures: Mapped[int]
    etag: Mapped[str]
    modified: Mapped[str]

    __table_args__ = (at_least("failures", 0),)


class CalendarClosure(Base):
    """A closure that a venue's calendar told when it was last read: what has gone from it since is taken back."""

    __tablename__ = "calendar_closures"

    territory: Mapped[str] = mapped_column(primary_key=True)
    venue: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    from_: Mapped[datetime.date] = mapped_column("from")
    to: Mapped[datetime.date]
    period: Mapped[str]
    """Blank: the whole day."""
    reason: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(
            ("territory", "venue"), ("venue_calendars.territory", "venue_calendars.venue"), ondelete="CASCADE"
        ),
        in_order("from", "to"),
    )
