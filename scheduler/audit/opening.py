"""Opening - a venue is open from start to end of each intervention, and no closure touches it."""

from collections.abc import Iterator

from scheduler.audit.tours import demanded_part
from scheduler.audit.words import article_of, finding_at, row_name
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Interval, Problem
from scheduler.domain.text import Text
from scheduler.domain.time import clock_text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, half_day_words, list_words

KEY = "opening"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """Each part of a full day is judged on its own: the break and the setup may lie outside the opening hours."""
    for row in plan.interventions:
        part = demanded_part(problem, row)
        if part is not None and not _covered(problem, row, part):
            yield finding_at(
                KEY,
                row,
                _shut(problem, row, part),
                article_of(problem.territory, row.demand),
                _missing(problem, row, part),
            )
        if None in problem.closed.get((row.venue, row.half_day), frozenset()):
            yield finding_at(KEY, row, _closed(problem, row), article_of(problem.territory, row.demand))


def _covered(problem: Problem, row: PlanRow, part: Interval) -> bool:
    start, end = part
    return any(opens <= start and end <= closes for opens, closes in problem.opening[row.venue, row.date])


def _missing(problem: Problem, row: PlanRow, part: Interval) -> int:
    """How many minutes of the intervention the venue is shut; one at least."""
    start, end = part
    open_minutes = sum(
        max(0, min(end, closes) - max(start, opens)) for opens, closes in problem.opening[row.venue, row.date]
    )
    return max(1, end - start - open_minutes)


def _shut(problem: Problem, row: PlanRow, part: Interval) -> Text:
    what, when, venue = row_name(problem.territory, row), day_words(row.date), row.venue
    start, end = (clock_text(clock) for clock in part)
    hours = [f"{clock_text(opens)}-{clock_text(closes)}" for opens, closes in problem.opening[venue, row.date]]
    said = list_words([Text(fr=text, en=text) for text in hours] or [Text(fr="fermé", en="closed")])
    return Text(
        fr=f"{what.fr} : de {start} à {end} le {when.fr}, hors des horaires du lieu ({said.fr} ce jour-là).",
        en=f"{what.en}: {start} to {end} on {when.en}, outside the venue's opening hours ({said.en} that day).",
    )


def _closed(problem: Problem, row: PlanRow) -> Text:
    what, when = row_name(problem.territory, row), half_day_words(row.half_day)
    reasons = sorted(
        {
            closure.reason
            for closure in problem.territory.closures
            if closure.venue == row.venue
            and closure.room is None
            and closure.from_ <= row.date <= closure.to
            and closure.period in (None, row.half_day.period.name)
            and closure.reason
        }
    )
    why = f" ({', '.join(reasons)})" if reasons else ""
    return Text(
        fr=f"{what.fr} : le lieu est fermé le {when.fr}{why}.",
        en=f"{what.en}: the venue is closed on {when.en}{why}.",
    )
