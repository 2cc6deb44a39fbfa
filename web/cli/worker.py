"""permanences worker - solves, repairs and explains for the console, sends its mails, until Ctrl-C or SIGTERM."""

import logging
import os
import signal
import sys
import threading

import click

from scheduler.cli import parameters
from scheduler.cli.language import option, say, spoken_command
from scheduler.domain.text import Text
from web.cli.service import working_session
from web.configuration import read_configuration
from web.worker.process import Worker

DEFAULT_CORES = min(os.cpu_count() or 1, 2)


@spoken_command(
    "worker",
    Text(
        fr="Calcule pour la console (plans, réparations, explications), envoie ses courriels et relève les agendas, "
        "jusqu’à Ctrl-C : les calculs en cours gardent alors leur meilleur plan. « permanences serve » en lance un "
        "lui-même quand la base est SQLite.",
        en="Computes for the console (plans, repairs, explanations), sends its mails and fetches calendars, until "
        "Ctrl-C: runs in hand then keep their best plan. 'permanences serve' starts one itself where the database is "
        "SQLite.",
    ),
    [
        option(
            "--workers",
            "cores",
            said=Text(
                fr=f"Le nombre de cœurs pour chaque calcul ({DEFAULT_CORES} sur cette machine).",
                en=f"How many cores each search has ({DEFAULT_CORES} on this machine).",
            ),
            type=parameters.Whole(1),
            metavar="N",
            default=DEFAULT_CORES,
        ),
        option(
            "--with-parent",
            said=Text(
                fr="S’arrêter quand l’entrée standard se ferme.",
                en="End when standard input is closed.",
            ),
            is_flag=True,
        ),
    ],
)
def command(cores: int, with_parent: bool) -> int:
    with working_session():
        pass  # it says what is wrong with the database
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    if with_parent:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    worker = Worker(read_configuration(os.environ).database_url, cores)
    click.echo(say(Text(fr="Le processus de calcul est prêt.", en="The worker is ready.")))
    everything = worker.run()
    if not everything:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)  # a search that did not end in time has threads that would be waited for
    return 0


def _end_with_parent() -> None:
    """Whoever started this process holds the other end of its standard input, and lets it go by ending."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
