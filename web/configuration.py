"""Configuration - where the database is, what signs cookies, who publishes, where the public finds it.

As the environment says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from scheduler.domain.text import Text
from web.outputs.mail import bare_address, is_address

DATABASE_URL = "PERMANENCES_DATABASE_URL"
SECRET = "PERMANENCES_SECRET"
LEGAL_NOTICE = "PERMANENCES_LEGAL_NOTICE"
PUBLIC_URL = "PERMANENCES_PUBLIC_URL"
PROXIES = "PERMANENCES_PROXIES"
SMTP_URL = "PERMANENCES_SMTP_URL"
MAIL_FROM = "PERMANENCES_MAIL_FROM"

DEFAULT_DATABASE = "permanences.sqlite"
"""A file of the directory that the command is run in."""

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The databases that the product runs on, and how each is spoken to."""

SMTP_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
"""How a mail server is spoken to (in the clear, secret after a greeting, secret from the start), and its usual port."""

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class ConfigurationError(Exception):
    """The environment asks for something that there is not."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that letters are handed to, and the address that they come from. `scheme` is a key of SMTP_PORTS."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""


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
    mail: MailServer | None = None
    """None: letters wait."""


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """Raises ConfigurationError for a database that the product does not run on, and for what is no address."""
    return Configuration(
        database_url=_database_url(environment.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}"),
        secret=environment.get(SECRET, ""),
        legal_notice=environment.get(LEGAL_NOTICE, ""),
        public_url=_public_url(environment.get(PUBLIC_URL, "").strip()),
        proxies=_proxies(environment.get(PROXIES, "").strip() or "0"),
        mail=_mail(environment.get(SMTP_URL, "").strip(), environment.get(MAIL_FROM, "").strip()),
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


def _mail(given: str, sender: str) -> MailServer | None:
    if not given:
        return None
    try:
        parts = urlsplit(given)
        port = parts.port or SMTP_PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise ConfigurationError(_no_mail_server()) from error
    if not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ConfigurationError(_no_mail_server())
    if parts.username and parts.scheme == "smtp" and parts.hostname not in THIS_MACHINE:
        raise ConfigurationError(
            Text(
                fr=f"{SMTP_URL} donnerait le mot de passe en clair à {parts.hostname} : écrivez starttls:// ou smtps://.",
                en=f"{SMTP_URL} would give the password to {parts.hostname} in the clear: write starttls:// or smtps://.",
            )
        )
    if not sender and parts.hostname in THIS_MACHINE:
        sender = "Permanences <permanences@localhost.localdomain>"
    if not is_address(bare_address(sender)):
        raise ConfigurationError(
            Text(
                fr=f"{MAIL_FROM} est l’adresse d’où partent les lettres, comme Permanences <plans@exemple.fr> : "
                f"« {sender} » a été lu.",
                en=f"{MAIL_FROM} is the address that letters come from, such as Permanences <plans@example.org>: "
                f"'{sender}' was read.",
            )
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, parts.hostname, port, sender, user, password)


def _no_mail_server() -> Text:
    """Without the value: it may hold a password."""
    return Text(
        fr=f"{SMTP_URL} désigne un serveur de courrier, comme smtp://127.0.0.1:25, "
        "starttls://nom:motdepasse@smtp.exemple.fr:587 ou smtps://… : la valeur lue n’en est pas un.",
        en=f"{SMTP_URL} names a mail server, such as smtp://127.0.0.1:25, "
        "starttls://name:password@smtp.example.org:587 or smtps://…: what was read is none.",
    )
