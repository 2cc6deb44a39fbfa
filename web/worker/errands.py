"""Errands - what a worker does every minute, asked by nobody: the lost runs, the mails that are due, the calendars."""

import logging
import os
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from web.configuration import read_configuration
from web.jobs import CALENDARS, ERRANDS
from web.services.outbox import send_due
from web.services.run_work import find_lost, forget_removed
from web.services.stale_feeds import remind_stale
from web.services.venue_calendars import refresh_due

logger = logging.getLogger(__name__)

Errand = Callable[[Session, datetime], None]


def do_errands(lane: str, sessions: sessionmaker[Session], now: datetime) -> None:
    """Each in a session of its own; one that fails is told in the log, and the others are done all the same."""
    for errand in ERRANDS_OF[lane]:
        try:
            with sessions() as session:
                errand(session, now)
        except Exception:
            logger.exception("an errand has failed: %s", errand.__name__)


def _tell_the_lost(session: Session, now: datetime) -> None:
    for number in find_lost(session, now):
        logger.warning("run %d is lost: its worker shows no sign of life", number)


def _send_letters(session: Session, now: datetime) -> None:
    server = read_configuration(os.environ).mail
    if server is not None:
        send_due(session, server, now)


def _remind_stale(session: Session, now: datetime) -> None:
    remind_stale(session, read_configuration(os.environ).public_url, now)


def _fetch_calendars(session: Session, now: datetime) -> None:
    refresh_due(session, now)


ERRANDS_OF: Mapping[str, tuple[Errand, ...]] = {
    ERRANDS: (_tell_the_lost, forget_removed, _remind_stale, _send_letters),
    CALENDARS: (_fetch_calendars,),
}
"""By lane: nothing waits for the slow servers of others."""
