"""Letters - the mails that a publication sends: one to each venue, structure and advisor concerned.

And, to those who asked for it, each of their dates for their calendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from web.models.outbox import DatesByMail
from web.outputs.addresses import page_addresses
from web.outputs.agenda import Dated, Release
from web.outputs.ical.entry import Entry
from web.outputs.ical.invitation import invitation_text, method_of
from web.outputs.ical.permanences import departed_entry, own_entry, public_entry
from web.outputs.mail import CalendarPart, Letter
from web.outputs.publication_letters import Told, letter_text, subject_words, told_by
from web.services.agendas import Scope, agenda
from web.services.errors import UnknownAdvisorError
from web.services.person import Person
from web.services.rotas import rota

PURPOSE, INVITATION = "publication", "invitation"


@dataclass(frozen=True, slots=True)
class Sending:
    """Somebody whom a publication concerns and the letters to them: none where no address is known."""

    told: Told
    letters: tuple[Letter, ...]

    @property
    def invitations(self) -> int:
        return sum(letter.calendar is not None for letter in self.letters)


def sendings_of(
    session: Session, person: Person, territory: Territory, release: Release, service: str, sender: str
) -> tuple[Sending, ...]:
    """What the publication that stands sends. `service` is the public address, `sender` who mails come from."""
    wished = {
        (kind, subject)
        for kind, subject in session.execute(
            select(DatesByMail.kind, DatesByMail.subject).where(DatesByMail.territory == territory.id)
        )
    }
    return tuple(
        Sending(
            told,
            (
                _letter(person, territory, release, told, service),
                *(
                    _invitations(session, territory, release, told, service, sender)
                    if (told.role, told.id) in wished
                    else ()
                ),
            )
            if told.email
            else (),
        )
        for told in told_by(release, territory)
    )


def _letter(person: Person, territory: Territory, release: Release, told: Told, service: str) -> Letter:
    return Letter(
        key=_key(territory, release, told),
        purpose=PURPOSE,
        territory=territory.id,
        recipient=told.email,
        subject=subject_words(told, territory.name),
        text=letter_text(
            told,
            release,
            territory.name,
            author=person.name,
            address=_page(territory, told, service),
            message=release.message,
        ),
        reply_to=person.email,
    )


def _invitations(
    session: Session, territory: Territory, release: Release, told: Told, service: str, sender: str
) -> Iterator[Letter]:
    """One letter for each date that has changed for them, as their own feed tells it."""
    entries = _entries(session, territory, told, service)
    organizer = parseaddr(sender)[1] or sender
    for change in told.changes:
        entry = entries.get(change.uid)
        if entry is None or (entry.cancelled and change.before is None):
            continue
        yield Letter(
            key=f"{_key(territory, release, told)}/{change.uid}",
            purpose=INVITATION,
            territory=territory.id,
            recipient=told.email,
            subject=f"{'[ANNULÉ] ' if entry.cancelled else ''}{entry.summary} – {entry.date:%d/%m/%Y}",
            text=entry.description + "\n",
            calendar=CalendarPart(
                "CANCEL" if method_of(entry) == "CANCEL" else "REQUEST",
                invitation_text(entry, territory.timezone, organizer, told.email, service),
            ),
        )


def _entries(session: Session, territory: Territory, told: Told, service: str) -> dict[str, Entry]:
    """By uid, every date of theirs as their feed has it: cancelled where it is theirs no more."""
    page = page_addresses(service, territory.id)
    if told.role == "advisor":
        try:
            own = rota(session, territory.id, told.id).agenda
        except UnknownAdvisorError:
            return {}
        return {dated.uid: own_entry(dated, own, page) for dated in own.dated}
    scope = Scope(venue=told.id) if told.role == "venue" else Scope(structure=told.id)
    found = agenda(session, territory.id, scope)

    def is_here(dated: Dated) -> bool:
        return told.id == (dated.place.id if told.role == "venue" else dated.place.structure)

    return {
        dated.uid: public_entry(dated, found, page)
        if is_here(dated) or dated.former is None
        else departed_entry(dated, dated.former, found, page)
        for dated in found.dated
    }


def _page(territory: Territory, told: Told, service: str) -> str:
    """Where everything stands: of a venue its own page, else the territory's."""
    if not service:
        return ""
    if told.role == "venue":
        return page_addresses(service, territory.id)(told.id)
    return f"{service.rstrip('/')}/{territory.id}/"


def _key(territory: Territory, release: Release, told: Told) -> str:
    return f"publication/{territory.id}/{release.number}/{told.role}/{told.id}"


def all_letters(sendings: Sequence[Sending]) -> Iterator[Letter]:
    for sending in sendings:
        yield from sending.letters
