"""Town - a territory whose plan begins next Monday, published twice: one permanence moves, one is cancelled.

Its country has no public holidays, so that the story can be told on any day of the year.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Horizon, monday_of
from scheduler.prepare import prepare
from tests.web.small import FIRST, At, publish_plan, signed, small_territory

WITHOUT_HOLIDAYS = "IO"
MONDAY = monday_of(datetime.now(ZoneInfo("Europe/Paris")).date()) + timedelta(weeks=1)
HORIZON = Horizon(MONDAY, 4)

WEBSITE, NO_WEBSITE = "www.aval.example", "javascript:alert(1)"

MOVED, TO = At("mairie-rdv", 1, "am", "ana", "bureau"), At("mairie-rdv", 0, "pm", "ana", "bureau")
CANCELLED = At("mairie-rdv", 3, "pm", "ana", "bureau")
AFTER = (TO, *(at for at in FIRST if at not in (MOVED, CANCELLED)))


def town() -> Territory:
    """The small territory, with an address and signs that HTML escapes; one place never has a date."""
    told = small_territory()
    mairie, biblio, siege = (told.venue[name] for name in ("mairie", "biblio", "siege"))
    venues = (
        replace(
            mairie,
            name="Mairie d’Aval <centre> & annexe",
            address="4 rue de l’Église",
            postcode="64260",
            website=WEBSITE,
        ),
        replace(biblio, accessible=False, postcode="64440", notes="</script><b>Sonnez", website=NO_WEBSITE),
        replace(siege, postcode="64260"),
        replace(biblio, id="ecole", name="École", commune="Haut", insee="64004", lat=43.0, lon=-0.5),
    )
    return signed(replace(told, country=WITHOUT_HOLIDAYS, venues=venues, anchor=MONDAY - timedelta(weeks=8)))


def plan_of(territory: Territory, placements: Iterable[At]) -> Plan:
    """With base rows in every other available half-day."""
    problem = prepare(territory, HORIZON)
    rows: dict[tuple[str, HalfDay], PlanRow] = {}
    for at in placements:
        demand = territory.demand[at.demand]
        for period, start, end in problem.parts(demand, territory.period[at.period]):
            when = HalfDay(MONDAY + timedelta(days=at.day), period)
            rows[at.advisor, when] = PlanRow(
                when, at.advisor, "cc", demand.venue, demand.id, at.room, demand.activity, start, end
            )
    for advisor, when in problem.horizon_half_days:
        rows.setdefault((advisor, when), PlanRow(when, advisor, "cc", "siege"))
    return Plan.of(list(rows.values()))


def publish_twice(session: Session) -> None:
    territory = town()
    for placements in (FIRST, AFTER):
        publish_plan(session, territory, plan_of(territory, placements), horizon=HORIZON)
