"""Departed - what has left the calendar of a structure or of a commune, and where it last stood there.

A venue may leave them with all its permanences, none of which has changed: the changes alone would not tell. What has
left a venue, a room or an advisor is read from the changes.
"""

import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import Parts, one_of, refers
from web.outputs.agenda import Part
from web.outputs.subscribe import FeedKind

KINDS = (FeedKind.STRUCTURE, FeedKind.COMMUNE)


class Departed(Base):
    """An occurrence that stood in the calendar of a structure or commune (`subject`), until publication `left_by`.

    It may have come back since. Rows go when nobody is told of them any more.
    """

    __tablename__ = "departed"

    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    occurrence: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), primary_key=True)
    date: Mapped[datetime.date]
    parts: Mapped[tuple[Part, ...]] = mapped_column(Parts)
    venue: Mapped[str]
    room: Mapped[str]
    left_at: Mapped[datetime.datetime]
    left_by: Mapped[int]

    __table_args__ = (
        Index(None, "territory", "kind", "subject", "date"),
        refers("standing_venues", "venue"),
        one_of("kind", KINDS),
    )
