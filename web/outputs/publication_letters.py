"""Letters of a publication - who is told, and in which words: each venue, structure and advisor what concerns them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.domain.people import Advisor, Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from web.outputs.agenda import AgendaChange, Release, Slot
from web.outputs.change_wording import change_words

ROLES = ("venue", "structure", "advisor")

ROLE_NAMES = {
    "venue": Text(fr="Lieux", en="Venues"),
    "structure": Text(fr="Structures d’accueil", en="Host structures"),
    "advisor": Text(fr="Conseillers", en="Advisors"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom a publication concerns, with the changes that do, in order; `email` blank where none is known."""

    role: str
    id: str
    name: str
    phone: str
    email: str
    changes: tuple[AgendaChange, ...]


def told_by(release: Release, territory: Territory) -> tuple[Told, ...]:
    """The venues first, then the structures and the advisors, each by name. Who has gone from the files is not told."""
    concerned: dict[tuple[str, str], list[AgendaChange]] = {}
    for change in release.changes:
        for key in dict.fromkeys(key for slot in (change.before, change.after) if slot for key in _concerned(slot)):
            concerned.setdefault(key, []).append(change)
    found = []
    for (role, name), changes in concerned.items():
        known = _known(territory, role).get(name)
        if known is not None:
            found.append(Told(role, name, known.name, known.phone, known.email, tuple(changes)))
    return tuple(sorted(found, key=lambda one: (ROLES.index(one.role), one.name, one.id)))


def subject_words(told: Told, territory: str) -> str:
    """`Permanences numériques – 2 changements (Sarthe)`."""
    number = number_words(len(told.changes), Text(fr="changement", en="change"), Text(fr="changements", en="changes"))
    return f"Permanences numériques – {number.fr} ({territory})"


def letter_text(told: Told, release: Release, territory: str, *, author: str, address: str, message: str) -> str:
    """In French, plain text. `address` is the page where all the dates stand."""
    said = [f"– {change_words(change).said_in('fr')}" for change in told.changes]
    opening = {
        "venue": f"Les permanences numériques changent pour {told.name} :",
        "structure": f"Les permanences numériques changent dans les lieux de {told.name} :",
        "advisor": f"{told.name}, vos permanences changent :",
    }[told.role]
    paragraphs = [
        "Bonjour,",
        *([message] if message else []),
        "\n".join([Text(fr=opening, en="").said_in("fr"), *said]),
        f"Toutes les dates, toujours à jour :\u00a0{address}" if address else "",
        f"{author}, pour {territory} (version {release.number})",
    ]
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _concerned(slot: Slot) -> Iterable[tuple[str, str]]:
    yield "venue", slot.place.id
    yield "structure", slot.place.structure
    yield "advisor", slot.advisor


def _known(territory: Territory, role: str) -> Mapping[str, Venue | Structure | Advisor]:
    by_role: Mapping[str, Mapping[str, Venue | Structure | Advisor]] = {
        "venue": territory.venue,
        "structure": territory.structure,
        "advisor": territory.advisor,
    }
    return by_role[role]
