"""Drafts - plans in the making: how each began, and the steps since, which are added and never changed.

The plan of a draft is its rows at the beginning with each step in turn; taking a step back is a step too.
"""

import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import at_least, one_of

KINDS = ("do", "undo", "redo")
"""A change; one that takes a change back; one that makes it again."""


class DraftRow(Base):
    """A plan in the making of `weeks` weeks from `first_day`, beside publication `base` (0: nothing was published).

    `origin` says in words ({fr, en}) what it began as; `rows` are its rows then. `revision` is the number of its last
    step. It has ended where it was published, as number `published`, or put aside.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"))
    first_day: Mapped[datetime.date]
    weeks: Mapped[int]
    base: Mapped[int]
    origin: Mapped[dict[str, str]] = mapped_column(JSON)
    run: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    rows: Mapped[list[Any]] = mapped_column(JSON, deferred=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    who: Mapped[str]
    begun_at: Mapped[datetime.datetime]
    revision: Mapped[int]
    ended_at: Mapped[datetime.datetime | None]
    published: Mapped[int | None]

    __table_args__ = (
        at_least("weeks", 1),
        at_least("base", 0),
        at_least("revision", 0),
        CheckConstraint("published IS NULL OR ended_at IS NOT NULL", name="published_ended"),
        Index(None, "territory", "begun_at"),
    )


class DraftStep(Base):
    """The `number`th step of a draft: rows that went and rows that came, pins put in and drawn out, in words `says`.

    `of` is the step that an undo takes back, or that a redo makes again.
    """

    __tablename__ = "draft_steps"

    draft: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    who: Mapped[str]
    at: Mapped[datetime.datetime]
    kind: Mapped[str]
    of: Mapped[int | None]
    says: Mapped[dict[str, str]] = mapped_column(JSON)
    removed: Mapped[list[Any]] = mapped_column(JSON)
    added: Mapped[list[Any]] = mapped_column(JSON)
    pinned: Mapped[list[Any]] = mapped_column(JSON)
    unpinned: Mapped[list[Any]] = mapped_column(JSON)

    __table_args__ = (
        at_least("number", 1),
        one_of("kind", KINDS),
        CheckConstraint("(kind = 'do') = (\"of\" IS NULL)", name="of_which"),
    )
