"""What leaves a calendar is told there, whatever it is that moves: to another place, room, advisor, host or commune."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import text

from scheduler.domain.people import Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from tests.feeds.content_lines import Component, parsed
from tests.feeds.rules import breaches, changes
from tests.feeds.story import new_token
from tests.web.small import FIRST, FIRST_TIME, At, instead, plan_at, publish_plan, signed, small_territory
from web.database import database
from web.schema import MIGRATIONS, bring_up_to_date

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TUESDAY, THURSDAY = At("mairie-rdv", 1, "am", "ana", "bureau"), At("mairie-rdv", 3, "pm", "ana", "bureau")
PHONES = frozenset({"0199001000"})

CC, AGGLO = "/vallee/structures/cc.ics", "/vallee/structures/agglo.ics"
AVAL, HAVRE = "/vallee/communes/64002.ics", "/vallee/communes/64009.ics"
MAIRIE, ALL = "/vallee/lieux/mairie.ics", "/vallee/tout.ics"
PUBLIC = (
    CC, AGGLO, AVAL, HAVRE, MAIRIE, ALL, "/vallee/communes/64001.ics", "/vallee/communes/64003.ics",
    "/vallee/lieux/biblio.ics", "/vallee/salles/bureau.ics", "/vallee/salles/salle.ics",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Who hosts the town hall and the library, which commune the town hall is in, and where the appointments are."""

    mairie: str = "cc"
    biblio: str = "cc"
    insee: str = "64002"
    venue: str = "mairie"

    def territory(self) -> Territory:
        told = small_territory()
        siege, mairie, biblio = told.venues
        return signed(
            replace(
                told,
                structures=(*told.structures, Structure("agglo", "Agglomération", mention="Financé par la Région")),
                postings=(*told.postings, Posting("ana", "agglo", "siege"), Posting("bob", "agglo", "siege")),
                venues=(
                    siege,
                    replace(mairie, structure=self.mairie, insee=self.insee),
                    replace(biblio, structure=self.biblio),
                ),
                demands=tuple(
                    replace(one, venue=self.venue) if one.id == "mairie-rdv" else one for one in told.demands
                ),
            )
        )

    def plan(self, placements: tuple[At, ...]) -> Plan:
        """Each day of an advisor belongs to whoever hosts where the advisor is."""
        territory = self.territory()
        venue: dict[str, Venue] = {one.id: one for one in territory.venues}
        plan = plan_at(territory, placements)
        hosts = {
            (row.advisor, row.date): venue[row.venue].structure for row in plan.interventions if row.venue != "siege"
        }
        return Plan.of([replace(row, structure=hosts.get((row.advisor, row.date), "cc")) for row in plan.rows])


class Subscriber:
    """Publishes, and reads every calendar before and after."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.tokens: dict[str, str] = {}

    def publish(self, world: World, placements: tuple[At, ...], at: datetime) -> None:
        with self.app.app_context():
            publish_plan(database.session(), world.territory(), world.plan(placements), at=at)
            for advisor in ("ana", "bob"):
                if advisor not in self.tokens:
                    self.tokens[advisor] = new_token(database.session(), advisor)
            database.session.remove()

    def read(self) -> Mapping[str, bytes]:
        own = {f"/vallee/agenda/{token}.ics": advisor for advisor, token in self.tokens.items()}
        found = {path: self.client.get(path) for path in (*PUBLIC, *own)}
        return {own.get(path, path): answer.data for path, answer in found.items() if answer.status_code == 200}

    def events(self, path: str) -> dict[str, Component]:
        return {one.uid: one for one in parsed(self.client.get(path).data).kinds("VEVENT")}


@pytest.fixture
def subscriber(app: Flask) -> Subscriber:
    made = Subscriber(app)
    made.publish(World(), FIRST, FIRST_TIME)
    return made


def starts(events: Mapping[str, Component], uids: set[str]) -> set[str]:
    return {events[uid].one("DTSTART").value for uid in uids}


def test_host_and_commune_that_a_venue_leaves_tell_it_and_the_new_ones_hold_it(subscriber: Subscriber) -> None:
    before = subscriber.read()
    there = set(subscriber.events(MAIRIE))
    subscriber.publish(World(mairie="agglo", insee="64009"), FIRST, FIRST_TIME + DAY)

    after = subscriber.read()
    assert {path: changes(body, after[path]) for path, body in before.items()} == {path: [] for path in before}
    assert {path: breaches(after[path], public=True, phones=PHONES) for path in PUBLIC} == {path: [] for path in PUBLIC}
    for left, joined in ((CC, AGGLO), (AVAL, HAVRE)):
        gone, come = subscriber.events(left), subscriber.events(joined)
        assert {uid for uid, one in gone.items() if one.cancelled} == there == set(come)
        assert not any(one.cancelled for one in come.values())
        assert starts(gone, there) == starts(come, there)
    some = subscriber.events(CC)[min(there)]
    assert some.one("SUMMARY").text.startswith("[ANNULÉ] Dans cet agenda seulement – Rendez-vous individuel")
    assert some.one("DESCRIPTION").text.startswith(
        "A toujours lieu, mais n’est plus dans cet agenda. Maintenant accueilli par\u00a0: Agglomération, Aval."
    )
    assert not any(one.cancelled for one in subscriber.events(MAIRIE).values())


def test_what_has_left_stays_told_where_it_was_whatever_becomes_of_it(subscriber: Subscriber) -> None:
    """The venue leaves; then one moves, one is cancelled; then the venue comes back."""
    there = set(subscriber.events(MAIRIE))
    first = starts(subscriber.events(CC), there)
    (moved,) = [uid for uid, one in subscriber.events(MAIRIE).items() if one.one("DTSTART").value == "20260908T090000"]
    subscriber.publish(World(mairie="agglo"), FIRST, FIRST_TIME + DAY)
    one_moved = tuple(at for at in instead(TUESDAY, replace(TUESDAY, day=0)) if at != THURSDAY)
    before = subscriber.read()
    subscriber.publish(World(mairie="agglo"), one_moved, FIRST_TIME + 2 * DAY)

    after = subscriber.read()
    assert {path: changes(body, after[path]) for path, body in before.items()} == {path: [] for path in before}
    assert starts(subscriber.events(CC), there) == first
    said = subscriber.events(CC)[moved].one("DESCRIPTION").text.splitlines()[0].replace("\u00a0", " ")
    assert said == "Déplacé : maintenant le lundi 7 septembre, 9 h – 12 h, Mairie, Aval."

    subscriber.publish(World(), FIRST, FIRST_TIME + 3 * DAY)
    back = subscriber.read()
    assert {path: changes(body, back[path]) for path, body in after.items()} == {path: [] for path in after}
    assert not any(one.cancelled for one in subscriber.events(CC).values())
    assert {uid for uid, one in subscriber.events(AGGLO).items() if one.cancelled} == there


def test_what_left_is_told_until_its_day_and_at_least_fourteen_days(subscriber: Subscriber) -> None:
    there = set(subscriber.events(MAIRIE))
    left = World(mairie="agglo", insee="64009")
    subscriber.publish(left, FIRST, FIRST_TIME + 6 * DAY)  # on Monday 7 September; those of Tuesday 8 leave first
    shown = []
    for days in (7, 20, 21, 40):
        subscriber.publish(left, FIRST, FIRST_TIME + days * DAY)
        shown.append([len(there & set(subscriber.events(path))) for path in (CC, AVAL)])
    with subscriber.app.app_context():
        kept = database.session.scalar(text("SELECT count(*) FROM departed"))

    assert shown == [[8, 8], [8, 8], [4, 4], [0, 0]]
    assert kept == 0
    assert subscriber.client.get(AVAL).status_code == 200
    assert parsed(subscriber.client.get(AVAL).data).one("NAME").value == "Permanences – Aval"
    assert subscriber.client.get("/vallee/communes/64010.ics").status_code == 404


def test_what_took_place_is_not_told_as_cancelled_when_its_venue_leaves(subscriber: Subscriber) -> None:
    subscriber.publish(World(mairie="agglo"), FIRST, FIRST_TIME + 13 * DAY)  # on Monday 14 September

    days = {date.fromisoformat(one.one("DTSTART").value[:8]) for one in subscriber.events(CC).values() if one.cancelled}
    assert min(days) == date(2026, 9, 15)


@pytest.mark.parametrize("seed", range(2))
def test_no_calendar_loses_anything_unsaid_whatever_is_published(app: Flask, seed: int) -> None:
    random, subscriber = Random(seed), Subscriber(app)
    before: Mapping[str, bytes] = {}
    for number in range(6):
        world = _some_world(random)
        placements = tuple(_some_placements(random, at_home=world.venue == "mairie"))
        subscriber.publish(world, placements, FIRST_TIME + 12 * number * HOUR)
        after = subscriber.read()
        assert before.keys() <= after.keys()
        found = {path: _unsaid(body, after[path]) for path, body in before.items()}
        assert {path: said for path, said in found.items() if said} == {}
        kept = {path: breaches(body, public=path in PUBLIC, phones=PHONES) for path, body in after.items()}
        assert {path: said for path, said in kept.items() if said} == {}
        before = after


def _unsaid(former: bytes, present: bytes) -> list[str]:
    """What had left already may be stamped without need, or come back and be cancelled in one publication."""
    gone = {one.uid for one in parsed(former).kinds("VEVENT") if one.cancelled}
    found = [(said[:3], said.split()[1], said) for said in changes(former, present)]
    return [said for rule, uid, said in found if not (rule in ("X04", "X05") and uid in gone)]


def _some_world(random: Random) -> World:
    mairie, biblio = (random.choice(("cc", "agglo")) for _ in range(2))
    insee = {"cc": "64002", "agglo": "64009"}[mairie]
    return World(mairie, biblio, insee, random.choice(("mairie", "mairie", "siege")))


def _some_placements(random: Random, *, at_home: bool) -> Iterator[At]:
    room = random.choice(("bureau", "salle")) if at_home else ""
    for week in range(4):
        for day in random.sample((0, 1, 3), 2):
            if random.random() < 0.9:
                yield At("mairie-rdv", 7 * week + day, random.choice(("am", "pm")), random.choice(("ana", "bob")), room)
        if random.random() < 0.8:
            yield At("biblio-atelier", 7 * week + 2, "pm", random.choice(("ana", "bob")))


def test_migration_remembers_what_had_left_before_it(subscriber: Subscriber) -> None:
    """What publications have written since is what the migration reads from those before."""
    subscriber.publish(World(venue="siege"), _without_rooms(), FIRST_TIME + DAY)
    with subscriber.app.app_context():
        session = database.session()
        told = [
            session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")).all()
            for table in ("departed", "standing_communes")
        ]
        session.rollback()
        downgrade(directory=MIGRATIONS, revision="0010")
        bring_up_to_date()

        assert [
            session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")).all()
            for table in ("departed", "standing_communes")
        ] == told
        assert [len(rows) for rows in told] == [8, 3]


def _without_rooms() -> tuple[At, ...]:
    return tuple(replace(at, room="") for at in FIRST)
