"""Configuration - where the database is, what signs cookies, who publishes, as the environment says it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from scheduler.domain.text import Text

DATABASE_URL = "PERMANENCES_DATABASE_URL"
SECRET = "PERMANENCES_SECRET"
LEGAL_NOTICE = "PERMANENCES_LEGAL_NOTICE"

DEFAULT_DATABASE = "permanences.sqlite"
"""A file of the directory that the command is run in."""

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The databases that the product runs on, and how each is spoken to."""


class ConfigurationError(Exception):
    """The environment asks for something that there is not."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Configuration:
    """`database_url` as SQLAlchemy reads it; `secret` signs cookies: without one given, it lasts as the process.

    `legal_notice` is what the installation says of its publisher and host, on the page of legal notices.
    """

    database_url: str
    secret: str
    legal_notice: str = ""


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """Raises ConfigurationError for a database that the product does not run on."""
    return Configuration(
        database_url=_database_url(environment.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}"),
        secret=environment.get(SECRET) or secrets.token_hex(32),
        legal_notice=environment.get(LEGAL_NOTICE, ""),
    )


def _database_url(given: str) -> str:
    try:
        url = make_url(given)
        driver = DRIVERS[url.drivername.partition("+")[0]]
    except (ArgumentError, KeyError) as error:
        raise ConfigurationError(
            Text(
                fr=f"{DATABASE_URL} désigne une base SQLite ou PostgreSQL, comme sqlite:///permanences.sqlite ou "
                "postgresql://nom@machine/base : la valeur lue n’en est pas une.",
                en=f"{DATABASE_URL} names an SQLite or a PostgreSQL database, such as sqlite:///permanences.sqlite or "
                "postgresql://name@host/database: what was read is neither.",
            )
        ) from error
    return url.set(drivername=driver).render_as_string(hide_password=False)
