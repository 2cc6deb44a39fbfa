"""The heart - the thread that says that a worker is alive, writes its runs' news, and hears who wants them to end."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

from sqlalchemy.orm import Session, sessionmaker

from web.services.run_work import BEAT_SECONDS, beat
from web.worker.clock import now
from web.worker.work import Work

logger = logging.getLogger(__name__)

NEWS_SECONDS = 1.0
"""How often the curve of a run grows, and a wish to end it is heard."""


@dataclass
class Hand:
    """A run that was taken; `work` once it has been read. `cancelled` is set when it is to end with what it has."""

    cancelled: Event = field(default_factory=Event)
    work: Work | None = None


@dataclass
class Hands:
    """The runs in hand, by id; several threads take and lay down."""

    runs: dict[int, Hand] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[int, Hand]]:
        return iter(list(self.runs.items()))

    def cancel_all(self) -> None:
        for _, hand in self:
            hand.cancelled.set()


def live(sessions: sessionmaker[Session], worker: str, hands: Hands, until: Event) -> None:
    """Beats until the event; a database that does not answer is asked again: the runs go on meanwhile."""
    beaten = -BEAT_SECONDS
    while not until.wait(NEWS_SECONDS):
        try:
            for _, hand in hands:
                if hand.work is not None:
                    hand.work.write_news()
            if hands.runs or time.monotonic() - beaten >= BEAT_SECONDS:
                beaten = time.monotonic()
                _beat(sessions, worker, hands)
        except Exception:
            logger.exception("the worker could not say that it is alive; it tries again")


def _beat(sessions: sessionmaker[Session], worker: str, hands: Hands) -> None:
    present = dict(hands)
    with sessions() as session:
        stopped = beat(session, worker, present, now())
    for number in stopped:
        present[number].cancelled.set()
