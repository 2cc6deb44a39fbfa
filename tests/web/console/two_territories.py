"""Two territories side by side, whole: plans, runs, drafts, proposals, people, letters; and what must not leak of each.

What is the other territory's holds OTHER wherever it has words; what is of another structure holds APART.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy.orm import Session

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Absence, Advisor, Posting, Structure
from scheduler.domain.places import Closure, Venue
from scheduler.domain.plan import Plan
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from tests.web.console.client import right, signed_in_client
from tests.web.small import MONDAY, WEEKDAYS, first_plan, publish_plan, signed, small_territory
from web.database import database
from web.outputs.mail import Letter
from web.services.drafts import begin
from web.services.editing import mark_of, rows_of
from web.services.outbox import put
from web.services.person import Person, Role
from web.services.plans import standing_plan
from web.services.proposals import confirm, propose
from web.services.runs import ask
from web.services.writing import begin_writing

OTHER, APART = "Levantine", "Écartée"
NOW = datetime(2026, 9, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Things:
    """What stands in addresses, by the part of the address before it."""

    territory: str
    by_part: dict[str, str]


def ours() -> Territory:
    """The small territory, with a second structure: its venue, its advisor, who is away."""
    told = small_territory()
    return signed(
        replace(
            told,
            structures=(*told.structures, Structure("autre", f"Communauté {APART}")),
            venues=(
                *told.venues,
                Venue("annexe", f"Annexe {APART}", "autre", commune="Haut", email="annexe@example.org"),
            ),
            advisors=(
                *told.advisors,
                Advisor("eve", f"Conseillère {APART}", "annexe", WEEKDAYS, frozenset({"am", "pm"}), phone="0699887766"),
            ),
            postings=(*told.postings, Posting("eve", "autre", "annexe")),
            demands=(*told.demands, Demand("annexe-permanence", "annexe", "permanence")),
            absences=(
                Absence("ana", date(2026, 9, 28), date(2026, 9, 28), kind="formation", status="requested"),
                Absence("eve", date(2026, 9, 29), date(2026, 9, 29), kind=f"maladie {APART}"),
            ),
            closures=(
                Closure("mairie", date(2026, 9, 30), date(2026, 9, 30), reason="travaux"),
                Closure("annexe", date(2026, 9, 30), date(2026, 9, 30), reason=f"travaux {APART}"),
            ),
            travel_times=(*told.travel_times, TravelTime("siege", "annexe", 20)),
        )
    )


def theirs() -> Territory:
    """Another territory, with the same ids, and a mark in all its words."""
    told = ours()
    return signed(
        replace(
            told,
            id="levant",
            name=f"Vallée {OTHER}",
            structures=tuple(replace(one, name=f"{one.name} {OTHER}") for one in told.structures),
            venues=tuple(replace(one, name=f"{one.name} {OTHER}") for one in told.venues),
            advisors=tuple(replace(one, name=f"{one.name} {OTHER}") for one in told.advisors),
            demands=tuple(replace(one, title=f"{one.title} {OTHER}") for one in told.demands),
            absences=tuple(replace(one, kind=f"{one.kind} {OTHER}") for one in told.absences),
            closures=tuple(replace(one, reason=f"{one.reason} {OTHER}") for one in told.closures),
        )
    )


def made(app: Flask, territory: Territory) -> Things:
    """Publishes it, and makes one of everything that addresses can name."""
    with app.app_context():
        publish_plan(database.session(), territory, _plan(territory))
        database.session.remove()
    name = OTHER if territory.id == "levant" else "d’ici"
    venue = right(Role.VENUE, territory.id)
    member = signed_in_client(app, venue, name=f"Mairie {name}", email=f"mairie@{territory.id}.example.org").person
    coordinator = signed_in_client(app, right(Role.COORDINATOR, territory.id), name=f"Coordination {name}").person
    assert member is not None
    assert coordinator is not None
    with app.app_context():
        things = _made(database.session(), territory, coordinator, name)
        database.session.remove()
    return Things(territory.id, {**things, "personnes": str(member.account)})


def _plan(territory: Territory) -> Plan:
    """The small territory's, and the other structure's advisor at her base."""
    rows = first_plan(territory).rows
    return Plan.of([replace(row, structure="autre", venue="annexe") if row.advisor == "eve" else row for row in rows])


def _made(session: Session, territory: Territory, person: Person, name: str) -> dict[str, str]:
    changed = _with_one_absence_more(territory, f"congé {name}")
    begin_writing(session, territory.id)
    first = propose(
        session,
        person,
        "absence",
        Text(f"Une absence {name}", f"An absence {name}"),
        (territory, changed),
        NOW,
        subject="ana",
    ).key
    session.commit()
    change = confirm(session, person, territory.id, first, NOW)
    assert change is not None
    number = change.number
    session.commit()
    begin_writing(session, territory.id)
    further = _with_one_absence_more(changed, f"mission {name}")
    proposal = propose(
        session,
        person,
        "absence",
        Text(f"Une absence {name}", f"An absence {name}"),
        (changed, further),
        NOW,
        subject="ana",
    ).key
    weeks = {"first_day": MONDAY.isoformat(), "weeks": 4}
    run = ask(session, person, territory.id, "solve", weeks, NOW)
    run.note = f"Note {name}"
    draft = begin(
        session,
        person,
        changed,
        MONDAY,
        4,
        standing_plan(session, changed),
        NOW,
        origin=Text(fr=f"parti de {name}", en=name),
    )
    put(
        session,
        Letter("letter", "publication", territory.id, f"lieu@{name}.example.org", f"Vos dates {name}", "Bonjour")
        if territory.id == "vallee"
        else Letter("other", "publication", territory.id, "lieu", f"Vos dates {name}", "Bonjour"),
        NOW,
    )
    letter = 1 if territory.id == "vallee" else 2
    found = {
        "structures": "cc",
        "lieux": "mairie",
        "conseillers": "ana",
        "demandes": "mairie-rdv",
        "absences": mark_of(next(row for row in rows_of(changed, "absences") if row["advisor"] == "ana")),
        "fermetures": mark_of(next(row for row in rows_of(changed, "closures") if row["venue"] == "mairie")),
        "annuler": str(number),
        "apercu": proposal,
        "calculs": str(run.id),
        "brouillons": str(draft.id),
        "publier": str(draft.id),
        "reponses": str(run.id),
        "courrier": str(letter),
    }
    session.commit()
    return found


def _with_one_absence_more(territory: Territory, kind: str) -> Territory:
    day = date(2026, 12, 1 + len(territory.absences))
    return signed(replace(territory, absences=(*territory.absences, Absence("ana", day, day, kind=kind))))
