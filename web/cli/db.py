"""permanences db upgrade - makes the tables of the database, or brings them up to date."""

import click
from sqlalchemy.exc import OperationalError

from scheduler.cli.language import argument, say, spoken_command
from scheduler.cli.reading import BAD_INPUT
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.text import Text
from web.app import create_app
from web.cli.service import unreachable
from web.configuration import ConfigurationError
from web.schema import bring_up_to_date

UPGRADE = "upgrade"


@spoken_command(
    "db",
    Text(
        fr="Crée la base de données, ou la met à jour ; une base à jour reste comme elle est. L’adresse de la base est "
        "dans PERMANENCES_DATABASE_URL (sans elle : permanences.sqlite, dans le dossier courant).",
        en="Makes the database, or brings it up to date; one that is up to date stays as it is. The database's address "
        "is in PERMANENCES_DATABASE_URL (without it: permanences.sqlite, in the current folder).",
    ),
    [argument("deed", Text(fr="upgrade : mettre à jour.", en="upgrade: bring up to date."), metavar=UPGRADE)],
)
def command(deed: str) -> int:
    if deed != UPGRADE:
        raise SpokenError(
            Text(
                fr=f"« db {deed} » n’existe pas : écrivez permanences db {UPGRADE}.",
                en=f"There is no 'db {deed}': write permanences db {UPGRADE}.",
            ),
            click.get_current_context(),
        )
    try:
        with create_app().app_context():
            bring_up_to_date()
    except ConfigurationError as error:
        click.echo(say(error.text), err=True)
        return BAD_INPUT
    except OperationalError as error:
        click.echo(say(unreachable(error)), err=True)
        return BAD_INPUT
    click.echo(say(Text(fr="La base de données est à jour.", en="The database is up to date.")))
    return 0
