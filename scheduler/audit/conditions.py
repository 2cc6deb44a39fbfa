"""Conditions - a demand takes place in its venue, on its days and periods, between its dates, by who may do it."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.audit.words import advisor_name, demand_name, finding_at, venue_name
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, PlanRow, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import date_words, half_day_words, list_words, period_words, weekday_words

KEY = "conditions"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """Weekday, dates and advisor are one finding an occurrence; venue, activity and period one a half-day."""
    for demand_id, rows in plan.by_demand.items():
        demand = problem.territory.demand[demand_id]
        for occurrence in occurrences(demand, rows):
            for reason, excess in _of_occurrence(problem, demand, occurrence):
                yield _finding(problem, demand, occurrence.first, reason, excess)
        for row in rows:
            for reason in _of_row(problem, demand, row):
                yield _finding(problem, demand, row, reason, 1)


def _finding(problem: Problem, demand: Demand, row: PlanRow, reason: Text, excess: int) -> Finding:
    name, when = demand_name(problem.territory, demand), half_day_words(row.half_day)
    message = Text(fr=f"{name.fr}, {when.fr} : {reason.fr}.", en=f"{name.en}, {when.en}: {reason.en}.")
    return finding_at(KEY, row, message, demand.source, excess)


def _of_occurrence(problem: Problem, demand: Demand, occurrence: Occurrence) -> Iterator[tuple[Text, int]]:
    day, advisor = occurrence.date, problem.territory.advisor[occurrence.first.advisor]
    if demand.weekdays is not None and day.weekday() not in demand.weekdays:
        days = list_words([weekday_words(weekday) for weekday in sorted(demand.weekdays)])
        yield Text(fr=f"ce n’est pas un jour prévu ({days.fr})", en=f"not a day that is asked for ({days.en})"), 1
    if demand.from_ is not None and day < demand.from_:
        first = date_words(demand.from_)
        yield (
            Text(fr=f"la demande commence le {first.fr}", en=f"the demand starts on {first.en}"),
            (demand.from_ - day) // timedelta(days=1),
        )
    if demand.to is not None and day > demand.to:
        last = date_words(demand.to)
        yield (
            Text(fr=f"la demande s’arrête le {last.fr}", en=f"the demand ends on {last.en}"),
            (day - demand.to) // timedelta(days=1),
        )
    if demand.advisor is not None and advisor.id != demand.advisor:
        named = advisor_name(problem.territory, demand.advisor)
        yield (
            Text(fr=f"c’est à {named} d’intervenir, pas à {advisor.name}", en=f"it is for {named}, not {advisor.name}"),
            1,
        )
    missing = sorted(demand.skills - advisor.skills)
    if missing:
        skills = ", ".join(missing)
        yield (
            Text(
                fr=f"compétence demandée : {skills}, que n’a pas {advisor.name}",
                en=f"{advisor.name} lacks the skill {skills}",
            ),
            len(missing),
        )


def _of_row(problem: Problem, demand: Demand, row: PlanRow) -> Iterator[Text]:
    if demand.periods is not None and row.half_day.period.name not in demand.periods:
        allowed = [period for period in problem.territory.periods if period.name in demand.periods]
        periods = list_words([period_words(period.name) for period in allowed])
        yield Text(fr=f"ce n’est pas un moment prévu ({periods.fr})", en=f"not a time that is asked for ({periods.en})")
    if row.venue != demand.venue:
        where = venue_name(problem.territory, row.venue)
        yield Text(fr=f"la demande n’a pas lieu à « {where} »", en=f"the demand does not take place at '{where}'")
    if row.activity != demand.activity:
        yield Text(
            fr=f"l’activité est « {demand.activity} », pas « {row.activity} »",
            en=f"the activity is '{demand.activity}', not '{row.activity}'",
        )
