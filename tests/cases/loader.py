"""Loader - reads a case of tests/cases/*.yaml: its problem, its plan, and what the audit must say."""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from scheduler.domain.pins import Pin
from scheduler.domain.places import UNNAMED
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import WEEKDAYS, Clock, HalfDay, Horizon
from scheduler.intake import read_pins
from scheduler.prepare import prepare
from tests.generate.tables import TABLES, Row, Tables, clock, territory_of

FOLDER = Path(__file__).parent
_PAIRS = {"postings": ("advisor", "structure"), "travel": ("from", "to")}
_WITH_ID = ("structures", "advisors", "venues", "rooms", "demands")
_LINE = re.compile(
    r"(?P<weekday>\w\w) (?P<day>\d{4}-\d\d-\d\d) +(?P<period>\w+) +(?P<advisor>\S+) +(?P<what>\S+)"
    r"(?: +@(?P<room>\S*))?(?: +for (?P<structure>\S+))?(?: +in (?P<venue>\S+))?(?: +as (?P<activity>\S+))?"
    r"(?: +(?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d))?"
)
_FINDING = re.compile(
    r"(?P<rule>\w+) (?P<weekday>\w\w|-) (?P<day>\S+) +(?P<period>\S+) +(?P<advisor>\S+) +\+(?P<excess>\d+)"
    r"(?: +\((?P<article>.+)\))?"
)


@dataclass(frozen=True)
class Expected:
    """A finding as a case says it; `article` None: any."""

    rule: str
    day: date | None
    period: str
    advisor: str
    excess: int
    article: str | None


@dataclass(frozen=True)
class Case:
    """`findings` and `score` are None where the case says nothing about them."""

    file: str
    name: str
    problem: Problem
    plan: Plan
    findings: tuple[Expected, ...] | None
    score: dict[str, int] | None

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def read_cases(file: str) -> list[Case]:
    """The cases of `tests/cases/<file>.yaml`."""
    return [_case(file, written) for written in _yaml(f"{file}.yaml")]


def case_files() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "base")


def _yaml(name: str) -> Any:
    """Everything is text, as in a CSV file: YAML would make a number of 09:00 and a truth of yes."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _case(file: str, written: dict[str, Any]) -> Case:
    known = {"case", "territory", "from", "weeks", "published", "pins", "plan", "findings", "score"}
    assert set(written) <= known, f"{written['case']}: unknown keys {set(written) - known}"
    territory = territory_of(_tables(written.get("territory") or {}))
    published = Plan(())
    if "published" in written:
        published = _plan(territory, written["published"])
    problem = prepare(territory, _horizon(written), published, _pins(territory, written.get("pins", [])))
    findings, score = written.get("findings"), written.get("score")
    return Case(
        file=file,
        name=written["case"],
        problem=problem,
        plan=_plan(territory, written),
        findings=None if findings is None else tuple(_expected(line) for line in findings),
        score=None if score is None else {goal: int(minutes) for goal, minutes in score.items()},
    )


def _pins(territory: Territory, written: list[dict[str, str]]) -> tuple[Pin, ...]:
    """The pins as a file of them says them."""
    if not written:
        return ()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pins.csv"
        names = sorted({name for cells in written for name in cells})
        lines = [names, *([cells.get(name, "") for name in names] for cells in written)]
        path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
        return read_pins(path, territory)


def _horizon(written: dict[str, Any]) -> Horizon:
    return Horizon(date.fromisoformat(written.get("from", "2026-08-31")), int(written.get("weeks", "1")))


def _tables(changes: dict[str, Any]) -> Tables:
    base = deepcopy(_yaml("base.yaml"))
    assert set(changes) <= {*TABLES, *base, "subdivision", "weights", "rules", "minutes"}, changes
    rows: dict[str, list[Row]] = {table: base["tables"].get(table, []) for table in TABLES}
    for table in TABLES:
        change = changes.get("minutes" if table == "travel" else table, [])
        if table in _WITH_ID:
            for row_id, cells in dict(change).items():
                _merge(rows[table], ("id",), {"id": row_id, "name": row_id, **cells}, new=cells)
        else:
            for cells in change:
                _merge(rows[table], _PAIRS.get(table, ()), cells, new=cells)
    return Tables(
        id=base["id"],
        name=base["name"],
        anchor=date.fromisoformat(changes.get("anchor", base["anchor"])),
        half_days={name: (ends[0], ends[1]) for name, ends in changes.get("half_days", base["half_days"]).items()},
        workdays=changes.get("workdays", base["workdays"]),
        subdivision=changes.get("subdivision", ""),
        travel={**base["travel"], **changes.get("travel", {})},
        weights=changes.get("weights", {}),
        rules=changes.get("rules", []),
        rows=rows,
    )


def _merge(rows: list[Row], key: tuple[str, ...], row: Row, new: Row) -> None:
    """Changes the row of the same key, or adds it."""
    for known in rows:
        if key and all(known[column] == row[column] for column in key):
            known.update(new)
            return
    rows.append(row)


def _plan(territory: Territory, written: dict[str, Any]) -> Plan:
    """The lines' rows, and the base rows of every other available half-day of the written horizon."""
    problem = prepare(territory, _horizon(written))
    rows: list[PlanRow] = []
    left_out: set[tuple[str, HalfDay]] = set()
    for line in written.get("plan", []):
        match = _LINE.fullmatch(line.strip())
        assert match is not None, f"not a line of a plan: {line}"
        day = _checked_day(match["weekday"], match["day"])
        for period in FULL_DAY if match["period"] == "full" else (match["period"],):
            half_day = HalfDay(day, territory.period[period])
            if match["what"] == "nothing":
                left_out.add((match["advisor"], half_day))
            elif match["what"] == "base":
                rows.append(_base_row(territory, match, half_day))
            else:
                rows.append(_intervention(problem, match, half_day))
    named = left_out | {(row.advisor, row.half_day) for row in rows}
    for advisor, half_day in problem.horizon_half_days:
        if (advisor, half_day) not in named:
            structure = _host(problem, rows, advisor, half_day)
            base = territory.posting[advisor, structure].base
            rows.append(PlanRow(half_day, advisor, structure, base))
    return Plan.of(rows)


def _checked_day(weekday: str, text: str) -> date:
    day = date.fromisoformat(text)
    assert WEEKDAYS[day.weekday()] == weekday, f"{text} is a {WEEKDAYS[day.weekday()]}, not a {weekday}"
    return day


def _host(problem: Problem, rows: list[PlanRow], advisor: str, half_day: HalfDay) -> str:
    fixed = problem.fixed_structure(advisor, half_day)
    that_day = [row.structure for row in rows if (row.advisor, row.date) == (advisor, half_day.date)]
    return fixed or next(iter(that_day), problem.territory.postings_of[advisor][0].structure)


def _base_row(territory: Territory, match: re.Match[str], half_day: HalfDay) -> PlanRow:
    advisor = match["advisor"]
    structure = match["structure"] or territory.postings_of[advisor][0].structure
    posting = territory.posting.get((advisor, structure))
    base = posting.base if posting else territory.advisor[advisor].base
    return PlanRow(
        half_day,
        advisor,
        structure,
        match["venue"] or base,
        room=match["room"] or "",
        activity=match["activity"] or "base",
        start=_clock(match["start"]),
        end=_clock(match["end"]),
    )


def _intervention(problem: Problem, match: re.Match[str], half_day: HalfDay) -> PlanRow:
    territory = problem.territory
    demand = territory.demand[match["what"]]
    parts = {period: (start, end) for period, start, end in problem.parts(demand, half_day.period)}
    start, end = parts.get(half_day.period, (half_day.period.start, half_day.period.end))
    room = match["room"]
    if room is None:
        fitting = (room.id for room in territory.rooms_of[demand.venue] if territory.room_fits(room, demand))
        room = next(fitting, UNNAMED)
    return PlanRow(
        half_day,
        match["advisor"],
        match["structure"] or territory.venue[demand.venue].structure,
        match["venue"] or demand.venue,
        demand=demand.id,
        room=room,
        activity=match["activity"] or demand.activity,
        start=_clock(match["start"]) or start,
        end=_clock(match["end"]) or end,
    )


def _clock(text: str | None) -> Clock | None:
    return clock(text) if text else None


def _expected(line: str) -> Expected:
    match = _FINDING.fullmatch(line.strip())
    assert match is not None, f"not a line of a finding: {line}"
    return Expected(
        rule=match["rule"],
        day=None if match["day"] == "-" else _checked_day(match["weekday"], match["day"]),
        period="" if match["period"] == "-" else match["period"],
        advisor="" if match["advisor"] == "-" else match["advisor"],
        excess=int(match["excess"]),
        article=match["article"],
    )
