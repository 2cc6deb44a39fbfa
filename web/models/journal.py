"""The journal - who did what, when, and what it changed: the database refuses to change or delete a row."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base


class JournalEntry(Base):
    """`who` did `deed` at `at`, to the territory or, without one, to the installation.

    `detail` says to what: a digest, a publication's number, an advisor, an address. `before` and `after` are JSON: what
    was there, and what is there now. `account` is whose deed it was, where it was done in the console.
    """

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    deed: Mapped[str]
    territory: Mapped[str | None] = mapped_column(ForeignKey("territories.id"), index=True)
    detail: Mapped[str]
    account: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    before: Mapped[str | None]
    after: Mapped[str | None]
