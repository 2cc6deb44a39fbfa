"""The process - what a worker does from its beginning to its end: its lanes, its errands, its leaving."""

import logging
import threading
import time
from collections.abc import Callable

from huey import crontab
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from scheduler.calendar.error import CalendarError
from scheduler.domain.text import Text
from scheduler.travel.error import TravelError
from web.database import keep_sqlite_honest
from web.jobs import ANSWER, CALENDARS, ERRANDS, SOLVE, queue, waking
from web.services.errors import ServiceError
from web.services.run_work import begin_worker, end_worker, fail, finish, queued, take_next
from web.services.runs import LANE_OF
from web.worker.clock import now
from web.worker.consumer import ConsumerThatLeaves
from web.worker.errands import ERRANDS_OF, do_errands
from web.worker.heart import Hand, Hands, live
from web.worker.work import Done, NoAnswerError, pick_up

logger = logging.getLogger(__name__)

AT_ONCE = {SOLVE: 1, ANSWER: 2, ERRANDS: 1, CALENDARS: 1}
"""How many things one worker does at the same time, lane by lane."""

TRIES = (1.0, 3.0, 10.0)
"""Seconds between the attempts to write what a run came to, where the database does not answer."""

OURS = Text(
    fr="Le calcul s’est arrêté sur une erreur du logiciel : elle est dans le journal du processus de calcul.",
    en="The run ended with an error of the software: it is in the worker's log.",
)


class Worker:
    """One process; `cores` for each search. `run`, in the main thread, comes back once it was told to go."""

    def __init__(self, database_url: str, cores: int) -> None:
        self.engine = create_engine(database_url)
        keep_sqlite_honest(self.engine)
        self.sessions: sessionmaker[Session] = sessionmaker(self.engine)
        self.cores = cores
        self.name = ""
        self._hands = Hands()
        self._leaving = threading.Event()
        self._places = {lane: threading.Semaphore(most) for lane, most in AT_ONCE.items()}
        self._queue = queue(database_url)
        self._wake = waking(self._queue, self._woken)
        self._queue.periodic_task(crontab(), name="look_around")(self._look_around)

    def run(self) -> bool:
        """Works until SIGTERM or SIGINT, when runs in hand keep the best that they have; whether all of them could."""
        with self.sessions() as session:
            self.name = begin_worker(session, now())
        gone = threading.Event()
        heart = threading.Thread(target=live, args=(self.sessions, self.name, self._hands, gone), daemon=True)
        heart.start()
        try:
            ConsumerThatLeaves(self._queue, sum(AT_ONCE.values()) + 1, self._leave).run()
        finally:
            gone.set()
            heart.join()
            everything = not self._hands.runs
            with self.sessions() as session:
                end_worker(session, self.name, now())
        return everything

    def _leave(self) -> None:
        """Nothing new is begun; every run in hand ends with what it has."""
        self._leaving.set()
        self._hands.cancel_all()

    def _look_around(self) -> None:
        """Every minute, and at the beginning: what nobody woke it for."""
        for lane in AT_ONCE:
            self._wake(lane)

    def _woken(self, lane: str) -> None:
        """Does what waits in the lane, if it has a place; whoever has one goes on until nothing waits."""
        if lane in ERRANDS_OF:
            self._in_place(lane, lambda: do_errands(lane, self.sessions, now()))
            return
        while self._waits(lane) and self._in_place(lane, lambda: self._work_off(lane)):
            pass  # once more: something may have come in just before the place was left

    def _in_place(self, lane: str, work: Callable[[], None]) -> bool:
        """Whether there was a place in the lane."""
        if self._leaving.is_set() or not self._places[lane].acquire(blocking=False):
            return False
        try:
            work()
        finally:
            self._places[lane].release()
        return True

    def _waits(self, lane: str) -> bool:
        with self.sessions() as session:
            return queued(session, _kinds(lane))

    def _work_off(self, lane: str) -> None:
        while not self._leaving.is_set():
            with self.sessions() as session:
                number = take_next(session, self.name, _kinds(lane), now())
            if number is None:
                return
            hand = self._hands.runs[number] = Hand()
            if self._leaving.is_set():  # told to go between the look and the taking
                hand.cancelled.set()
            try:
                self._carry_out(number, hand)
            finally:
                del self._hands.runs[number]

    def _carry_out(self, number: int, hand: Hand) -> None:
        began = time.monotonic()
        ended: Done | Text
        try:
            hand.work = pick_up(self.sessions, number, hand.cancelled, self.cores)
            from web.worker.answers import answered  # noqa: PLC0415  (the solver takes seconds to load)

            ended = answered(hand.work)
        except (NoAnswerError, ServiceError, CalendarError, TravelError) as error:
            ended = error.text
        except Exception:
            logger.exception("run %d has failed", number)
            ended = OURS
        self._write(number, hand, ended)
        logger.info("run %d ended after %.1f s", number, time.monotonic() - began)

    def _write(self, number: int, hand: Hand, ended: Done | Text) -> None:
        """What minutes of work came to is not given up because a database was away for a moment."""
        for pause in (*TRIES, None):
            try:
                if hand.work is not None:
                    hand.work.write_news()
                with self.sessions() as session:
                    if isinstance(ended, Text):
                        fail(session, number, ended, now())
                    else:
                        finish(session, number, ended.result, ended.plan, now())
                return
            except SQLAlchemyError:
                if pause is None:
                    raise
                logger.exception("run %d could not be written; once more in %.0f s", number, pause)
                time.sleep(pause)


def _kinds(lane: str) -> list[str]:
    return [kind for kind, its_lane in LANE_OF.items() if its_lane == lane]
