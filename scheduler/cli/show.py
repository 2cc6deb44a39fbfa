"""permanences show - the weeks of a plan as grids in the terminal."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click
from rich.console import Console

from scheduler.cli import parameters
from scheduler.cli.language import language_of, option, spoken_command
from scheduler.cli.reading import refusing_bad_input, territory_at
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.plan import Plan
from scheduler.domain.text import Text
from scheduler.domain.time import monday_of
from scheduler.intake import read_plan
from scheduler.report.grid import Grids

advisor_id = option(
    "--advisor",
    said=Text(fr="Un seul conseiller, par son identifiant.", en="One advisor alone, by id."),
    metavar="ID",
)

venue_id = option(
    "--venue",
    said=Text(
        fr="Un seul lieu, par son identifiant : qui y est, et quand.", en="One venue, by id: who is there, when."
    ),
    metavar="ID",
)

week = option(
    "--week",
    said=Text(
        fr="La seule semaine de ce jour ; sans elle, toutes les semaines du plan.",
        en="The week of that day alone; without it, every week of the plan.",
    ),
    type=parameters.Date(),
    metavar="DATE",
)


@spoken_command(
    "show",
    Text(
        fr="Affiche un plan en grilles : les jours en colonnes, et pour chaque conseiller ses matins et ses "
        "après-midi. Les demi-journées à la base sont en gris.",
        en="Shows a plan as grids: days across, and for each advisor the mornings and afternoons. Half-days at the "
        "base are dim.",
    ),
    [parameters.territory, parameters.plan, advisor_id, venue_id, week],
)
def command(territory: Path, plan: Path, advisor: str | None, venue: str | None, week: date | None) -> int:
    context = click.get_current_context()
    if advisor is not None and venue is not None:
        raise SpokenError(
            Text(fr="--advisor et --venue s’excluent.", en="--advisor and --venue exclude each other."), context
        )
    with refusing_bad_input():
        place = territory_at(territory)
        read = read_plan(plan, place, strict=True)
    _require_known("--advisor", advisor, place.advisor, context)
    _require_known("--venue", venue, place.venue, context)
    mondays = _mondays(read, week, context)
    console = Console()
    grids = Grids(read, place, language_of(context), console.width)
    with console.capture() as drawn:
        if advisor is not None:
            console.print(grids.weeks_of_advisor(advisor, mondays))
        elif venue is not None:
            console.print(grids.weeks_of_venue(venue, mondays))
        else:
            for monday in mondays:
                console.print(grids.week_by_advisor(monday))
                console.print()
        console.print(grids.legend())
    # rich pads every line to the table's width: what is copied or compared should end where it ends
    click.echo("\n".join(line.rstrip() for line in drawn.get().splitlines()))
    return 0


def _mondays(plan: Plan, week: date | None, context: click.Context) -> list[date]:
    """The weeks to show; a week without any row of the plan is a mistake."""
    mondays = sorted({monday_of(row.date) for row in plan.rows})
    if not mondays:
        raise SpokenError(Text(fr="Le plan est vide.", en="The plan is empty."), context)
    if week is None:
        return mondays
    first, last, asked = mondays[0], plan.rows[-1].date, monday_of(week)
    if asked not in mondays:
        raise SpokenError(
            Text(
                fr=f"Le plan n’a rien dans la semaine du {asked} : il va du {first} au {last}.",
                en=f"The plan has nothing in the week of {asked}: it runs from {first} to {last}.",
            ),
            context,
        )
    return [asked]


def _require_known(name: str, asked: str | None, known: Iterable[str], context: click.Context) -> None:
    if asked is None or asked in known:
        return
    near = get_close_matches(asked, list(known), n=1)
    raise SpokenError(
        Text(
            fr=f"{name} : « {asked} » n’est pas dans le territoire."
            + (f" Vouliez-vous « {near[0]} » ?" if near else ""),
            en=f"{name}: '{asked}' is not in the territory." + (f" Did you mean '{near[0]}'?" if near else ""),
        ),
        context,
    )
