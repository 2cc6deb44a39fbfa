"""The letters of a publication: each concerned hears what concerns them alone, and calendars are told date by date."""

from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from tests.feeds.libical import obeys_its_method
from tests.web.console.test_drafts import NOW, person
from tests.web.databases import SqliteDatabases
from tests.web.small import MONDAY, first_plan, publish_plan, signed, small_territory
from web.models.drafts import DraftRow
from web.models.outbox import DatesByMail
from web.outputs.ical.permanences import own_entry
from web.outputs.mail import Letter, message_of
from web.services import draft_edits as edits
from web.services.draft_edits import Spot
from web.services.draft_publishing import Postage, preview, publish_draft
from web.services.drafts import begin
from web.services.letters import Sending
from web.services.person import Person
from web.services.reference import loaded_territory
from web.services.rotas import rota

POSTAGE = Postage("https://permanences.example/", "Permanences <plans@example.org>")
DAYS = {name: MONDAY.replace(day=MONDAY.day + number) for number, name in enumerate(("mo", "tu", "we", "th", "fr"))}


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    return sqlite_databases


@pytest.fixture
def claire(session: Session) -> Person:
    return person(session, "Claire")


@pytest.fixture
def sendings(session: Session, claire: Person) -> Sequence[Sending]:
    """Tuesday's appointment goes to Friday, Thursday's to Bob, Wednesday's workshop is cancelled; all published."""
    draft = changed_draft(session, claire)
    published = publish_draft(session, claire, draft, 3, "Bonne semaine", NOW.replace(day=5), POSTAGE)
    session.commit()
    return published[1]


def changed_draft(session: Session, claire: Person) -> DraftRow:
    told = small_territory()
    territory = signed(
        replace(
            told,
            advisors=tuple(replace(one, email=f"{one.id}@example.org") for one in told.advisors),
            venues=tuple(replace(one, email=f"{one.id}@example.org") for one in told.venues),
        )
    )
    publish_plan(session, territory, first_plan(territory))
    for kind, subject in (("advisor", "ana"), ("advisor", "bob"), ("venue", "mairie"), ("venue", "biblio")):
        session.add(DatesByMail(territory="vallee", kind=kind, subject=subject, asked_at=NOW))
    session.commit()
    loaded = loaded_territory(session, "vallee")
    draft = begin(session, claire, loaded, MONDAY, 4, first_plan(territory), NOW, origin=Text(fr="essai", en="trial"))
    session.commit()
    steps = (
        lambda: edits.move(session, claire, draft, 0, "mairie-rdv", Spot("ana", DAYS["tu"], "am"),
                           Spot("ana", DAYS["fr"], "am"), NOW),
        lambda: edits.move(session, claire, draft, 1, "mairie-rdv", Spot("ana", DAYS["th"], "pm"),
                           Spot("bob", DAYS["th"], "pm"), NOW),
        lambda: edits.take_out(session, claire, draft, 2, "biblio-atelier", Spot("bob", DAYS["we"], "pm"), NOW),
    )  # fmt: skip
    for step in steps:
        step()
        session.commit()
    return draft


def test_each_hears_what_concerns_them(sendings: Sequence[Sending]) -> None:
    heard = {one.told.id: len(one.told.changes) for one in sendings}
    assert heard == {"mairie": 2, "biblio": 1, "cc": 3, "ana": 2, "bob": 2}
    letters = {one.told.id: one.letters for one in sendings}
    assert letters["cc"] == ()
    text = letters["biblio"][0].text
    assert "Premiers pas" in text
    assert "Mairie" not in text
    assert text.startswith(
        "Bonjour,\n\nBonne semaine\n\nLes permanences numériques changent pour Bibliothèque\u00a0:\n– "
    )
    assert "https://permanences.example/vallee/lieux/biblio" in text
    keys = [letter.key for one in sendings for letter in one.letters]
    assert len(set(keys)) == len(keys)


def test_calendars_are_told_date_by_date_with_the_feeds_own_stamps(
    session: Session, sendings: Sequence[Sending]
) -> None:
    told = {one.told.id: [calendar_of(letter) for letter in one.letters[1:]] for one in sendings}

    methods = {name: sorted(str(one["METHOD"]) for one in found) for name, found in told.items()}
    assert methods == {
        "mairie": ["REQUEST", "REQUEST"],
        "biblio": ["CANCEL"],
        "cc": [],
        "ana": ["CANCEL", "REQUEST"],
        "bob": ["CANCEL", "REQUEST"],
    }
    for name in ("ana", "bob"):
        agenda = rota(session, "vallee", name).agenda
        entries = {dated.uid: own_entry(dated, agenda, lambda venue: venue) for dated in agenda.dated}
        for calendar in told[name]:
            (event,) = calendar.walk("VEVENT")
            entry = entries[str(event["UID"])]
            assert int(event["SEQUENCE"]) == entry.sequence > 0
            assert str(event["STATUS"]) == ("CANCELLED" if entry.cancelled else "CONFIRMED")
            assert str(event["ORGANIZER"]) == "mailto:plans@example.org"
            assert str(event["ATTENDEE"]) == f"mailto:{name}@example.org"


def test_invitations_pass_the_table_of_their_method(sendings: Sequence[Sending]) -> None:
    for sending in sendings:
        for letter in sending.letters[1:]:
            (part,) = parts_of(letter)
            octets = part.get_payload(decode=True)
            assert isinstance(octets, bytes)
            assert obeys_its_method(octets)
            assert not obeys_its_method(octets.replace(b"\r\nUID", b"\r\nX-UID", 1))
            assert letter.calendar is not None
            assert part["Content-Type"].params["method"] == letter.calendar.method
            assert part.get_content_charset() == "utf-8"
            assert max(map(len, octets.split(b"\r\n"))) <= 75


def test_preview_shows_the_same_and_does_nothing(session: Session, claire: Person) -> None:
    draft = changed_draft(session, claire)
    _, shown = preview(session, claire, draft, "Bonne semaine", NOW.replace(day=5), POSTAGE)
    _, sent = publish_draft(session, claire, draft, 3, "Bonne semaine", NOW.replace(day=5), POSTAGE)
    session.commit()

    assert [one.told.changes for one in shown] == [one.told.changes for one in sent]
    assert [letter.text for one in shown for letter in one.letters] == [
        letter.text for one in sent for letter in one.letters
    ]


def calendar_of(letter: Letter) -> Calendar:
    (part,) = parts_of(letter)
    return cast(Calendar, Calendar.from_ical(part.get_content()))


def parts_of(letter: Letter) -> list[EmailMessage]:
    """The calendars of the mail as a program that reads mail finds them."""
    message = cast(EmailMessage, message_from_bytes(message_of(letter, POSTAGE.sender, NOW), policy=default))
    return [cast(EmailMessage, part) for part in message.walk() if part.get_content_type() == "text/calendar"]
