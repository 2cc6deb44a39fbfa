"""Irregular - the occurrences of a regular demand, in the horizon, that are not on its usual slots."""

from collections import Counter
from collections.abc import Iterator

from scheduler.audit.words import advisor_name, demand_name
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import half_day_words, list_words, period_words, weekday_words

KEY = "irregular"

Slot = tuple[int, str, str]
"""(weekday, first period, advisor)."""


def price(plan: Plan, problem: Problem) -> Iterator[Cost]:
    for demand in problem.territory.demands:
        planned = occurrences(demand, plan.by_demand.get(demand.id, ()))
        if not demand.regular or not planned:
            continue
        facts = occurrences(demand, problem.facts.by_demand.get(demand.id, ()))
        usual = _usual_slots(demand, planned, facts)
        for occurrence in planned:
            if occurrence.slot not in usual:
                yield _cost(problem, demand, occurrence, usual)


def _usual_slots(demand: Demand, planned: tuple[Occurrence, ...], facts: tuple[Occurrence, ...]) -> list[Slot]:
    """The `count` most frequent slots. Of equally frequent ones, those with most occurrences in the horizon."""
    inside = Counter(occurrence.slot for occurrence in planned)
    frequency = inside + Counter(occurrence.slot for occurrence in facts)
    ranked = sorted(frequency, key=lambda slot: (-frequency[slot], -inside[slot], slot))
    return ranked[: demand.count]


def _cost(problem: Problem, demand: Demand, occurrence: Occurrence, usual: list[Slot]) -> Cost:
    territory, row = problem.territory, occurrence.first
    name, when, who = demand_name(territory, demand), half_day_words(row.half_day), advisor_name(territory, row.advisor)
    slots = list_words([_slot_words(problem, slot) for slot in sorted(usual)])
    message = Text(
        fr=f"{name.fr} : le {when.fr}, avec {who}, hors des créneaux habituels ({slots.fr}).",
        en=f"{name.en}: {when.en}, with {who}, away from the usual slots ({slots.en}).",
    )
    return Cost(
        KEY,
        minutes=territory.weights.irregular,
        amount=1,
        message=message,
        date=row.date,
        advisor=row.advisor,
        demand=demand.id,
        structure=row.structure,
        article=demand.source,
    )


def _slot_words(problem: Problem, slot: Slot) -> Text:
    weekday, period, advisor = weekday_words(slot[0]), period_words(slot[1]), advisor_name(problem.territory, slot[2])
    return Text(fr=f"{weekday.fr} {period.fr} avec {advisor}", en=f"{weekday.en} {period.en} with {advisor}")
