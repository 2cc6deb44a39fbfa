"""permanences ledger - what each advisor and host structure was due and held over a period, from published plans."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click

from scheduler.cli import parameters
from scheduler.cli.files import require_writable, write_together
from scheduler.cli.language import argument, language_of, option, spoken_command
from scheduler.cli.reading import refusing_bad_input, territory_at
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import BadInput
from scheduler.intake.plan_file import read_plan_lines
from scheduler.ledger.document import ledger_csv, ledger_json
from scheduler.ledger.gathering import PlanFile
from scheduler.ledger.ledger import ledger_of
from scheduler.ledger.span import Span
from scheduler.ledger.summary import ledger_sections
from scheduler.ledger.workbook import ledger_xlsx

plans = argument(
    "plans",
    Text(
        fr="Les plans, du plus ancien au plus récent : un plan remplace les précédents dans les semaines qu’il couvre.",
        en="The plans, from the oldest to the newest: a plan replaces those before it in the weeks that it covers.",
    ),
    type=parameters.PATH,
    metavar="PLAN.csv...",
    nargs=-1,
    required=True,
)

first_day = option(
    "--from",
    "first_day",
    said=Text(fr="Le premier jour, comme 2026-09-28.", en="The first day, as 2026-09-28."),
    type=parameters.Date(),
    metavar="DATE",
    required=True,
)

last_day = option(
    "--to",
    "last_day",
    said=Text(fr="Le dernier jour, inclus ; ou bien --weeks.", en="The last day, included; or else --weeks."),
    type=parameters.Date(),
    metavar="DATE",
)

weeks = option(
    "--weeks",
    said=Text(fr="Le nombre de semaines ; ou bien --to.", en="The number of weeks; or else --to."),
    type=parameters.Whole(1),
    metavar="N",
)

out = option(
    "--out",
    said=Text(
        fr="Un fichier .csv ou .xlsx où écrire le compte.",
        en="A .csv or .xlsx file to write the ledger in.",
    ),
    type=parameters.PATH,
    metavar="FILE",
)


@spoken_command(
    "ledger",
    Text(
        fr="Tient le compte d’une période : pour chaque conseiller et chaque structure d’accueil, ce qui était dû, "
        "tenu et reporté, ce qui n’a pas été servi, la route, les parts à tenir. Une fenêtre est comptée dans la "
        "période où elle finit. Code de sortie : 0, ou 2 si un fichier est inutilisable.",
        en="Keeps the account of a period: for each advisor and each host structure what was due, held and carried "
        "over, what was not served, the roads, the shares to keep. A window is counted in the period in which it "
        "ends. Exit code: 0, or 2 if a file cannot be used.",
    ),
    [parameters.territory, plans, first_day, last_day, weeks, out, parameters.as_json],
)
def command(
    territory: Path,
    plans: tuple[Path, ...],
    first_day: date,
    last_day: date | None,
    weeks: int | None,
    out: Path | None,
    as_json: bool,
) -> int:
    context = click.get_current_context()
    language = language_of(context)
    span = _span(first_day, last_day, weeks, context)
    if out is not None and out.suffix.lower() not in (".csv", ".xlsx"):
        raise SpokenError(
            Text(
                fr=f"--out attend un fichier .csv ou .xlsx : « {out} » a été lu.",
                en=f"--out takes a .csv or .xlsx file: '{out}' was read.",
            ),
            context,
        )
    with refusing_bad_input():
        place = territory_at(territory)
        if out is not None:
            require_writable(out.parent)
        ledger = ledger_of(place, _read_all(plans, place), span)
    if out is not None:
        content = ledger_csv(ledger) if out.suffix.lower() == ".csv" else ledger_xlsx(ledger, language)
        with refusing_bad_input():
            write_together(out.parent, {out.name: content})
    if as_json:
        click.echo(ledger_json(ledger).decode(), nl=False)
        return 0
    for section in ledger_sections(ledger, language):
        click.secho(section.heading, bold=True)
        for line in section.lines:
            click.echo(f"  {line}")
        click.echo()
    if out is not None:
        click.echo(f"{Text(fr='Écrit :', en='Written:').said_in(language)} {out}")
    return 0


def _read_all(paths: tuple[Path, ...], territory: Territory) -> list[PlanFile]:
    """Each plan under the path that was given: plans of several folders have the same name. Every problem at once."""
    files, issues = [], []
    for path in paths:
        try:
            files.append(PlanFile(str(path), read_plan_lines(path, territory, strict=True)))
        except BadInput as error:
            issues += [replace(issue, file=str(path)) for issue in error.issues]
    if issues:
        raise BadInput(issues)
    return files


def _span(first_day: date, last_day: date | None, weeks: int | None, context: click.Context) -> Span:
    """One of --to and --weeks, and no period that ends before it begins."""
    if (last_day is None) == (weeks is None):
        raise SpokenError(
            Text(
                fr="Donnez la fin de la période : --to ou --weeks, l’un des deux.",
                en="Give the end of the period: --to or --weeks, one of the two.",
            ),
            context,
        )
    end = last_day if last_day is not None else first_day + timedelta(weeks=weeks or 0, days=-1)
    if end < first_day:
        raise SpokenError(
            Text(
                fr=f"La période finit le {end}, avant de commencer le {first_day}.",
                en=f"The period ends on {end}, before it begins on {first_day}.",
            ),
            context,
        )
    return Span(first_day, end)
