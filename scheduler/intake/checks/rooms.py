"""Checks that some room of its venue can hold each demand, and says why none can."""

from scheduler.domain.demands import Demand
from scheduler.domain.places import Room
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Report

SHOWN = 4
"""How many rooms a message goes through."""


def check_rooms(territory: Territory, draft: Draft, report: Report) -> None:
    for row, demand in draft.pairs("demands", territory.demands):
        rooms = territory.rooms_of[demand.venue]
        if any(territory.room_fits(room, demand) for room in rooms):
            continue
        if "accessible" in demand.needs and not territory.venue[demand.venue].accessible:
            row.refuse(
                report,
                "needs",
                Text(
                    fr=f"le lieu « {demand.venue} » n’est pas accessible, et la demande l’exige",
                    en=f'the venue "{demand.venue}" is not accessible, and the demand needs it to be',
                ),
            )
        elif not draft.is_doubtful("rooms", venue=demand.venue):
            whys = [_why_not(room, demand) for room in rooms[:SHOWN]]
            row.refuse(
                report,
                "needs" if any(demand.seats <= room.capacity for room in rooms) else "seats",
                Text(
                    fr=f"aucune salle de « {demand.venue} » ne peut l’accueillir : {' ; '.join(w.fr for w in whys)}",
                    en=f'no room of "{demand.venue}" can hold it: {"; ".join(w.en for w in whys)}',
                ),
                _misspelt_need(territory, demand),
            )


def _offers(room: Room) -> frozenset[str]:
    own = {"confidential"} if room.confidential else set()
    if room.internet:
        own.add("internet")
    return room.equipment | own | {"accessible"}


def _why_not(room: Room, demand: Demand) -> Text:
    lacks = ", ".join(sorted(demand.needs - _offers(room)))
    fr = [f"{room.capacity} places pour {demand.seats}"] if room.capacity < demand.seats else []
    en = [f"{room.capacity} seats for {demand.seats}"] if room.capacity < demand.seats else []
    if lacks:
        fr.append(f"il manque {lacks}")
        en.append(f"lacks {lacks}")
    return Text(fr=f"{room.id} ({', '.join(fr)})", en=f"{room.id} ({', '.join(en)})")


def _misspelt_need(territory: Territory, demand: Demand) -> str | None:
    """What the territory's rooms offer instead, where a need is offered nowhere and looks like a slip."""
    offered = frozenset({"confidential", "internet", "accessible"}).union(*(r.equipment for r in territory.rooms))
    return next((near for need in sorted(demand.needs - offered) if (near := nearly(need, offered))), None)
