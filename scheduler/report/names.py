"""Names - how short a place can be called without doubt, and the letter that marks a host structure in a grid."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory


class PlaceNames:
    """A venue is called by its commune; where several stand there, by what it is too: « La Flèche, Mairie »."""

    def __init__(self, territory: Territory) -> None:
        standing = Counter(venue.commune for venue in territory.venues)
        self.names: Mapping[str, str] = {
            venue.id: venue.commune if standing[venue.commune] == 1 and venue.commune else _commune_first(venue)
            for venue in territory.venues
        }

    def __getitem__(self, venue: str) -> str:
        return self.names[venue]


def structure_marks(structures: Iterable[str]) -> dict[str, str]:
    """A, B, C… in the order given; numbers where the letters do not suffice; none at all for a single structure."""
    listed = tuple(dict.fromkeys(structures))
    if len(listed) == 1:
        return {listed[0]: ""}
    if len(listed) <= len(ascii_uppercase):
        return dict(zip(listed, ascii_uppercase, strict=False))
    return {structure: str(rank) for rank, structure in enumerate(listed, start=1)}


def _commune_first(venue: Venue) -> str:
    """The commune, then the name without it: a name that is cut short in a narrow column still says where."""
    if not venue.commune:
        return venue.name
    kind = re.sub(rf"[ ’'](?:de |d['’])?{re.escape(venue.commune)}$", "", venue.name)
    return f"{venue.commune}, {kind}"
