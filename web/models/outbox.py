"""The outbox - letters that are to be sent, each once; what became of each try; and who asked for dates by mail."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import all_or_none, at_least, one_of

STATES = ("waiting", "sending", "sent", "refused", "unsure", "discarded")
RESULTS = ("sent", "deferred", "refused", "unsure")


class OutboxLetter(Base):
    """One letter to one address. `key` is what it is about: a second letter of the same key is never kept.

    `waiting` until `due_at`; `sending` while a process has it in hand, since `taken_at`; `refused` for good, after a
    final answer or too many tries; `unsure` where the connection broke while the server was taking it: it is not sent
    again unless a person says so. The text of a `confidential` one is forgotten when it has gone.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    territory: Mapped[str | None] = mapped_column(ForeignKey("territories.id"))
    purpose: Mapped[str]
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    calendar_method: Mapped[str | None]
    calendar: Mapped[str | None]
    reply_to: Mapped[str]
    confidential: Mapped[bool]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[str]
    tries: Mapped[int]
    taken_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("state", STATES),
        one_of("calendar_method", ("REQUEST", "CANCEL")),
        all_or_none("calendar_method", "calendar"),
        at_least("tries", 0),
        CheckConstraint("(state = 'sent') <= (sent_at IS NOT NULL)", name="sent"),
        CheckConstraint("(state = 'sending') <= (taken_at IS NOT NULL)", name="taken"),
        Index(None, "state", "due_at"),
        Index(None, "territory", "created_at"),
    )


class OutboxTry(Base):
    """What came of one try to send a letter; `said` is the server's answer, or what went wrong before it could."""

    __tablename__ = "outbox_tries"

    letter: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    result: Mapped[str]
    said: Mapped[str]

    __table_args__ = (one_of("result", RESULTS), at_least("number", 1))


class DatesByMail(Base):
    """That a venue, structure or advisor (`subject`) wants each of its dates as an invitation for its calendar."""

    __tablename__ = "dates_by_mail"

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]

    __table_args__ = (one_of("kind", ("venue", "structure", "advisor")),)
