"""The agenda - what every output is given: a territory's places, hosts and dated permanences, as they stand published.

Plain frozen values. Nothing here has read a clock: what is past, what is still shown, is for the reader of the values
to say, with the time that it is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from scheduler.domain.time import Clock


class Status(StrEnum):
    """Whether a permanence takes place. A cancelled one stays where it was announced, so that people see it."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Host:
    """A host structure, as `structures` describes it; `mention` is what its convention wants on every publication."""

    id: str
    name: str
    kind: str = ""
    mention: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A venue, as `venues` describes it: `structure` is its host's id, `lat` and `lon` are WGS 84 degrees or None."""

    id: str
    name: str
    structure: str
    kind: str = ""
    commune: str = ""
    insee: str = ""
    postcode: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    opening: str = ""
    accessible: bool = True
    zone: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    siret: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The half-day `period` of a permanence, from `start` to `end`, in minutes after midnight, local time."""

    period: str
    start: Clock
    end: Clock


@dataclass(frozen=True, slots=True)
class Former:
    """Where a moved permanence stood before its latest move, announced at `moved_at` by publication `publication`.

    Either its date and parts differ from the present ones, or its place or room, or both.
    """

    date: date
    parts: tuple[Part, ...]
    place: Place
    room: str
    moved_at: datetime
    publication: int


@dataclass(frozen=True, slots=True)
class Cancellation:
    """When a permanence was cancelled, by which publication; `replacement` is the uid of the one that takes its place.

    A replacement is of the same demand, announced by the same publication, and stands in the same agenda's territory.
    """

    at: datetime
    publication: int
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """One occurrence of a demand as it stands published. A cancelled one keeps its last time and place.

    `uid` never changes, whatever moves. `parts` are one half-day, or the am and pm of a full day, in the day's order.
    `created`, `modified` are aware UTC instants: `modified` grows with any change that the public sees, `sequence` with
    one of time, place or status, and neither otherwise; in a rota, both grow when it is handed over. `room` is the
    room's name for people, blank where there is none; `setup_minutes` is how long before the start the advisor is there
    (for the advisor alone).
    """

    uid: str
    demand: str
    activity: str
    date: date
    parts: tuple[Part, ...]
    place: Place
    advisor: str
    advisor_name: str
    structure: str
    status: Status
    sequence: int
    created: datetime
    modified: datetime
    title: str = ""
    room: str = ""
    room_id: str = ""
    booking: str = "walk-in"
    audience: str = ""
    seats: int = 1
    min_participants: int = 0
    setup_minutes: int = 0
    former: Former | None = None
    cancellation: Cancellation | None = None

    @property
    def start(self) -> Clock:
        return self.parts[0].start

    @property
    def end(self) -> Clock:
        return self.parts[-1].end

    @property
    def cancelled(self) -> bool:
        return self.status is Status.CANCELLED


@dataclass(frozen=True)
class Agenda:
    """A territory's publication as it stands, or the part of it that was asked for (a venue's, a commune's…).

    `hosts` and `places` are all of the territory's, by name; `dated` are in order of date, start, place and uid, with
    the cancelled ones among them. `publication` is the number of the latest one, published at `published_at` (aware
    UTC); `first_day` to `last_day` are the days that the publications cover. `modified` is the latest change of
    anything in this part of the agenda.
    """

    territory: str
    name: str
    timezone: str
    hosts: tuple[Host, ...]
    places: tuple[Place, ...]
    dated: tuple[Dated, ...]
    publication: int
    published_at: datetime
    first_day: date
    last_day: date
    modified: datetime
    message: str = ""

    @cached_property
    def host(self) -> Mapping[str, Host]:
        """By id."""
        return {host.id: host for host in self.hosts}

    @cached_property
    def place(self) -> Mapping[str, Place]:
        """By id."""
        return {place.id: place for place in self.places}

    @cached_property
    def by_uid(self) -> Mapping[str, Dated]:
        return {dated.uid: dated for dated in self.dated}


class DutyKind(StrEnum):
    """What an advisor's own calendar holds beside the permanences."""

    BASE = "base"
    """A half-day at the base, `place`, for the host `structure`."""
    TRAVEL = "travel"
    """A drive from `origin` to `place`."""
    SETUP = "setup"
    """The minutes before a permanence, at `place`, in which it is made ready."""
    LEAVE = "leave"
    """A day or half-day of absence; `place` is None, `label` its kind."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One entry of an advisor's own calendar that is not a permanence, stamped as permanences are.

    `start` and `end` are None for a whole day of leave. A duty that has gone stays, cancelled, like a permanence.
    """

    uid: str
    kind: DutyKind
    date: date
    start: Clock | None
    end: Clock | None
    status: Status
    sequence: int
    created: datetime
    modified: datetime
    place: Place | None = None
    origin: Place | None = None
    structure: str = ""
    label: str = ""
    cancelled_at: datetime | None = None


@dataclass(frozen=True)
class Rota:
    """An advisor's own calendar: the agenda of the advisor's permanences alone, and the duties around them."""

    advisor: str
    name: str
    agenda: Agenda
    duties: tuple[Duty, ...] = field(default=())
    """In order of date, start and uid; whole days before timed ones."""


class ChangeKind(StrEnum):
    """What happened to a permanence between two publications; several may hold at once but the first and the last."""

    NEW = "new"
    MOVED_IN_TIME = "moved_in_time"
    MOVED_IN_PLACE = "moved_in_place"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Slot:
    """When, where and by whom: one end of a change. `place` may have gone from the territory since."""

    date: date
    parts: tuple[Part, ...]
    place: Place
    room: str
    advisor: str
    advisor_name: str


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """One permanence that differs between two publications: `before` is None where new, `after` where cancelled."""

    uid: str
    demand: str
    activity: str
    title: str
    kinds: frozenset[ChangeKind]
    before: Slot | None
    after: Slot | None


@dataclass(frozen=True, slots=True)
class Release:
    """One publication: its number, over which days it decides, who published it and when, and what it changed."""

    number: int
    first_day: date
    weeks: int
    author: str
    published_at: datetime
    message: str = ""
    changes: tuple[AgendaChange, ...] = ()
