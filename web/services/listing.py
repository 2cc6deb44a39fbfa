"""Listing - a territory's hosts, places, rooms and advisors as they stand published, read at once and by id."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from web.models.standing import StandingAdvisor, StandingRoom, StandingStructure, StandingVenue
from web.outputs.agenda import Host, Place

HOST_FIELDS = tuple(f.name for f in fields(Host))
PLACE_FIELDS = tuple(f.name for f in fields(Place))


@dataclass(frozen=True)
class Listing:
    """Everything that was ever described, by id; the ids of the hosts and places that are listed now, by name."""

    hosts: Mapping[str, Host]
    places: Mapping[str, Place]
    rooms: Mapping[str, str]
    """By room, its name for people."""
    advisors: Mapping[str, str]
    """By advisor, the name."""
    listed_hosts: tuple[Host, ...]
    listed_places: tuple[Place, ...]

    def room_name(self, room: str) -> str:
        return self.rooms.get(room, room)


def listing_as_of(territory: Territory, present: Listing) -> Listing:
    """As the territory's files said it then; what they did not have is as it is now."""
    hosts = tuple(Host(**{name: getattr(one, name) for name in HOST_FIELDS}) for one in territory.structures)
    places = tuple(Place(**{name: getattr(one, name) for name in PLACE_FIELDS}) for one in territory.venues)
    return Listing(
        hosts={**present.hosts, **{host.id: host for host in hosts}},
        places={**present.places, **{place.id: place for place in places}},
        rooms={**present.rooms, **{room.id: room.name or room.id for room in territory.rooms}},
        advisors={**present.advisors, **{advisor.id: advisor.name for advisor in territory.advisors}},
        listed_hosts=tuple(sorted(hosts, key=lambda host: (host.name, host.id))),
        listed_places=tuple(sorted(places, key=lambda place: (place.name, place.id))),
    )


def read_listing(session: Session, territory: str) -> Listing:
    """Four queries, whatever the size."""
    hosts, listed_hosts = {}, []
    columns = [getattr(StandingStructure, name) for name in HOST_FIELDS]
    query = select(StandingStructure.listed, *columns).where(StandingStructure.territory == territory)
    for listed, *values in session.execute(query):
        host = Host(*values)
        hosts[host.id] = host
        if listed:
            listed_hosts.append(host)
    places, listed_places = {}, []
    columns = [getattr(StandingVenue, name) for name in PLACE_FIELDS]
    query = select(StandingVenue.listed, *columns).where(StandingVenue.territory == territory)
    for listed, *values in session.execute(query):
        place = Place(*values)
        places[place.id] = place
        if listed:
            listed_places.append(place)
    room, advisor = StandingRoom, StandingAdvisor
    rooms = session.execute(select(room.id, room.name).where(room.territory == territory))
    advisors = session.execute(select(advisor.id, advisor.name).where(advisor.territory == territory))
    return Listing(
        hosts=hosts,
        places=places,
        rooms={id_: name or id_ for id_, name in rooms},
        advisors={row.id: row.name for row in advisors},
        listed_hosts=tuple(sorted(listed_hosts, key=lambda host: (host.name, host.id))),
        listed_places=tuple(sorted(listed_places, key=lambda place: (place.name, place.id))),
    )
