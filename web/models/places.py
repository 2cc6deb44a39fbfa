"""Places - venues, rooms, closures and the driving between venues, one row each."""

from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Mapped, mapped_column

from web.database import Base
from web.models.columns import Exact, Words, at_least, in_order, refers, within
from web.models.territories import Named, Numbered


class VenueFields:
    """What is said of a venue."""

    name: Mapped[str]
    structure: Mapped[str]
    kind: Mapped[str]
    commune: Mapped[str]
    insee: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    opening: Mapped[str]
    accessible: Mapped[bool]
    zone: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    siret: Mapped[str]
    notes: Mapped[str]


class VenueRow(VenueFields, Named, Base):
    """A venue."""

    __tablename__ = "venues"
    __table_args__ = (refers("structures", "structure"), within("lat", -90, 90), within("lon", -180, 180))


class RoomRow(Named, Base):
    """A room of a venue."""

    __tablename__ = "rooms"

    venue: Mapped[str]
    name: Mapped[str]
    capacity: Mapped[int]
    confidential: Mapped[bool]
    internet: Mapped[bool]
    equipment: Mapped[frozenset[str]] = mapped_column(Words)

    __table_args__ = (refers("venues", "venue"), at_least("capacity", 0))


class ClosureRow(Numbered, Base):
    """A venue, or one of its rooms, closed for some days."""

    __tablename__ = "closures"

    venue: Mapped[str]
    from_: Mapped[date] = mapped_column("from")
    to: Mapped[date]
    room: Mapped[str | None]
    period: Mapped[str | None]
    reason: Mapped[str]

    __table_args__ = (refers("venues", "venue"), refers("rooms", "room"), in_order("from", "to"))


class TravelRow(Numbered, Base):
    """Minutes of driving from one venue to another."""

    __tablename__ = "travel_times"

    origin: Mapped[str]
    destination: Mapped[str]
    minutes: Mapped[int]
    km: Mapped[Fraction | None] = mapped_column(Exact)

    __table_args__ = (
        refers("venues", "origin"),
        refers("venues", "destination"),
        at_least("minutes", 0),
    )
