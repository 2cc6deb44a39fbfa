"""Service - requests per second of feeds on a year of Sarthe, beside an empty Flask route on the same server.

`python -m tests.benchmarks.service`: 52 publications of a week each. The server is a process of its own, and what it
takes is its CPU time: other work on the machine slows the clock down, not this.
"""

import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time

from flask import Flask

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

WEEKS = 52
REQUESTS = 50
ROUNDS = 20
"""The best of so many, in turn: what the machine can do when nothing else disturbs it."""
EMPTY = "/an-empty-route"
CONDITIONAL_LEAST, FULL_LEAST = 0.40, 0.20


@dataclass(frozen=True, slots=True)
class Measured:
    """What a request takes of the server, beside an empty route; `least` is the share of its speed to be reached."""

    name: str
    milliseconds: float
    share: float
    least: float
    octets: int


def publish_a_year(url: str, weeks: int) -> str:
    """Publications of good plans of Sarthe, a week of the plan each, an hour apart; gives the busiest venue."""
    territory = read_territory(DATA / "sarthe").territory
    app = create_app(Configuration(url, SECRET))
    start = datetime(2026, 8, 24, 8, tzinfo=UTC)
    with app.app_context():
        for number in range(weeks):
            horizon = Horizon(territory.anchor + timedelta(weeks=number), 1)
            session = database.session()
            before = standing_plan(session, territory) if number else Plan(())
            session.rollback()
            plan = good_plan(prepare(territory, horizon, before), number)
            publish(session, Draft(territory, plan, horizon, number), "Coordinatrice", start + timedelta(hours=number))
            session.commit()
            database.session.remove()
        held = Counter(dated.place.id for dated in agenda(database.session(), territory.id).dated)
        database.session.remove()
        database.engine.dispose()
    return held.most_common(1)[0][0]


def measured(url: str, venue: str) -> list[Measured]:
    there, here = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(url, here), daemon=True)
    process.start()
    server = Server("127.0.0.1", there.recv())
    asked: dict[str, tuple[str, dict[str, str], float]] = {"empty route": (EMPTY, {}, 1.0)}
    octets = {"empty route": 0}
    for name, path in (("venue", f"/sarthe/lieux/{venue}.ics"), ("everything", "/sarthe/tout.ics")):
        first = server.ask(path)
        octets |= dict.fromkeys((f"{name}, conditional", f"{name}, full"), len(first.body))
        asked[f"{name}, conditional"] = (path, {"If-None-Match": first["ETag"]}, CONDITIONAL_LEAST)
        asked[f"{name}, full"] = (path, {}, FULL_LEAST)
    costs: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, (path, headers, _) in asked.items():
            costs[name] = min(costs.get(name, float("inf")), _cost(server, there, path, headers))
    there.send(None)
    process.join()
    empty = costs["empty route"]
    return [
        Measured(name, costs[name] * 1000, empty / costs[name], least, octets[name])
        for name, (_, _, least) in asked.items()
    ]


def _cost(server: Server, process: Connection, path: str, headers: dict[str, str]) -> float:
    """Seconds of the server's CPU for one request."""
    process.send("time")
    before = process.recv()
    for _ in range(REQUESTS):
        server.ask(path, headers)
    process.send("time")
    return float(process.recv() - before) / REQUESTS


def _serve(url: str, asked: Connection) -> None:
    app: Flask = create_app(Configuration(url, SECRET))
    app.add_url_rule(EMPTY, "empty", lambda: "")
    with serving(app) as server:
        asked.send(server.port)
        while asked.recv() is not None:
            asked.send(process_time())
    os._exit(0)


def main() -> int:
    """0 where every feed is as fast as asked, 1 where one is not."""
    weeks = int(sys.argv[1]) if len(sys.argv) > 1 else WEEKS
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'year.sqlite'}"
        upgrade(url)
        rows = measured(url, publish_a_year(url, weeks))
    print(f"Sarthe, 219 venues, {weeks} publications; CPU of the server for one request")
    for row in rows:
        told = "" if row.share >= row.least else f"  below {row.least:.0%}"
        print(f"{row.name:24} {row.milliseconds:7.2f} ms  {row.share:6.0%}  {row.octets:8} octets{told}")
    return 0 if all(row.share >= row.least for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
