"""permanences solve-all - plans many territories side by side; one that fails is told, and the others are finished."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import click

from scheduler.calendar.error import CalendarError
from scheduler.cli import parameters
from scheduler.cli.all_progress import AllProgress
from scheduler.cli.all_summary import SUMMARY_FILE, Line, Status, line_of, summary_csv, table_lines
from scheduler.cli.files import require_writable, write_together
from scheduler.cli.language import argument, language_of, option, spoken_command
from scheduler.cli.plan_files import plan_files, record_of
from scheduler.cli.reading import problem_of, refusing_bad_input
from scheduler.cli.solve import NO_PLAN, deterministic, seconds, seed
from scheduler.cli.usage_errors import SpokenError
from scheduler.cluster.crew import ClusterError, Crew, dask_cluster, processes_here
from scheduler.cluster.jobs import ONE_CORE, Done, Job, Result
from scheduler.cluster.solve_all import solve_all
from scheduler.domain.text import Language, Text
from scheduler.domain.time import Horizon
from scheduler.intake import BadInput, read_territory
from scheduler.solve import Parameters
from scheduler.travel.error import TravelError

BAD_INPUT = 2

EXECUTORS = ("processes", "dask")

DEFAULT_PROCESSES = os.cpu_count() or 1

TIMEOUT_FACTOR, TIMEOUT_MORE = 10, 300
"""Unless told otherwise, a territory may take 10 times its --seconds and five minutes before it is given up."""

territories = argument(
    "territories",
    Text(
        fr="Les territoires : des dossiers, ou des classeurs .xlsx.",
        en="The territories: folders, or .xlsx workbooks.",
    ),
    type=parameters.PATH,
    metavar="TERRITORY...",
    nargs=-1,
    required=True,
)

out = option(
    "--out",
    said=Text(
        fr="Le dossier où écrire summary.csv, et un dossier par territoire ; il est créé s’il manque.",
        en="The folder to write summary.csv in, and a folder for each territory; made if it is missing.",
    ),
    type=parameters.PATH,
    metavar="DIR",
    required=True,
)

executor = option(
    "--executor",
    said=Text(
        fr="Qui calcule : processes, des processus de cette machine (c’est le cas sans cette option), ou dask, un "
        "cluster.",
        en="Who works: processes, those of this machine (without this option), or dask, a cluster.",
    ),
    metavar="processes|dask",
    default=EXECUTORS[0],
)

cluster = option(
    "--cluster",
    said=Text(
        fr="L’adresse de l’ordonnanceur Dask, comme tcp://10.0.0.1:8786.",
        en="The address of the Dask scheduler, as tcp://10.0.0.1:8786.",
    ),
    metavar="ADDRESS",
)

processes = option(
    "--processes",
    said=Text(
        fr=f"Le nombre de territoires calculés de front, chacun sur un cœur ({DEFAULT_PROCESSES} sur cette machine).",
        en=f"How many territories are planned side by side, each on one core ({DEFAULT_PROCESSES} on this machine).",
    ),
    type=parameters.Whole(1),
    metavar="N",
)

timeout = option(
    "--timeout",
    said=Text(
        fr=f"Le temps réel après lequel un territoire est abandonné ({TIMEOUT_FACTOR} fois --seconds, plus "
        f"{TIMEOUT_MORE} s).",
        en=f"The real time after which a territory is given up ({TIMEOUT_FACTOR} times --seconds, and "
        f"{TIMEOUT_MORE} s more).",
    ),
    type=parameters.Seconds(),
    metavar="S",
)


@spoken_command(
    "solve-all",
    Text(
        fr="Établit les plans de plusieurs territoires indépendants, côte à côte. Un territoire qui échoue est "
        "signalé, les autres sont finis. Code de sortie : 0 si chacun a son plan, 2 si les fichiers de l’un sont "
        "inutilisables, 3 si l’un reste sans plan.",
        en="Makes the plans of several independent territories, side by side. A territory that fails is told, and the "
        "others are finished. Exit code: 0 if each has its plan, 2 if the files of one cannot be used, 3 if one is "
        "left without a plan.",
    ),
    [
        territories,
        parameters.first_day,
        parameters.weeks,
        out,
        executor,
        cluster,
        processes,
        seconds,
        timeout,
        seed,
        deterministic,
    ],
)
def command(
    territories: tuple[Path, ...],
    first_day: date,
    weeks: int,
    out: Path,
    executor: str,
    cluster: str | None,
    processes: int | None,
    seconds: float,
    timeout: float | None,
    seed: int,
    deterministic: bool,
) -> int:
    context = click.get_current_context()
    language = language_of(context)
    names = _names(territories, context)
    opening = _crew(executor, cluster, processes, context)
    with refusing_bad_input():
        require_writable(out)
    patience = timeout if timeout is not None else TIMEOUT_FACTOR * seconds + TIMEOUT_MORE
    lines: dict[str, Line] = {}
    jobs = []
    for name, path in names.items():
        try:
            problem = problem_of(read_territory(path).territory, Horizon(first_day, weeks), None)
        except (BadInput, CalendarError, TravelError, OSError) as error:
            lines[name] = _refused(name, path, error, language)
        else:
            jobs.append(Job(name, problem, Parameters(seconds, ONE_CORE, seed, deterministic), patience))
    try:
        with opening as crew, AllProgress(len(names), language) as progress:
            for line in lines.values():
                progress.came(line)
            for line in _solved(jobs, crew, names, out, language):
                lines[line.name] = line
                progress.came(line)
    except ClusterError as error:
        click.echo(error.text.said_in(language), err=True)
        return BAD_INPUT
    in_order = [lines[name] for name in names]
    with refusing_bad_input():
        write_together(out, {SUMMARY_FILE: summary_csv(in_order)})
    for said in table_lines(in_order, language):
        click.echo(said)
    click.echo()
    written = Text(fr="Écrit :", en="Written:").said_in(language)
    click.echo(f"{written} {out / SUMMARY_FILE}")
    return _exit_code(in_order)


def _names(territories: tuple[Path, ...], context: click.Context) -> dict[str, Path]:
    """Each territory under its folder's or workbook's name, which its plan's folder takes too."""
    names: dict[str, Path] = {}
    for path in territories:
        whole = path.resolve()
        name = whole.stem if whole.suffix.lower() == ".xlsx" else whole.name
        if name in names:
            raise SpokenError(
                Text(
                    fr=f"Deux territoires s’appellent « {name} », et leurs plans iraient au même endroit : "
                    f"{names[name]} et {path}.",
                    en=f"Two territories are called '{name}', and their plans would go to the same place: "
                    f"{names[name]} and {path}.",
                ),
                context,
            )
        names[name] = path
    return names


def _crew(
    executor: str, cluster: str | None, processes: int | None, context: click.Context
) -> AbstractContextManager[Crew]:
    """Who works; options that contradict each other are a mistake."""
    if executor not in EXECUTORS:
        raise SpokenError(
            Text(
                fr=f"--executor est processes ou dask : « {executor} » a été lu.",
                en=f"--executor is processes or dask: '{executor}' was read.",
            ),
            context,
        )
    if executor == "processes":
        if cluster is not None:
            raise SpokenError(
                Text(fr="--cluster va avec --executor dask.", en="--cluster goes with --executor dask."), context
            )
        return processes_here(processes or DEFAULT_PROCESSES)
    if cluster is None:
        raise SpokenError(
            Text(
                fr="--executor dask demande l’adresse du cluster : --cluster tcp://127.0.0.1:8786.",
                en="--executor dask needs the cluster's address: --cluster tcp://127.0.0.1:8786.",
            ),
            context,
        )
    if processes is not None:
        raise SpokenError(
            Text(
                fr="--processes va avec --executor processes : un cluster a les ouvriers qu’il a.",
                en="--processes goes with --executor processes: a cluster has the workers that it has.",
            ),
            context,
        )
    return dask_cluster(cluster)


def _refused(name: str, path: Path, error: Exception, language: Language) -> Line:
    """A territory that cannot be read: every problem on stderr, the first one in the summary."""
    match error:
        case BadInput():
            said = [issue.line(language) for issue in error.issues]
        case CalendarError() | TravelError():
            said = [error.text.said_in(language)]
        case _:
            said = [str(error)]
    for line in said:
        click.echo(f"{name}: {line}" if language == "en" else f"{name} : {line}", err=True)
    return Line(name, str(path), Status.BAD_INPUT, reason=said[0])


def _solved(jobs: list[Job], crew: Crew, names: dict[str, Path], out: Path, language: Language) -> Iterator[Line]:
    """Each result as it comes; its files are written at once, so that what is done stays done."""
    for result in solve_all(jobs, crew):
        yield _written(result, names[result.job.name], out / result.job.name, language)


def _written(result: Result, path: Path, folder: Path, language: Language) -> Line:
    name = result.job.name
    if not isinstance(result, Done):
        return Line(name, str(path), Status(result.failure.value), reason=result.reason.said_in(language))
    record = record_of(result.run)
    try:
        write_together(folder, plan_files(record, result.job.problem, language))
    except OSError as error:
        return Line(name, str(path), Status.NOT_WRITTEN, reason=f"{folder}: {error.strerror}")
    return line_of(name, str(path), record, result.job.problem, str(folder), language)


def _exit_code(lines: list[Line]) -> int:
    if any(line.status is Status.BAD_INPUT for line in lines):
        return BAD_INPUT
    return 0 if all(line.has_plan for line in lines) else NO_PLAN
