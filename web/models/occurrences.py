"""Occurrences - the permanences that were ever announced, each with the identity that it keeps for ever.

What identifies one (its territory, demand, window, number and UID) never changes, and none is ever deleted: the
database refuses it (see the migrations). The rest is where it stands at present. Duties are the same for advisors' own
calendars.
"""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.time import Clock
from web.database import Base
from web.models.columns import Parts, all_or_none, at_least, clock, one_of, refers, within
from web.outputs.agenda import DutyKind, Part, Status

LARGEST_SEQUENCE = 2**31 - 1


class Stamped:
    """The stamps of an entry of a calendar: they rise when it really changes, and only then."""

    uid: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    sequence: Mapped[int]
    created_at: Mapped[datetime.datetime]
    modified_at: Mapped[datetime.datetime]
    cancelled_at: Mapped[datetime.datetime | None]


def stamps() -> tuple[CheckConstraint, ...]:
    """What always holds of an entry's stamps."""
    return (
        one_of("status", tuple(Status)),
        within("sequence", 0, LARGEST_SEQUENCE),
        CheckConstraint("length(uid) BETWEEN 8 AND 255", name="uid_length"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled"),
        CheckConstraint("created_at <= modified_at", name="created_to_modified"),
    )


class Occurrence(Stamped, Base):
    """One occurrence of a demand: the `number`th of a window of weeks.

    Its stamps are those of what the public sees; advisors' own calendars add the `handovers`: how often, and when last,
    it was given to another advisor. `former_…` is where it stood before its latest move, `moved_by` and `cancelled_by`
    the number of the publication.
    """

    __tablename__ = "occurrences"

    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"))
    demand: Mapped[str]
    window_first_week: Mapped[int]
    window_weeks: Mapped[int]
    number: Mapped[int]
    date: Mapped[datetime.date]
    parts: Mapped[tuple[Part, ...]] = mapped_column(Parts)
    venue: Mapped[str]
    room: Mapped[str]
    advisor: Mapped[str]
    structure: Mapped[str]
    activity: Mapped[str]
    title: Mapped[str]
    booking: Mapped[str]
    audience: Mapped[str]
    seats: Mapped[int]
    min_participants: Mapped[int]
    setup_minutes: Mapped[int]
    handovers: Mapped[int]
    handed_over_at: Mapped[datetime.datetime | None]
    former_date: Mapped[datetime.date | None]
    former_parts: Mapped[tuple[Part, ...] | None] = mapped_column(Parts)
    former_venue: Mapped[str | None]
    former_room: Mapped[str | None]
    moved_at: Mapped[datetime.datetime | None]
    moved_by: Mapped[int | None]
    cancelled_by: Mapped[int | None]
    replacement: Mapped[int | None] = mapped_column(ForeignKey("occurrences.id"))

    __table_args__ = (
        UniqueConstraint("territory", "demand", "window_first_week", "window_weeks", "number"),
        Index(None, "territory", "date"),
        Index(None, "territory", "venue", "date"),
        Index(None, "territory", "advisor", "date"),
        Index(None, "territory", "room"),
        Index(None, "territory", "former_venue"),
        Index(None, "territory", "former_room"),
        refers("standing_advisors", "advisor"),
        refers("standing_structures", "structure"),
        refers("standing_venues", "venue"),
        refers("standing_venues", "former_venue"),
        at_least("number", 1),
        at_least("window_weeks", 1),
        all_or_none("former_date", "former_parts", "former_venue", "former_room", "moved_at", "moved_by"),
        all_or_none("cancelled_at", "cancelled_by"),
        CheckConstraint("(handovers = 0) = (handed_over_at IS NULL)", name="handed_over"),
        at_least("handovers", 0),
        CheckConstraint("replacement IS NULL OR status = 'cancelled'", name="replaced"),
        *stamps(),
    )


class Duty(Stamped, Base):
    """An entry of an advisor's own calendar that is not a permanence: a half-day at the base, a drive, a leave.

    It is known by its advisor, kind, day and `slot`: the half-day's name, or the number of the day's drive.
    """

    __tablename__ = "duties"

    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("standings.territory"))
    advisor: Mapped[str]
    kind: Mapped[str]
    date: Mapped[datetime.date]
    slot: Mapped[str]
    start: Mapped[Clock | None] = clock()
    end: Mapped[Clock | None] = clock()
    venue: Mapped[str | None]
    origin: Mapped[str | None]
    structure: Mapped[str]
    label: Mapped[str]

    __table_args__ = (
        UniqueConstraint("territory", "advisor", "kind", "date", "slot"),
        refers("standing_advisors", "advisor"),
        refers("standing_venues", "venue"),
        refers("standing_venues", "origin"),
        one_of("kind", tuple(DutyKind)),
        within("start", 0, 1440),
        within("end", 0, 1440),
        all_or_none("start", "end"),
        *stamps(),
    )
