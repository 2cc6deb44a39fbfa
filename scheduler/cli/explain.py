"""permanences explain - why a demand is not served, what would let it be, and why here rather than there."""

import json
import time
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from scheduler.audit import findings
from scheduler.cli import parameters
from scheduler.cli.call import call_of
from scheduler.cli.language import language_of, option, spoken_command
from scheduler.cli.reading import problem_of, refusing_bad_input, territory_at
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.domain.time import Horizon
from scheduler.explain.alone import Alone, alone
from scheduler.explain.lines import Section, alone_section, question_section
from scheduler.explain.question import Lack, Question
from scheduler.intake import read_plan

BROKEN_PLAN = 1
DEFAULT_SECONDS = 60.0

demand = option(
    "--demand",
    "demand",
    said=Text(
        fr="La demande dont il s’agit, par son id ; sans elle, --placement nomme une intervention du plan.",
        en="The demand in question, by its id; without it, --placement names an intervention of the plan.",
    ),
    metavar="ID",
)

window = option(
    "--week",
    "week",
    said=Text(
        fr="Un jour de la fenêtre à expliquer (la première où il manque quelque chose).",
        en="A day of the window to explain (the first one that lacks something).",
    ),
    type=parameters.Date(),
    metavar="DATE",
)

placement = option(
    "--placement",
    said=Text(
        fr="« Pourquoi ici, et pas là ? » : un placement de la demande, comme 2026-09-08:am:cn1.",
        en="'Why here, and not there?': a placement of the demand, as 2026-09-08:am:cn1.",
    ),
    metavar="DATE:PERIOD:ADVISOR",
)

seconds = option(
    "--seconds",
    said=Text(
        fr=f"Le temps de la commande, au plus ({DEFAULT_SECONDS:.0f}), lecture comprise : les issues viennent dans le "
        "premier quart, la preuve dans le reste.",
        en=f"The time of the command, at most ({DEFAULT_SECONDS:.0f}), reading included: the ways out come in the "
        "first quarter, the proof in the rest.",
    ),
    type=parameters.Seconds(),
    metavar="S",
    default=DEFAULT_SECONDS,
)


@spoken_command(
    "explain",
    Text(
        fr="Dit pourquoi une demande n’est pas servie : ce qui l’exclut demi-journée par demi-journée, les issues avec "
        "leur prix en minutes, et ce qui ne peut pas tenir ensemble, prouvé. Code de sortie : 0, 1 si le plan enfreint "
        "des règles (seules les premières raisons sont alors dites), 2 si un fichier est inutilisable.",
        en="Says why a demand is not served: what excludes it half-day by half-day, the ways out with their price in "
        "minutes, and what cannot hold together, proven. Exit code: 0, 1 if the plan breaks rules (then only the first "
        "reasons are told), 2 if a file cannot be used.",
    ),
    [
        parameters.territory,
        parameters.plan,
        demand,
        parameters.first_day,
        parameters.weeks,
        parameters.published,
        window,
        placement,
        seconds,
        parameters.as_json,
    ],
)
def command(
    territory: Path,
    plan: Path,
    demand: str | None,
    first_day: date,
    weeks: int,
    published: Path | None,
    week: date | None,
    placement: str | None,
    seconds: float,
    as_json: bool,
) -> int:
    with refusing_bad_input():
        place = territory_at(territory)
        horizon = Horizon(first_day, weeks)
        problem = problem_of(place, horizon, published)
        judged = read_plan(plan, place, strict=True).within(horizon.first_day, horizon.last_day)
    asked = None if placement is None else _placement(placement, problem)
    if demand is None:
        demand, asked = _held(judged, asked)
    if demand not in place.demand:
        raise _unknown("--demand", demand, tuple(place.demand))
    question = Question(problem, judged, place.demand[demand])
    lack = _lack(question, week)
    funnel = None if lack is None else alone(question, lack)
    shown = _Shown(question, language_of(click.get_current_context()), silent=as_json)
    shown.section(question_section(question, lack))
    if funnel is not None:
        shown.section(alone_section(funnel, question))
    broken = findings(judged, problem)
    if broken:
        click.echo(_broken(len(broken)).said_in(shown.language), err=True)
    document = _solved(shown, funnel, asked, seconds, may_solve=not broken)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    return BROKEN_PLAN if broken else 0


class _Shown:
    """Prints sections and lines as they come; `silent` where only the document is wanted."""

    def __init__(self, question: Question, language: Language, *, silent: bool) -> None:
        self.question = question
        self.language = language
        self._silent = silent

    def section(self, section: Section) -> None:
        self.heading(section.heading)
        self.lines(section.lines)

    def heading(self, text: Text) -> None:
        if not self._silent:
            click.secho(text.said_in(self.language), bold=True)

    def lines(self, lines: Iterable[Text], last: bool = True) -> None:
        if self._silent:
            return
        for line in lines:
            click.echo(f"  {line.said_in(self.language)}")
        if last:
            click.echo()


def _solved(
    shown: _Shown, funnel: Alone | None, asked: tuple[date, str, str] | None, seconds: float, *, may_solve: bool
) -> dict[str, Any]:
    """Each answer as it comes, the placement first where one is asked for; the document of all of them."""
    # the solver takes longer to import than the first reasons to tell
    from scheduler.explain import document, solved_lines  # noqa: PLC0415
    from scheduler.explain.answers import Answers  # noqa: PLC0415
    from scheduler.explain.placement import Placement  # noqa: PLC0415

    question, language = shown.question, shown.language
    answers = Answers(question, seconds, spent=time.monotonic() - call_of(click.get_current_context()).began)
    told = document.question_document(question)
    if funnel is not None:
        told["alone"] = document.alone_document(funnel, question, language)
    if asked is not None and may_solve:
        answer = answers.on_placement(Placement(*asked))
        shown.section(solved_lines.placement_section(answer, question))
        told["placement"] = document.placement_document(answer, question, language)
    if funnel is None or not may_solve:
        return told
    ways = []
    shown.heading(solved_lines.WAYS)
    for way in answers.ways_out(funnel):
        ways.append(way)
        shown.lines(solved_lines.way_lines(way, len(ways), question.problem))
    shown.section(solved_lines.ways_section(ways))
    shown.heading(solved_lines.SEEKING_PROOF)
    proof = answers.together(funnel)
    shown.lines(solved_lines.together_lines(proof, question))
    served = answers.served(funnel, ways, proof)
    shown.lines(solved_lines.served_lines(served, question.problem))
    cheapest = sorted(ways, key=lambda way: way.found.price.minutes)
    told["ways_out"] = [document.way_document(way, question, language) for way in cheapest]
    told["together"] = document.together_document(proof, question, language)
    told["served"] = None if served is None else document.priced_document(served, question.problem, language)
    return told


def _broken(number: int) -> Text:
    return Text(
        fr=f"Ce plan enfreint des règles ({number}) : « permanences check » les nomme. Tant qu’elles ne sont pas "
        "respectées, ni prix ni preuve n’ont de sens.",
        en=f"This plan breaks rules ({number}): 'permanences check' names them. Until they are kept, neither price nor "
        "proof makes sense.",
    )


def _lack(question: Question, week: date | None) -> Lack | None:
    """The window to explain; None where nothing is missing. With a date, it must be one that lacks something."""
    if week is None:
        return question.lacks[0] if question.lacks else None
    for lack in question.lacks:
        if week in lack.days:
            return lack
    raise SpokenError(
        Text(
            fr=f"--week {week} : cette demande ne manque de rien dans la fenêtre de ce jour, ou le plan ne la couvre "
            "pas toute.",
            en=f"--week {week}: this demand lacks nothing in that day's window, or the plan does not cover all of it.",
        )
    )


def _held(plan: Plan, asked: tuple[date, str, str] | None) -> tuple[str, tuple[date, str, str]]:
    """The demand that the plan holds there, and where it begins: a full day's afternoon is its morning's."""
    if asked is None:
        raise SpokenError(
            Text(
                fr="Il faut --demand ID, ou --placement DATE:PERIOD:ADVISOR pour une intervention du plan.",
                en="--demand ID is needed, or --placement DATE:PERIOD:ADVISOR for an intervention of the plan.",
            )
        )
    day, period, advisor = asked
    rows = [row for row in plan.by_advisor_and_day.get((advisor, day), ()) if row.intervenes]
    for row in rows:
        if row.half_day.period.name == period:
            first = next(other for other in rows if (other.demand, other.room) == (row.demand, row.room))
            return row.demand, (day, first.half_day.period.name, advisor)
    raise SpokenError(
        Text(
            fr=f"--placement : dans ce plan, {advisor} ne tient rien le {day} ({period}). Nommez avec --demand la "
            "demande qui pourrait y être.",
            en=f"--placement: in this plan, {advisor} holds nothing on {day} ({period}). Name with --demand the "
            "demand that could be there.",
        )
    )


def _placement(written: str, problem: Problem) -> tuple[date, str, str]:
    parts = written.split(":")
    form = Text(
        fr=f"--placement attend DATE:PERIOD:ADVISOR, comme 2026-09-08:am:cn1 : « {written} » a été lu.",
        en=f"--placement takes DATE:PERIOD:ADVISOR, as 2026-09-08:am:cn1: '{written}' was read.",
    )
    if len(parts) != 3:
        raise SpokenError(form)
    try:
        day = date.fromisoformat(parts[0])
    except ValueError as error:
        raise SpokenError(form) from error
    if parts[1] not in problem.territory.period:
        raise _unknown("--placement", parts[1], tuple(problem.territory.period))
    if parts[2] not in problem.territory.advisor:
        raise _unknown("--placement", parts[2], tuple(problem.territory.advisor))
    if day not in problem.horizon:
        first, last = problem.horizon.first_day, problem.horizon.last_day
        raise SpokenError(
            Text(
                fr=f"--placement : {day} n’est pas dans les semaines du plan ({first} – {last}).",
                en=f"--placement: {day} is not in the plan's weeks ({first} – {last}).",
            )
        )
    return day, parts[1], parts[2]


def _unknown(name: str, read: str, known: tuple[str, ...]) -> SpokenError:
    """Names the nearest ones, and all of them where they are few."""
    near = get_close_matches(read, known, n=3) or list(known[:8])
    listed = ", ".join(near)
    return SpokenError(
        Text(
            fr=f"{name} : « {read} » n’existe pas dans ce territoire. Par exemple : {listed}.",
            en=f"{name}: there is no '{read}' in this territory. For example: {listed}.",
        )
    )
