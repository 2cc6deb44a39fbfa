"""A small territory, plans of it written by hand, and their publication: what tests of publishing tell stories with.

Two advisors, one host structure, three venues; each week two appointments at the town hall and a workshop at the
library, every other week a full day at the market. From Monday 7 September 2026, four weeks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.domain.demands import Demand, Length, TravelTime
from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Room, Venue
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, HalfDay, Horizon, Period
from scheduler.intake.digest import digest
from scheduler.prepare import prepare
from web.outputs.agenda import Release
from web.services.publish import Draft, latest_number, publish
from web.services.reference import load_territory
from web.services.writing import begin_writing

MONDAY = date(2026, 9, 7)
HORIZON = Horizon(MONDAY, 4)
AM = Period(0, "am", Clock(9 * 60), Clock(12 * 60))
PM = Period(1, "pm", Clock(14 * 60), Clock(17 * 60))
FIRST_TIME = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
WEEKDAYS = frozenset(range(5))


def small_territory() -> Territory:
    return signed(
        Territory(
            id="vallee",
            name="La Vallée",
            anchor=date(2026, 8, 31),
            periods=(AM, PM),
            structures=(
                Structure("cc", "Communauté de communes", mention="Financé par l’État", phone="01 99 00 10 00"),
            ),
            advisors=tuple(
                Advisor(id_, name, "siege", WEEKDAYS, frozenset({"am", "pm"}))
                for id_, name in (("ana", "Conseillère 1"), ("bob", "Conseiller 2"))
            ),
            postings=(Posting("ana", "cc", "siege"), Posting("bob", "cc", "siege")),
            patterns=(),
            venues=(
                Venue("siege", "Siège", "cc", commune="Bourg", insee="64001", lat=43.10, lon=-0.40),
                Venue("mairie", "Mairie", "cc", commune="Aval", insee="64002", lat=43.15, lon=-0.42),
                Venue("biblio", "Bibliothèque", "cc", commune="Amont", insee="64003", lat=43.05, lon=-0.38),
            ),
            rooms=(Room("bureau", "mairie", "Bureau"), Room("salle", "mairie", "Salle du conseil")),
            demands=(
                Demand("mairie-rdv", "mairie", "rdv", count=2, booking="appointment"),
                Demand(
                    "biblio-atelier", "biblio", "atelier", title="Premiers pas", booking="sign-up", setup_minutes=30
                ),
                Demand("journee", "siege", "permanence", length=Length.FULL, every_weeks=2),
            ),
            travel_times=(TravelTime("siege", "mairie", 12), TravelTime("siege", "biblio", 15)),
        )
    )


def signed(territory: Territory) -> Territory:
    """The territory with the digest of what it says."""
    return replace(territory, digest=digest(territory))


@dataclass(frozen=True)
class At:
    """A placement: so many days after the first Monday, in a half-day, by an advisor, in a room."""

    demand: str
    day: int
    period: str = "am"
    advisor: str = "ana"
    room: str = ""


FIRST = (
    *(At("mairie-rdv", 7 * week + 1, "am", "ana", "bureau") for week in range(4)),
    *(At("mairie-rdv", 7 * week + 3, "pm", "ana", "bureau") for week in range(4)),
    *(At("biblio-atelier", 7 * week + 2, "pm", "bob") for week in range(4)),
    At("journee", 4, "am", "bob"),
    At("journee", 14 + 4, "am", "bob"),
)
"""What is published first: Tuesday morning and Thursday afternoon at the town hall, Wednesday at the library."""


def first_plan(territory: Territory) -> Plan:
    return plan_at(territory, FIRST)


def plan_at(territory: Territory, placements: Iterable[At], horizon: Horizon = HORIZON) -> Plan:
    """The plan of the placements, with base rows in every other available half-day of the horizon."""
    problem = prepare(territory, horizon)
    rows: dict[tuple[str, HalfDay], PlanRow] = {}
    for at in placements:
        demand = territory.demand[at.demand]
        for period, start, end in problem.parts(demand, territory.period[at.period]):
            half_day = HalfDay(MONDAY + timedelta(days=at.day), period)
            rows[at.advisor, half_day] = PlanRow(
                half_day, at.advisor, "cc", demand.venue, demand.id, at.room, demand.activity, start, end
            )
    for advisor, half_day in problem.horizon_half_days:
        rows.setdefault((advisor, half_day), PlanRow(half_day, advisor, "cc", "siege"))
    return Plan.of(list(rows.values()))


def publish_plan(
    session: Session,
    territory: Territory,
    plan: Plan,
    *,
    horizon: Horizon = HORIZON,
    at: datetime | None = None,
    expected: int | None = None,
    who: str = "Coordinatrice",
) -> Release:
    """Publishes and commits; without a time given, a day after the publication before."""
    latest = latest_number(session, territory.id)
    session.rollback()
    draft = Draft(territory, plan, horizon, latest if expected is None else expected)
    moment = FIRST_TIME + timedelta(days=latest) if at is None else at
    try:
        released = publish(session, draft, who, moment)
        session.commit()
    finally:
        session.rollback()
    return released


def load(session: Session, territory: Territory) -> bool:
    """Loads and commits; whether anything changed."""
    begin_writing(session, territory.id)
    changed = load_territory(session, territory, "Coordinatrice", FIRST_TIME)
    session.commit()
    return changed


def instead(former: At, *others: At, plan: tuple[At, ...] = FIRST) -> tuple[At, ...]:
    """The placements with some in place of one."""
    assert former in plan
    return (*(at for at in plan if at != former), *others)
