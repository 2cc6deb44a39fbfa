"""permanences validate - reads a territory's files and says everything that is wrong with them."""

from pathlib import Path

import click

from scheduler.cli import parameters
from scheduler.cli.language import say, spoken_command
from scheduler.cli.reading import refusing_bad_input, territory_at
from scheduler.domain.text import Text
from scheduler.domain.wording import number_words


@spoken_command(
    "validate",
    Text(
        fr="Relit les fichiers d’un territoire et signale, d’un coup, tout ce qui ne va pas : fichier, ligne, colonne, "
        "valeur lue et valeur attendue. Code de sortie : 0 si le territoire est utilisable, 2 sinon.",
        en="Reads a territory's files and tells, all at once, everything that is wrong: file, line, column, value read "
        "and value expected. Exit code: 0 if the territory can be used, else 2.",
    ),
    [parameters.territory],
)
def command(territory: Path) -> int:
    with refusing_bad_input():
        read = territory_at(territory)
    counts = (
        number_words(len(read.advisors), Text(fr="conseiller", en="advisor"), Text(fr="conseillers", en="advisors")),
        number_words(len(read.venues), Text(fr="lieu", en="venue"), Text(fr="lieux", en="venues")),
        number_words(len(read.demands), Text(fr="demande", en="demand"), Text(fr="demandes", en="demands")),
    )
    click.echo(
        say(
            Text(
                fr=f"{read.name} : rien ne manque. {', '.join(count.fr for count in counts)}.",
                en=f"{read.name}: nothing is missing. {', '.join(count.en for count in counts)}.",
            )
        )
    )
    return 0
