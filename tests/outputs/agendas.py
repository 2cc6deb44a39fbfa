"""Agendas to print and to export: hand-made ones of one place, and those of the sample territories' plans."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from scheduler.domain.plan import occurrences
from scheduler.domain.time import Clock
from tests.report.plans import first_fit, problem_of
from web.outputs.agenda import Agenda, Cancellation, Dated, Host, Part, Place, Status

PUBLISHED_AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
MONDAY = date(2026, 11, 23)

HOST = Host(
    "ccvo", "Communauté de communes de la Vallée", mention="Opération soutenue par l'État", phone="01 99 00 12 34"
)
ARUDY = Place("arudy", "Mairie d'Arudy", "ccvo", "mairie", "Arudy", "64062", "64260", "1 place de l'Hôtel", 43.1, -0.43)
LARUNS = Place("laruns", "Mairie de Laruns", "ccvo", "mairie", "Laruns", "64320", "64440", "", 42.99, -0.43)
FAR = Place("far", "Mairie de Lille", "ccvo", "mairie", "Lille", "59350", "59000", "", 50.6, 3.06)

MORNING = (Part("am", Clock(540), Clock(720)),)
AFTERNOON = (Part("pm", Clock(810), Clock(1020)),)
FULL_DAY = MORNING + AFTERNOON


def held(day: date, parts: tuple[Part, ...] = MORNING, place: Place = ARUDY, **more: object) -> Dated:
    """A permanence that takes place; its uid says where and when."""
    one = Dated(
        uid=f"{place.id}-{day}-{parts[0].start}",
        demand="d",
        activity="permanence",
        date=day,
        parts=parts,
        place=place,
        advisor="cn1",
        advisor_name="Conseiller numérique 1",
        structure="ccvo",
        status=Status.PLANNED,
        sequence=0,
        created=PUBLISHED_AT,
        modified=PUBLISHED_AT,
    )
    return replace(one, **more)  # type: ignore[arg-type]


def cancelled(dated: Dated, replacement: Dated | None = None) -> Dated:
    uid = replacement.uid if replacement is not None else None
    return replace(dated, status=Status.CANCELLED, sequence=1, cancellation=Cancellation(PUBLISHED_AT, 3, uid))


def weekly(weekday: int, weeks: int, **more: object) -> list[Dated]:
    """On that weekday of each of the weeks from MONDAY."""
    return [held(MONDAY + timedelta(weeks=week, days=weekday), **more) for week in range(weeks)]


def agenda(dated: Iterable[Dated], weeks: int = 12) -> Agenda:
    """Of the places above; it covers those weeks from MONDAY."""
    return Agenda(
        territory="ossau",
        name="Vallée d'Ossau",
        timezone="Europe/Paris",
        hosts=(HOST,),
        places=(ARUDY, FAR, LARUNS),
        dated=tuple(sorted(dated, key=lambda one: (one.date, one.start, one.place.id, one.uid))),
        publication=3,
        published_at=PUBLISHED_AT,
        first_day=MONDAY,
        last_day=MONDAY + timedelta(weeks=weeks, days=-1),
        modified=PUBLISHED_AT,
    )


@cache
def planned(territory: str, weeks: int = 4) -> Agenda:
    """A quick plan of a sample territory, as if it had been published."""
    problem = problem_of(territory, weeks)
    plan, place_of = first_fit(problem), {}
    for venue in problem.territory.venues:
        place_of[venue.id] = Place(
            venue.id, venue.name, venue.structure, venue.kind, venue.commune, venue.insee, venue.postcode,
            venue.address, venue.lat, venue.lon, venue.opening, venue.accessible, venue.zone, venue.phone,
            venue.email, venue.website, venue.siret, venue.notes,
        )  # fmt: skip
    dated = [
        held(
            occurrence.date,
            tuple(Part(row.half_day.period.name, row.start, row.end) for row in occurrence.rows),
            place_of[occurrence.first.venue],
            uid=f"{demand.id}-{number}",
            activity=demand.activity,
            booking=demand.booking,
            structure=occurrence.first.structure,
        )
        for demand in problem.territory.demands
        for number, occurrence in enumerate(occurrences(demand, plan.by_demand.get(demand.id, ())))
    ]
    return replace(
        agenda(dated),
        territory=problem.territory.id,
        name=problem.territory.name,
        hosts=tuple(Host(s.id, s.name, s.kind, s.mention, s.phone) for s in problem.territory.structures),
        places=tuple(sorted(place_of.values(), key=lambda place: place.name)),
        first_day=problem.horizon.first_day,
        last_day=problem.horizon.last_day,
    )
