"""permanences suggest - where a new request could go in a plan as it stands, and what each place would cost."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.cli import parameters
from scheduler.cli.language import say, spoken_command
from scheduler.cli.reading import problem_of, refusing_bad_input, territory_at
from scheduler.cli.request_options import move, request_of, request_options, top
from scheduler.domain.demands import Length
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.domain.wording import day_words, number_words, period_words
from scheduler.intake import read_plan
from scheduler.report.changes import change_words
from scheduler.report.places import cost_document, cost_words, excluded_lines, place_lines, reason_words, room_name
from scheduler.suggest.places import Place, Places, places, ranked

NOWHERE = 1


@spoken_command(
    "suggest",
    Text(
        fr="Propose où placer une nouvelle demande, une fois, dans un plan : les places possibles, de la moins chère "
        "à la plus chère, sans rien déplacer d’autre (ou --move N interventions au plus). Code de sortie : 0 avec une "
        "place, 1 sans (les raisons sont dites), 2 si un fichier est inutilisable.",
        en="Suggests where a new request could be held, once, in a plan: the possible places, the cheapest first, with "
        "nothing else moved (or --move N interventions at most). Exit code: 0 with a place, 1 without (the reasons are "
        "told), 2 if a file cannot be used.",
    ),
    [
        parameters.territory,
        parameters.plan,
        *request_options,
        parameters.first_day,
        parameters.weeks,
        top,
        move,
        parameters.as_json,
    ],
)
def command(
    territory: Path, plan: Path, first_day: date, weeks: int, top: int, move: int, as_json: bool, **given: Any
) -> int:
    with refusing_bad_input():
        place = territory_at(territory)
        request = request_of(given, place)
        problem = problem_of(place, Horizon(first_day, weeks), plan)
        inside = problem.promises
        if not _is_known(inside, place):
            read_plan(plan, place, strict=True)  # says which names have gone
    found = places(problem, inside, request)
    if move:
        # the solver is a second's start, for those alone who ask for it
        from scheduler.suggest.moving import places_by_moving  # noqa: PLC0415

        moved = places_by_moving(problem, inside, request, move)
        found = replace(found, places=ranked((*found.places, *moved)))
    if as_json:
        click.echo(json.dumps(_document(found, problem, top), ensure_ascii=False, indent=2))
    else:
        _say(found, problem, top, request.length)
    return 0 if found.places else NOWHERE


def _is_known(plan: Plan, territory: Territory) -> bool:
    """Whether the territory still has everything that the weeks' rows name."""
    return all(
        row.advisor in territory.advisor
        and row.structure in territory.structure
        and row.venue in territory.venue
        and (not row.room or row.room in territory.room)
        and (not row.demand or row.demand in territory.demand)
        for row in plan.rows
    )


def _document(found: Places, problem: Problem, top: int) -> dict[str, Any]:
    return {
        "places": [_place(place, problem) for place in found.places[:top]],
        "possible": len(found.places),
        "looked_at": found.looked_at,
        "excluded": [
            {"reason": key, "half_days": times, "says": say(reason_words(key))} for key, times in found.excluded.items()
        ],
    }


def _place(place: Place, problem: Problem) -> dict[str, Any]:
    return {
        "date": place.date.isoformat(),
        "period": place.period,
        "periods": [row.half_day.period.name for row in place.interventions],
        "advisor": place.advisor,
        "room": place.room,
        "cost": cost_document(place.cost),
        "moved": [
            {"change": change.kind, "demand": change.demand, "says": say(change_words(change, problem.territory))}
            for change in place.moved
        ],
    }


def _say(found: Places, problem: Problem, top: int, length: Length) -> None:
    territory = problem.territory
    if found.places:
        amount = number_words(
            len(found.places),
            Text(fr="place possible", en="possible place"),
            Text(fr="places possibles", en="possible places"),
        )
        click.secho(
            say(Text(fr=f"{amount.fr}, la moins chère d’abord", en=f"{amount.en}, the cheapest first")), bold=True
        )
        rows = [
            (
                _when(place, length),
                territory.advisor[place.advisor].name,
                room_name(territory, place.room),
                cost_words(place.cost),
            )
            for place in found.places[:top]
        ]
        for place, line in zip(found.places, place_lines(rows), strict=False):
            click.echo(f"  {say(line)}")
            for change in place.moved:
                click.echo(f"     → {say(change_words(change, territory))}")
    else:
        click.secho(say(Text(fr="Aucune place.", en="No place.")), bold=True)
    if not found.places:
        for line in excluded_lines(found.excluded, found.looked_at):
            click.echo(say(line))


def _when(place: Place, length: Length) -> Text:
    day = day_words(place.date)
    part = Text(fr="journée", en="whole day") if length is Length.FULL else period_words(place.period)
    return Text(fr=f"{day.fr}, {part.fr}", en=f"{day.en}, {part.en}")
