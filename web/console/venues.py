"""Venues - when each is open, which rooms it has, how it is reached; a venue may enter its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from scheduler.calendar.error import CalendarError
from scheduler.calendar.opening import opening_by_day
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import WEEKDAYS, Horizon, monday_of
from scheduler.intake.aliases import normal
from web.console.asking import reach, where
from web.console.pages import page
from web.console.reader import reader
from web.console.row_forms import Part, part_of
from web.console.row_pages import form_page, loaded, place_by_id
from web.outputs.week_hours import PARTS, Week, text_of, week_of
from web.services.editing import rows_of

HOURS = ("opening",)
REACHED = ("accessible", "name", "kind", "phone", "email", "website", "address", "postcode", "commune", "notes")
ROOM = ("name", "capacity", "confidential", "internet", "equipment")

BY_WEEK, ALWAYS, BY_TEXT = "semaine", "toujours", "texte"

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
    hours = _hours(found.venue[venue].opening)
    return form_page(
        found,
        parts,
        "venue.html",
        "venue",
        Text(fr=f"Lieu : {name}", en=f"Venue: {name}"),
        back,
        subject=venue,
        name=name,
        first=HOURS,
        more=REACHED,
        hours=hours,
        prepare=lambda rows: rows.say(0, "opening", _opening(rows.field(0, "opening").data or "", hours)),
        week=_week(found, venue),
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """How the hours are asked for: as a week, always open, or as the text that the files have."""

    mode: str
    week: Week


def _hours(opening: str) -> Hours:
    """What was sent; else what is stored, as a week where a week can say it."""
    if request.method == "POST":
        days = tuple(tuple(_span(day, part) for part in range(PARTS)) for day in range(len(WEEKDAYS)))
        return Hours(request.form.get("mode", BY_TEXT), Week(days, "feries" in request.form))
    known = week_of(opening)
    mode = BY_WEEK if known is not None else BY_TEXT if opening else ALWAYS
    return Hours(mode, known or Week(((),) * len(WEEKDAYS), True))


def _opening(text: str, hours: Hours) -> str:
    """The text of the hours that were sent."""
    return text_of(hours.week) if hours.mode == BY_WEEK else "" if hours.mode == ALWAYS else text


def _span(day: int, part: int) -> tuple[str, str]:
    start, end = (request.form.get(f"h{day}-{part}-{side}", "").strip()[:5] for side in ("de", "a"))
    return start, end


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
