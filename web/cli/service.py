"""Service - a command at work on the database: its session, and how what goes wrong is said; the exit code is 2."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scheduler.cli.language import option, say
from scheduler.cli.reading import BAD_INPUT, refusing_bad_input, territory_at
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from web.app import create_app
from web.configuration import ConfigurationError
from web.database import database
from web.schema import is_up_to_date
from web.services.agendas import editions
from web.services.errors import AmbiguousError, ServiceError, UnpublishedError
from web.services.reference import loaded_territories, loaded_territory

NOT_UP_TO_DATE = Text(
    fr="La base de données n’est pas prête : lancez permanences db upgrade.",
    en="The database is not ready: run permanences db upgrade.",
)


def user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return "permanences"


author = option(
    "--author",
    said=Text(
        fr="Qui agit, pour le journal (le nom de la session de cet ordinateur).",
        en="Who acts, for the journal (this computer's user name).",
    ),
    metavar="NAME",
    default=user_name,
)

territory_option = option(
    "--territory",
    said=Text(fr="Le territoire, s’il y en a plusieurs.", en="The territory, where there are several."),
    metavar="ID",
)


@contextmanager
def working_session() -> Iterator[Session]:
    """A session on the database of the environment; what is refused is said on stderr, and nothing has changed."""
    context = click.get_current_context()
    with refusing_bad_input():
        try:
            with create_app().app_context():
                if not is_up_to_date(database.engine):
                    click.echo(say(NOT_UP_TO_DATE), err=True)
                    context.exit(BAD_INPUT)
                yield database.session()
        except (ServiceError, ConfigurationError) as error:
            click.echo(say(error.text), err=True)
            context.exit(BAD_INPUT)
        except OperationalError as error:
            click.echo(say(unreachable(error)), err=True)
            context.exit(BAD_INPUT)


def unreachable(error: OperationalError) -> Text:
    """What the database's own words are about."""
    said = str(error.orig).strip().splitlines()[0]
    return Text(
        fr=f"La base de données ne répond pas comme il faut ({said}).",
        en=f"The database does not answer as it should ({said}).",
    )


def now() -> datetime:
    return datetime.now(UTC)


def territory_named(session: Session, name: str) -> Territory:
    """The territory of a folder or workbook, else the loaded one of that id. Raises BadInput, UnknownTerritoryError."""
    path = Path(name)
    if path.exists() or name not in loaded_territories(session):
        return territory_at(path)
    return loaded_territory(session, name)


def published_territory(session: Session, territory: str | None) -> str:
    """The id that is given, or that of the only published territory. Raises UnpublishedError, AmbiguousError."""
    published = [edition.territory for edition in editions(session)]
    if territory is not None:
        if territory not in published:
            raise UnpublishedError(territory)
        return territory
    if len(published) > 1:
        raise AmbiguousError(sorted(published))
    if not published:
        raise UnpublishedError("*")
    return published[0]
