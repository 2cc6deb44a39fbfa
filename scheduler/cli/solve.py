"""permanences solve - makes the best plan that it can, writes it, and says what it is worth."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from scheduler.cli import parameters
from scheduler.cli.call import seconds_to_search
from scheduler.cli.files import require_writable, write_together
from scheduler.cli.language import language_of, option, spoken_command
from scheduler.cli.plan_files import SCORE_FILE, plan_files, record_of
from scheduler.cli.reading import problem_of, refusing_bad_input, territory_at
from scheduler.cli.solving import solve_watched
from scheduler.domain.outcome import Infeasible
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.domain.time import Horizon
from scheduler.report.record import Record
from scheduler.report.score_file import score_json
from scheduler.report.summary import summary
from scheduler.solve import Parameters

NO_PLAN = 3

DEFAULT_SECONDS = 60.0
DEFAULT_WORKERS = min(os.cpu_count() or 1, 2)
DEFAULT_SEED = 1

out = option(
    "--out",
    said=Text(
        fr="Le dossier où écrire plan.csv, score.json et plan.xlsx ; il est créé s’il manque.",
        en="The folder to write plan.csv, score.json and plan.xlsx in; made if it is missing.",
    ),
    type=parameters.PATH,
    metavar="DIR",
    required=True,
)

seconds = option(
    "--seconds",
    said=Text(
        fr=f"Le temps de la commande, au plus ({DEFAULT_SECONDS:.0f}) : lecture, calcul et écriture. Un optimum prouvé "
        "l’arrête avant.",
        en=f"The time of the command, at most ({DEFAULT_SECONDS:.0f}): reading, solving and writing. A proven optimum "
        "ends it sooner.",
    ),
    type=parameters.Seconds(),
    metavar="S",
    default=DEFAULT_SECONDS,
)

workers = option(
    "--workers",
    said=Text(
        fr=f"Le nombre de calculs menés de front ({DEFAULT_WORKERS} sur cette machine).",
        en=f"How many computations run side by side ({DEFAULT_WORKERS} on this machine).",
    ),
    type=parameters.Whole(1),
    metavar="N",
    default=DEFAULT_WORKERS,
)

seed = option(
    "--seed",
    said=Text(
        fr=f"La graine du hasard ({DEFAULT_SEED}) : une autre donne un autre plan d’égale qualité.",
        en=f"The seed of chance ({DEFAULT_SEED}): another one gives another plan, as good.",
    ),
    type=parameters.Whole(0),
    metavar="N",
    default=DEFAULT_SEED,
)

deterministic = option(
    "--deterministic",
    said=Text(
        fr="Mêmes fichiers, même graine, même version : le même plan, octet pour octet.",
        en="Same files, same seed, same version: the same plan, byte for byte.",
    ),
    is_flag=True,
)


@spoken_command(
    "solve",
    Text(
        fr="Établit le meilleur plan possible pour des semaines, l’écrit, et dit à quelle distance de l’optimum il "
        "est. Ctrl-C garde le meilleur plan trouvé. Code de sortie : 0 avec un plan, 2 si un fichier est "
        "inutilisable, 3 sans plan (des épingles impossibles sont expliquées).",
        en="Makes the best plan that it can for some weeks, says how far from the optimum it is, and writes it. Ctrl-C "
        "keeps the best plan found. Exit code: 0 with a plan, 2 if a file cannot be used, 3 without a plan (impossible "
        "pins are explained).",
    ),
    [
        parameters.territory,
        parameters.first_day,
        parameters.weeks,
        out,
        parameters.published,
        parameters.pins,
        seconds,
        workers,
        seed,
        deterministic,
        parameters.as_json,
    ],
)
def command(
    territory: Path,
    first_day: date,
    weeks: int,
    out: Path,
    published: Path | None,
    pins: Path | None,
    seconds: float,
    workers: int,
    seed: int,
    deterministic: bool,
    as_json: bool,
) -> int:
    language = language_of(click.get_current_context())
    with refusing_bad_input():
        problem = problem_of(territory_at(territory), Horizon(first_day, weeks), published, pins)
        is_new = not out.exists()
        require_writable(out)
    asked = Parameters(seconds, workers, seed, deterministic)
    # where runs must repeat, seconds are work, and not the clock's
    given = asked if deterministic else replace(asked, seconds=seconds_to_search(seconds, problem))
    run = solve_watched(problem, given, language)
    record = record_of(replace(run, parameters=asked))
    if problem.pins and isinstance(run.outcome, Infeasible):
        if is_new:
            out.rmdir()
        return _refuse_pins(run.outcome, record, problem, language, as_json)
    files = plan_files(record, problem, language)
    with refusing_bad_input():
        write_together(out, files)
    if as_json:
        click.echo(files[SCORE_FILE].decode(), nl=False)
    else:
        _say(record, problem, [out / name for name in files], language)
    return NO_PLAN if record.planned is None else 0


def _refuse_pins(outcome: Infeasible, record: Record, problem: Problem, language: Language, as_json: bool) -> int:
    """Nothing is written: what was pinned is to be changed first."""
    click.echo(outcome.reason.said_in(language), err=True)
    if as_json:
        click.echo(score_json(record, problem, language).decode(), nl=False)
    return NO_PLAN


def _say(record: Record, problem: Problem, paths: list[Path], language: Language) -> None:
    for section in summary(record, problem, language):
        click.secho(section.heading, bold=True)
        for line in section.lines:
            click.echo(f"  {line}")
        click.echo()
    written = Text(fr="Écrit :", en="Written:").said_in(language)
    click.echo(f"{written} {', '.join(str(path) for path in paths)}")
