"""permanences travel - fills travel.csv with the driving times of the territory's routing server."""

from pathlib import Path

import click

from scheduler.cli import parameters
from scheduler.cli.language import option, say, spoken_command
from scheduler.cli.reading import refusing_bad_input, territory_at
from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from scheduler.travel.fill import fill_travel
from scheduler.travel.travel_file import write_travel

FILE_NAME = "travel.csv"
CACHE = ".cache"

cache = option(
    "--cache",
    said=Text(
        fr="Le dossier où garder les réponses du serveur (.cache, dans le territoire).",
        en="The folder that keeps the server's answers (.cache, in the territory).",
    ),
    type=parameters.PATH,
    metavar="DIR",
)


@spoken_command(
    "travel",
    Text(
        fr="Remplit travel.csv avec les temps de route du serveur d’itinéraires que territory.toml indique "
        "([travel] router et url). Les réponses sont gardées : ce qui est connu n’est pas redemandé. Pour un "
        "classeur, travel.csv est écrit à côté de lui.",
        en="Fills travel.csv with the driving times of the routing server that territory.toml names ([travel] router "
        "and url). The answers are kept: what is known is not asked again. For a workbook, travel.csv is written "
        "beside it.",
    ),
    [parameters.territory, cache],
)
def command(territory: Path, cache: Path | None) -> int:
    folder = territory if territory.is_dir() else territory.parent
    with refusing_bad_input():
        table = fill_travel(territory_at(territory), cache_directory=cache or folder / CACHE, progress=_blocks)
        write_travel(folder / FILE_NAME, table.rows)
    for issue in table.issues:
        click.echo(say(issue.text), err=True)
    rows = number_words(len(table.rows), Text(fr="trajet", en="drive"), Text(fr="trajets", en="drives"))
    click.echo(
        say(
            Text(
                fr=f"{folder / FILE_NAME} : {rows.fr} ; {table.asked} demandés au serveur, {table.kept} déjà connus.",
                en=f"{folder / FILE_NAME}: {rows.en}; {table.asked} asked of the server, {table.kept} known already.",
            )
        )
    )
    return 0


def _blocks(done: int, blocks: int) -> None:
    if done and blocks > 1:
        click.echo(say(Text(fr=f"Bloc {done} sur {blocks}", en=f"Block {done} of {blocks}")), err=True)
