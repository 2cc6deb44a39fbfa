"""Changes - what a publication did to each permanence, as rows that never change again, and as values to show."""

from collections.abc import Iterable
from typing import Any

from web.models.publications import Change
from web.outputs.agenda import AgendaChange, ChangeKind, Slot
from web.services.listing import Listing
from web.services.occurrences import Became
from web.services.stands import Stand

ENDS = ("before", "after")
FIELDS = ("date", "parts", "venue", "room", "advisor")


def change_row(became: Became, publication: int) -> dict[str, Any]:
    """The columns of the row of `changes` that tells it; `publication` is the publication's id."""
    row: dict[str, Any] = {
        "publication": publication,
        "occurrence": became.occurrence.id,
        "activity": became.occurrence.activity,
        "title": became.occurrence.title,
        "sequence": became.occurrence.sequence + became.occurrence.handovers,
    }
    for end, stand in zip(ENDS, (became.before, became.after), strict=True):
        row |= {f"{end}_{field}": None if stand is None else getattr(stand, field) for field in FIELDS}
    return row


def change_of(row: Change, uid: str, demand: str, listing: Listing) -> AgendaChange:
    """The change that a row tells."""
    before, after = (_slot_of(row, end, listing) for end in ENDS)
    return changed(uid, demand, row.activity, row.title, before, after)


def changed(uid: str, demand: str, activity: str, title: str, before: Slot | None, after: Slot | None) -> AgendaChange:
    return AgendaChange(uid, demand, activity, title, kinds_of(before, after), before, after)


def kinds_of(before: Slot | None, after: Slot | None) -> frozenset[ChangeKind]:
    """What happened between the two; nothing where they are the same."""
    if before is None or after is None:
        return frozenset({ChangeKind.NEW} if before is None else {ChangeKind.CANCELLED})
    differing = {
        ChangeKind.MOVED_IN_TIME: (before.date, before.parts) != (after.date, after.parts),
        ChangeKind.MOVED_IN_PLACE: (before.place.id, before.room) != (after.place.id, after.room),
        ChangeKind.HANDED_OVER: before.advisor != after.advisor,
    }
    return frozenset(kind for kind, differs in differing.items() if differs)


def slot_of(stand: Stand, listing: Listing) -> Slot:
    """The stand with the names that people know."""
    return Slot(
        date=stand.date,
        parts=stand.parts,
        place=listing.places[stand.venue],
        room=listing.room_name(stand.room),
        advisor=stand.advisor,
        advisor_name=listing.advisors[stand.advisor],
    )


def in_order(changes: Iterable[AgendaChange]) -> tuple[AgendaChange, ...]:
    """By the time at which people would come: where it stood, or stands where it is new."""
    return tuple(sorted(changes, key=_order))


def _order(change: AgendaChange) -> tuple[object, ...]:
    slot = change.before or change.after
    assert slot is not None
    return (slot.date, slot.parts[0].start, slot.place.name, change.uid)


def _slot_of(row: Change, end: str, listing: Listing) -> Slot | None:
    day, parts, venue, room, advisor = (getattr(row, f"{end}_{field}") for field in FIELDS)
    return None if day is None else slot_of(Stand(day, parts, venue, room, advisor, ""), listing)
