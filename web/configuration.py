"""Configuration - where the database is, what signs cookies, who publishes, where the public finds it.

As the environment says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from scheduler.domain.text import Text

DATABASE_URL = "PERMANENCES_DATABASE_URL"
SECRET = "PERMANENCES_SECRET"
LEGAL_NOTICE = "PERMANENCES_LEGAL_NOTICE"
PUBLIC_URL = "PERMANENCES_PUBLIC_URL"
PROXIES = "PERMANENCES_PROXIES"

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
    """`database_url` as SQLAlchemy reads it; `secret` signs cookies and links: blank, the database's own does.

    `legal_notice` is what the installation says of its publisher and host, on the page of legal notices. `public_url`
    is what links begin with, a slash at its end: blank, they lead to the host that was asked. `proxies` are how many
    stand in front, whose X-Forwarded-For, -Proto and -Host are believed.
    """

    database_url: str
    secret: str
    legal_notice: str = ""
    public_url: str = ""
    proxies: int = 0


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """Raises ConfigurationError for a database that the product does not run on, and for what is no address."""
    return Configuration(
        database_url=_database_url(environment.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}"),
        secret=environment.get(SECRET, ""),
        legal_notice=environment.get(LEGAL_NOTICE, ""),
        public_url=_public_url(environment.get(PUBLIC_URL, "").strip()),
        proxies=_proxies(environment.get(PROXIES, "").strip() or "0"),
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


def _public_url(given: str) -> str:
    """Without a path: the addresses of the service begin at its root."""
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise ConfigurationError(
            Text(
                fr=f"{PUBLIC_URL} est l’adresse du service sans chemin, comme https://permanences.example : "
                f"« {given} » a été lu.",
                en=f"{PUBLIC_URL} is the service's address without a path, such as https://permanences.example: "
                f"'{given}' was read.",
            )
        )
    return f"{parts.scheme}://{parts.netloc}/"


def _proxies(given: str) -> int:
    if not given.isascii() or not given.isdecimal():
        raise ConfigurationError(
            Text(
                fr=f"{PROXIES} est le nombre de serveurs mandataires devant le service, comme 1 : « {given} » a été "
                "lu.",
                en=f"{PROXIES} is the number of proxies in front of the service, such as 1: '{given}' was read.",
            )
        )
    return int(given)
