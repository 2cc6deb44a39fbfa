"""Demands - what is asked for, one row each."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.demands import Length
from scheduler.domain.time import Clock
from web.database import Base
from web.models.columns import LengthWord, Weekdays, Words, at_least, clock, in_order, one_of, refers, within
from web.models.territories import Named

BOOKINGS = ("walk-in", "appointment", "sign-up")


class DemandRow(Named, Base):
    """So many occurrences in each window of weeks, in one venue."""

    __tablename__ = "demands"

    venue: Mapped[str]
    activity: Mapped[str]
    length: Mapped[Length] = mapped_column(LengthWord)
    count: Mapped[int]
    every_weeks: Mapped[int]
    weekdays: Mapped[frozenset[int] | None] = mapped_column(Weekdays)
    periods: Mapped[frozenset[str] | None] = mapped_column(Words)
    start: Mapped[Clock | None] = clock()
    end: Mapped[Clock | None] = clock()
    setup_minutes: Mapped[int]
    advisor: Mapped[str | None]
    regular: Mapped[bool]
    min_gap_days: Mapped[int]
    priority: Mapped[int]
    seats: Mapped[int]
    needs: Mapped[frozenset[str]] = mapped_column(Words)
    skills: Mapped[frozenset[str]] = mapped_column(Words)
    billed: Mapped[bool]
    from_: Mapped[date | None] = mapped_column("from")
    to: Mapped[date | None]
    source: Mapped[str]
    title: Mapped[str]
    booking: Mapped[str]
    min_participants: Mapped[int]
    audience: Mapped[str]

    __table_args__ = (
        refers("venues", "venue"),
        refers("advisors", "advisor"),
        one_of("length", tuple(Length)),
        one_of("booking", BOOKINGS),
        at_least("count", 1),
        at_least("every_weeks", 1),
        within("start", 0, 1440),
        within("end", 0, 1440),
        within("setup_minutes", 0, 1440),
        at_least("min_gap_days", 0),
        at_least("priority", 0),
        at_least("seats", 0),
        at_least("min_participants", 0),
        in_order("from", "to"),
    )
