"""permanences check - whether a plan keeps every rule, and what it costs, read from the plan alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.audit import findings, score
from scheduler.cli import parameters
from scheduler.cli.language import language_of, say, spoken_command
from scheduler.cli.reading import problem_of, refusing_bad_input, territory_at
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.domain.verdict import Finding, Score
from scheduler.domain.wording import number_words
from scheduler.intake import read_plan
from scheduler.report.finding_lines import finding_document, finding_line
from scheduler.report.score_lines import score_lines

FINDINGS_FOUND = 1


@spoken_command(
    "check",
    Text(
        fr="Vérifie la partie d’un plan qui tombe dans les semaines demandées : chaque règle enfreinte sur sa ligne, "
        "puis le score. Code de sortie : 0 si tout est respecté, 1 sinon, 2 si un fichier est inutilisable.",
        en="Checks the part of a plan that lies in the weeks asked for: each broken rule on its line, then the score. "
        "Exit code: 0 if every rule is kept, 1 if not, 2 if a file cannot be used.",
    ),
    [
        parameters.territory,
        parameters.plan,
        parameters.first_day,
        parameters.weeks,
        parameters.published,
        parameters.pins,
        parameters.as_json,
    ],
)
def command(
    territory: Path,
    plan: Path,
    first_day: date,
    weeks: int,
    published: Path | None,
    pins: Path | None,
    as_json: bool,
) -> int:
    with refusing_bad_input():
        place = territory_at(territory)
        horizon = Horizon(first_day, weeks)
        problem = problem_of(place, horizon, published, pins)
        judged = read_plan(plan, place, strict=True).within(horizon.first_day, horizon.last_day)
        found = findings(judged, problem)
        priced = score(judged, problem)
    if as_json:
        click.echo(json.dumps(_document(found, priced), ensure_ascii=False, indent=2))
    else:
        _say_all(found, priced, problem)
    return FINDINGS_FOUND if found else 0


def _document(found: list[Finding], priced: Score) -> dict[str, Any]:
    return {
        "findings": [finding_document(finding, language_of(click.get_current_context())) for finding in found],
        "score": {**priced.components(), "total": priced.total},
    }


def _say_all(found: list[Finding], priced: Score, problem: Problem) -> None:
    for finding in found:
        click.echo(say(finding_line(finding, problem.territory)))
    if found:
        broken = number_words(
            len(found), Text(fr="règle enfreinte", en="broken rule"), Text(fr="règles enfreintes", en="broken rules")
        )
        click.echo(say(Text(fr=f"{broken.fr}.", en=f"{broken.en}.")))
    else:
        click.echo(say(Text(fr="Toutes les règles sont respectées.", en="Every rule is kept.")))
    click.echo()
    for line in score_lines(priced, None):
        click.echo(say(line))
