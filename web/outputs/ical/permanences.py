"""Permanences - a dated permanence as an event: for the public, and for the advisor who holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda, Dated, Former, Part, Place, Status
from web.outputs.ical.entry import Busy, Entry, location_words, position
from web.outputs.wording import NBSP, activity_words, booking_words, hours_words, phone_of, short_day_words


def public_entry(dated: Dated, agenda: Agenda, page: PageOf) -> Entry:
    return _entry(dated, agenda, page, private=False)


def own_entry(dated: Dated, agenda: Agenda, page: PageOf) -> Entry:
    """In the calendar of the advisor, whose time it takes; of one that is not held, or is somebody else's, no more."""
    entry = _entry(dated, agenda, page, private=True)
    return replace(entry, description=_cancelled_words(dated)) if dated.cancelled else entry


def departed_entry(dated: Dated, former: Former, agenda: Agenda, page: PageOf) -> Entry:
    """In a calendar that it has left: cancelled where it was, with where it is now.

    Where it has not moved, its place has: to the calendar of another host, or of another commune.
    """
    if not dated.cancelled and (former.place, former.date, former.parts) == (dated.place, dated.date, dated.parts):
        return _held_elsewhere(dated, former, agenda, page)
    there = replace(
        dated,
        date=former.date,
        parts=former.parts,
        place=former.place,
        room=former.room,
        status=Status.CANCELLED,
        former=None,
        cancellation=None,
    )
    said = [_cancelled_words(there), *_host_words(there, agenda)]
    if not dated.cancelled:
        said.insert(0, f"Déplacé{NBSP}: maintenant le {_stand_words(dated)}.")
    return replace(_entry(there, agenda, page, private=False), description="\n".join(said))


def _held_elsewhere(dated: Dated, former: Former, agenda: Agenda, page: PageOf) -> Entry:
    entry = _entry(replace(dated, room=former.room, former=None), agenda, page, private=False)
    host = agenda.host.get(dated.place.structure)
    whose = ", ".join(part for part in (host.name if host is not None else "", dated.place.commune) if part)
    said = "A toujours lieu, mais n’est plus dans cet agenda."
    if whose:
        said = f"{said} Maintenant accueilli par{NBSP}: {whose}."
    return replace(
        entry,
        cancelled=True,
        summary=f"Dans cet agenda seulement – {entry.summary}",
        description=f"{said}\n{entry.description}",
    )


def _entry(dated: Dated, agenda: Agenda, page: PageOf, *, private: bool) -> Entry:
    activity = activity_words(dated).fr
    return Entry(
        uid=dated.uid,
        sequence=dated.sequence,
        created=dated.created,
        modified=dated.modified,
        cancelled=dated.cancelled,
        date=dated.date,
        start=dated.start,
        end=dated.end,
        summary=f"{activity} – {place_words(dated.place)}",
        description="\n".join(_description(dated, agenda)),
        location=location_words(dated.place, dated.room),
        geo=position(dated.place),
        url=page(dated.place.id),
        categories=(activity,),
        private=private,
        busy=Busy.BUSY if private else Busy.FREE,
    )


def place_words(place: Place) -> str:
    """`Mairie, Arudy`; `Mairie d’Arudy` where the name says it already."""
    if not place.commune or place.commune.casefold() in place.name.casefold():
        return place.name
    return f"{place.name}, {place.commune}"


def _description(dated: Dated, agenda: Agenda) -> list[str]:
    """What changes it raises the permanence's stamps too: so nothing here is about another permanence."""
    if dated.cancelled:
        said = [_cancelled_words(dated)]
    else:
        said = [f"{_capital(_when_words(dated.date, dated.parts))}.", *_held_words(dated)]
    phone = phone_of(dated.place, agenda.host.get(dated.place.structure))
    if phone:
        said.append(f"Téléphone{NBSP}: {phone}")
    if dated.place.accessible and not dated.cancelled:
        said.append("Accessible en fauteuil roulant.")
    return [*said, *_host_words(dated, agenda)]


def _cancelled_words(dated: Dated) -> str:
    return f"Annulé{NBSP}: {_when_words(dated.date, dated.parts)}."


def _host_words(dated: Dated, agenda: Agenda) -> list[str]:
    host = agenda.host.get(dated.structure)
    return [] if host is None else [said for said in (host.name, host.mention) if said]


def _held_words(dated: Dated) -> Iterator[str]:
    """Where it was before, and how to come."""
    if dated.former is not None:
        former = dated.former
        yield f"Déplacé{NBSP}: c’était le {_when_words(former.date, former.parts)}{_where_words(former, dated)}."
    yield f"{_capital(booking_words(dated.booking).fr)}."
    if dated.seats > 1:
        yield f"{dated.seats} places."
    if dated.min_participants:
        yield f"A lieu à partir de {dated.min_participants} participants."
    if dated.audience:
        yield f"Pour{NBSP}: {dated.audience}."


def _where_words(former: Former, dated: Dated) -> str:
    """Where that was another place, or another room of the place."""
    if former.place != dated.place:
        return f", {place_words(former.place)}"
    return f", {former.room}" if former.room and former.room != dated.room else ""


def _when_words(day: date, parts: Sequence[Part]) -> str:
    return f"{short_day_words(day).fr}, {hours_words(parts).fr}"


def _stand_words(dated: Dated) -> str:
    return f"{_when_words(dated.date, dated.parts)}, {place_words(dated.place)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
