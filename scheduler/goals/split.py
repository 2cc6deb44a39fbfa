"""Split - the half-days that each host structure has too few or too many of, and off the zone and billed shares."""

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor

from scheduler.domain.people import Posting
from scheduler.domain.territory import ShareRule
from scheduler.domain.time import Window
from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.rule import Goal
from scheduler.model.shares import coarsest_least, coarsest_most, is_counted

KEY = "split"


def _post(model: Model) -> None:
    for posting in model.problem.territory.postings:
        if (posting.share_min > 0 or posting.share_max < 1) and model.has_free_days(posting.advisor):
            for window in model.problem.share_windows(posting):
                _post_window(model, posting, window)
    for rule in model.problem.territory.share_rules:
        _post_rule(model, rule)


def _post_window(model: Model, posting: Posting, window: Window) -> None:
    problem = model.problem
    half_days = [h for h in sorted(problem.available[posting.advisor]) if problem.week(h.date) in window.numbers()]
    available = frozenset(half_days)
    facts = {
        row.half_day
        for row in problem.facts.rows
        if row.advisor == posting.advisor and row.structure == posting.structure and row.half_day in available
    }
    hosted = Sum.of(
        model.hosted(posting.advisor, half_day, posting.structure)
        for half_day in half_days
        if half_day.date in problem.horizon
    )
    _charge_outside(
        model,
        hosted + len(facts),
        floor(posting.share_min * len(half_days)),
        ceil(posting.share_max * len(half_days)),
    )


def _charge_outside(model: Model, amount: Sum, least: int, most: int) -> None:
    """Charge each half-day below `least` and each above `most`."""
    weight = model.problem.territory.weights.split
    if not amount.terms:
        model.charge(Sum(constant=weight * (max(0, least - amount.constant) + max(0, amount.constant - most))))
        return
    size = amount.constant + sum(abs(coefficient) for _, coefficient in amount.terms)
    if least > 0:
        missing = model.column(0, least)
        model.at_least(amount + missing, least)
        model.charge(missing * weight)
    if most < size:
        excess = model.column(0, size - most)
        model.at_most(amount - excess, most)
        model.charge(excess * weight)


def _post_rule(model: Model, rule: ShareRule) -> None:
    weight = model.problem.territory.weights.split
    counted: defaultdict[str, Sum] = defaultdict(Sum)
    everything: defaultdict[str, Sum] = defaultdict(Sum)
    for number, column in model.columns.items():
        option = model.option(number)
        half_days = column * len(option.periods)
        everything[option.advisor] += half_days
        if is_counted(rule, option, model.problem.territory):
            counted[option.advisor] += half_days
    for advisor, half_days in everything.items():
        if not half_days.terms:
            continue
        size = half_days.constant + sum(coefficient for _, coefficient in half_days.terms)
        for share, sign in ((coarsest_least(rule.min, size), 1), (coarsest_most(rule.max, size), -1)):
            if (share > 0) if sign == 1 else (share < 1):
                off = model.column(0, size)
                # off >= sign x (share x all - counted), in whole half-days: off is a whole number, so it rounds up
                model.at_least(_scaled(off, half_days, counted[advisor], share, sign), 0)
                model.charge(off * weight)


def _scaled(off: Sum, half_days: Sum, counted: Sum, share: Fraction, sign: int) -> Sum:
    return off * share.denominator - half_days * (sign * share.numerator) + counted * (sign * share.denominator)


GOAL = Goal(KEY, _post)
