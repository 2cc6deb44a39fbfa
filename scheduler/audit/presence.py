"""Presence - an advisor is in at most one place in a half-day, and there only in available half-days."""

from collections.abc import Iterator

from scheduler.audit.words import advisor_name, finding_at, named_once, row_name
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import half_day_words

KEY = "presence"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    for (advisor, half_day), rows in _by_half_day(plan).items():
        who, when = advisor_name(problem.territory, advisor), half_day_words(half_day)
        if len(rows) > 1:
            where = named_once([row_name(problem.territory, row) for row in rows])
            message = Text(
                fr=f"{who} a {len(rows)} lignes le {when.fr} : {where.fr}. Il n’en faut qu’une.",
                en=f"{who} has {len(rows)} rows on {when.en}: {where.en}. There must be one.",
            )
            yield finding_at(KEY, rows[0], message, excess=len(rows) - 1)
        if half_day not in problem.available[advisor]:
            why = _reason(problem, advisor, half_day)
            message = Text(
                fr=f"{who} n’est pas disponible le {when.fr} : {why.fr}.",
                en=f"{who} is not available on {when.en}: {why.en}.",
            )
            yield finding_at(KEY, rows[0], message)


def _by_half_day(plan: Plan) -> dict[tuple[str, HalfDay], list[PlanRow]]:
    held: dict[tuple[str, HalfDay], list[PlanRow]] = {}
    for row in plan.rows:
        held.setdefault((row.advisor, row.half_day), []).append(row)
    return held


def _reason(problem: Problem, advisor_id: str, half_day: HalfDay) -> Text:
    """Why a half-day that is not available is not, for the message alone."""
    advisor, day = problem.territory.advisor[advisor_id], half_day.date
    if (advisor.start is not None and day < advisor.start) or (advisor.end is not None and advisor.end < day):
        return Text(fr="hors du contrat", en="outside the contract")
    if day.weekday() not in advisor.workdays:
        return Text(fr="ce n’est pas un jour travaillé", en="not a workday")
    if half_day.period.name not in advisor.periods:
        return Text(fr="ce n’est pas une demi-journée travaillée", en="not a half-day that is worked")
    for absence in problem.territory.absences:
        if (
            absence.advisor == advisor_id
            and absence.status == "approved"
            and absence.from_ <= day <= absence.to
            and absence.period in (None, half_day.period.name)
        ):
            kind = f" ({absence.kind})" if absence.kind else ""
            return Text(fr=f"absence{kind}", en=f"absence{kind}")
    return Text(fr="jour férié", en="public holiday")
