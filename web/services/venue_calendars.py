"""Venue calendars - a venue's own calendar is read from time to time, and what it tells anew becomes its closures.

Only what has come to the calendar, or gone from it, since it was last read is added or taken back: a closure that a
person has removed, or changed, stays as that person left it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.wording import list_words, number_words
from scheduler.intake import BadInput
from scheduler.intake.texts import read_texts, texts_of
from web.models.calendars import CalendarClosure, VenueCalendar
from web.models.proposals import ReferenceChange
from web.outputs.closure_feed import ToldClosure, UnusableFeedError, closures_in
from web.services.errors import ServiceError, UnknownVenueError
from web.services.fetching import Fetched, FetchError, Reach, fetch
from web.services.journal import note
from web.services.person import Person
from web.services.proposals import make_change
from web.services.reference import loaded_territory
from web.services.writing import begin_writing

EVERY = timedelta(hours=6)
"""How often a calendar is read that can be."""

FIRST_RETRY, LAST_RETRY = timedelta(hours=1), timedelta(hours=24)
"""After a failure; each one after it waits twice as long."""

BEFORE, AHEAD = timedelta(days=31), timedelta(days=400)
"""The days around today whose closures are kept up to date; earlier ones are facts."""

WORDS = "fermé, fermeture, congés"
"""What is proposed; accents, capitals and the ends of words do not matter."""
LONGEST_URL, LONGEST_WORDS = 2000, 200


class UnusableCalendarError(ServiceError):
    """The calendar cannot be fetched or read; `of_address` where another address could help."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a calendar tells at present, and how its server names that state."""

    closures: tuple[ToldClosure, ...]
    fetched: Fetched


def calendars_of(session: Session, territory: str) -> Sequence[VenueCalendar]:
    """By venue."""
    row = VenueCalendar
    return session.scalars(select(row).where(row.territory == territory).order_by(row.venue)).all()


def look(territory: Territory, venue: str, url: str, words: str, today: date, reach: Reach | None = None) -> Told:
    """What the calendar at that address tells of the venue; nothing is kept. Asks the network: no transaction is open.

    Raises UnknownVenueError, UnusableCalendarError.
    """
    if venue not in territory.venue:
        raise UnknownVenueError(territory.id, venue)
    try:
        fetched = fetch(url[: LONGEST_URL + 1], reach)
    except FetchError as error:
        raise UnusableCalendarError(error.text) from error
    return Told(_read(territory, fetched, words, today), fetched)


def follow(
    session: Session,
    person: Person,
    territory: str,
    venue: str,
    url: str,
    words: str,
    now: datetime,
    reach: Reach | None = None,
) -> ReferenceChange | None:
    """Follows the calendar from now on, in place of the venue's former one, and takes its closures over; commit after.

    None: it tells no closure that is not there already. No transaction has begun yet.
    Raises UnknownTerritoryError, UnknownVenueError, UnusableCalendarError.
    """
    loaded = loaded_territory(session, territory)
    session.rollback()
    told = look(loaded, venue, url, words, _today(loaded, now), reach)
    begin_writing(session, territory)
    row = session.get(VenueCalendar, (territory, venue))
    before = None if row is None else {"url": row.url, "words": row.words}
    if row is None:
        row = VenueCalendar(territory=territory, venue=venue, added_by=person.name, added_at=now, failures=0)
        session.add(row)
    row.url, row.words, row.due_at, row.etag, row.modified = url.strip(), words.strip(), now, "", ""
    row.problem = None
    session.flush()
    note(session, person, "calendar_followed", territory, venue, now, before, {"url": row.url, "words": row.words})
    return _take_over(session, row, told, person, now)


def leave(session: Session, person: Person, territory: str, venue: str, now: datetime) -> None:
    """Follows the venue's calendar no longer; the closures that came from it stay. The caller commits."""
    row = session.get(VenueCalendar, (territory, venue))
    if row is None:
        return
    note(session, person, "calendar_left", territory, venue, now, {"url": row.url, "words": row.words})
    session.delete(row)
    session.flush()


def refresh(
    session: Session, person: Person | str, territory: str, venue: str, now: datetime, reach: Reach | None = None
) -> ReferenceChange | None:
    """Reads the venue's calendar again and takes over what is new in it; commit after. No transaction has begun yet.

    None: nothing is new. Raises UnusableCalendarError, which is noted at the calendar as well (commit then too), and
    UnknownVenueError where no calendar is followed.
    """
    row = session.get(VenueCalendar, (territory, venue))
    if row is None:
        raise UnknownVenueError(territory, venue)
    url, words, etag, modified = row.url, row.words, row.etag, row.modified
    loaded = loaded_territory(session, territory)
    session.rollback()
    failure: UnusableCalendarError | None = None
    told: Told | None = None
    try:
        if venue not in loaded.venue:
            raise UnusableCalendarError(UnknownVenueError(territory, venue).text)
        fetched = fetch(url, reach, etag, modified)
        if fetched.content is not None:
            told = Told(_read(loaded, fetched, words, _today(loaded, now)), fetched)
    except FetchError as error:
        failure = UnusableCalendarError(error.text)
    except UnusableCalendarError as error:
        failure = error
    begin_writing(session, territory)
    row = session.get(VenueCalendar, (territory, venue), populate_existing=True)
    if row is None or row.url != url or row.words != words:
        return None  # left, or another one followed, while this one was read
    if failure is not None:
        _note_failure(row, failure, now)
        session.flush()
        raise failure
    if told is None:
        _note_success(row, now)
        session.flush()
        return None
    return _take_over(session, row, told, person, now)


def refresh_due(session: Session, now: datetime, reach: Reach | None = None) -> int:
    """Reads every calendar that is due, one after the other; how many. What the worker calls; commits by itself."""
    row = VenueCalendar
    due = session.execute(select(row.territory, row.venue).where(row.due_at <= now).order_by(row.due_at)).all()
    session.rollback()
    read = 0
    for territory, venue in due:
        claimed = session.execute(
            update(row)
            .where(row.territory == territory, row.venue == venue, row.due_at <= now)
            .values(due_at=now + FIRST_RETRY)
        )
        session.commit()
        if not claimed.rowcount:  # type: ignore[attr-defined]
            continue  # another worker has it
        read += 1
        with suppress(UnusableCalendarError):  # noted at the calendar, where the coordinator reads it
            refresh(session, AUTOMATIC, territory, venue, now, reach)
        session.commit()
    return read


AUTOMATIC = "Agenda du lieu"
"""Who changes the closures when nobody has asked for it."""


def problem_of(row: VenueCalendar) -> Text | None:
    return None if row.problem is None else Text(**json.loads(row.problem))


def with_closures(
    territory: Territory, venue: str, told: Sequence[ToldClosure], former: Sequence[ToldClosure], today: date
) -> Territory:
    """The territory with what has come to the calendar since `former`, and without what has gone from it.

    Raises BadInput where the reader of the files would refuse a closure.
    """
    earliest = today - BEFORE
    went = Counter(_row(venue, one) for one in former if one not in told and one.to >= earliest)
    kept = []
    for closure in territory.closures:
        if went[closure] > 0:
            went[closure] -= 1
        else:
            kept.append(closure)
    places = {_place(closure) for closure in kept}
    come = [_row(venue, one) for one in told if one not in former]
    kept += [closure for closure in come if _place(closure) not in places]
    if tuple(kept) == territory.closures:
        return territory
    return read_texts(texts_of(replace(territory, closures=tuple(kept)))).territory


def _take_over(
    session: Session, row: VenueCalendar, told: Told, person: Person | str, now: datetime
) -> ReferenceChange | None:
    before = loaded_territory(session, row.territory)
    closure = CalendarClosure
    of_calendar = (closure.territory == row.territory, closure.venue == row.venue)
    former = [
        ToldClosure(*cells)
        for cells in session.execute(
            select(closure.from_, closure.to, closure.period, closure.reason).where(*of_calendar)
        )
    ]
    try:
        after = with_closures(before, row.venue, told.closures, former, _today(before, now))
    except BadInput as error:
        failure = UnusableCalendarError(Text(fr=error.issues[0].what("fr"), en=error.issues[0].what("en")))
        _note_failure(row, failure, now)
        session.flush()
        raise failure from error
    session.execute(delete(closure).where(*of_calendar))
    for number, one in enumerate(told.closures):
        session.add(
            closure(
                territory=row.territory,
                venue=row.venue,
                number=number,
                from_=one.from_,
                to=one.to,
                period=one.period,
                reason=one.reason,
            )
        )
    row.etag, row.modified = told.fetched.etag, told.fetched.modified
    _note_success(row, now)
    session.flush()
    if after.digest == before.digest:
        return None
    return make_change(session, person, "calendar", _title(before, after, row.venue), (before, after), now)


def _title(before: Territory, after: Territory, venue: str) -> Text:
    was, now = Counter(before.closures), Counter(after.closures)
    added, removed = (now - was).total(), (was - now).total()
    parts = []
    if added:
        parts.append(number_words(added, Text("ajoutée", "added"), Text("ajoutées", "added")))
    if removed:
        parts.append(number_words(removed, Text("retirée", "removed"), Text("retirées", "removed")))
    name, said = before.venue[venue].name, list_words(parts)
    return Text(
        fr=f"Fermetures de {name}, par son agenda : {said.fr}", en=f"Closures of {name}, by its calendar: {said.en}"
    )


def _read(territory: Territory, fetched: Fetched, words: str, today: date) -> tuple[ToldClosure, ...]:
    assert fetched.content is not None
    try:
        return closures_in(
            fetched.content,
            words[:LONGEST_WORDS],
            today - BEFORE,
            today + AHEAD,
            territory.periods,
            ZoneInfo(territory.timezone),
        )
    except UnusableFeedError as error:
        raise UnusableCalendarError(_sentence(error.text)) from error


def _sentence(text: Text) -> Text:
    return Text(fr=f"{text.fr[0].upper()}{text.fr[1:]}.", en=f"{text.en[0].upper()}{text.en[1:]}.")


def _row(venue: str, told: ToldClosure) -> Closure:
    return Closure(venue, told.from_, told.to, None, told.period or None, told.reason)


def _place(closure: Closure) -> tuple[object, ...]:
    return (closure.venue, closure.room, closure.from_, closure.to, closure.period)


def _note_success(row: VenueCalendar, now: datetime) -> None:
    row.fetched_at = row.read_at = now
    row.due_at, row.failures, row.problem = now + EVERY, 0, None


def _note_failure(row: VenueCalendar, failure: UnusableCalendarError, now: datetime) -> None:
    row.due_at = now + min(LAST_RETRY, FIRST_RETRY * 2 ** min(row.failures, 5))
    row.fetched_at, row.failures = now, row.failures + 1
    row.problem = json.dumps({"fr": failure.text.fr, "en": failure.text.en}, ensure_ascii=False)


def _today(territory: Territory, now: datetime) -> date:
    return now.astimezone(ZoneInfo(territory.timezone)).date()
