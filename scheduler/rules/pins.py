"""Pins - a plan holds what was pinned: on its date, on each such weekday, or at least once, a row with every cell."""

from collections.abc import Collection

from scheduler.domain.pins import Ask
from scheduler.model.model import Model
from scheduler.model.rule import Rule

KEY = "pins"


def _post(model: Model) -> None:
    rule_of(model.problem.asks).post(model)


RULE = Rule(KEY, post=_post)


def rule_of(asks: Collection[Ask]) -> Rule:
    """The rule for some of the problem's asks alone: leaving others out tells which of them exclude each other."""

    def post(model: Model) -> None:
        for ask in asks:
            model.at_least(model.rows_that_keep(ask), 1)

    return Rule(KEY, post=post)
