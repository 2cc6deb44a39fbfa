"""A territory: everything that its files say, resolved and cross-checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Absence, Advisor, Pattern, Posting, Structure
from scheduler.domain.places import UNNAMED, Closure, Room, Venue
from scheduler.domain.time import Period


@dataclass(frozen=True, slots=True)
class TravelSettings:
    """How driving is reckoned: the estimate, the router; `lunch_minutes` kept free between two interventions."""

    lunch_minutes: int = 45
    detour: float = 1.4
    speed_kmh: float = 50.0
    router: Literal["osrm", "valhalla"] | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """The prices of the soft goals, in minutes of driving (FORMAT.md, [weights])."""

    unmet: int = 600
    split: int = 300
    change: int = 120
    irregular: int = 60
    travel: int = 1


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A share of each advisor's intervention half-days over the horizon: in a zone, or of billed demands."""

    kind: Literal["zone_share", "billed_share"]
    zone: str = ""
    min: Fraction = Fraction(0)
    max: Fraction = Fraction(1)
    source: str = ""


@dataclass(frozen=True)
class Territory:
    """One territory's files, resolved. Tuples keep the files' order; look-ups go by id."""

    id: str
    name: str
    anchor: date
    periods: tuple[Period, ...]
    structures: tuple[Structure, ...]
    advisors: tuple[Advisor, ...]
    postings: tuple[Posting, ...]
    patterns: tuple[Pattern, ...]
    venues: tuple[Venue, ...]
    rooms: tuple[Room, ...]
    demands: tuple[Demand, ...]
    absences: tuple[Absence, ...] = ()
    closures: tuple[Closure, ...] = ()
    travel_times: tuple[TravelTime, ...] = ()
    share_rules: tuple[ShareRule, ...] = ()
    weights: Weights = field(default_factory=Weights)
    travel: TravelSettings = field(default_factory=TravelSettings)
    source: str = ""
    timezone: str = "Europe/Paris"
    country: str = "FR"
    subdivision: str = ""
    digest: str = ""
    """SHA-256 of the files' content, in hexadecimal: it names the input that a plan was made from."""

    @cached_property
    def structure(self) -> Mapping[str, Structure]:
        return {structure.id: structure for structure in self.structures}

    @cached_property
    def advisor(self) -> Mapping[str, Advisor]:
        return {advisor.id: advisor for advisor in self.advisors}

    @cached_property
    def venue(self) -> Mapping[str, Venue]:
        return {venue.id: venue for venue in self.venues}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def demand(self) -> Mapping[str, Demand]:
        return {demand.id: demand for demand in self.demands}

    @cached_property
    def period(self) -> Mapping[str, Period]:
        return {period.name: period for period in self.periods}

    @cached_property
    def posting(self) -> Mapping[tuple[str, str], Posting]:
        """By (advisor, structure)."""
        return {(posting.advisor, posting.structure): posting for posting in self.postings}

    @cached_property
    def postings_of(self) -> Mapping[str, tuple[Posting, ...]]:
        """By advisor, in the file's order."""
        return {a.id: tuple(p for p in self.postings if p.advisor == a.id) for a in self.advisors}

    @cached_property
    def patterns_of(self) -> Mapping[str, tuple[Pattern, ...]]:
        """By advisor, in the file's order."""
        return {a.id: tuple(p for p in self.patterns if p.advisor == a.id) for a in self.advisors}

    @cached_property
    def rooms_of(self) -> Mapping[str, tuple[Room, ...]]:
        """By venue; a venue that lists none has its one unnamed room, of any capacity, that meets every need."""
        listed: dict[str, list[Room]] = {venue.id: [] for venue in self.venues}
        for room in self.rooms:
            listed[room.venue].append(room)
        return {venue: tuple(rooms) or (Room(UNNAMED, venue),) for venue, rooms in listed.items()}

    def room_fits(self, room: Room, demand: Demand) -> bool:
        """Whether the room seats the demand's public and meets its needs (`accessible` is the venue's)."""
        if "accessible" in demand.needs and not self.venue[room.venue].accessible:
            return False
        if room.id == UNNAMED:
            return True
        offered = set(room.equipment) | {"accessible"}
        if room.confidential:
            offered.add("confidential")
        if room.internet:
            offered.add("internet")
        return room.capacity >= demand.seats and demand.needs <= offered
