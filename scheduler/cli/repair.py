"""permanences repair - up to three ways to mend a published plan, each with its change list and whom to call."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.cli import parameters
from scheduler.cli.call import seconds_to_search
from scheduler.cli.disruptions import absence, absences_of, closure, closures_of
from scheduler.cli.files import require_writable, write_together
from scheduler.cli.language import language_of, option, spoken_command
from scheduler.cli.reading import problem_of, refusing_bad_input, territory_at
from scheduler.domain.outcome import Infeasible, OutOfTime
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.domain.time import Horizon
from scheduler.repair.disruption import disrupted
from scheduler.repair.repair import Parameters, Proof, Repair, Same, repairs
from scheduler.report.changes import changes_csv
from scheduler.report.plan_file import plan_csv
from scheduler.report.repair import (
    COMPARED,
    cause_words,
    compared_lines,
    page,
    repair_document,
    repair_sections,
    spoken,
)
from scheduler.report.score_file import document_bytes
from scheduler.report.summary import Section

NO_PLAN = 3
DEFAULTS = Parameters()
DEFAULT_SECONDS = 17.0

published = option(
    "--published",
    said=Text(fr="Le plan publié, à réparer.", en="The published plan, to be repaired."),
    type=parameters.PATH,
    metavar="PLAN.csv",
    required=True,
)

out = option(
    "--out",
    said=Text(
        fr="Le dossier où écrire chaque réparation dans le sien ; il est créé s’il manque.",
        en="The folder in which each repair gets its own; made if it is missing.",
    ),
    type=parameters.PATH,
    metavar="DIR",
    required=True,
)

alternatives = option(
    "--alternatives",
    said=Text(
        fr=f"Le nombre de réparations à chercher, 3 au plus ({DEFAULTS.alternatives}).",
        en=f"How many repairs to look for, 3 at most ({DEFAULTS.alternatives}).",
    ),
    type=parameters.Whole(1),
    metavar="N",
    default=DEFAULTS.alternatives,
)

seconds = option(
    "--seconds",
    said=Text(
        fr=f"Le temps de la commande, au plus ({DEFAULT_SECONDS:.0f}), lecture et écriture comprises ; la première "
        "réparation vient bien avant.",
        en=f"The time of the command, at most ({DEFAULT_SECONDS:.0f}), reading and writing included; the first repair "
        "comes long before.",
    ),
    type=parameters.Seconds(),
    metavar="S",
    default=DEFAULT_SECONDS,
)

seed = option(
    "--seed",
    said=Text(fr=f"La graine du hasard ({DEFAULTS.seed}).", en=f"The seed of chance ({DEFAULTS.seed})."),
    type=parameters.Whole(0),
    metavar="N",
    default=DEFAULTS.seed,
)


@spoken_command(
    "repair",
    Text(
        fr="Répare un plan publié après une maladie ou une fermeture : jusqu’à trois réparations vraiment "
        "différentes, chacune avec la liste des changements, son prix, et qui prévenir. Rien n’est appliqué : chacune "
        "est écrite dans son dossier, à vous de choisir. Code de sortie : 0 avec une réparation, 2 si un fichier est "
        "inutilisable, 3 sans réparation.",
        en="Mends a published plan after an illness or a closure: up to three really different repairs, each with its "
        "change list, its price, and whom to tell. Nothing is applied: each is written to a folder of its own, and the "
        "choice is yours. Exit code: 0 with a repair, 2 if a file cannot be used, 3 without.",
    ),
    [
        parameters.territory,
        published,
        parameters.first_day,
        parameters.weeks,
        out,
        absence,
        closure,
        alternatives,
        parameters.pins,
        seconds,
        seed,
        parameters.as_json,
    ],
)
def command(
    territory: Path,
    published: Path,
    first_day: date,
    weeks: int,
    out: Path,
    absences: tuple[str, ...],
    closures: tuple[str, ...],
    alternatives: int,
    pins: Path | None,
    seconds: float,
    seed: int,
    as_json: bool,
) -> int:
    with refusing_bad_input():
        place = territory_at(territory)
        away, shut = absences_of(absences, place), closures_of(closures, place)
        changed = disrupted(place, away, shut)
        problem = problem_of(changed, Horizon(first_day, weeks), published, pins)
        is_new = not out.exists()
        require_writable(out)
    causes = tuple(cause_words(away, shut, place))
    told = _Told(problem, causes, out, language_of(click.get_current_context()), silent=as_json)
    for found in repairs(problem, Parameters(seconds_to_search(seconds, problem), min(alternatives, 3), seed)):
        match found:
            case Repair():
                told.repair(found)
            case Same():
                told.same(found)
            case Proof():
                told.proof(found)
            case Infeasible() | OutOfTime():
                if is_new:
                    out.rmdir()
                click.echo(_nothing_words(found).said_in(told.language), err=True)
                return NO_PLAN
    if as_json:
        click.echo(json.dumps({"alternatives": told.documents}, ensure_ascii=False, indent=2))
    else:
        click.echo(_CHOOSE.said_in(told.language))
    return 0


_CHOOSE = Text(
    fr="Rien n’est appliqué. Pour en choisir une, publiez le plan.csv de son dossier.",
    en="Nothing is applied. To choose one, publish the plan.csv of its folder.",
)


class _Told:
    """Writes each repair's folder and says it; in the end, what is proven since, and the repairs side by side."""

    def __init__(
        self, problem: Problem, causes: tuple[Text, ...], out: Path, language: Language, *, silent: bool
    ) -> None:
        self.problem = problem
        self.causes = causes
        self.language = language
        self._out = out
        self._silent = silent
        self._found: list[Repair] = []
        self._places: list[Repair | Same] = []

    def repair(self, found: Repair) -> None:
        sections = self._sections(found, is_proven=False)
        paths = self._write(found, sections)
        self._found.append(found)
        self._places.append(found)
        if self._silent:
            return
        for section in sections:
            click.secho(section.heading, bold=True)
            for line in section.lines:
                click.echo(f"  {line}")
            click.echo()
        written = Text(fr="Écrit :", en="Written:").said_in(self.language)
        click.echo(f"{written} {', '.join(str(path) for path in paths)}")
        click.echo()

    def same(self, found: Same) -> None:
        self._places.append(found)
        if not self._silent:
            click.echo(_same_words(found).said_in(self.language))
            click.echo()

    def proof(self, proof: Proof) -> None:
        """The bound has risen while the later repairs were sought: the files of the earlier ones are told."""
        self._found = [found.bounded(proof.bound) for found in self._found]
        known = {found.number: found for found in self._found}
        self._places = [one if isinstance(one, Same) else known[one.number] for one in self._places]
        for found in self._found:
            self._write(found, self._sections(found, is_proven=True))
        if not self._silent:
            rows = [(one.number, one.aim.name, one.changed, one.outcome) for one in self._found]
            click.secho(COMPARED.said_in(self.language), bold=True)
            for line in compared_lines(rows, proof.bound):
                click.echo(f"  {line.said_in(self.language)}")
            click.echo()

    @property
    def documents(self) -> list[dict[str, Any]]:
        """By aim: the repair's document with its folder, or which earlier one it is."""
        return [
            {"aim": one.aim.key, "same_as": one.number}
            if isinstance(one, Same)
            else {**self._document(one), "folder": str(self._folder(one))}
            for one in self._places
        ]

    def _sections(self, found: Repair, *, is_proven: bool) -> tuple[Section, ...]:
        heading = Text(
            fr=f"Réparation {found.number} : {found.aim.name.fr}", en=f"Repair {found.number}: {found.aim.name.en}"
        )
        sections = repair_sections(
            heading, self.causes, found.outcome, found.changes, found.lost, self.problem, is_proven=is_proven
        )
        return spoken(sections, self.language)

    def _folder(self, found: Repair) -> Path:
        return self._out / f"{found.number}-{found.aim.key}"

    def _document(self, found: Repair) -> dict[str, Any]:
        return repair_document(
            found.aim.key,
            found.number,
            found.outcome,
            found.changes,
            found.lost,
            found.seconds,
            self.problem,
            self.language,
        )

    def _write(self, found: Repair, sections: tuple[Section, ...]) -> tuple[Path, ...]:
        with refusing_bad_input():
            return write_together(
                self._folder(found),
                {
                    "plan.csv": plan_csv(found.plan),
                    "score.json": document_bytes(self._document(found)),
                    "changes.csv": changes_csv(found.changes, self.problem.territory),
                    "changes.txt": page(sections),
                },
            )


def _same_words(found: Same) -> Text:
    return Text(
        fr=f"Pour « {found.aim.name.fr} », rien de mieux n’a été trouvé que la réparation {found.number}.",
        en=f"For '{found.aim.name.en}', nothing better was found than repair {found.number}.",
    )


def _nothing_words(found: Infeasible | OutOfTime) -> Text:
    if isinstance(found, Infeasible):
        return found.reason
    return Text(
        fr="Le temps est écoulé sans réparation : donnez plus de temps avec --seconds.",
        en="The time was over without a repair: give more with --seconds.",
    )
