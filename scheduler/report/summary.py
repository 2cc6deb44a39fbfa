"""The summary - what a coordinator wants to know of a solve: who is served, the roads, the balance, the price."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.domain.wording import day_words, half_days_words, minutes_words, number_words, span_words
from scheduler.report.balance import shares
from scheduler.report.cut_windows import cut_windows, cut_windows_words
from scheduler.report.names import PlaceNames
from scheduler.report.record import Record, status_phrase
from scheduler.report.roads import day_tours
from scheduler.report.score_lines import aligned, score_lines
from scheduler.report.unmet import Missing, asked_half_days, missing
from scheduler.report.wording import number, percent, share_words, windows_words

DEMANDS_LISTED = 12
"""How many demands that are not served the summary names: the workbook names them all."""


WINDOWS_LISTED = 4
"""How many windows are named for one such demand."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


def summary(record: Record, problem: Problem, language: Language) -> tuple[Section, ...]:
    """The sections in the order in which they are read; without a plan, the first one alone says why."""
    horizon = problem.horizon
    span = span_words(horizon.first_day, horizon.last_day).said_in(language)
    phrase, took = status_phrase(record), number(record.seconds, 1)
    told = Text(fr=f"{phrase.fr} Calculé en {took.fr} s.", en=f"{phrase.en} It took {took.en} s.")
    ended = Section(f"{problem.territory.name}, {span}", (told.said_in(language),))
    if record.planned is None:
        return (ended,)
    plan, score = record.planned.plan, record.planned.score
    sections = (
        ended,
        Section(_NOTE.said_in(language), tuple(_note_lines(problem, language))),
        Section(_DEMANDS.said_in(language), tuple(_demand_lines(plan, problem, language))),
        Section(_ROADS.said_in(language), tuple(_road_lines(plan, problem, language))),
        Section(_BALANCE.said_in(language), tuple(_balance_lines(plan, problem, language))),
        Section(
            _SCORE.said_in(language), tuple(line.said_in(language) for line in score_lines(score, record.planned.bound))
        ),
    )
    return tuple(section for section in sections if section.lines)


_ANOTHER = Text(fr="autre demande", en="other demand")
_OTHERS = Text(fr="autres demandes", en="other demands")
_NOTE = Text(fr="À savoir", en="Note")
_DEMANDS = Text(fr="Demandes", en="Demands")
_ROADS = Text(fr="Route", en="Roads")
_BALANCE = Text(fr="Équilibre entre structures d’accueil", en="Balance between host structures")
_SCORE = Text(fr="Score, en minutes de route", en="Score, in minutes of driving")


def _note_lines(problem: Problem, language: Language) -> Iterator[str]:
    cut = cut_windows(problem)
    if cut is not None:
        yield cut_windows_words(cut).said_in(language)


def _demand_lines(plan: Plan, problem: Problem, language: Language) -> Iterator[str]:
    lacks = missing(plan, problem)
    asked = asked_half_days(problem)
    served = asked - sum(lack.half_days for lack in lacks)
    part = percent(served / asked if asked else 1.0)
    demanded = "demandée" if asked == 1 else "demandées"
    yield Text(
        fr=f"{half_days_words(served).fr} sur {number(asked).fr} {demanded} ({part.fr}).",
        en=f"{half_days_words(served).en} of {number(asked).en} asked for ({part.en}).",
    ).said_in(language)
    if not lacks:
        yield Text(fr="Toutes les demandes sont servies.", en="All the demands are served.").said_in(language)
        return
    yield Text(fr="Ne sont pas servies :", en="Not served:").said_in(language)
    places = PlaceNames(problem.territory)
    grouped = [(demand, tuple(group)) for demand, group in groupby(lacks, key=lambda lack: lack.demand)]
    rows = [
        (f"  {demand}", places[group[0].venue], _lacking(group).said_in(language))
        for demand, group in grouped[:DEMANDS_LISTED]
    ]
    yield from aligned(rows)
    if len(grouped) > DEMANDS_LISTED:
        others = number_words(len(grouped) - DEMANDS_LISTED, _ANOTHER, _OTHERS)
        yield Text(
            fr=f"  et {others.fr} (le classeur les donne toutes).",
            en=f"  and {others.en} (the workbook names them all).",
        ).said_in(language)


def _lacking(lacks: tuple[Missing, ...]) -> Text:
    """How much of one demand is missing, and in which weeks."""
    amount = half_days_words(sum(lack.half_days for lack in lacks))
    windows = windows_words([(lack.first_day, lack.last_day) for lack in lacks[:WINDOWS_LISTED]])
    more = "…" if len(lacks) > WINDOWS_LISTED else ""
    return Text(fr=f"{amount.fr}, {windows.fr}{more}", en=f"{amount.en}, {windows.en}{more}")


def _road_lines(plan: Plan, problem: Problem, language: Language) -> Iterator[str]:
    tours = day_tours(plan, problem)
    if not tours:
        return
    km = number(sum(tour.km for tour in tours))
    hours = minutes_words(sum(tour.minutes for tour in tours))
    days = number_words(len(tours), Text(fr="journée", en="day"), Text(fr="journées", en="days"))
    yield Text(
        fr=f"{km.fr} km et {hours.fr} au volant, en {days.fr}.",
        en=f"{km.en} km and {hours.en} at the wheel, in {days.en}.",
    ).said_in(language)
    longest = max(tours, key=lambda tour: tour.minutes)
    name = problem.territory.advisor[longest.advisor].name
    drive, day = minutes_words(longest.minutes), day_words(longest.date)
    yield Text(
        fr=f"La plus longue : {drive.fr}, {name}, {day.fr}.",
        en=f"The longest: {drive.en}, {name}, {day.en}.",
    ).said_in(language)


def _balance_lines(plan: Plan, problem: Problem, language: Language) -> Iterator[str]:
    rows = []
    for share in shares(plan, problem):
        if share.hosted == 0 and share.share_min == 0:
            continue
        due = share_words(share.share_min, share.share_max)
        rows.append(
            (
                problem.territory.advisor[share.advisor].name,
                problem.territory.structure[share.structure].name,
                Text(
                    fr=f"{share.hosted} sur {half_days_words(share.available).fr}",
                    en=f"{share.hosted} of {half_days_words(share.available).en}",
                ).said_in(language),
                percent(share.part).said_in(language),
                Text(fr=f"(convenu : {due.fr})", en=f"(agreed: {due.en})").said_in(language),
            )
        )
    yield from aligned(rows)
