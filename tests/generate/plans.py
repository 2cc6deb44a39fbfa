"""Plans - random plans of a problem, good and bad, for the tests that hold the rules and their twins together."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from scheduler import audit
from scheduler.domain.demands import Demand, Length
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay

TRIES = 12
"""How many half-days are drawn to find one that a demand allows."""


@dataclass
class _Draft:
    """A plan in the making: the host of each half-day, and the interventions."""

    problem: Problem
    random: Random
    hosts: dict[tuple[str, HalfDay], str] = field(default_factory=dict)
    rows: list[PlanRow] = field(default_factory=list)

    @property
    def held(self) -> set[tuple[str, HalfDay]]:
        return {(row.advisor, row.half_day) for row in self.rows}

    def plan(self) -> Plan:
        """The interventions under the hosts, and base rows in the available half-days that are left."""
        territory, held = self.problem.territory, self.held
        rows = [replace(row, structure=self._host(row)) for row in self.rows]
        for advisor, half_day in self.problem.horizon_half_days:
            if (advisor, half_day) not in held:
                structure = self.hosts[advisor, half_day]
                rows.append(PlanRow(half_day, advisor, structure, territory.posting[advisor, structure].base))
        return Plan.of(rows)

    def _host(self, row: PlanRow) -> str:
        """The host of the row's half-day; where it is not available, the venue's or the advisor's first structure."""
        host = self.hosts.get((row.advisor, row.half_day), row.structure)
        known = (row.advisor, host) in self.problem.territory.posting
        return host if known else self.problem.territory.postings_of[row.advisor][0].structure


def random_plan(
    problem: Problem,
    seed: int,
    *,
    correct: float = 0.8,
    placements: int | None = None,
    one_place_a_half_day: bool = False,
    whole_full_days: bool = False,
    only_available: bool = False,
) -> Plan:
    """Random placements of random demands, under random hosts, in random rooms of their venues.

    Each choice (host, half-day, advisor, room) is made as the rules want it with the chance `correct`, and blindly
    otherwise. The start and end of rows are always the demand's, every available half-day has a row, every row a
    structure in which its advisor has a posting. `one_place_a_half_day`: never two rows of an advisor in a half-day.
    `whole_full_days`: a full day is always am and pm, one advisor, one room. `only_available`: no row elsewhere.
    """
    random = Random(f"plan {seed}")
    draft = _Draft(problem, random, _hosts(problem, random, correct))
    number = random.randint(0, 7) if placements is None else placements
    for _ in range(number if problem.territory.demands else 0):
        demand = random.choice(problem.territory.demands)
        rows = _placement(problem, random, demand, correct)
        if not whole_full_days and demand.length is Length.FULL and random.random() > correct:
            rows = _broken(problem, random, demand, rows)
        if only_available and any(row.half_day not in problem.available[row.advisor] for row in rows):
            continue
        if one_place_a_half_day and any((row.advisor, row.half_day) in draft.held for row in rows):
            continue
        draft.rows += rows
        for row in rows:
            _follow(draft, row, correct)
    return draft.plan()


def good_plan(
    problem: Problem,
    seed: int,
    *,
    tries: int = 25,
    checks: tuple[audit.Check, ...] = audit.CHECKS,
    correct: float = 1.0,
) -> Plan:
    """A plan that keeps the rules of the checks (all): random placements, those that break one are taken back.

    Each choice is made as the other rules want it with the chance `correct`, and blindly otherwise.
    """
    random = Random(f"good plan {seed}")
    draft = _Draft(problem, random, _hosts(problem, random, 1.0))
    plan = draft.plan()
    for _ in range(tries if problem.territory.demands else 0):
        rows = _placement(problem, random, random.choice(problem.territory.demands), correct)
        before = list(draft.rows)
        draft.rows += rows
        if {(row.advisor, row.half_day) for row in rows} & {(row.advisor, row.half_day) for row in before}:
            draft.rows = before
            continue
        tried = draft.plan()
        if audit.findings(tried, problem, checks):
            draft.rows = before
        else:
            plan = tried
    return plan


def _hosts(problem: Problem, random: Random, correct: float) -> dict[tuple[str, HalfDay], str]:
    hosts: dict[tuple[str, HalfDay], str] = {}
    for (advisor, day), half_days in problem.half_days.items():
        if day not in problem.horizon:
            continue
        postings = [posting.structure for posting in problem.territory.postings_of[advisor]]
        fixed = {half_day: problem.fixed_structure(advisor, half_day) for half_day in half_days}
        given = sorted({structure for structure in fixed.values() if structure is not None})
        whole_day = random.choice(given or postings)
        keeps = random.random() < correct
        for half_day in half_days:
            hosts[advisor, half_day] = (fixed[half_day] or whole_day) if keeps else random.choice(postings)
    return hosts


def _placement(problem: Problem, random: Random, demand: Demand, correct: float) -> list[PlanRow]:
    """One occurrence of the demand, in an allowed half-day of an able advisor where one is found and wanted."""
    candidates = [_slot(problem, random, demand) for _ in range(TRIES)]
    chosen = candidates[0]
    if random.random() < correct:
        chosen = next((slot for slot in candidates if _allowed(problem, demand, *slot)), chosen)
    advisor, first = chosen
    rooms = problem.territory.rooms_of[demand.venue]
    if random.random() < correct:
        rooms = tuple(room for room in rooms if problem.territory.room_fits(room, demand)) or rooms
    room = random.choice(rooms).id
    structure = problem.territory.venue[demand.venue].structure
    return [
        PlanRow(
            HalfDay(first.date, period), advisor, structure, demand.venue, demand.id, room, demand.activity, start, end
        )
        for period, start, end in problem.parts(demand, first.period)
    ]


def _slot(problem: Problem, random: Random, demand: Demand) -> tuple[str, HalfDay]:
    """Any half-day of any advisor; half of the time, an available one of the venue's structure, where there is one."""
    structure = problem.territory.venue[demand.venue].structure
    advisors = [advisor.id for advisor in problem.territory.advisors]
    posted = [advisor for advisor in advisors if (advisor, structure) in problem.territory.posting]
    advisor = random.choice(posted if posted and random.random() < 0.9 else advisors)
    period = (
        problem.territory.period["am"] if demand.length is Length.FULL else random.choice(problem.territory.periods)
    )
    return advisor, HalfDay(random.choice(list(problem.horizon.days())), period)


def _allowed(problem: Problem, demand: Demand, advisor: str, first: HalfDay) -> bool:
    """By the demand's conditions, the advisor's availability and the opening of the venue."""
    day: date = first.date
    parts = problem.parts(demand, first.period)
    return (
        (demand.weekdays is None or day.weekday() in demand.weekdays)
        and (demand.periods is None or all(period.name in demand.periods for period, _, _ in parts))
        and (demand.from_ is None or demand.from_ <= day)
        and (demand.to is None or day <= demand.to)
        and demand.advisor in (None, advisor)
        and demand.skills <= problem.territory.advisor[advisor].skills
        and all(HalfDay(day, period) in problem.available[advisor] for period, _, _ in parts)
        and all(period.start <= start <= end <= period.end for period, start, end in parts)
        and all(problem.is_open(demand.venue, day, start, end) for _, start, end in parts)
    )


def _broken(problem: Problem, random: Random, demand: Demand, rows: list[PlanRow]) -> list[PlanRow]:
    """A full day of which one half is missing, in another room, or another advisor's."""
    am, pm = rows
    fault = random.choice(("am only", "pm only", "another room", "another advisor"))
    if fault == "am only":
        return [am]
    if fault == "pm only":
        return [pm]
    if fault == "another room":
        room = random.choice(problem.territory.rooms_of[demand.venue]).id
        return [am, replace(pm, room=room)]
    advisor = random.choice(problem.territory.advisors).id
    return [am, replace(pm, advisor=advisor)]


def _follow(draft: _Draft, row: PlanRow, correct: float) -> None:
    """Gives the day, or the half-day alone, to the structure of the venue, where the advisor works for it."""
    if (row.advisor, row.structure) not in draft.problem.territory.posting:
        return
    whole_day = draft.random.random() < correct
    for half_day in draft.problem.half_days.get((row.advisor, row.date), ()):
        if half_day == row.half_day or whole_day:
            draft.hosts[row.advisor, half_day] = row.structure
