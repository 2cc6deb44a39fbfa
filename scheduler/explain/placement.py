"""Why here, and not there: what one placement of a demand costs or saves, or which rule forbids it."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.time import window_of
from scheduler.explain.alone import Verdict, verdict_on
from scheduler.explain.conditions import placed
from scheduler.explain.prices import Around, Priced, Pricer
from scheduler.explain.question import Question
from scheduler.search.budget import Budget


@dataclass(frozen=True, slots=True)
class Placement:
    """One half-day (the first, of a full day) of one advisor."""

    date: date
    period: str
    advisor: str


@dataclass(frozen=True, slots=True)
class Here:
    """The plan has it: `without` is the best plan found that has not (None: none was found in time)."""

    placement: Placement
    without: Priced | None


@dataclass(frozen=True, slots=True)
class There:
    """The plan has it not: `with_it` is the best plan found that has; `verdict` says who or what is in the way now."""

    placement: Placement
    verdict: Verdict
    with_it: Priced | None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A rule forbids it, whatever else is planned. `verdict` None: the demand never begins in that period."""

    placement: Placement
    verdict: Verdict | None


PlacementAnswer = Here | There | Forbidden


def on_placement(question: Question, placement: Placement, budget: Budget) -> PlacementAnswer:
    """The price of the placement against the plan. The date must lie in the horizon, the names be the territory's."""
    place = (placement.date, placement.period, placement.advisor)
    pricer = Pricer(question.problem, question.plan)
    week = question.problem.week(placement.date)
    days = question.days_of(window_of(week, question.demand.every_weeks))
    around = Around(question.demand.id, days, frozenset({(placement.advisor, placement.date)}))
    if any((o.date, o.first.half_day.period.name, o.first.advisor) == place for o in question.occurrences):
        return Here(placement, _priced(pricer, around, place, budget, taken=False))
    verdict = verdict_on(question, placement.date, placement.period, placement.advisor)
    if verdict is None or verdict.by_data:
        return Forbidden(placement, verdict)
    return There(placement, verdict, _priced(pricer, around, place, budget, taken=True))


def _priced(pricer: Pricer, around: Around, place: tuple[object, ...], budget: Budget, *, taken: bool) -> Priced | None:
    conditions = (placed(around.demand, place, taken),)
    found = pricer.best(around, conditions, budget)
    return found if found is None or found.price.bound is not None else pricer.exact(found, conditions, budget)
