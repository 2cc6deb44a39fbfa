"""Pages stay light: few queries and few bytes, with 1 place or 219, after 1 publication or 50."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay
from scheduler.prepare import prepare
from tests.pages.town import HORIZON, MONDAY, WITHOUT_HOLIDAYS
from tests.web.databases import SECRET, SqliteDatabases
from tests.web.small import AM, FIRST_TIME, PM, publish_plan, signed
from web.app import create_app
from web.configuration import Configuration
from web.database import database

MOST_QUERIES = 20
MOST_BYTES = 60_000
PLACES = 219
PUBLICATIONS = 50

ADDRESSES = {
    "home": "/",
    "search": "/?q=commune",
    "territory": "/pays/",
    "later": f"/pays/?from={MONDAY + timedelta(weeks=1)}",
    "venue": "/pays/lieux/lieu-1",
    "commune": "/pays/communes/72001",
    "structure": "/pays/structures/cc",
    "changes": "/pays/changements",
    "feed": "/pays/changements.atom",
    "version": "/pays/versions/1",
    "embedding": "/pays/integrer",
    "week": "/pays/integrer?vue=semaine",
    "legal": "/mentions-legales",
}


def wide(places: int) -> Territory:
    """So many places, each with a permanence on one half-day of each week; an advisor for nine of them."""
    advisors = [f"a{number}" for number in range(1, places // 9 + 2)]
    names = [f"lieu-{number}" for number in range(1, places + 1)]
    return signed(
        Territory(
            id="pays",
            name="Le Pays",
            anchor=MONDAY - timedelta(weeks=8),
            country=WITHOUT_HOLIDAYS,
            periods=(AM, PM),
            structures=(
                Structure("cc", "Communauté de communes", mention="Financé par l’État", phone="01 99 00 10 00"),
            ),
            advisors=tuple(
                Advisor(name, f"Conseiller {name}", "lieu-1", frozenset(range(5)), frozenset({"am", "pm"}))
                for name in advisors
            ),
            postings=tuple(Posting(name, "cc", "lieu-1") for name in advisors),
            patterns=(),
            venues=tuple(
                Venue(
                    name,
                    f"Médiathèque de Commune-sur-Sarthe {number}",
                    "cc",
                    commune=f"Commune-sur-Sarthe {number}",
                    insee=f"72{number:03}",
                    lat=48.0 + number % 15 / 500,
                    lon=0.1 + number // 15 / 500,
                )
                for number, name in enumerate(names, 1)
            ),
            rooms=(),
            demands=tuple(Demand(f"d{name}", name, "permanence") for name in names),
            travel_times=(),
        )
    )


def weekly(territory: Territory, turned: int) -> Plan:
    """`turned` moves every permanence by so many half-days in the week."""
    problem = prepare(territory, HORIZON)
    rows: dict[tuple[str, HalfDay], PlanRow] = {}
    for number, demand in enumerate(territory.demands):
        advisor = territory.advisors[number // 9].id
        for week in range(HORIZON.weeks):
            day, half = divmod((number + turned) % 9, 2)
            when = HalfDay(MONDAY + timedelta(weeks=week, days=day), (AM, PM)[half])
            _, start, end = problem.parts(demand, when.period)[0]
            rows[advisor, when] = PlanRow(when, advisor, "cc", demand.venue, demand.id, "", "permanence", start, end)
    for advisor, when in problem.horizon_half_days:
        rows.setdefault((advisor, when), PlanRow(when, advisor, "cc", "lieu-1"))
    return Plan.of(list(rows.values()))


@pytest.fixture(scope="module")
def made(sqlite_databases: SqliteDatabases) -> Iterator[Callable[[int, int], Flask]]:
    """Of so many places, published so many times."""
    apps: list[Flask] = []

    def make(places: int, publications: int) -> Flask:
        app = create_app(Configuration(sqlite_databases.migrated(), SECRET))
        territory = wide(places)
        plans = [weekly(territory, turned) for turned in range(2)]
        with app.app_context():
            for number in range(publications):
                at = FIRST_TIME + timedelta(minutes=number)
                publish_plan(database.session(), territory, plans[number % 2], horizon=HORIZON, at=at)
            database.session.remove()
        apps.append(app)
        return app

    yield make
    for app in apps:
        with app.app_context():
            database.engine.dispose()


def queries(app: Flask) -> dict[str, int]:
    """How many statements each page takes, as SQLite itself hears them."""
    statements: list[str] = []
    with app.app_context():
        database.engine.dispose()
        event.listen(database.engine, "connect", lambda sqlite, _: sqlite.set_trace_callback(statements.append))
    client, counted = app.test_client(), {}
    for name, address in ADDRESSES.items():
        statements.clear()
        assert client.get(address).status_code == 200
        counted[name] = len([one for one in statements if one.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))])
    return counted


def transferred(app: Flask) -> dict[str, int]:
    """Bytes of each page as browsers ask for it, with everything that it names."""
    client = app.test_client()

    def fetched(address: str) -> bytes:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        return answer.data

    counted = {}
    for name, address in ADDRESSES.items():
        plain = client.get(address).text
        named = set(re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', plain))
        for sheet in [one for one in named if one.endswith(".css")]:
            folder = sheet.rpartition("/")[0]
            named |= {f"{folder}/{font}" for font in re.findall(r'url\("([^"]+)"\)', client.get(sheet).text)}
        counted[name] = len(fetched(address)) + sum(len(fetched(one)) for one in named)
        assert len(named) == (0 if name == "feed" else 3 if name == "week" else 4)
    return counted


def test_pages_take_as_many_queries_and_few_bytes_whatever_the_size(made: Callable[[int, int], Flask]) -> None:
    small, large, old = made(1, 1), made(PLACES, 1), made(1, PUBLICATIONS)

    few = queries(small)
    assert max(few.values()) <= MOST_QUERIES
    assert queries(large) == few
    assert queries(old) == few
    for app in (small, large, old):
        assert {name: size for name, size in transferred(app).items() if size > MOST_BYTES} == {}


def test_page_that_was_made_takes_one_query(made: Callable[[int, int], Flask]) -> None:
    app = made(1, 1)
    kept = ("territory", "venue", "commune", "structure", "changes", "feed", "version", "embedding")

    first, second = queries(app), queries(app)

    assert [name for name in kept if first[name] < 2] == []
    assert {name: second[name] for name in kept} == dict.fromkeys(kept, 1)


def test_appearance_is_kept_for_a_year_and_holds_nothing_of_others(made: Callable[[int, int], Flask]) -> None:
    client = made(1, 1).test_client()
    (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text)

    answer = client.get(sheet)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "http" not in answer.text
    assert "@import" not in answer.text
    assert client.get(sheet.replace("style.css", "LICENSE-OFL.txt")).status_code == 404
    assert client.get(sheet.replace("style.css", "..%2Ffiles.py")).status_code == 404
