"""Linked data - a venue and its dates as schema.org says them, for search engines and assistants."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.domain.time import Clock
from web.outputs.agenda import Agenda, Dated, Host, Part, Place
from web.outputs.pages.lines import Line
from web.outputs.wording import activity_words, phone_of

CONTEXT = "https://schema.org"
MOST_EVENTS = 20


def venue_data(agenda: Agenda, place: Place, lines: Iterable[Line], address: str) -> Mapping[str, Any]:
    """A graph: the place, and its next events; `address` is that of its page. What is not known is left out."""
    host = agenda.host.get(place.structure)
    return {
        "@context": CONTEXT,
        "@graph": [
            _place(place, host, address),
            *(_event(line, part, agenda, host, address) for line in list(lines)[:MOST_EVENTS] for part in line.parts),
        ],
    }


def _place(place: Place, host: Host | None, address: str) -> dict[str, Any]:
    told = {
        "@type": "CivicStructure",
        "@id": f"{address}#lieu",
        "name": place.name,
        "url": address,
        "telephone": phone_of(place, host),
        "address": _known(
            {
                "@type": "PostalAddress",
                "streetAddress": place.address,
                "postalCode": place.postcode,
                "addressLocality": place.commune,
                "addressCountry": "FR",
            }
        ),
        "isAccessibleForFree": True,
    }
    if place.lat is not None and place.lon is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    if place.accessible:
        told["amenityFeature"] = {
            "@type": "LocationFeatureSpecification",
            "name": "Accessible en fauteuil roulant",
            "value": True,
        }
    return _known(told)


def _event(line: Line, part: Part, agenda: Agenda, host: Host | None, address: str) -> dict[str, Any]:
    dated = line.dated
    zone = ZoneInfo(agenda.timezone)
    start, end = (_instant(line, clock, zone) for clock in (part.start, part.end))
    status = {"held": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}[line.state]
    told: dict[str, Any] = {
        "@type": "Event",
        "name": f"{activity_words(dated).fr} – {line.place.name}",
        "startDate": start,
        "endDate": end,
        "eventStatus": f"{CONTEXT}/{status}",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "location": {"@id": f"{address}#lieu"},
        "isAccessibleForFree": True,
        "url": address,
    }
    if host is not None:
        told["organizer"] = {"@type": "GovernmentOrganization", "name": host.name}
    if line.state == "moved":
        told |= _moved(dated, start, zone)
    return told


def _moved(dated: Dated, previous: str, zone: ZoneInfo) -> dict[str, Any]:
    """schema.org tells the new date, and the one before it."""
    first, last = dated.parts[0], dated.parts[-1]
    told = {
        "startDate": _at(dated.date, first.start, zone),
        "endDate": _at(dated.date, last.end, zone),
        "previousStartDate": previous,
    }
    place = dated.place
    told["location"] = {"@type": "Place", "name": place.name, "address": place.commune or place.name}  # type: ignore[assignment]
    return told


def _instant(line: Line, clock: Clock, zone: ZoneInfo) -> str:
    return _at(line.date, clock, zone)


def _at(day: Any, clock: Clock, zone: ZoneInfo) -> str:
    return datetime(day.year, day.month, day.day, clock // 60, clock % 60, tzinfo=zone).isoformat()


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value != ""}


def data_block(data: Mapping[str, Any]) -> str:
    """As JSON that a `script` element may hold: nothing in it can end the element."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
