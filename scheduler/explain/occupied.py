"""Occupied: what excludes a half-day in the plan as it stands - advisors, rooms, days and weeks that others fill."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import ClassVar

from scheduler.audit import driving as driving_twin
from scheduler.audit import findings, recurrence, times, workload
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.explain.hurdles import Candidate
from scheduler.explain.question import Question
from scheduler.model.universe import Hosting, fitting_rooms
from scheduler.rules import hosts


class Occupied:
    """Judges candidates against the plan, in which nothing else is moved."""

    REASONS: ClassVar[dict[str, tuple[str, Text]]] = {
        "busy": ("presence", Text(fr="le conseiller tient déjà une autre intervention",
                                  en="the advisor holds another intervention already")),
        "room-taken": ("rooms", Text(fr="la salle est déjà prise", en="the room is taken already")),
        "day-full": ("workload", Text(fr="la journée ou la semaine du conseiller est pleine",
                                      en="the advisor's day or week is full")),
        "gap": ("recurrence", Text(fr="trop près d’une autre date de la même demande, dans le plan",
                                   en="too near another date of the same demand in the plan")),
        "host": ("hosts", Text(fr="le reste de la journée, dans le plan, est donné à une autre structure",
                               en="the rest of the day is given to another structure in the plan")),
        "too-late": ("times", Text(fr="pas le temps de faire la route entre deux interventions du jour",
                                   en="no time to drive between two interventions of the day")),
        "too-long": ("driving", Text(fr="avec le reste de la journée, la route dépasse le maximum",
                                     en="with the rest of the day, the driving exceeds the maximum")),
    }  # fmt: skip

    def __init__(self, question: Question) -> None:
        self.question = question
        self.problem = question.problem
        self._busy = {(row.advisor, row.half_day): row for row in question.plan.interventions}
        self._weeks: dict[tuple[str, int], list[PlanRow]] = {}
        self._rooms: dict[tuple[str, HalfDay], set[str]] = {}
        for row in question.plan.interventions:
            self._weeks.setdefault((row.advisor, self.problem.week(row.date)), []).append(row)
            self._rooms.setdefault((row.venue, row.half_day), set()).add(row.room)

    def reasons(self, candidate: Candidate) -> Iterator[tuple[str, str]]:
        """(key of REASONS, the demand that it is about or nothing) for each reason, in their order."""
        busy = [self._busy[key] for h in candidate.half_days if (key := (candidate.advisor.id, h)) in self._busy]
        if busy:
            yield "busy", busy[0].demand
        if not self._free_rooms(candidate):
            yield "room-taken", ""
        rows = self.rows(candidate)
        if busy or rows is None:
            if not busy:
                yield "host", ""
            return
        week = self._weeks.get((candidate.advisor.id, self.problem.week(candidate.date)), ())
        if findings(Plan.of([*week, *rows]), self.problem, (workload,)):
            yield "day-full", ""
        theirs = self.question.plan.by_demand.get(self.question.demand.id, ())
        if any(f.date is not None for f in findings(Plan.of([*theirs, *rows]), self.problem, (recurrence,))):
            yield "gap", ""
        day = Plan.of([*self._others(candidate, rows), *rows])
        if findings(day, self.problem, (times,)):
            yield "too-late", ""
        if findings(day, self.problem, (driving_twin,)):
            yield "too-long", ""

    def rows(self, candidate: Candidate) -> list[PlanRow] | None:
        """The day's rows of the plan that changes: the candidate's, the base ones re-hosted; None: no host fits."""
        demand, venue = self.question.demand, self.problem.territory.venue[self.question.demand.venue]
        structures = self._hosting(candidate, venue.structure)
        rooms = self._free_rooms(candidate) or ("",)
        if structures is None:
            return None
        parts = {p.name: (start, end) for p, start, end in self.problem.parts(demand, candidate.periods[0])}
        found = []
        for half_day, structure in structures.items():
            advisor = candidate.advisor.id
            if half_day in candidate.half_days:
                start, end = parts[half_day.period.name]
                found.append(PlanRow(half_day, advisor, structure, venue.id, demand.id, rooms[0], demand.activity,
                                     start, end))  # fmt: skip
            elif (advisor, half_day) not in self._busy:
                found.append(PlanRow(half_day, advisor, structure,
                                     self.problem.territory.posting[advisor, structure].base))  # fmt: skip
        return found

    def plan_with(self, candidate: Candidate) -> Plan | None:
        """The plan with the candidate put in and nothing else moved; None where no host fits."""
        rows = self.rows(candidate)
        if rows is None:
            return None
        changed = {(row.advisor, row.half_day) for row in rows}
        return Plan.of([*(r for r in self.question.plan.rows if (r.advisor, r.half_day) not in changed), *rows])

    def _others(self, candidate: Candidate, rows: list[PlanRow]) -> list[PlanRow]:
        mine = {row.half_day for row in rows}
        whole = self.question.plan.by_advisor_and_day.get((candidate.advisor.id, candidate.date), ())
        return [row for row in whole if row.half_day not in mine]

    def _hosting(self, candidate: Candidate, structure: str) -> dict[HalfDay, str] | None:
        """How the day may be shared out: as now, or with the least of its base half-days given to another structure."""
        advisor = candidate.advisor.id
        half_days = self.problem.half_days[advisor, candidate.date]
        now = {r.half_day: r.structure for r in self._day(advisor, candidate.date)}
        held = {h: self._busy[advisor, h].structure for h in half_days if (advisor, h) in self._busy}
        best: tuple[int, dict[HalfDay, str]] | None = None
        postings = [posting.structure for posting in self.problem.territory.postings_of[advisor]]
        for shared in product(postings, repeat=len(half_days)):
            hosting = Hosting(advisor, half_days, shared)
            by_half_day = dict(zip(half_days, shared, strict=True))
            if (
                all(by_half_day[h] == structure for h in candidate.half_days)
                and all(by_half_day[h] == s for h, s in held.items() if h not in candidate.half_days)
                and hosts.RULE.admits_hosting(hosting, self.problem)
            ):
                moved = sum(now.get(h) != s for h, s in by_half_day.items())
                if best is None or moved < best[0]:
                    best = (moved, by_half_day)
        return best[1] if best else None

    def _day(self, advisor: str, day: date) -> tuple[PlanRow, ...]:
        return self.question.plan.by_advisor_and_day.get((advisor, day), ())

    def _free_rooms(self, candidate: Candidate) -> tuple[str, ...]:
        demand = self.question.demand
        taken = {room for h in candidate.half_days for room in self._rooms.get((demand.venue, h), ())}
        fitting = fitting_rooms(demand, candidate.half_days, self.problem)
        return tuple(room.id for room in fitting if room.id not in taken)
