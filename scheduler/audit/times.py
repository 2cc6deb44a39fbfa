"""Times - an intervention keeps its demand's times, inside its half-day, and leaves time to drive and to lunch."""

from collections.abc import Iterator
from itertools import pairwise

from scheduler.audit.tours import Visit, demanded_part, visits
from scheduler.audit.words import advisor_name, article_of, finding_at, row_name
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, clock_text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, half_day_words, minutes_words

KEY = "times"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    for row in plan.interventions:
        part = demanded_part(problem, row)
        if part is not None:
            yield from _stated(problem, row, *part)
            yield from _inside(problem, row, *part)
    for rows in plan.by_advisor_and_day.values():
        for before, after in pairwise(visits(problem, rows)):
            yield from _between(problem, before, after)


def _stated(problem: Problem, row: PlanRow, start: Clock, end: Clock) -> Iterator[Finding]:
    """The row's times are the demand's. The excess is how far the two times are off, in minutes."""
    if (row.start, row.end) == (start, end):
        return
    off = sum(abs(said - due) for said, due in ((row.start, start), (row.end, end)) if said is not None)
    said = " - ".join("?" if clock is None else clock_text(clock) for clock in (row.start, row.end))
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    message = Text(
        fr=f"{what.fr}, {when.fr} : la ligne dit {said}, la demande {clock_text(start)} - {clock_text(end)}.",
        en=f"{what.en}, {when.en}: the row says {said}, the demand {clock_text(start)} - {clock_text(end)}.",
    )
    yield finding_at(KEY, row, message, article_of(problem.territory, row.demand), max(1, off))


def _inside(problem: Problem, row: PlanRow, start: Clock, end: Clock) -> Iterator[Finding]:
    """An intervention of no length lies nowhere: one from 17:00 is not held in the afternoon that ends at 17:00."""
    period = row.half_day.period
    outside = max(0, period.start - start) + max(0, end - period.end) + max(0, start - end)
    if outside == 0 and start < end:
        return
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    asked, limits = (f"{clock_text(a)} - {clock_text(b)}" for a, b in ((start, end), (period.start, period.end)))
    message = Text(
        fr=f"{what.fr}, {when.fr} : {asked} ne tient pas dans la demi-journée ({limits}).",
        en=f"{what.en}, {when.en}: {asked} does not lie inside the half-day ({limits}).",
    )
    yield finding_at(KEY, row, message, article_of(problem.territory, row.demand), max(1, outside))


def _between(problem: Problem, before: Visit, after: Visit) -> Iterator[Finding]:
    origin, destination = before.rows[-1], after.rows[0]
    driving = problem.driving.minutes(origin.venue, destination.venue)
    lunch = problem.territory.travel.lunch_minutes
    late = before.end + driving + lunch - (after.start - after.demand.setup_minutes)
    if late <= 0:
        return
    territory, when = problem.territory, day_words(destination.date)
    who, lack = advisor_name(territory, destination.advisor), minutes_words(late)
    first, then = row_name(territory, origin), row_name(territory, destination)
    end, start, setup = clock_text(before.end), clock_text(after.start), after.demand.setup_minutes
    message = Text(
        fr=f"{who}, {when.fr} : de {first.fr}, fini à {end}, à {then.fr}, qui commence à {start}, il manque {lack.fr} "
        f"(route {driving} min, pause {lunch} min, installation {setup} min).",
        en=f"{who}, {when.en}: from {first.en}, over at {end}, to {then.en}, which starts at {start}, "
        f"short by {lack.en} (driving {driving} min, lunch {lunch} min, setup {setup} min).",
    )
    yield finding_at(KEY, destination, message, article_of(territory, destination.demand), late)
