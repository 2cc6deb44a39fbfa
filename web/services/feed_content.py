"""Content of feeds - which events belong to which calendar, what it is called, and whose mention it bears."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.models.standing import Standing, StandingCommune, StandingRoom
from web.outputs.addresses import page_addresses
from web.outputs.agenda import Agenda, Dated
from web.outputs.ical.calendar import ANYWHERE, Heading
from web.outputs.ical.duties import duty_entry
from web.outputs.ical.entry import Entry
from web.outputs.ical.permanences import departed_entry, own_entry, place_words, public_entry
from web.outputs.subscribe import FeedKind
from web.services.agendas import Scope, agenda, listing_of
from web.services.errors import ServiceError, UnknownAdvisorError
from web.services.listing import Listing
from web.services.rotas import rota

PUBLIC_WORDS = "Dates et lieux des permanences numériques, tenus à jour."
OWN_WORDS = "Agenda personnel. Cette adresse est secrète : ne la donnez à personne."


class UnknownFeedError(ServiceError):
    """There is no such venue, commune, structure, room or advisor in what stands published."""

    def __init__(self, kind: FeedKind, subject: str) -> None:
        super().__init__(
            Text(
                fr=f"Aucun agenda « {kind}/{subject} » n’est publié.",
                en=f"No calendar '{kind}/{subject}' is published.",
            )
        )


@dataclass(frozen=True, slots=True)
class Content:
    """A calendar before it is cut to its window: its events in order of time."""

    heading: Heading
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a public calendar is about: its name, what it takes of the agenda, and which places are its own."""

    name: str
    scope: Scope
    is_here: Callable[[Dated], bool]
    hosts: frozenset[str]


def content_of(session: Session, standing: Standing, kind: FeedKind, subject: str, since: date) -> Content:
    """With nothing before the day `since`. Raises UnknownFeedError."""
    if kind is FeedKind.ADVISOR:
        return _of_advisor(session, standing, subject, since)
    listing = listing_of(session, standing)
    about = _SUBJECTS[kind](session, standing, listing, subject)
    if about is None:
        raise UnknownFeedError(kind, subject)
    found = agenda(session, standing.territory, _since(about.scope, since))
    entries = [_public(dated, found, about) for dated in found.dated]
    hosts = about.hosts | {dated.structure for dated in found.dated if about.is_here(dated)}
    return Content(
        _heading(about.name, PUBLIC_WORDS, found, hosts), tuple(entry for entry in entries if entry is not None)
    )


def _public(dated: Dated, found: Agenda, about: _Subject) -> Entry | None:
    page = page_addresses(ANYWHERE, found.territory)
    if about.is_here(dated):
        return public_entry(dated, found, page)
    if dated.former is None:
        return None
    return departed_entry(dated, dated.former, found, page)


def _of_advisor(session: Session, standing: Standing, advisor: str, since: date) -> Content:
    try:
        own = rota(session, standing.territory, advisor, Scope(first_day=since))
    except UnknownAdvisorError as error:
        raise UnknownFeedError(FeedKind.ADVISOR, advisor) from error
    page = page_addresses(ANYWHERE, standing.territory)
    entries = [own_entry(dated, own.agenda, page) for dated in own.agenda.dated]
    entries += [duty_entry(duty, own.agenda) for duty in own.duties]
    hosts = {dated.structure for dated in own.agenda.dated} | {duty.structure for duty in own.duties}
    in_order = sorted(entries, key=lambda entry: (entry.date, -1 if entry.start is None else entry.start, entry.uid))
    return Content(_heading(f"Agenda – {own.name}", OWN_WORDS, own.agenda, hosts), tuple(in_order))


def _heading(name: str, words: str, found: Agenda, hosts: Iterable[str]) -> Heading:
    named = [found.host[id_] for id_ in sorted(hosts) if id_ in found.host]
    mentions = dict.fromkeys(host.mention for host in named if host.mention)
    return Heading(name, "\n".join([words, *mentions]), found.timezone, found.published_at)


def _since(scope: Scope, day: date) -> Scope:
    return Scope(scope.venue, scope.commune, scope.structure, scope.room, first_day=day)


def _everything(_session: Session, standing: Standing, listing: Listing, _subject: str) -> _Subject:
    hosts = frozenset(host.id for host in listing.listed_hosts)
    return _Subject(f"Permanences – {standing.name}", Scope(), lambda _: True, hosts)


def _venue(_session: Session, _standing: Standing, listing: Listing, subject: str) -> _Subject | None:
    place = listing.places.get(subject)
    if place is None:
        return None
    return _Subject(
        f"Permanences – {place_words(place)}",
        Scope(venue=subject),
        lambda dated: dated.place.id == subject,
        frozenset({place.structure}),
    )


def _commune(session: Session, standing: Standing, listing: Listing, subject: str) -> _Subject | None:
    places = [place for place in listing.places.values() if place.insee and place.insee == subject]
    name = places[0].commune if places else _former_commune(session, standing, subject)
    if name is None:
        return None
    return _Subject(
        f"Permanences – {name or subject}",
        Scope(commune=subject),
        lambda dated: dated.place.insee == subject,
        frozenset(place.structure for place in places),
    )


def _former_commune(session: Session, standing: Standing, insee: str) -> str | None:
    """The name of a commune that has no venue any more: who has subscribed to it still asks for it."""
    row = StandingCommune
    return session.scalar(select(row.name).where(row.territory == standing.territory, row.insee == insee))


def _structure(_session: Session, _standing: Standing, listing: Listing, subject: str) -> _Subject | None:
    host = listing.hosts.get(subject)
    if host is None:
        return None
    return _Subject(
        f"Permanences – {host.name}",
        Scope(structure=subject),
        lambda dated: dated.place.structure == subject,
        frozenset({subject}),
    )


def _room(session: Session, standing: Standing, listing: Listing, subject: str) -> _Subject | None:
    room = StandingRoom
    venue = session.scalar(select(room.venue).where(room.territory == standing.territory, room.id == subject))
    if venue is None:
        return None
    place = listing.places[venue]
    return _Subject(
        f"{listing.room_name(subject)} – {place_words(place)}",
        Scope(room=subject),
        lambda dated: dated.room_id == subject,
        frozenset({place.structure}),
    )


_SUBJECTS: Mapping[FeedKind, Callable[[Session, Standing, Listing, str], _Subject | None]] = {
    FeedKind.EVERYTHING: _everything,
    FeedKind.VENUE: _venue,
    FeedKind.COMMUNE: _commune,
    FeedKind.STRUCTURE: _structure,
    FeedKind.ROOM: _room,
}
