"""A small territory of five mornings a week, shared between two structures, and plans of it a letter a morning."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from scheduler.domain.plan import PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, HalfDay
from scheduler.ledger.gathering import PlanFile
from tests.generate.tables import Tables, territory_of, write_folder

MONDAY = date(2026, 8, 31)
"""The anchor: the Monday of week 0."""

HOSTS = {"N": "nord", "S": "sud"}


def tables(window_weeks: int = 2, **absent: str) -> Tables:
    """Ana owes half of her mornings to each structure; `absent` are the columns of an absence of hers."""
    made = Tables("shared", "Partagé", MONDAY, {"am": ("09:00", "12:30")})
    for structure in HOSTS.values():
        made.add("structures", id=structure, name=structure)
        made.add("venues", id=f"mairie-{structure}", name=f"Mairie {structure}", structure=structure)
    made.add("advisors", id="ana", name="Ana", base="mairie-nord")
    for structure in HOSTS.values():
        made.add(
            "postings",
            advisor="ana",
            structure=structure,
            base=f"mairie-{structure}",
            share_min="0.5",
            share_max="0.5",
            window_weeks=window_weeks,
        )
    made.add("venues", id="salle", name="Salle", structure="sud")
    made.add("travel", from_="mairie-sud", to="salle", minutes=30, km="20")
    made.add("travel", from_="mairie-nord", to="salle", minutes=40, km="25")
    made.add("travel", from_="mairie-nord", to="mairie-sud", minutes=15, km="10")
    made.add("demands", id="rdv", venue="salle", activity="rdv", every_weeks=2, count=2, source="art. 3")
    if absent:
        made.add("absences", advisor="ana", **absent)
    return made


def territory(window_weeks: int = 2, **absent: str) -> Territory:
    return territory_of(tables(window_weeks, **absent))


def folder_of(made: Tables, path: Path) -> Path:
    write_folder(made, path)
    return path


def plan(of: Territory, week: int, weeks: Iterable[str], name: str = "plan.csv") -> PlanFile:
    """Weeks from that number on, each a word of five letters: N, S, R for a rdv in the south, a dot for no row."""
    rows = []
    for number, letters in enumerate(weeks, start=week):
        for day, letter in enumerate(letters):
            when = HalfDay(MONDAY + timedelta(weeks=number, days=day), of.periods[0])
            if letter == "R":
                hours = (Clock(9 * 60), Clock(12 * 60 + 30))
                rows.append(PlanRow(when, "ana", "sud", "salle", "rdv", "", "rdv", *hours))
            elif letter in HOSTS:
                rows.append(PlanRow(when, "ana", HOSTS[letter], f"mairie-{HOSTS[letter]}"))
    return PlanFile(name, tuple(enumerate(rows, start=2)))
