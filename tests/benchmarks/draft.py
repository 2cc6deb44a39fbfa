"""Draft - what a coordinator waits for in the draft of Sarthe: where what is held may go; what it comes to there.

`python -m tests.benchmarks.draft`: sixteen advisors, 219 venues, four weeks that are published, moves drawn at random,
asked of the application as scripts ask it. Exits with 1 where the median is over the bound, or a page too heavy.
"""

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from scheduler.solve import Parameters, solve
from tests.benchmarks.cases import DATA
from tests.web.console.client import Client, signed_in_client
from tests.web.databases import SECRET, upgrade
from web.app import create_app
from web.configuration import Configuration
from web.database import database
from web.services.drafts import begin
from web.services.person import Right, Role
from web.services.publish import Draft, publish
from web.services.reference import loaded_territory

WEEKS = 4
SECONDS = 10.0
MOVES = 40
BOUND_MILLISECONDS = 300
BOUND_OCTETS = 150_000
PAGE = "/console/sarthe/brouillons/1/"


@dataclass(frozen=True, slots=True)
class Took:
    """What one answer took, in milliseconds: of the processor, and on the clock."""

    processor: float
    clock: float


def site(url: str) -> tuple[Flask, Client, Plan]:
    """Sarthe with four weeks published and a draft of them, and its coordinator."""
    territory = read_territory(DATA / "sarthe").territory
    horizon = Horizon(territory.anchor, WEEKS)
    outcome = solve(prepare(territory, horizon), Parameters(seconds=SECONDS, seed=1)).outcome
    assert isinstance(outcome, Feasible | Optimal)
    upgrade(url)
    app = create_app(Configuration(url, SECRET))
    now = datetime.now(UTC)
    with app.app_context():
        session = database.session()
        publish(session, Draft(territory, outcome.plan, horizon, 0), "Coordinatrice", now)
        session.commit()
        database.session.remove()
    client = signed_in_client(app, Right(Role.COORDINATOR, territory.id))
    assert client.person is not None
    with app.app_context():
        session = database.session()
        loaded: Territory = loaded_territory(session, territory.id)
        begin(session, client.person, loaded, horizon.first_day, WEEKS, outcome.plan, now,
              origin=Text(fr="calcul", en="run"))  # fmt: skip
        session.commit()
        database.session.remove()
    return app, client, outcome.plan


def moves(client: Client, plan: Plan, random: Random) -> tuple[list[Took], list[Took]]:
    """What it takes to show where something may go, and to put it there, move after move, each taken back."""
    shown: list[Took] = []
    judged: list[Took] = []
    revision = 0
    for _ in range(MOVES):
        row: PlanRow = random.choice(plan.interventions)
        here = {"demande": row.demand, "conseiller": row.advisor, "date": str(row.date)}
        here |= {"periode": row.half_day.period.name, "semaine": str(row.date)}
        found, took = timed(lambda asked=here: client.http.get(f"{PAGE}places", query_string=asked, headers=JSON))
        shown.append(took)
        places = told(found)["places"]
        there = random.choice([key for key, place in places.items() if place["ok"]] or list(places)).split()
        to = dict(zip(("vers_conseiller", "vers_date", "vers_periode"), there, strict=True))
        put = {"geste": "deplacer", "vu": str(revision), **here, **to}
        done, took = timed(lambda asked=put: client.post(f"{PAGE}gestes", asked, headers=JSON))
        assert done.status_code == 200
        judged.append(took)
        back = client.post(f"{PAGE}gestes", {"geste": "annuler", "vu": told(done)["revision"], **here}, headers=JSON)
        revision = told(back)["revision"]
    return shown, judged


def first_paint(app: Flask, client: Client) -> tuple[int, int, int]:
    """(octets as they travel, of the page as it is, queries): the page, its styles, scripts and typeface."""
    with app.app_context():
        engine = database.engine
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    page = client.http.get(PAGE, headers={"Accept-Encoding": "gzip"})
    queries = len(asked)
    html = gzip.decompress(page.data).decode()
    files = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg))"', html)
    octets = len(page.data)
    for name in dict.fromkeys(files):
        octets += len(client.http.get(name, headers={"Accept-Encoding": "gzip"}).data)
        octets += sum(map(len, _imported(client, name)))
    return octets, len(html.encode()), queries


def timed(call: Callable[[], Any]) -> tuple[Any, Took]:
    processor, clock = process_time(), perf_counter()
    answer = call()
    return answer, Took(1000 * (process_time() - processor), 1000 * (perf_counter() - clock))


def told(answer: TestResponse) -> dict[str, Any]:
    """The JSON of a compressed answer."""
    found: dict[str, Any] = json.loads(gzip.decompress(answer.data))
    return found


def _imported(client: Client, name: str) -> list[bytes]:
    """What a stylesheet or a script asks for itself."""
    text = client.http.get(name).text
    folder = name.rpartition("/")[0]
    found = re.findall(r'url\("([^"]+\.woff2)"\)|from "\./([^"]+\.js)"', text)
    return [client.http.get(f"{folder}/{a or b}", headers={"Accept-Encoding": "gzip"}).data for a, b in found]


JSON = {"Accept": "application/json", "Accept-Encoding": "gzip"}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        app, client, plan = site(f"sqlite:///{Path(folder) / 'draft.sqlite'}")
        octets, page, queries = first_paint(app, client)
        shown, judged = moves(client, plan, Random("moves"))
        with app.app_context():
            database.engine.dispose()
    whole = [Took(a.processor + b.processor, a.clock + b.clock) for a, b in zip(shown, judged, strict=True)]
    print(f"Draft of Sarthe: {len(plan.interventions)} interventions, {WEEKS} weeks, {MOVES} moves; medians")
    print(f"  {'':40}{'processor':>12}{'clock':>12}")
    for name, took in (("where it may go (a week, 16 advisors)", shown), ("put there: findings and score", judged),
                       ("both together", whole)):  # fmt: skip
        processor, clock = median(one.processor for one in took), median(one.clock for one in took)
        print(f"  {name:40}{processor:9.0f} ms{clock:9.0f} ms")
    print(f"  first paint: {octets} octets as they travel (page: {page} as it is), {queries} queries")
    slow = median(one.processor for one in whole) > BOUND_MILLISECONDS
    return 1 if slow or octets > BOUND_OCTETS else 0


if __name__ == "__main__":
    sys.exit(main())
