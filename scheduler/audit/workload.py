"""Workload - an advisor intervenes in at most `half_days_per_day` and `half_days_per_week` half-days."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.audit.words import advisor_name
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import monday_of
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, half_days_words, span_words

KEY = "workload"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """A full day counts two: it has two rows. A week is Monday to Sunday; its finding is dated on the Monday."""
    per_day: Counter[tuple[str, date]] = Counter((row.advisor, row.date) for row in plan.interventions)
    per_week: Counter[tuple[str, date]] = Counter((row.advisor, monday_of(row.date)) for row in plan.interventions)
    for (advisor, day), held in per_day.items():
        cap, when = problem.territory.advisor[advisor].half_days_per_day, day_words(day)
        if held > cap:
            yield _finding(problem, advisor, day, Text(fr=f"le {when.fr}", en=f"on {when.en}"), held=held, cap=cap)
    for (advisor, monday), held in per_week.items():
        cap = problem.territory.advisor[advisor].half_days_per_week
        if held > cap:
            yield _finding(problem, advisor, monday, span_words(monday, monday + timedelta(days=6)), held=held, cap=cap)


def _finding(problem: Problem, advisor: str, day: date, when: Text, *, held: int, cap: int) -> Finding:
    who, done = advisor_name(problem.territory, advisor), half_days_words(held)
    message = Text(
        fr=f"{who} intervient {done.fr} {when.fr} ; le maximum est de {cap}.",
        en=f"{who} intervenes {done.en} {when.en}; the maximum is {cap}.",
    )
    return Finding(KEY, message, date=day, advisor=advisor, excess=held - cap)
