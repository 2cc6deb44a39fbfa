"""Permanences - a dated permanence as an event: for the public, and for the advisor who holds it."""

from dataclasses import replace

from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda, Dated, Former, Place, Status
from web.outputs.ical.entry import Busy, Entry, location_words, position
from web.outputs.wording import NBSP, activity_words, booking_words, hours_words, phone_of, short_day_words


def public_entry(dated: Dated, agenda: Agenda, page: PageOf) -> Entry:
    return _entry(dated, agenda, page, private=False)


def own_entry(dated: Dated, agenda: Agenda, page: PageOf) -> Entry:
    """In the calendar of the advisor, whose time it takes."""
    return _entry(dated, agenda, page, private=True)


def departed_entry(dated: Dated, former: Former, agenda: Agenda, page: PageOf) -> Entry:
    """In the calendar of a place that it has moved away from: cancelled where it was, with where it is now."""
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
    entry = _entry(there, agenda, page, private=False)
    if dated.cancelled:
        return entry
    return replace(entry, description=f"Déplacé{NBSP}: maintenant le {_stand_words(dated)}.\n{entry.description}")


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
        description="\n".join(_description(dated, agenda, private=private)),
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


def _description(dated: Dated, agenda: Agenda, *, private: bool) -> list[str]:
    said = [_capital(f"{short_day_words(dated.date).fr}, {hours_words(dated.parts).fr}.")]
    if dated.cancelled:
        said = [f"Annulé{NBSP}: {said[0][0].lower()}{said[0][1:]}", *_replacement(dated, agenda)]
    elif dated.former is not None:
        former = dated.former
        where = "" if former.place == dated.place else f", {place_words(former.place)}"
        said.append(
            f"Déplacé{NBSP}: c’était le {short_day_words(former.date).fr}, {hours_words(former.parts).fr}{where}."
        )
    said.append(f"{_capital(booking_words(dated.booking).fr)}.")
    phone = phone_of(dated.place, agenda.host.get(dated.place.structure))
    if phone:
        said.append(f"Téléphone{NBSP}: {phone}.")
    if dated.audience:
        said.append(f"Pour{NBSP}: {dated.audience}.")
    if dated.place.accessible and not private:
        said.append("Accessible en fauteuil roulant.")
    if private and dated.setup_minutes:
        said.append(f"Installation{NBSP}: {dated.setup_minutes} minutes avant.")
    host = agenda.host.get(dated.structure)
    if host is not None:
        said.append(_sentence(host.mention or host.name))
    return said


def _replacement(dated: Dated, agenda: Agenda) -> list[str]:
    cancellation = dated.cancellation
    if cancellation is None or cancellation.replacement is None:
        return []
    other = agenda.by_uid.get(cancellation.replacement)
    if other is None or other.cancelled:
        return []
    return [f"Remplacé par le {_stand_words(other)}."]


def _stand_words(dated: Dated) -> str:
    return f"{short_day_words(dated.date).fr}, {hours_words(dated.parts).fr}, {place_words(dated.place)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
