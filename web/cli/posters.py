"""permanences posters - the posters of a territory, of a host structure or of a venue, as PDF files to print."""

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from scheduler.cli import parameters
from scheduler.cli.files import require_writable, write_together
from scheduler.cli.language import argument, language_of, option, say, spoken_command
from scheduler.cli.reading import refusing_bad_input, territory_at
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.text import Text
from web.cli.service import now, published_territory, working_session
from web.configuration import PUBLIC_URL
from web.outputs.addresses import page_addresses
from web.outputs.posters.content import MOST_WEEKS
from web.outputs.posters.sheet import Paper
from web.services.agendas import editions, standing_of
from web.services.posters import (
    DEFAULT_WEEKS,
    Print,
    structure_posters,
    territory_posters,
    venue_posters,
)

DEFAULT_URL = "http://127.0.0.1:8000"
"""Where `permanences serve` listens."""


class PaperName(click.ParamType[Paper]):
    """A paper format, in capitals or not."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Paper:  # noqa: ARG002
        if isinstance(value, Paper):
            return value
        if value.upper() not in Paper.__members__:
            raise SpokenError(
                Text(
                    fr=f"--format attend A4 ou A3 : « {value} » a été lu.",
                    en=f"--format takes A4 or A3: '{value}' was read.",
                ),
                ctx,
            )
        return Paper[value.upper()]


class Weeks(parameters.Whole):
    """As many weeks as a sheet holds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        weeks = super().convert(value, param, ctx)
        if weeks > MOST_WEEKS:
            raise SpokenError(
                Text(
                    fr=f"Une affiche montre {MOST_WEEKS} semaines au plus : « {weeks} » a été lu.",
                    en=f"A poster shows {MOST_WEEKS} weeks at most: '{weeks}' was read.",
                ),
                ctx,
            )
        return weeks


@spoken_command(
    "posters",
    Text(
        fr="Fait les affiches d’un territoire tel qu’il est publié : un PDF par lieu, ou ceux d’une structure, ou d’un "
        "lieu.",
        en="Makes the posters of a territory as it stands published: a PDF for each venue, or those of a structure, or "
        "of a venue.",
    ),
    [
        argument(
            "territory",
            Text(
                fr="L’identifiant du territoire, ou son dossier, ou son classeur.",
                en="The territory's id, or its folder, or its workbook.",
            ),
        ),
        option(
            "--structure",
            said=Text(fr="Les lieux de cette structure seulement.", en="The venues of that structure only."),
            metavar="ID",
        ),
        option("--venue", said=Text(fr="Ce lieu seulement.", en="That venue only."), metavar="ID"),
        option(
            "--out",
            said=Text(
                fr="Le dossier où écrire les PDF ; il est créé s’il manque.",
                en="The folder to write the PDFs in; made if it is missing.",
            ),
            type=parameters.PATH,
            metavar="DIR",
            required=True,
        ),
        option(
            "--format",
            "paper",
            said=Text(fr="Le format du papier (A4).", en="The paper format (A4)."),
            type=PaperName(),
            metavar="A4|A3",
            default="A4",
        ),
        option(
            "--weeks",
            said=Text(
                fr=f"Le nombre de semaines, {MOST_WEEKS} au plus ({DEFAULT_WEEKS}).",
                en=f"The number of weeks, {MOST_WEEKS} at most ({DEFAULT_WEEKS}).",
            ),
            type=Weeks(1),
            metavar="N",
            default=DEFAULT_WEEKS,
        ),
        option(
            "--from",
            "first_day",
            said=Text(fr="Le premier jour (aujourd’hui).", en="The first day (today)."),
            type=parameters.Date(),
            metavar="DATE",
        ),
        option(
            "--url",
            said=Text(
                fr=f"L’adresse du service, que dit le code QR ({DEFAULT_URL}). Variable d’environnement : "
                f"{PUBLIC_URL}.",
                en=f"The service's address, that the QR code tells ({DEFAULT_URL}). Environment variable: "
                f"{PUBLIC_URL}.",
            ),
            envvar=PUBLIC_URL,
            metavar="URL",
            default=DEFAULT_URL,
        ),
    ],
)
def command(
    territory: str,
    structure: str | None,
    venue: str | None,
    out: Path,
    paper: Paper,
    weeks: int,
    first_day: date | None,
    url: str,
) -> int:
    context = click.get_current_context()
    if structure is not None and venue is not None:
        raise SpokenError(
            Text(fr="Choisissez --structure ou --venue, pas les deux.", en="Choose --structure or --venue, not both."),
            context,
        )
    with working_session() as session:
        require_writable(out)
        place = _published(session, territory)
        today = now().astimezone(ZoneInfo(standing_of(session, place).timezone)).date()
        wanted = Print(first_day or today, page_addresses(url, place), paper, weeks, language_of(context))
        if venue is not None:
            posters = venue_posters(session, place, venue, wanted)
        elif structure is not None:
            posters = structure_posters(session, place, structure, wanted)
        else:
            posters = territory_posters(session, place, wanted)
    with refusing_bad_input():
        for path in write_together(out, posters):
            click.echo(path)
    if url == DEFAULT_URL:
        click.echo(
            say(
                Text(
                    fr=f"Les codes QR mènent à {DEFAULT_URL} : pour afficher en public, donnez --url.",
                    en=f"The QR codes lead to {DEFAULT_URL}: for posters in public, give --url.",
                )
            ),
            err=True,
        )
    return 0


def _published(session: Session, name: str) -> str:
    """The published territory of that id, else of that folder or workbook."""
    path = Path(name)
    if path.exists() and name not in {edition.territory for edition in editions(session)}:
        return published_territory(session, territory_at(path).id)
    return published_territory(session, name)
