"""Accounts - who may come in, with which rights, and what was tried at the door.

No foreign key leads from a right to a structure, venue or advisor: these come and go with a territory's files, and a
right to what has gone opens nothing.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.database import Base
from web.models.columns import at_least, one_of

ROLES = ("administrator", "coordinator", "referent", "deputy", "venue", "advisor")


class Account(Base):
    """One person. Without a `password` (an argon2 hash), the invitation has not been answered yet.

    `links` counts the links that were sent by mail and used: a link names the number that it was made under, and opens
    nothing once that has grown.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]
    links: Mapped[int]
    active: Mapped[bool]
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(order_by="Grant.id", cascade="all, delete-orphan", lazy="selectin")

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"), at_least("links", 0))


class Grant(Base):
    """A role: of the installation (administrator), of a territory, or of one structure, venue or advisor of it."""

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[str]
    territory: Mapped[str | None] = mapped_column(ForeignKey("territories.id"), index=True)
    subject: Mapped[str]

    __table_args__ = (
        UniqueConstraint("account", "role", "territory", "subject"),
        Index(
            "uq_grants_administrator",
            "account",
            unique=True,
            sqlite_where=text("territory IS NULL"),
            postgresql_where=text("territory IS NULL"),
        ),
        one_of("role", ROLES),
        CheckConstraint("(role = 'administrator') = (territory IS NULL)", name="everywhere"),
        CheckConstraint("(role IN ('administrator', 'coordinator')) = (subject = '')", name="about_somebody"),
    )


class Visit(Base):
    """A session: from signing in until signing out, `expires_at`, another password or a closed account."""

    __tablename__ = "visits"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    """Of what the cookie holds, in hexadecimal."""
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginAttempt(Base):
    """What was tried at the door: rows are counted over some minutes, by every worker, and forgotten after a day.

    `key` is a keyed hash of an account's address, of the address of the network, or of both: neither can be read in it.
    """

    __tablename__ = "login_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (Index(None, "key", "at"),)


class Installation(Base):
    """The one row that says what this installation signs with, where the environment does not say it."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str]

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
