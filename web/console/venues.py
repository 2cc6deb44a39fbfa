"""Venues - when each is open, which rooms it has, how it is reached; a venue may enter its own."""

from datetime import date, timedelta

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from scheduler.calendar.error import CalendarError
from scheduler.calendar.opening import opening_by_day
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon, monday_of
from scheduler.intake.aliases import normal
from web.console.asking import reach, where
from web.console.pages import page
from web.console.reader import reader
from web.console.row_forms import Part, part_of
from web.console.row_pages import form_page, loaded, place_by_id
from web.services.editing import rows_of

HOURS = ("opening", "accessible")
REACHED = ("name", "kind", "phone", "email", "website", "address", "postcode", "commune", "notes")
ROOM = ("name", "capacity", "confidential", "internet", "equipment")

OPENS = {
    "absence": "console.new_absence",
    "fermeture": "console.new_closure",
    "demande": "console.new_demand",
    "lieu": "console.venue",
    "agenda": "console.venue_calendar",
}
"""What a list of venues or advisors leads to, by the word in its address."""


def venues(territory: str) -> Response:
    """Those within reach, by name; with `?q=`, those whose name has these words."""
    found = loaded(territory)
    within = reach()
    asked = request.args.get("q", "").strip()
    own = [venue for venue in found.venues if within.holds("venue", venue.id) and normal(asked) in normal(venue.name)]
    own.sort(key=lambda venue: venue.name)
    rooms = {venue.id: [room for room in found.rooms if room.venue == venue.id] for venue in own}
    return page("venues.html", venues=own, rooms=rooms, asked=asked)


def venue(territory: str, venue: str) -> Response | AnyResponse:
    """Its hours, rooms, telephone; a room more or less."""
    found = loaded(territory)
    place = place_by_id(found, "venues", venue)
    name = found.venue[venue].name
    rooms = [number for number, row in enumerate(rows_of(found, "rooms")) if row["venue"] == venue]
    new_room = Part("rooms", ROOM, fixed={"id": _free_room(found.room, venue), "venue": venue}, optional=True)
    parts = [
        part_of(found, "venues", place, (*HOURS, *REACHED)),
        *(part_of(found, "rooms", number, ROOM, removable=True) for number in rooms),
        new_room,
    ]
    back = url_for("console.venues", territory=territory)
    return form_page(
        found,
        parts,
        "venue.html",
        "venue",
        f"Lieu : {name}",
        back,
        subject=venue,
        name=name,
        first=HOURS,
        more=REACHED,
        week=_week(found, venue),
    )


def choose(territory: str) -> AnyResponse:
    """From a list of venues, or of advisors, in a form without script to the page of the one that was chosen."""
    subject = request.args.get("lieu") or request.args.get("conseiller") or ""
    endpoint = OPENS.get(request.args.get("pour", ""))
    if not subject or endpoint is None:
        return redirect(url_for("console.reference", territory=territory), 303)
    if endpoint == "console.new_absence":
        return redirect(url_for(endpoint, territory=territory, advisor=subject), 303)
    return redirect(url_for(endpoint, territory=territory, venue=subject), 303)


def _week(found: Territory, venue: str) -> list[tuple[date, list[str]]]:
    """What its hours come to next week, day by day: ("9 h–12 h" …), none where it is closed; blank: always open."""
    monday = monday_of(where().today) + timedelta(weeks=1)
    opening = found.venue[venue].opening
    try:
        days = opening_by_day(opening, Horizon(monday, 1), found.country) if opening else {}
    except CalendarError:
        return []  # a year whose public holidays are not known: the hours stand as they are written
    w = reader()
    return [(day, [f"{w.clock(opens)}–{w.clock(closes)}" for opens, closes in open_]) for day, open_ in days.items()]


def _free_room(known: object, venue: str) -> str:
    taken = set(known) if isinstance(known, dict) else set()
    return next(
        name for n in range(1, len(taken) + 2) if (name := f"{venue}-salle{'' if n == 1 else f'-{n}'}") not in taken
    )


ROUTES = (
    ("/<territory>/donnees/choisir", choose, ("GET",)),
    ("/<territory>/donnees/lieux", venues, ("GET",)),
    ("/<territory>/donnees/lieux/<venue>", venue, ("GET", "POST")),
)
