"""The outbox - letters are kept with what they tell of, in one transaction, and sent later, each once.

Several processes may send at once: a letter is taken by one of them. Where the connection breaks while the server is
taking a letter, nobody can know whether it went: it is told as unsure, and sent again only if a person says so.
"""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from web.configuration import MailServer
from web.jobs import ERRANDS, wake_after_commit
from web.models.outbox import OutboxLetter, OutboxTry
from web.outputs.mail import CalendarPart, Letter, is_address, message_of
from web.services.errors import UnknownLetterError
from web.services.journal import note
from web.services.person import Person
from web.services.post import Deferred, Outcome, Post, Unsure
from web.services.writing import take_turn

PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Before each further try; after the last one a letter counts as refused."""

UNREACHABLE_PAUSE: Final = timedelta(minutes=5)
"""Before the next try where the server could not even be reached, which is no fault of the letter."""

IN_HAND: Final = timedelta(minutes=15)
"""A letter that a process has had in hand for longer was left by it: nobody knows whether it went."""

AT_ONCE: Final = 100
"""Letters in one go."""

NO_ADDRESS: Final = "501 this is not an e-mail address"


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters of one go went, wait for another try, were refused, are unsure."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter of the list, with what its last try came to."""

    id: int
    created_at: datetime
    purpose: str
    recipient: str
    subject: str
    state: str
    tries: int
    due_at: datetime
    sent_at: datetime | None
    said: str


def put(session: Session, letter: Letter, at: datetime, due_at: datetime | None = None) -> bool:
    """Keeps the letter until it is sent, from `due_at` on; the caller commits it with what it tells of.

    False, and nothing is kept, where there is one of that key already, sent or not. One to what is no address is kept
    as refused, where a person sees it.
    """
    reachable = is_address(letter.recipient)
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    kept = insert(OutboxLetter).values(
        key=letter.key,
        territory=letter.territory,
        purpose=letter.purpose,
        recipient=letter.recipient,
        subject=letter.subject,
        text=letter.text,
        calendar_method=None if letter.calendar is None else letter.calendar.method,
        calendar=None if letter.calendar is None else letter.calendar.text,
        reply_to=letter.reply_to if is_address(letter.reply_to) else "",
        confidential=letter.confidential,
        created_at=at,
        due_at=due_at or at,
        state="waiting" if reachable else "refused",
        tries=0,
    )
    number = session.scalar(kept.on_conflict_do_nothing(index_elements=["key"]).returning(OutboxLetter.id))
    if number is not None and not reachable:
        session.add(OutboxTry(letter=number, number=1, at=at, result="refused", said=NO_ADDRESS))
        session.flush()
    if number is not None:
        wake_after_commit(session, ERRANDS)
    return number is not None


def send_due(session: Session, server: MailServer, at: datetime) -> Posted:
    """Sends what is due; commits each letter. Never raises for what a server or the network does.

    The session has not begun a transaction yet.
    """
    _give_up_what_was_left(session, at)
    due = select(OutboxLetter.id).where(OutboxLetter.state == "waiting", OutboxLetter.due_at <= at)
    numbers = session.scalars(due.order_by(OutboxLetter.due_at, OutboxLetter.id).limit(AT_ONCE)).all()
    session.rollback()
    if not numbers:
        return Posted()
    counted = dict.fromkeys(("sent", "deferred", "refused", "unsure"), 0)
    try:
        post = Post(server)
    except (OSError, smtplib.SMTPException) as error:
        return Posted(deferred=_unreachable(session, numbers, _words(error), at))
    with post:
        for number in numbers:
            result = _send(session, post, number, server.sender, at)
            if result:
                counted[result] += 1
    return Posted(**counted)


def letters(session: Session, territory: str, limit: int = 200) -> tuple[Kept, ...]:
    """The latest of the territory, the newest first. One query."""
    row, last = OutboxLetter, OutboxTry
    newest = select(func.max(last.number)).where(last.letter == row.id).correlate(row).scalar_subquery()
    columns = (
        row.id,
        row.created_at,
        row.purpose,
        row.recipient,
        row.subject,
        row.state,
        row.tries,
        row.due_at,
        row.sent_at,
    )
    said = func.coalesce(last.said, "").label("said")
    query = select(*columns, said).outerjoin(last, (last.letter == row.id) & (last.number == newest))
    query = query.where(row.territory == territory).order_by(row.id.desc()).limit(limit)
    return tuple(Kept(**found) for found in session.execute(query).mappings())


def state_counts(session: Session, territory: str) -> dict[str, int]:
    """How many letters of the territory are in each state."""
    row = OutboxLetter
    query = select(row.state, func.count().label("number")).where(row.territory == territory).group_by(row.state)
    return {found.state: found.number for found in session.execute(query)}


def send_again(session: Session, person: Person, territory: str, letter: int, at: datetime) -> None:
    """A person has decided that an unsure or refused letter goes (again). Raises UnknownLetterError."""
    row = _stuck(session, territory, letter)
    _noted(session, person, row, "waiting", "letter_sent_again", at)
    row.state, row.tries, row.due_at = "waiting", 0, at


def discard(session: Session, person: Person, territory: str, letter: int, at: datetime) -> None:
    """A person has decided that it does not go (again). Raises UnknownLetterError."""
    row = _stuck(session, territory, letter)
    _noted(session, person, row, "discarded", "letter_discarded", at)
    row.state = "discarded"


def _stuck(session: Session, territory: str, letter: int) -> OutboxLetter:
    row = session.get(OutboxLetter, letter)
    if row is None or row.territory != territory or row.state not in ("unsure", "refused"):
        raise UnknownLetterError(letter)
    return row


def _noted(session: Session, person: Person, row: OutboxLetter, state: str, deed: str, at: datetime) -> None:
    note(session, person, deed, row.territory, row.recipient, at, {"state": row.state}, {"state": state})


def _send(session: Session, post: Post, number: int, sender: str, at: datetime) -> str:
    """What came of it; blank where another process has it in hand."""
    taken = update(OutboxLetter).where(OutboxLetter.id == number, OutboxLetter.state == "waiting")
    take_turn(session)
    values = taken.values(state="sending", taken_at=at, tries=OutboxLetter.tries + 1)
    claimed = session.scalar(values.returning(OutboxLetter.id))
    session.commit()
    if claimed is None:
        return ""
    row = session.get_one(OutboxLetter, number, populate_existing=True)
    recipient, message = row.recipient, message_of(_letter(row), sender, at)
    session.rollback()  # nobody waits for the database while the server takes its time
    outcome = post.hand(recipient, message)
    take_turn(session)
    _keep(session, session.get_one(OutboxLetter, number, populate_existing=True), outcome, at)
    session.commit()
    return outcome.result


def _keep(session: Session, row: OutboxLetter, outcome: Outcome, at: datetime) -> None:
    result = outcome.result
    if isinstance(outcome, Deferred) and row.tries > len(PAUSES):
        result = "refused"
    match result:
        case "deferred":
            row.state, row.due_at = "waiting", at + PAUSES[row.tries - 1]
        case "sent":
            row.state, row.sent_at = "sent", at
            row.text = "" if row.confidential else row.text
        case _:
            row.state = result
    session.add(OutboxTry(letter=row.id, number=_next_try(session, row.id), at=at, result=result, said=outcome.said))


def _unreachable(session: Session, numbers: Sequence[int], said: str, at: datetime) -> int:
    """The letters wait: no try of theirs counts. What is wrong is told once for each."""
    take_turn(session)
    for row in session.scalars(select(OutboxLetter).where(OutboxLetter.id.in_(numbers))):
        if row.state == "waiting":
            row.due_at = at + UNREACHABLE_PAUSE
            number = _next_try(session, row.id)
            session.add(OutboxTry(letter=row.id, number=number, at=at, result="deferred", said=said))
    session.commit()
    return len(numbers)


def _give_up_what_was_left(session: Session, at: datetime) -> None:
    left = (OutboxLetter.state == "sending", OutboxLetter.taken_at <= at - IN_HAND)
    any_left = session.scalar(select(OutboxLetter.id).where(*left).limit(1))
    session.rollback()
    if any_left is None:
        return
    take_turn(session)
    for row in session.scalars(select(OutboxLetter).where(*left)).all():
        _keep(session, row, Unsure("the process that was sending it has ended"), at)
    session.commit()


def _next_try(session: Session, letter: int) -> int:
    return (session.scalar(select(func.max(OutboxTry.number)).where(OutboxTry.letter == letter)) or 0) + 1


def _letter(row: OutboxLetter) -> Letter:
    calendar = None
    if row.calendar is not None:
        calendar = CalendarPart("CANCEL" if row.calendar_method == "CANCEL" else "REQUEST", row.calendar)
    return Letter(
        row.key,
        row.purpose,
        row.territory,
        row.recipient,
        row.subject,
        row.text,
        calendar,
        row.reply_to,
        row.confidential,
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
