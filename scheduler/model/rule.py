"""What a hard rule and a soft goal are to the model: filters for what concerns one thing alone, rows for the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor
from scheduler.domain.problem import Problem
from scheduler.domain.time import HalfDay, Period

if TYPE_CHECKING:
    from scheduler.model.day_tours import DayTour
    from scheduler.model.model import Model
    from scheduler.model.universe import Hosting, Option


def _admits(*_: object) -> bool:
    return True


def _nothing(_: Model) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule. What it forbids alone is filtered out before any variable exists; the rest is posted as rows.

    `admits_advisor`: may this advisor ever hold this demand? `admits_time`: may the demand be held on that day, from
    that period? `admits_presence`: may the advisor intervene in that half-day? `admits_option`: the three together.
    `admits_hosting`: may the day's half-days belong to those structures? `admits_tour`: may one day hold that tour?
    `admits_together`: may one day hold stops of which each serves one of those demands?
    """

    key: str
    admits_advisor: Callable[[Demand, Advisor, Problem], bool] = _admits
    admits_time: Callable[[Demand, date, Period, Problem], bool] = _admits
    admits_presence: Callable[[Advisor, HalfDay, Problem], bool] = _admits
    admits_option: Callable[[Option, Problem], bool] = _admits
    admits_hosting: Callable[[Hosting, Problem], bool] = _admits
    admits_tour: Callable[[DayTour, Advisor, Problem], bool] = _admits
    admits_together: Callable[[Sequence[Collection[Demand]]], bool] = _admits
    post: Callable[[Model], None] = _nothing

    def filters(self, name: str) -> bool:
        """Whether the rule has a filter of that name of its own."""
        return getattr(self, name) is not _admits


@dataclass(frozen=True, slots=True)
class Goal:
    """A soft goal: it charges the model's objective, in minutes of driving, under its key."""

    key: str
    post: Callable[[Model], None]
