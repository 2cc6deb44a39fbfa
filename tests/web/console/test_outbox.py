"""The outbox against a real mail server: each letter once, tried again where it helps, told where nobody can know."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.console.post_office import PostOffice, breaking_after_taking, open_office, refusing
from tests.web.small import load, small_territory
from web.configuration import MailServer
from web.database import database
from web.models.outbox import OutboxLetter, OutboxTry
from web.outputs.mail import CalendarPart, Letter
from web.services.outbox import IN_HAND, PAUSES, Posted, put, send_due

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_office() as opened:
        yield opened


def letter(key: str = "one", recipient: str = "mairie@example.org", calendar: CalendarPart | None = None) -> Letter:
    return Letter(key, "publication", "vallee", recipient, "Vos dates à l’été", "Bonjour,\n\nÀ mardi.\n", calendar)


def keep(session: Session, *letters: Letter, at: datetime = NOW) -> list[bool]:
    if session.scalar(select(OutboxLetter.id)) is None:
        session.rollback()
        load(session, small_territory())
    kept = [put(session, one, at) for one in letters]
    session.commit()
    return kept


def states(session: Session) -> list[str]:
    found = list(session.scalars(select(OutboxLetter.state).order_by(OutboxLetter.id)))
    session.rollback()
    return found


def tries(session: Session) -> list[tuple[str, str]]:
    found = [(row.result, row.said) for row in session.scalars(select(OutboxTry).order_by(OutboxTry.number))]
    session.rollback()
    return found


def test_letter_is_sent_once_and_kept_once(session: Session, office: PostOffice) -> None:
    kept = keep(session, letter(), letter(), letter("two", "biblio@example.org"))

    first, second = (send_due(session, office.server, NOW + timedelta(hours=hour)) for hour in range(2))

    assert kept == [True, False, True]
    assert (first, second) == (Posted(sent=2), Posted())
    assert office.recipients == ["mairie@example.org", "biblio@example.org"]
    one = office.taken[0]
    assert (one["From"], one["To"], one["Subject"]) == (
        "Permanences <plans@example.org>",
        "mairie@example.org",
        "Vos dates à l’été",
    )
    assert one.get_content() == "Bonjour,\r\n\r\nÀ mardi.\r\n"
    assert keep(session, letter()) == [False]
    assert tries(session) == [("sent", "250 taken"), ("sent", "250 taken")]


def test_calendar_part_is_base64_and_names_its_method(session: Session, office: PostOffice) -> None:
    lines = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Été\r\nEND:VCALENDAR\r\n"
    keep(session, letter(calendar=CalendarPart("REQUEST", lines)))

    send_due(session, office.server, NOW)

    plain, calendar = office.taken[0].iter_parts()
    assert office.taken[0].get_content_type() == "multipart/alternative"
    assert plain.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("REQUEST", "utf-8")
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar.get_payload(decode=True) == lines.encode()


def test_letter_that_is_not_taken_now_is_tried_later(session: Session, office: PostOffice) -> None:
    office.answers = [refusing(451, "try later")]
    keep(session, letter())

    assert send_due(session, office.server, NOW) == Posted(deferred=1)
    assert send_due(session, office.server, NOW + PAUSES[0] / 2) == Posted()
    assert send_due(session, office.server, NOW + PAUSES[0]) == Posted(sent=1)
    assert tries(session) == [("deferred", "451 try later"), ("sent", "250 taken")]
    assert len(office.taken) == 1


def test_letter_that_is_never_taken_ends_as_refused(session: Session, office: PostOffice) -> None:
    office.answers = [refusing(550, "no such person"), *[refusing(451, "later")] * (len(PAUSES) + 1)]
    keep(session, letter("gone"))
    assert send_due(session, office.server, NOW) == Posted(refused=1)

    keep(session, letter("full"))
    at = NOW
    for pause in (*PAUSES, timedelta()):
        send_due(session, office.server, at)
        at += pause

    assert states(session) == ["refused", "refused"]
    assert office.answers == office.taken == []


def test_letter_whose_connection_broke_is_told_as_unsure_and_not_sent_again(
    session: Session, office: PostOffice
) -> None:
    office.answers = [breaking_after_taking]
    keep(session, letter(), letter("two"))

    first = send_due(session, office.server, NOW)
    second = send_due(session, office.server, NOW + timedelta(days=3))

    assert (first, second) == (Posted(sent=1, unsure=1), Posted())
    assert states(session) == ["unsure", "sent"]
    assert len(office.taken) == 2


def test_letter_that_a_process_left_in_hand_is_told_as_unsure(session: Session, office: PostOffice) -> None:
    keep(session, letter())
    row = session.scalars(select(OutboxLetter)).one()
    row.state, row.taken_at, row.tries = "sending", NOW, 1
    session.commit()

    send_due(session, office.server, NOW + IN_HAND / 2)
    assert states(session) == ["sending"]
    send_due(session, office.server, NOW + IN_HAND)

    assert states(session) == ["unsure"]
    assert office.taken == []


def test_letters_wait_while_there_is_no_server(session: Session, office: PostOffice) -> None:
    keep(session, letter())
    nowhere = MailServer("smtp", "127.0.0.1", 1, "plans@example.org")

    for day in range(len(PAUSES) + 3):
        assert send_due(session, nowhere, NOW + timedelta(days=day)) == Posted(deferred=1)
    assert send_due(session, office.server, NOW + timedelta(days=30)) == Posted(sent=1)


def test_what_is_no_address_is_refused_at_once(session: Session, office: PostOffice) -> None:
    keep(session, letter(recipient="à la mairie"), letter("two", "a@example.org\r\nBcc: b@example.org"))

    assert send_due(session, office.server, NOW) == Posted()
    assert states(session) == ["refused", "refused"]


def test_two_processes_send_each_letter_once(app: Flask, session: Session, office: PostOffice) -> None:
    keep(session, *(letter(str(number), f"a{number}@example.org") for number in range(30)))
    together = threading.Barrier(3)
    done: list[Posted] = []

    def send() -> None:
        with app.app_context():
            together.wait()
            done.append(send_due(database.session(), office.server, NOW))
            database.session.remove()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(one.sent for one in done) == 30
    assert sorted(office.recipients) == sorted(f"a{number}@example.org" for number in range(30))
