"""The journal - who did what, when: rows are added, and the database refuses to change or delete one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import one_of

DEEDS = ("loaded", "published", "republished", "token_renewed")


class JournalEntry(Base):
    """`who` did `deed` to the territory at `at`; `detail` says which: a digest, a publication's number, an advisor."""

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    deed: Mapped[str]
    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), index=True)
    detail: Mapped[str]

    __table_args__ = (one_of("deed", DEEDS),)
