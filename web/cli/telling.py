"""Telling - a publication and its changes, as lines to read and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, clock_text
from scheduler.domain.wording import number_words, span_words
from web.outputs.agenda import AgendaChange, Release, Slot
from web.outputs.change_wording import change_words
from web.outputs.national_map.table import refused

NAMED = 5
"""Venues that a line names; what is wrong with the others is the same."""

MAP_COLUMNS = {
    "commune": Text(fr="commune", en="a commune"),
    "postcode": Text(fr="code postal", en="a postcode"),
}


def release_lines(release: Release, name: str) -> Iterator[Text]:
    """What was published, then each change on its line."""
    span = span_words(release.first_day, Horizon(release.first_day, release.weeks).last_day)
    yield Text(
        fr=f"{name} : version {release.number} publiée, {span.fr}.",
        en=f"{name}: version {release.number} published, {span.en}.",
    )
    yield from change_lines(release.changes)


def change_lines(changes: Sequence[AgendaChange]) -> Iterator[Text]:
    """How many changes, and each of them."""
    if not changes:
        yield Text(fr="Aucune permanence ne change.", en="No permanence changes.")
        return
    number = number_words(
        len(changes),
        Text(fr="permanence change", en="permanence changes"),
        Text(fr="permanences changent", en="permanences change"),
    )
    yield Text(fr=f"{number.fr} :", en=f"{number.en}:")
    for change in changes:
        said = change_words(change)
        yield Text(fr=f"  {said.fr}", en=f"  {said.en}")


def map_lines(territory: Territory) -> Iterator[Text]:
    """Which venues the national map will not take, and the column of the files that is blank for them."""
    for column, venues in refused(territory).items():
        named = ", ".join(venue.name for venue in venues[:NAMED])
        number = number_words(len(venues), Text(fr="lieu", en="venue"), Text(fr="lieux", en="venues"))
        more = len(venues) > NAMED
        yield Text(
            fr=f"La carte nationale refusera {number.fr}, faute de {MAP_COLUMNS[column].fr} (colonne {column} de "
            f"venues.csv) : {named}{'…' if more else '.'}",
            en=f"The national map will refuse {number.en}, for want of {MAP_COLUMNS[column].en} (column {column} of "
            f"venues.csv): {named}{'…' if more else '.'}",
        )


def release_document(release: Release, territory: str) -> dict[str, Any]:
    return {
        "territory": territory,
        "publication": release.number,
        "first_day": release.first_day.isoformat(),
        "weeks": release.weeks,
        "author": release.author,
        "published_at": release.published_at.isoformat(),
        "message": release.message,
        "changes": [change_document(change) for change in release.changes],
    }


def change_document(change: AgendaChange) -> dict[str, Any]:
    return {
        "uid": change.uid,
        "demand": change.demand,
        "activity": change.activity,
        "title": change.title,
        "kinds": sorted(change.kinds),
        "before": _slot_document(change.before),
        "after": _slot_document(change.after),
    }


def _slot_document(slot: Slot | None) -> dict[str, Any] | None:
    if slot is None:
        return None
    return {
        "date": slot.date.isoformat(),
        "parts": [
            {"period": part.period, "start": clock_text(part.start), "end": clock_text(part.end)} for part in slot.parts
        ],
        "venue": slot.place.id,
        "room": slot.room,
        "advisor": slot.advisor,
    }
