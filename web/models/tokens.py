"""Tokens - what opens an advisor's own calendar: kept as a hash, one for each advisor, the former ones forgotten."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base


class AdvisorToken(Base):
    """The SHA-256 of an advisor's token, in hexadecimal: 128 random bits need no slower hash."""

    __tablename__ = "advisor_tokens"

    territory: Mapped[str] = mapped_column(ForeignKey("territories.id"), primary_key=True)
    advisor: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
