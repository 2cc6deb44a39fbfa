"""The router - what a routing server is asked for, and what it says of a drive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

Degrees5 = NewType("Degrees5", int)
"""Hundred-thousandths of a degree: about a metre, and exact where it is a key."""

MAX_SNAP_METRES = 1000.0
"""A venue stands on a street. Farther than this from any road its coordinates are wrong (a commune's centre in the
woods, latitude and longitude exchanged) or off the server's map, and the drive that is told is not to that venue."""

Spot = tuple[Degrees5, Degrees5]
"""Latitude and longitude, as a router is asked for them and as the cache keeps them."""


def spot_of(lat: float, lon: float) -> Spot:
    return Degrees5(round(lat * 100_000)), Degrees5(round(lon * 100_000))


def degrees(part: Degrees5) -> float:
    return part / 100_000


@dataclass(frozen=True, slots=True)
class Drive:
    """What the router says of a drive from a spot to a spot.

    `seconds` and `metres` are None where no road leads. `origin_snap` and `destination_snap` are the metres between the
    spot and the point of the road that the router moved it to; None where there is no road anywhere near.
    """

    seconds: float | None
    metres: float | None
    origin_snap: float | None
    destination_snap: float | None

    @property
    def is_far_from_road(self) -> bool:
        """Whether one of its ends is too far from any road for the rest to be said of the venues."""
        return any(snap is None or snap > MAX_SNAP_METRES for snap in (self.origin_snap, self.destination_snap))


class Router(Protocol):
    """A routing server. `block` is how many origins, and how many destinations, one request may have."""

    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def block(self) -> int: ...

    def drives(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> list[list[Drive]]:
        """A row for each origin, with a drive to each destination. Raises RouterError."""
        ...
