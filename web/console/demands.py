"""Demands - what is asked for: an extra one for some days, another time for one that is there, or one less."""

import unicodedata
from datetime import date

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import week_number, window_of
from scheduler.intake.aliases import normal
from scheduler.intake.kinds import Unreadable
from scheduler.intake.kinds_of_time import Day
from web.console.asking import where
from web.console.pages import page
from web.console.reader import reader
from web.console.row_forms import Part, RowsForm, part_of
from web.console.row_pages import change_rows, form_page, loaded, named, place_by_id, titled
from web.outputs.data_words import names_of, said_cell
from web.services.editing import Edit, rows_of

DEMAND = Text(fr="Demande : {}", en="Demand: {}")
DEMAND_ONCE = Text(fr="Demande ponctuelle : {}", en="One-off demand: {}")
DEMAND_REMOVED = Text(fr="Demande retirée : {}", en="Demand removed: {}")

ONCE = ("title", "activity", "from", "to", "length", "weekdays", "periods", "start", "end", "advisor", "seats")
ONCE_MORE = (
    "needs",
    "skills",
    "setup_minutes",
    "priority",
    "booking",
    "min_participants",
    "audience",
    "billed",
    "source",
)
HOURS = ("weekdays", "periods", "start", "end", "length", "count", "every_weeks", "min_gap_days", "advisor")
MORE = (
    "title",
    "activity",
    "regular",
    "setup_minutes",
    "from",
    "to",
    "seats",
    "priority",
    "needs",
    "skills",
    "booking",
    "min_participants",
    "audience",
    "billed",
    "source",
)
LONGEST_WINDOW = 8
"""Weeks. A one-off demand whose days lie further apart would be counted in a window that hardly any plan covers."""


def demands(territory: str) -> Response:
    """All of them, by venue; with `?q=`, those whose venue or name has these words."""
    found = loaded(territory)
    language, names = reader().language, names_of(found)
    rows = [
        {
            "id": row["id"],
            "what": row.get("title") or row.get("activity", ""),
            "rhythm": (int(row["count"]), int(row["every_weeks"])),
            "days": said_cell("demands", "weekdays", row.get("weekdays", ""), names, language),
            "hours": " – ".join(row[end] for end in ("start", "end") if end in row),
            "from": said_cell("demands", "from", row.get("from", ""), names, language),
            "to": said_cell("demands", "to", row.get("to", ""), names, language),
            "over": bool(row.get("to")) and row["to"] < where().today.isoformat(),
            "venue": names.get(("venues", row["venue"]), row["venue"]),
        }
        for row in rows_of(found, "demands")
    ]
    asked = request.args.get("q", "").strip()
    shown = [row for row in rows if normal(asked) in normal(f"{row['venue']} {row['what']}")]
    shown.sort(key=lambda row: (str(row["venue"]), str(row["what"])))
    return page("demands.html", rows=shown, asked=asked, venues=sorted(found.venues, key=lambda venue: venue.name))


def new_demand(territory: str, venue: str) -> Response | AnyResponse:
    """Something asked for once, in some days."""
    found = loaded(territory)
    if venue not in found.venue:
        raise NotFound
    fixed = {
        "id": _free_id(found, venue),
        "venue": venue,
        "count": "1",
        "every_weeks": str(_window(found)),
        "regular": "no",
        "min_gap_days": "0",
    }
    part = Part("demands", (*ONCE, *ONCE_MORE), fixed=fixed)
    back = url_for("console.demands", territory=territory)
    return form_page(
        found,
        [part],
        "demand_once.html",
        "demand",
        DEMAND_ONCE,
        back,
        subject=fixed["id"],
        name=found.venue[venue].name,
        prepare=_refuse_long_spans,
        first=ONCE,
        more=ONCE_MORE,
    )


def demand(territory: str, demand: str) -> Response | AnyResponse:
    """Another time, another rhythm, other needs."""
    found = loaded(territory)
    part = part_of(found, "demands", place_by_id(found, "demands", demand), (*HOURS, *MORE))
    back = url_for("console.demands", territory=territory)
    return form_page(
        found,
        [part],
        "demand.html",
        "demand",
        DEMAND,
        back,
        subject=demand,
        name=reader().text(named(found, "demands", part.cells)),
        first=HOURS,
        more=MORE,
        demand=demand,
    )


def remove_demand(territory: str, demand: str) -> AnyResponse:
    found = loaded(territory)
    place = place_by_id(found, "demands", demand)
    title = titled(DEMAND_REMOVED, named(found, "demands", rows_of(found, "demands")[place]))
    back = url_for("console.demands", territory=territory)
    return change_rows(found, [Edit("demands", place, None)], "demand", title, back, demand)


def _window(found: Territory) -> int:
    """The fewest weeks, counted from the anchor, of which one window holds all the days that the form asks for.

    More than LONGEST_WINDOW: that many would not do.
    """
    read = [week_number(day, found.anchor) for day in _days()]
    enough = (n for n in range(1, LONGEST_WINDOW + 1) if len({window_of(week, n) for week in read}) < 2)
    return next(enough, LONGEST_WINDOW + 1)


def _refuse_long_spans(rows: RowsForm) -> None:
    """A window that hardly any plan covers would never be due."""
    if _window(rows.territory) > LONGEST_WINDOW:
        said = Text(
            fr=f"une demande ponctuelle tient en {LONGEST_WINDOW} semaines au plus : rapprochez les deux jours",
            en=f"a one-off demand lies within {LONGEST_WINDOW} weeks at most: bring the two days nearer",
        )
        rows.form.refuse(rows.field(0, "to"), said)


def _days() -> list[date]:
    """The days that the form names; what cannot be read, or is in the wrong order, is for the reader of the files."""
    found = []
    for name in ("from", "to"):
        try:
            found.append(Day().read(request.form.get(f"r0-{name}", "").strip()))
        except Unreadable:
            continue
    return found if found == sorted(found) else []


def _free_id(found: Territory, venue: str) -> str:
    """An id that no demand has, made of what is asked for and where."""
    what = request.form.get("r0-title") or request.form.get("r0-activity") or "demande"
    plain = unicodedata.normalize("NFKD", what.casefold()).encode("ascii", "ignore").decode()
    words = "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
    stem = f"{venue}-{words or 'demande'}"[:80]
    taken = {one.id for one in found.demands}
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)


ROUTES = (
    ("/<territory>/donnees/demandes", demands, ("GET",)),
    ("/<territory>/donnees/lieux/<venue>/demandes/nouvelle", new_demand, ("GET", "POST")),
    ("/<territory>/donnees/demandes/<demand>", demand, ("GET", "POST")),
    ("/<territory>/donnees/demandes/<demand>/retirer", remove_demand, ("POST",)),
)
