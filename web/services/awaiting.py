"""Awaiting - what of a territory waits for somebody: what breaks, what is not served, what was asked, what runs out.

What the audit says of the published weeks is kept until something of it changes: it takes some tenths of a second.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final

from sqlalchemy.orm import Session

from scheduler.audit import costs, unmet
from scheduler.calendar.error import CalendarError
from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, monday_of
from scheduler.prepare import prepare
from scheduler.travel.error import TravelError
from web.models.drafts import DraftRow
from web.models.runs import Run
from web.models.standing import Standing
from web.services.drafts import open_drafts
from web.services.feed_health import FeedState, Health, feed_states
from web.services.impact import Hit, broken_dates
from web.services.outbox import state_counts
from web.services.plans import standing_plan
from web.services.reach import Reach
from web.services.reference import loaded_territory
from web.services.runs import runs_of

AHEAD: Final = timedelta(days=28)
"""How far absences and closures to come are told."""

ENDS_SOON: Final = timedelta(days=14)
"""When what is published goes no further than this, the next weeks are to be planned."""

MOST_KEPT: Final = 32
REQUESTED: Final = "requested"


@dataclass(frozen=True, slots=True)
class Unserved:
    """A demand that is not served as often as it asks, in the published weeks to come."""

    demand: str
    venue: str
    half_days: int
    said: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the audit says of the published weeks to come; `trouble` is why it says nothing."""

    broken: tuple[Hit, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    trouble: Text | None = None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """`standing` is None where nothing is published; the absences and closures are those of the next weeks."""

    territory: Territory
    standing: Standing | None
    judged: Judged
    requests: tuple[Absence, ...]
    absences: tuple[Absence, ...]
    closures: tuple[Closure, ...]
    stale: tuple[FeedState, ...]
    run: Run | None
    drafts: Sequence[DraftRow]
    letters: dict[str, int]

    @property
    def stuck_letters(self) -> int:
        """Those that a person must decide about."""
        return self.letters.get("unsure", 0) + self.letters.get("refused", 0)


def awaiting(session: Session, territory: str, reach: Reach, at: datetime, today: date) -> Awaiting:
    """Of what is within reach. A bounded number of queries. Raises UnknownTerritoryError."""
    place = loaded_territory(session, territory)
    standing = session.get(Standing, territory)
    judged = _judged(session, place, standing, today)
    until = today + AHEAD
    absences = [one for one in place.absences if one.to >= today and reach.holds("advisor", one.advisor)]
    closures = [one for one in place.closures if today <= one.to and one.from_ <= until]
    runs = runs_of(session, territory, most=1)
    states = feed_states(session, territory, at)
    return Awaiting(
        territory=place,
        standing=standing,
        judged=Judged(
            tuple(_for(reach, hit) for hit in judged.broken if _holds_hit(reach, hit)),
            tuple(one for one in judged.unserved if reach.holds("venue", one.venue)),
            judged.trouble,
        ),
        requests=tuple(sorted((one for one in absences if one.status == REQUESTED), key=lambda one: one.from_)),
        absences=tuple(
            sorted(
                (one for one in absences if one.status == "approved" and one.from_ <= until),
                key=lambda one: (one.from_, one.advisor),
            )
        ),
        closures=tuple(
            sorted((one for one in closures if reach.holds("venue", one.venue)), key=lambda one: (one.from_, one.venue))
        ),
        stale=tuple(state for state in states if state.health is Health.STALE),
        run=runs[0] if runs else None,
        drafts=open_drafts(session, territory),
        letters=state_counts(session, territory),
    )


def _holds_hit(reach: Reach, hit: Hit) -> bool:
    return reach.holds("venue", hit.venue) or reach.holds("advisor", hit.advisor)


def _for(reach: Reach, hit: Hit) -> Hit:
    """Why an advisor is away is not told to a venue."""
    return hit if reach.holds("advisor", hit.advisor) else replace(hit, reasons=())


_kept: OrderedDict[tuple[object, ...], Judged] = OrderedDict()
_lock = Lock()


def _judged(session: Session, territory: Territory, standing: Standing | None, today: date) -> Judged:
    if standing is None or standing.last_day < today:
        return Judged()
    key = (str(session.get_bind()), territory.digest, standing.publication, today)
    with _lock:
        known = _kept.get(key)
        if known is not None:
            _kept.move_to_end(key)
            return known
    made = _judge(session, territory, standing, today)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _judge(session: Session, territory: Territory, standing: Standing, today: date) -> Judged:
    first = max(monday_of(today), monday_of(standing.first_day))
    weeks = Horizon(first, (monday_of(standing.last_day) - first).days // 7 + 1)
    try:
        broken = broken_dates(session, territory, today)
        plan = standing_plan(session, territory)
        priced = costs(plan.within(weeks.first_day, weeks.last_day), prepare(territory, weeks, plan), (unmet,))
    except (CalendarError, TravelError) as error:
        return Judged(trouble=error.text)
    by_demand: dict[str, list[tuple[int, Text]]] = {}
    for cost in priced:
        by_demand.setdefault(cost.demand, []).append((cost.amount, cost.message))
    known = territory.demand
    unserved = [
        Unserved(demand, known[demand].venue, sum(half_days for half_days, _ in told), tuple(said for _, said in told))
        for demand, told in by_demand.items()
    ]
    return Judged(broken, tuple(sorted(unserved, key=lambda one: (-one.half_days, one.demand))))
