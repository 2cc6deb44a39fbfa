"""Rooms - a room holds one intervention in a half-day, seats its public and meets its needs."""

from collections.abc import Iterator

from scheduler.audit.words import advisor_name, article_of, finding_at, named_once, row_name, venue_name
from scheduler.domain.demands import Demand
from scheduler.domain.places import UNNAMED, Room
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import half_day_words, list_words, number_words

KEY = "rooms"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    held: dict[tuple[str, str, HalfDay], list[PlanRow]] = {}
    for row in plan.interventions:
        room = _room(problem, row)
        if room is None:
            yield _wrong_room(problem, row)
            continue
        held.setdefault((row.venue, room.id, row.half_day), []).append(row)
        if room.id != UNNAMED and room.id in problem.closed.get((row.venue, row.half_day), frozenset()):
            yield _closed_room(problem, row, room)
        yield from _too_small(problem, row, room)
        yield from _unfit(problem, row, room)
    for rows in held.values():
        if len(rows) > 1:
            yield _shared(problem, rows)


def _room(problem: Problem, row: PlanRow) -> Room | None:
    """The room of the row's venue that the row names; None where the venue has no such room."""
    return next((room for room in problem.territory.rooms_of[row.venue] if room.id == row.room), None)


def _offers(problem: Problem, room: Room, need: str) -> bool:
    """`accessible` is the venue's; the unnamed room meets every other need."""
    if need == "accessible":
        return problem.territory.venue[room.venue].accessible
    if room.id == UNNAMED:
        return True
    if need == "confidential":
        return room.confidential
    if need == "internet":
        return room.internet
    return need in room.equipment


def _wrong_room(problem: Problem, row: PlanRow) -> Finding:
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    rooms = [room for room in problem.territory.rooms_of[row.venue] if room.id != UNNAMED]
    names = list_words([Text(fr=_name(room), en=_name(room)) for room in rooms])
    if not rooms:
        fr, en = (
            "ce lieu n’a pas de salle déclarée, la salle doit rester vide",
            "this venue lists no room: leave it blank",
        )
    elif row.room == UNNAMED:
        fr, en = f"la salle manque ({names.fr})", f"the room is missing ({names.en})"
    else:
        fr = f"la salle « {row.room} » n’est pas de ce lieu ({names.fr})"
        en = f"the room '{row.room}' is not of this venue ({names.en})"
    message = Text(fr=f"{what.fr}, {when.fr} : {fr}.", en=f"{what.en}, {when.en}: {en}.")
    return finding_at(KEY, row, message, article_of(problem.territory, row.demand))


def _closed_room(problem: Problem, row: PlanRow, room: Room) -> Finding:
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    message = Text(
        fr=f"{what.fr} : la salle « {_name(room)} » est fermée le {when.fr}.",
        en=f"{what.en}: the room '{_name(room)}' is closed on {when.en}.",
    )
    return finding_at(KEY, row, message, article_of(problem.territory, row.demand))


def _too_small(problem: Problem, row: PlanRow, room: Room) -> Iterator[Finding]:
    demand: Demand = problem.territory.demand[row.demand]
    if room.id == UNNAMED or room.capacity >= demand.seats:
        return
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    seats = number_words(room.capacity, Text(fr="place", en="seat"), Text(fr="places", en="seats"))
    message = Text(
        fr=f"{what.fr}, {when.fr} : la salle « {_name(room)} » a {seats.fr}, il en faut {demand.seats}.",
        en=f"{what.en}, {when.en}: the room '{_name(room)}' has {seats.en}, {demand.seats} are needed.",
    )
    yield finding_at(KEY, row, message, demand.source, demand.seats - room.capacity)


def _unfit(problem: Problem, row: PlanRow, room: Room) -> Iterator[Finding]:
    demand = problem.territory.demand[row.demand]
    missing = sorted(need for need in demand.needs if not _offers(problem, room, need))
    if not missing:
        return
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    named = ", ".join(missing)
    place = Text(fr="le lieu", en="the venue")
    if room.id != UNNAMED:
        place = Text(fr=f"la salle « {_name(room)} »", en=f"the room '{_name(room)}'")
    message = Text(
        fr=f"{what.fr}, {when.fr} : {place.fr} n’offre pas ce qui est demandé ({named}).",
        en=f"{what.en}, {when.en}: {place.en} does not offer what is needed ({named}).",
    )
    yield finding_at(KEY, row, message, demand.source, len(missing))


def _shared(problem: Problem, rows: list[PlanRow]) -> Finding:
    first = rows[0]
    room = problem.territory.room[first.room] if first.room else None
    venue, when = venue_name(problem.territory, first.venue), half_day_words(first.half_day)
    place = f"{_name(room)} ({venue})" if room else venue
    names = [advisor_name(problem.territory, row.advisor) for row in rows]
    who = named_once([Text(fr=name, en=name) for name in names])
    message = Text(
        fr=f"« {place} » tient {len(rows)} interventions le {when.fr} : {who.fr}. Une salle n’en tient qu’une.",
        en=f"'{place}' holds {len(rows)} interventions on {when.en}: {who.en}. A room holds one.",
    )
    return finding_at(KEY, first, message, excess=len(rows) - 1)


def _name(room: Room) -> str:
    return room.name or room.id
