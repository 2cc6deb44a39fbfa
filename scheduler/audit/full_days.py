"""Full days - a full-day occurrence is the am and the pm of one day, with the same advisor in the same room."""

from collections.abc import Iterator

from scheduler.audit.words import advisor_name, demand_name, finding_at
from scheduler.domain.demands import Length
from scheduler.domain.plan import Plan, occurrences
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, list_words, period_words

KEY = "full_days"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    """One finding for each advisor's part of a day that is no full day; the excess: half-days missing or too many."""
    for demand_id, rows in plan.by_demand.items():
        demand = problem.territory.demand[demand_id]
        if demand.length is not Length.FULL:
            continue
        for occurrence in occurrences(demand, rows):
            name, when = demand_name(problem.territory, demand), day_words(occurrence.date)
            held = [row.half_day.period.name for row in occurrence.rows]
            if sorted(held) != sorted(FULL_DAY):
                who = advisor_name(problem.territory, occurrence.first.advisor)
                said = list_words([period_words(period) for period in held])
                message = Text(
                    fr=f"{name.fr} prend le matin et l’après-midi ; le {when.fr}, avec {who} : {said.fr} seulement.",
                    en=f"{name.en} takes the morning and the afternoon; on {when.en}, with {who}: {said.en} only.",
                )
                yield finding_at(KEY, occurrence.first, message, demand.source, _off(held))
            elif len({(row.venue, row.room) for row in occurrence.rows}) > 1:
                message = Text(
                    fr=f"{name.fr}, {when.fr} : la journée change de salle entre le matin et l’après-midi.",
                    en=f"{name.en}, {when.en}: the day changes rooms between morning and afternoon.",
                )
                yield finding_at(KEY, occurrence.first, message, demand.source)


def _off(held: list[str]) -> int:
    """How many half-days a full day lacks, or has beside its am and pm."""
    lacking = sum(1 for period in FULL_DAY if period not in held)
    beside = len(held) - sum(1 for period in FULL_DAY if period in held)
    return max(lacking, beside)
