"""Service - requests per second of feeds and pages on a year of Sarthe, beside an empty Flask route of the same server.

`python -m tests.benchmarks.service`: 52 publications of a week each, then as many again that change nothing: what is
made anew must not take longer for them. The server is a process of its own, and what it takes is its CPU time: other
work on the machine slows the clock down, not this.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import process_time

from flask import Flask
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from tests.benchmarks.cases import DATA
from tests.feeds.server import Server, serving
from tests.generate.plans import good_plan
from tests.web.databases import SECRET, upgrade
from web.app import create_app
from web.configuration import Configuration
from web.database import database
from web.services.agendas import agenda
from web.services.plans import standing_plan
from web.services.publish import Draft, publish

START = datetime(2026, 8, 24, 8, tzinfo=UTC)
WEEKS = 52
REQUESTS = 50
ROUNDS = 20
"""The best of so many, in turn: what the machine can do when nothing else disturbs it."""
EMPTY = "/an-empty-route"
FEED_KNOWN_LEAST, FEED_LEAST, PAGE_LEAST = 0.40, 0.20, 0.20

COLD = 30
"""So many venues, each asked for the first time, tell what one that is made takes."""
MOST_GROWTH = 1.25
"""What is made after twice as many publications may differ by so much: the measure's own noise, no more."""

GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and the share of an empty route's speed to be reached."""

    name: str
    path: str
    headers: dict[str, str]
    least: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a request takes of the server, and the share of an empty route's speed that it reaches."""

    asked: Asked
    milliseconds: float
    share: float
    octets: int


@dataclass(frozen=True, slots=True)
class Year:
    """What was published: the venues, the busiest first; the last week's plan."""

    venues: list[str]
    last: Draft


def publish_a_year(app: Flask, weeks: int) -> Year:
    """Publications of good plans of Sarthe, a week of the plan each, an hour apart."""
    territory = read_territory(DATA / "sarthe").territory
    with app.app_context():
        for number in range(weeks):
            horizon = Horizon(territory.anchor + timedelta(weeks=number), 1)
            session = database.session()
            before = standing_plan(session, territory) if number else Plan(())
            session.rollback()
            plan = good_plan(prepare(territory, horizon, before), number)
            draft = Draft(territory, plan, horizon, number)
            _publish(session, draft)
        held = Counter(dated.place.id for dated in agenda(database.session(), territory.id).dated)
        database.session.remove()
    return Year([venue for venue, _ in held.most_common()], draft)


def publish_again(app: Flask, year: Year) -> None:
    """As many publications as there are already, of what stands already."""
    with app.app_context():
        last = year.last.expected + 1
        for number in range(last, 2 * last):
            _publish(database.session(), replace(year.last, expected=number))


def _publish(session: Session, draft: Draft) -> None:
    publish(session, draft, "Coordinatrice", START + timedelta(hours=draft.expected))
    session.commit()
    database.session.remove()


class Served:
    """The product on a server of its own process, which tells its CPU time."""

    def __init__(self, url: str) -> None:
        self.process, here = get_context("spawn").Pipe()
        get_context("spawn").Process(target=_serve, args=(url, here), daemon=True).start()
        self.server = Server("127.0.0.1", self.process.recv())

    def seconds(self, asked: Asked, requests: int = REQUESTS) -> float:
        """CPU seconds of one request."""
        before = self._time()
        for _ in range(requests):
            self.server.ask(asked.path, asked.headers)
        return (self._time() - before) / requests

    def close(self) -> None:
        self.process.send(None)

    def _time(self) -> float:
        self.process.send("time")
        return float(self.process.recv())


def measured(url: str, year: Year) -> list[Measured]:
    served = Served(url)
    every = [Asked("empty route", EMPTY, {}, 1.0), *_requests(served.server, year)]
    octets = {one.name: len(served.server.ask(one.path, one.headers).body) for one in every}
    costs: dict[str, float] = {}
    for _ in range(ROUNDS):
        for one in every:
            costs[one.name] = min(costs.get(one.name, float("inf")), served.seconds(one))
    served.close()
    empty = costs["empty route"]
    return [Measured(one, costs[one.name] * 1000, empty / costs[one.name], octets[one.name]) for one in every]


def _requests(server: Server, year: Year) -> Iterator[Asked]:
    page = f"/sarthe/lieux/{year.venues[0]}"
    for name, path in (("feed of a venue", f"{page}.ics"), ("feed of everything", "/sarthe/tout.ics")):
        tag = server.ask(path)["ETag"]
        yield Asked(f"{name}, known", path, {"If-None-Match": tag}, FEED_KNOWN_LEAST)
        yield Asked(f"{name}, whole", path, {}, FEED_LEAST)
    for name, path in (("page of a venue", page), ("page of the territory", "/sarthe/")):
        tag = server.ask(path)["ETag"]
        yield Asked(f"{name}, known", path, {"If-None-Match": tag}, PAGE_LEAST)
        yield Asked(f"{name}, whole", path, {}, PAGE_LEAST)
        yield Asked(f"{name}, gzip", path, GZIP, PAGE_LEAST)


def made_anew(url: str, year: Year) -> dict[str, float]:
    """Milliseconds to make a page and a feed that nobody has asked for yet: the middle one of many venues."""
    served = Served(url)
    served.server.ask("/sarthe/")
    costs = {}
    for name, end in (("page of a venue", ""), ("feed of a venue", ".ics")):
        asked = [Asked(name, f"/sarthe/lieux/{venue}{end}", {}, 0) for venue in year.venues[:COLD]]
        costs[name] = 1000 * median(served.seconds(one, 1) for one in asked)
    served.close()
    return costs


def _serve(url: str, asked: Connection) -> None:
    app: Flask = create_app(Configuration(url, SECRET))
    app.add_url_rule(EMPTY, "empty", lambda: "")
    with serving(app) as server:
        asked.send(server.port)
        while asked.recv() is not None:
            asked.send(process_time())
    os._exit(0)


def main() -> int:
    """0 where everything is as fast as asked, 1 where something is not."""
    weeks = int(sys.argv[1]) if len(sys.argv) > 1 else WEEKS
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'year.sqlite'}"
        upgrade(url)
        app = create_app(Configuration(url, SECRET))
        year = publish_a_year(app, weeks)
        rows, few = measured(url, year), made_anew(url, year)
        publish_again(app, year)
        many = made_anew(url, year)
        with app.app_context():
            database.engine.dispose()
    print(f"Sarthe, 219 venues, {weeks} publications; CPU of the server for one request")
    for row in rows:
        told = "" if row.share >= row.asked.least else f"  below {row.asked.least:.0%}"
        print(f"{row.asked.name:30} {row.milliseconds:7.2f} ms  {row.share:6.0%}  {row.octets:8} octets{told}")
    print(f"Made anew, after {weeks} publications and after {2 * weeks}")
    for name, before in few.items():
        told = "" if many[name] <= MOST_GROWTH * before else f"  grows by more than {MOST_GROWTH - 1:.0%}"
        print(f"{name:30} {before:7.2f} ms  {many[name]:7.2f} ms{told}")
    fast = all(row.share >= row.asked.least for row in rows)
    return 0 if fast and all(many[name] <= MOST_GROWTH * before for name, before in few.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
