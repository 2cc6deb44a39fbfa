"""Presence - an advisor is in at most one place in a half-day, and there only in available half-days."""

from collections.abc import Iterator

from scheduler.audit.words import advisor_name, finding_at, row_name
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import half_day_words, list_words

KEY = "presence"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    for (advisor, half_day), rows in _by_half_day(plan).items():
        who, when = advisor_name(problem.territory, advisor), half_day_words(half_day)
        if len(rows) > 1:
            where = list_words([row_name(problem.territory, row) for row in rows])
            message = Text(
                fr=f"{who} a {len(rows)} lignes le {when.fr} : {where.fr}. Il n'en faut qu'une.",
                en=f"{who} has {len(rows)} rows on {when.en}: {where.en}. There must be one.",
            )
            yield finding_at(KEY, rows[0], message, excess=len(rows) - 1)
        if half_day not in problem.available[advisor]:
            message = Text(
                fr=f"{who} n'est pas disponible le {when.fr} : contrat, jours travaillés, férié ou absence.",
                en=f"{who} is not available on {when.en}: contract, workdays, public holiday or absence.",
            )
            yield finding_at(KEY, rows[0], message)


def _by_half_day(plan: Plan) -> dict[tuple[str, HalfDay], list[PlanRow]]:
    held: dict[tuple[str, HalfDay], list[PlanRow]] = {}
    for row in plan.rows:
        held.setdefault((row.advisor, row.half_day), []).append(row)
    return held
