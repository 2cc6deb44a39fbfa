"""Hosts - each available half-day belongs to one host structure of the advisor; a day to one, or as patterns fix."""

from collections.abc import Iterator
from datetime import date

from scheduler.audit.words import advisor_name, article_of, finding_at, row_name, structure_name, venue_name
from scheduler.domain.people import Pattern
from scheduler.domain.plan import BASE, Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, half_day_words, list_words

KEY = "hosts"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """Half-days that are not available have no host: a row there is a matter of presence alone."""
    by_half_day: dict[tuple[str, HalfDay], list[PlanRow]] = {}
    for row in plan.rows:
        by_half_day.setdefault((row.advisor, row.half_day), []).append(row)
    for advisor, half_day in problem.horizon_half_days:
        rows = by_half_day.get((advisor, half_day), [])
        if not rows:
            yield _missing(problem, advisor, half_day)
        if len({row.structure for row in rows}) > 1:
            yield _torn_half_day(problem, rows)
        pattern = _fixing(problem, advisor, half_day)
        for row in rows:
            if (advisor, row.structure) not in problem.territory.posting:
                yield _no_posting(problem, row)
            elif pattern is not None and pattern.structure != row.structure:
                yield _against_pattern(problem, row, pattern)
            yield from _place(problem, row)
    for (advisor, day), half_days in problem.half_days.items():
        if day in problem.horizon:
            yield from _day(plan, problem, advisor, day, half_days)


def _fixing(problem: Problem, advisor: str, half_day: HalfDay) -> Pattern | None:
    week, weekday = problem.week(half_day.date), half_day.date.weekday()
    for pattern in problem.territory.patterns_of[advisor]:
        if pattern.holds(week, weekday, half_day.period.name):
            return pattern
    return None


def _day(plan: Plan, problem: Problem, advisor: str, day: date, half_days: tuple[HalfDay, ...]) -> Iterator[Finding]:
    """More than one structure in a day: each of them must be fixed by a pattern on a half-day of that day."""
    rows = plan.by_advisor_and_day.get((advisor, day), ())
    structures = sorted({row.structure for row in rows if row.half_day in half_days})
    patterns = [_fixing(problem, advisor, half_day) for half_day in half_days]
    fixed = {pattern.structure for pattern in patterns if pattern is not None}
    if len(structures) > 1 and not fixed.issuperset(structures):
        who, when = advisor_name(problem.territory, advisor), day_words(day)
        named = _names(problem, structures)
        message = Text(
            fr=f"{who}, {when.fr} : la journée est partagée entre {named.fr}, ce qu’aucun jour fixe ne prévoit.",
            en=f"{who}, {when.en}: the day is split between {named.en}, which no pattern provides for.",
        )
        yield Finding(KEY, message, date=day, advisor=advisor, excess=len(structures) - 1)


def _place(problem: Problem, row: PlanRow) -> Iterator[Finding]:
    """An intervention is in a venue of the half-day's structure; a half-day without one is spent at the base."""
    territory = problem.territory
    who, when = advisor_name(territory, row.advisor), half_day_words(row.half_day)
    host = structure_name(territory, row.structure)
    if row.intervenes:
        owner = territory.venue[row.venue].structure
        if owner != row.structure:
            what = row_name(territory, row)
            message = Text(
                fr=f"{what.fr}, {when.fr} : le lieu relève de « {structure_name(territory, owner)} », "
                f"alors que la demi-journée est donnée à « {host} ».",
                en=f"{what.en}, {when.en}: the venue is of '{structure_name(territory, owner)}', "
                f"but the half-day is given to '{host}'.",
            )
            yield finding_at(KEY, row, message, article_of(territory, row.demand))
        return
    posting = territory.posting.get((row.advisor, row.structure))
    if posting is not None and row.venue != posting.base:
        base, there = venue_name(territory, posting.base), venue_name(territory, row.venue)
        message = Text(
            fr=f"{who}, {when.fr} : sans intervention, la base pour « {host} » est « {base} », pas « {there} ».",
            en=f"{who}, {when.en}: without intervention, the base for '{host}' is '{base}', not '{there}'.",
        )
        yield finding_at(KEY, row, message)
    if row.activity != BASE or row.room or row.start is not None or row.end is not None:
        message = Text(
            fr=f"{who}, {when.fr} : une demi-journée sans demande a pour activité « {BASE} », sans salle ni horaires.",
            en=f"{who}, {when.en}: a half-day without demand has the activity '{BASE}', no room and no times.",
        )
        yield finding_at(KEY, row, message)


def _missing(problem: Problem, advisor: str, half_day: HalfDay) -> Finding:
    who, when = advisor_name(problem.territory, advisor), half_day_words(half_day)
    message = Text(
        fr=f"Il n’y a pas de ligne pour {who} le {when.fr} : cette demi-journée n’a pas de structure d’accueil.",
        en=f"There is no row for {who} on {when.en}: that half-day has no host structure.",
    )
    return Finding(KEY, message, date=half_day.date, period=half_day.period.name, advisor=advisor)


def _torn_half_day(problem: Problem, rows: list[PlanRow]) -> Finding:
    who, when = advisor_name(problem.territory, rows[0].advisor), half_day_words(rows[0].half_day)
    structures = sorted({row.structure for row in rows})
    named = _names(problem, structures)
    message = Text(
        fr=f"{who}, {when.fr} : la demi-journée est donnée à la fois à {named.fr}.",
        en=f"{who}, {when.en}: the half-day is given to {named.en} at once.",
    )
    return finding_at(KEY, rows[0], message, excess=len(structures) - 1)


def _no_posting(problem: Problem, row: PlanRow) -> Finding:
    who, when = advisor_name(problem.territory, row.advisor), half_day_words(row.half_day)
    host = structure_name(problem.territory, row.structure)
    message = Text(
        fr=f"{who} ne travaille pas pour « {host} », à qui est donnée sa demi-journée du {when.fr}.",
        en=f"{who} has no posting at '{host}', to which the half-day of {when.en} is given.",
    )
    return finding_at(KEY, row, message)


def _against_pattern(problem: Problem, row: PlanRow, pattern: Pattern) -> Finding:
    who, when = advisor_name(problem.territory, row.advisor), half_day_words(row.half_day)
    given = structure_name(problem.territory, row.structure)
    due = structure_name(problem.territory, pattern.structure)
    cited = f" ({pattern.source})" if pattern.source else ""
    message = Text(
        fr=f"{who}, {when.fr} : la demi-journée revient à « {due} »{cited}, elle est donnée à « {given} ».",
        en=f"{who}, {when.en}: the half-day is due to '{due}'{cited}, it is given to '{given}'.",
    )
    return finding_at(KEY, row, message, pattern.source)


def _names(problem: Problem, structures: list[str]) -> Text:
    names = [structure_name(problem.territory, structure) for structure in structures]
    return list_words([Text(fr=f"« {name} »", en=f"'{name}'") for name in names])
