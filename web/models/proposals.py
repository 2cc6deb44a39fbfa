"""Proposals - changes of the reference data that wait for a yes, and those that were made, which can be undone."""

import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.domain.text import Text
from web.database import Base
from web.models.columns import BothLanguages, all_or_none, at_least, one_of

KINDS = ("upload", "absence", "closure", "demand", "venue", "advisor", "calendar")
"""What a change comes from: files, one of the forms, a venue's own calendar."""


class Proposal(Base):
    """The files as they would be, beside those that they were made from; nothing has changed yet.

    `key` cannot be guessed; `subject` is the advisor, venue or demand that a form is about.
    """

    __tablename__ = "proposals"

    key: Mapped[str] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"))
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    who: Mapped[str]
    proposed_at: Mapped[datetime.datetime]
    kind: Mapped[str]
    subject: Mapped[str]
    title: Mapped[Text] = mapped_column(BothLanguages)
    base_digest: Mapped[str]
    base_archive: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[str]
    archive: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    run: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    """The repair of what stands published that was asked for it."""

    __table_args__ = (one_of("kind", KINDS), Index(None, "territory", "proposed_at"))


class ReferenceChange(Base):
    """The `number`th change that was made to a territory's reference data in the console, and whether it was undone."""

    __tablename__ = "reference_changes"

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime.datetime]
    who: Mapped[str]
    kind: Mapped[str]
    title: Mapped[Text] = mapped_column(BothLanguages)
    before_digest: Mapped[str] = mapped_column(ForeignKey("snapshots.digest"))
    after_digest: Mapped[str]
    undone_at: Mapped[datetime.datetime | None]
    undone_by: Mapped[str | None]

    __table_args__ = (one_of("kind", KINDS), at_least("number", 1), all_or_none("undone_at", "undone_by"))
