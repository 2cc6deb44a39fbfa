"""Change - the published half-days with a demand, inside the horizon, that the plan does not keep."""

from collections.abc import Iterator
from datetime import date

from scheduler.audit.words import advisor_name, article_of, row_name
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import half_day_words

KEY = "change"


def price(plan: Plan, problem: Problem) -> Iterator[Cost]:
    """Kept is: same demand, date, period, advisor and venue; another room or another time is no change."""
    kept = {_promise(row) for row in plan.interventions}
    for row in problem.promises.interventions:
        if _promise(row) not in kept:
            what, when = row_name(problem.territory, row), half_day_words(row.half_day)
            who = advisor_name(problem.territory, row.advisor)
            yield Cost(
                KEY,
                minutes=problem.territory.weights.change,
                amount=1,
                message=Text(
                    fr=f"{what.fr} est publié pour le {when.fr}, avec {who} : ce n’est pas maintenu.",
                    en=f"{what.en} is published for {when.en}, with {who}: that is not kept.",
                ),
                date=row.date,
                advisor=row.advisor,
                demand=row.demand,
                structure=row.structure,
                article=article_of(problem.territory, row.demand),
            )


def _promise(row: PlanRow) -> tuple[str, date, str, str, str]:
    return (row.demand, row.date, row.half_day.period.name, row.advisor, row.venue)
