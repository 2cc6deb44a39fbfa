"""Occurrences - who each permanence of a plan is, where it stands now, and what has become of the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.time import Window
from web.models.occurrences import Occurrence
from web.outputs.agenda import Status
from web.services.assignment import cheapest
from web.services.identities import same_ones
from web.services.stamps import bring_back, cancel, new_uid, raise_stamps
from web.services.stands import Said, Stand, said_of, stands_of, window_on


@dataclass(frozen=True, slots=True)
class Became:
    """What a publication makes of an occurrence: `before` is None where it did not stand, `after` where it is gone."""

    occurrence: Occurrence
    before: Stand | None
    after: Stand | None

    @property
    def announced(self) -> bool:
        """Whether people must be told: it is new, cancelled, moved, or handed over."""
        if self.before is None or self.after is None:
            return True
        same_time_and_place = self.before.time_and_place == self.after.time_and_place
        return not same_time_and_place or self.before.advisor != self.after.advisor


def keep_occurrences(session: Session, plan: Plan, problem: Problem, publication: int, at: datetime) -> list[Became]:
    """Makes the occurrences of the horizon those of the plan, and gives what became of each of them.

    `publication` is the number of the one being made. Cancelled ones that stay so are not among the answers.
    """
    territory = problem.territory
    known = _known_of_horizon(session, problem)
    numbers = _Numbers(session, territory.id)
    groups = stands_of(plan, territory)
    became: list[Became] = []
    for key in dict.fromkeys((*groups, *known)):
        name, window = key
        live, gone = _split(known.get(key, ()))
        new = groups.get(key, ())
        chosen = same_ones([stand_of(row) for row in live], [stand_of(row) for row in gone], new)
        rows = [*live, *gone]
        for stand, number in zip(new, chosen, strict=True):
            said = said_of(territory.demand[name])
            if number is None:
                row = _made(territory.id, name, window, numbers.next(name, window), stand, said, at)
                session.add(row)
                became.append(Became(row, None, stand))
            else:
                became.append(_settled(rows[number], stand, said, publication, at))
        for number in set(range(len(live))).difference(n for n in chosen if n is not None):
            row = live[number]
            became.append(Became(row, stand_of(row), None))
            cancel(row, at)
            row.cancelled_by = publication
    session.flush()
    _replace(became)
    session.flush()
    return became


def stand_of(row: Occurrence) -> Stand:
    return Stand(row.date, row.parts, row.venue, row.room, row.advisor, row.structure)


def _known_of_horizon(session: Session, problem: Problem) -> Mapping[tuple[str, Window], Sequence[Occurrence]]:
    """By demand and the window that holds them now, the occurrences that stand, or stood, in the horizon.

    Those of a demand that has gone, or that comes more or less often than it did, keep the window of their identity.
    """
    territory, horizon = problem.territory, problem.horizon
    found: defaultdict[tuple[str, Window], list[Occurrence]] = defaultdict(list)
    rows = session.scalars(
        select(Occurrence)
        .where(Occurrence.territory == territory.id, Occurrence.date.between(horizon.first_day, horizon.last_day))
        .order_by(Occurrence.id)
    )
    for row in rows:
        demand = territory.demand.get(row.demand)
        own = Window(row.window_first_week, row.window_weeks)
        window = own if demand is None else window_on(row.date, demand, territory)
        found[row.demand, window].append(row)
    return found


def _split(rows: Iterable[Occurrence]) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those that are planned, and those that were cancelled."""
    live = [row for row in rows if row.status == Status.PLANNED]
    return live, [row for row in rows if row.status == Status.CANCELLED]


def _settled(row: Occurrence, stand: Stand, said: Said, publication: int, at: datetime) -> Became:
    """The occurrence where it stands now; untouched where nothing of it has changed."""
    stood = stand_of(row)
    moved = stood.time_and_place != stand.time_and_place
    was_cancelled = row.status == Status.CANCELLED
    if was_cancelled:
        bring_back(row, at)
        row.cancelled_by, row.replacement = None, None
    elif _seen(stood, said_in(row)) != _seen(stand, said):
        raise_stamps(row, at, significant=moved)
    if not was_cancelled and stood.advisor != stand.advisor:
        row.handovers += 1
        row.handed_over_at = at
    if moved:
        row.former_date, row.former_parts = stood.date, stood.parts
        row.former_venue, row.former_room = stood.venue, stood.room
        row.moved_at, row.moved_by = at, publication
    row.date, row.parts = stand.date, stand.parts
    row.venue, row.room = stand.venue, stand.room
    row.advisor, row.structure = stand.advisor, stand.structure
    for field, word in asdict(said).items():
        setattr(row, field, word)
    return Became(row, None if was_cancelled else stood, stand)


def _seen(stand: Stand, said: Said) -> tuple[Stand, Said]:
    """What the public sees: neither the advisor nor the setup, which are in the advisor's own calendar."""
    return replace(stand, advisor=""), replace(said, setup_minutes=0)


def said_in(row: Occurrence) -> Said:
    return Said(row.activity, row.title, row.booking, row.audience, row.seats, row.min_participants, row.setup_minutes)


def _made(
    territory: str, demand: str, window: Window, number: int, stand: Stand, said: Said, at: datetime
) -> Occurrence:
    return Occurrence(
        territory=territory,
        demand=demand,
        window_first_week=window.first_week,
        window_weeks=window.weeks,
        number=number,
        uid=new_uid(),
        status=Status.PLANNED,
        sequence=0,
        created_at=at,
        modified_at=at,
        date=stand.date,
        parts=stand.parts,
        venue=stand.venue,
        room=stand.room,
        advisor=stand.advisor,
        structure=stand.structure,
        handovers=0,
        **asdict(said),
    )


class _Numbers:
    """The next free number of each demand's windows."""

    def __init__(self, session: Session, territory: str) -> None:
        self.session = session
        self.territory = territory
        self.last: dict[tuple[str, Window], int] = {}
        self.counted: set[str] = set()

    def next(self, demand: str, window: Window) -> int:
        if demand not in self.counted:
            self._count(demand)
        number = self.last.get((demand, window), 0) + 1
        self.last[demand, window] = number
        return number

    def _count(self, demand: str) -> None:
        row = Occurrence
        columns = (row.window_first_week, row.window_weeks, row.number)
        with self.session.no_autoflush:
            rows = self.session.execute(select(*columns).where(row.territory == self.territory, row.demand == demand))
            for first_week, weeks, number in rows:
                key = (demand, Window(first_week, weeks))
                self.last[key] = max(number, self.last.get(key, 0))
        self.counted.add(demand)


def _replace(became: Iterable[Became]) -> None:
    """Says of each cancelled one which new one of its demand takes its place: the nearest in time, each once."""
    by_demand: defaultdict[str, tuple[list[Became], list[Became]]] = defaultdict(lambda: ([], []))
    for one in became:
        if one.before is None:
            by_demand[one.occurrence.demand][0].append(one)
        elif one.after is None:
            by_demand[one.occurrence.demand][1].append(one)
    for new, cancelled in by_demand.values():
        fewer, more = (cancelled, new) if len(cancelled) <= len(new) else (new, cancelled)
        costs = [[abs((a.occurrence.date - b.occurrence.date).days) for b in more] for a in fewer]
        for row, column in enumerate(cheapest(costs)):
            pair = (fewer[row], more[column])
            gone, come = pair if fewer is cancelled else (pair[1], pair[0])
            gone.occurrence.replacement = come.occurrence.id
