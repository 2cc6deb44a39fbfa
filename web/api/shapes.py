"""The shapes of the API's answers, as pydantic models: what the OpenAPI description is made of. No advisor is named."""

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """What every answer is."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says it.")
    title: str = Field(description="In French, or in English with lang=en, as all that follows.")
    status: int
    detail: str
    errors: list["Mistake"] = Field(description="Each parameter that cannot be used, and why.")


class Mistake(Shape):
    parameter: str
    value: str | None
    message: str


class Territory(Shape):
    id: str
    name: str
    publication: int = Field(description="The number of the latest publication.")
    published_at: datetime.datetime
    url: str = Field(description="Its page for the public.")


class Territories(Shape):
    items: list[Territory]


class Venue(Shape):
    id: str
    name: str
    structure: str = Field(description="The id of its host structure.")
    kind: str
    commune: str
    insee: str
    postcode: str
    address: str
    lat: float | None
    lon: float | None
    opening: str = Field(description="When it is open, as OSM opening_hours; blank: always.")
    accessible: bool
    phone: str
    email: str
    website: str
    siret: str
    url: str = Field(description="Its page for the public.")
    calendar: str = Field(description="Its iCal feed.")
    poster: str = Field(description="Its poster, a PDF.")


class Venues(Shape):
    items: list[Venue]


class Structure(Shape):
    id: str
    name: str
    kind: str
    mention: str = Field(description="What its convention wants on every publication.")
    phone: str
    email: str
    website: str
    calendar: str = Field(description="Its iCal feed.")


class Structures(Shape):
    items: list[Structure]


class Part(Shape):
    period: str
    start: str = Field(description="Local time, HH:MM.")
    end: str = Field(description="Local time, HH:MM.")


class Former(Shape):
    """Where a moved permanence stood before its latest move."""

    date: datetime.date
    parts: list[Part]
    venue: str
    room: str
    moved_at: datetime.datetime
    publication: int


class Cancellation(Shape):
    at: datetime.datetime
    publication: int
    replacement: str | None = Field(description="The uid of what takes its place.")


class Intervention(Shape):
    """A dated permanence, as it stands published."""

    uid: str = Field(description="Never changes, whatever moves.")
    status: Literal["planned", "cancelled"]
    date: datetime.date
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    parts: list[Part] = Field(description="One half-day, or the two of a full day.")
    activity: str
    title: str
    booking: str = Field(description="walk-in, appointment or sign-up.")
    audience: str
    seats: int
    min_participants: int
    venue: str
    room: str
    structure: str
    sequence: int = Field(description="Grows when time, place or status changes.")
    created: datetime.datetime
    modified: datetime.datetime
    former: Former | None
    cancellation: Cancellation | None
    url: str = Field(description="The page of its venue.")


class Interventions(Shape):
    """A page of them, in order of date, start and uid."""

    publication: int
    items: list[Intervention]
    next_cursor: Annotated[str | None, Field(description="What to pass as cursor for the next page; null on the last.")]


class Slot(Shape):
    date: datetime.date
    parts: list[Part]
    venue: str
    room: str


Kind = Literal["new", "moved_in_time", "moved_in_place", "handed_over", "cancelled"]


class Change(Shape):
    """A permanence that a publication has changed."""

    uid: str
    activity: str
    title: str
    kinds: list[Kind]
    before: Slot | None = Field(description="null where it is new.")
    after: Slot | None = Field(description="null where it is cancelled.")


class Publication(Shape):
    number: int
    first_day: datetime.date = Field(description="The first of the days that it decides.")
    weeks: int
    published_at: datetime.datetime
    message: str
    changes: int = Field(description="How many permanences it has changed.")


class Publications(Shape):
    """The newest first."""

    items: list[Publication]


class PublicationWithChanges(Shape):
    number: int
    first_day: datetime.date
    weeks: int
    published_at: datetime.datetime
    message: str
    changes: list[Change]
