"""Stale feeds - a venue whose calendar was not read since a publication is told by mail of the next 48 hours."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from web.models.occurrences import Occurrence
from web.models.outbox import OutboxLetter
from web.models.publications import Change, Publication
from web.models.standing import Standing, StandingVenue
from web.outputs.addresses import page_addresses
from web.outputs.agenda import AgendaChange, Slot
from web.outputs.mail import Letter, is_address
from web.outputs.stale_letters import stale_letter_text, stale_subject
from web.outputs.subscribe import FeedKind
from web.services.changes import change_of, in_order
from web.services.feed_health import last_read
from web.services.listing import read_listing
from web.services.outbox import put
from web.services.writing import begin_writing

SOON: Final = timedelta(hours=48)
GRACE: Final = timedelta(hours=1)
"""After a publication: calendars that are told to ask every hour have asked by then."""
LOOKED_BACK: Final = timedelta(days=14)
"""Publications that are older have been told by whoever was to be told."""

PURPOSE: Final = "stale"


def remind_stale(session: Session, service: str, at: datetime) -> int:
    """Puts the letters into the outbox, each once; how many are new. Commits. `service` is the public address."""
    territories = list(session.scalars(select(Standing.territory).order_by(Standing.territory)))
    session.rollback()
    return sum(_remind(session, territory, service, at) for territory in territories)


def stale_letters(session: Session, territory: str, service: str, at: datetime) -> tuple[Letter, ...]:
    """One for each venue, publication and day that is concerned, where its calendar was not read since."""
    standing = session.get_one(Standing, territory)
    zone = ZoneInfo(standing.timezone)
    today, until = at.astimezone(zone).date(), (at + SOON).astimezone(zone).date()
    found = _changes(session, territory, at, today, until)
    if not found:
        return ()
    read = last_read(session, territory, FeedKind.VENUE)
    emails = _emails(session, territory)
    page = page_addresses(service, territory) if service else None
    letters = []
    for (venue, made, day), changes in sorted(found.items(), key=lambda one: (one[0][0], one[0][1].number, one[0][2])):
        name, email = emails.get(venue, ("", ""))
        if not is_address(email) or (venue in read and read[venue] >= made.published_at):
            continue
        if _was_told(session, territory, made.number, venue):
            continue
        text = stale_letter_text(
            name, standing.name, in_order(changes), read.get(venue), zone, page(venue) if page else ""
        )
        key = f"stale/{territory}/{venue}/{made.number}/{day}"
        letters.append(Letter(key, PURPOSE, territory, email, stale_subject(day), text))
    return tuple(letters)


def _remind(session: Session, territory: str, service: str, at: datetime) -> int:
    letters = stale_letters(session, territory, service, at)
    known = set(session.scalars(select(OutboxLetter.key).where(OutboxLetter.key.in_([one.key for one in letters]))))
    session.rollback()
    new = [letter for letter in letters if letter.key not in known]
    if not new:
        return 0
    begin_writing(session, territory)
    number = sum(put(session, letter, at) for letter in new)
    session.commit()
    return number


def _changes(
    session: Session, territory: str, at: datetime, today: date, until: date
) -> dict[tuple[str, Publication, date], list[AgendaChange]]:
    """By venue, publication and day: what a publication of late did to the days from today on."""
    listing = read_listing(session, territory)
    row = Change
    rows = session.execute(
        select(row, Publication, Occurrence.uid, Occurrence.demand)
        .join(Publication, row.publication == Publication.id)
        .join(Occurrence, row.occurrence == Occurrence.id)
        .where(
            Publication.territory == territory,
            Publication.published_at.between(at - LOOKED_BACK, at - GRACE),
            or_(row.before_date.between(today, until), row.after_date.between(today, until)),
        )
    )
    found: defaultdict[tuple[str, Publication, date], list[AgendaChange]] = defaultdict(list)
    for change, made, uid, demand in rows:
        told = change_of(change, uid, demand, listing)
        for venue, day in dict.fromkeys(_stands(told.before, told.after)):
            if today <= day <= until:
                found[venue, made, day].append(told)
    return found


def _stands(*slots: Slot | None) -> Iterable[tuple[str, date]]:
    for slot in slots:
        if slot is not None:
            yield slot.place.id, slot.date


def _emails(session: Session, territory: str) -> dict[str, tuple[str, str]]:
    row = StandingVenue
    rows = session.execute(select(row.id, row.name, row.email).where(row.territory == territory))
    return {id_: (name, email) for id_, name, email in rows}


def _was_told(session: Session, territory: str, number: int, venue: str) -> bool:
    """By the letter that went with the publication."""
    key = f"publication/{territory}/{number}/venue/{venue}"
    told = select(OutboxLetter.id).where(
        OutboxLetter.key == key, OutboxLetter.state.in_(("sent", "sending", "waiting"))
    )
    return session.scalar(told) is not None
