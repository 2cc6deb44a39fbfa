"""permanences serve - serves the pages, calendars and posters from this process, until Ctrl-C or SIGTERM."""

import signal
import socket
from contextlib import nullcontext
from types import FrameType

import click
from sqlalchemy import make_url
from waitress.server import create_server

from scheduler.cli import parameters
from scheduler.cli.language import option, say, spoken_command
from scheduler.cli.reading import BAD_INPUT
from scheduler.domain.text import Text
from web.app import create_app
from web.cli.service import working_session
from web.services.agendas import editions
from web.worker.child import WorkerBeside

DEFAULT_PORT = 8000
THREADS = 8


@spoken_command(
    "serve",
    Text(
        fr="Sert les pages, les agendas, les affiches et la console jusqu’à Ctrl-C. Avec une base SQLite, lance aussi "
        "le processus de calcul (permanences worker) et l’arrête. Pour plusieurs processus : gunicorn web.wsgi:app.",
        en="Serves the pages, the calendars, the posters and the console until Ctrl-C. With an SQLite database, starts "
        "the worker too (permanences worker), and ends it. For several processes: gunicorn web.wsgi:app.",
    ),
    [
        option(
            "--host",
            said=Text(
                fr="L’adresse où écouter (127.0.0.1 : cet ordinateur seul).",
                en="The address to listen on (127.0.0.1: this computer alone).",
            ),
            metavar="HOST",
            default="127.0.0.1",
        ),
        option(
            "--port",
            said=Text(
                fr=f"Le port ({DEFAULT_PORT} ; 0 : un port libre).", en=f"The port ({DEFAULT_PORT}; 0: any free one)."
            ),
            type=parameters.Whole(0),
            metavar="PORT",
            default=DEFAULT_PORT,
        ),
    ],
)
def command(host: str, port: int) -> int:
    with working_session() as session:
        published = editions(session)
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        click.echo(
            say(
                Text(
                    fr=f"Impossible d’écouter sur {host}, port {port} ({error}).",
                    en=f"Cannot listen on {host}, port {port} ({error}).",
                )
            ),
            err=True,
        )
        return BAD_INPUT
    app = create_app()
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=not app.config["PROXIES"],  # else waitress drops what the application reads
    )
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{listening.getsockname()[1]}"
    signal.signal(signal.SIGTERM, _stop)
    click.echo(say(Text(fr=f"Permanences est servi à {address}/", en=f"Permanences is served at {address}/")))
    for edition in published:
        click.echo(f"  {edition.name} : {address}/{edition.territory}/")
    with WorkerBeside() if _is_embedded(app.config["SQLALCHEMY_DATABASE_URI"]) else nullcontext():
        server.run()
    return 0


def _is_embedded(database_url: str) -> bool:
    """Whether the database is a file here: then nobody else starts a worker."""
    url = make_url(database_url)
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
