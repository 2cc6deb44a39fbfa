"""Conditions that a price is asked under: a demand held once more, a placement taken or avoided."""

from scheduler.explain.members import Served
from scheduler.model.model import Model
from scheduler.model.rule import Goal


def held_once_more(wanted: Served) -> Goal:
    """The demand is held so many times in its window."""
    return Goal("wanted", wanted.state)


def placed(demand: str, placement: tuple[object, ...], taken: bool) -> Goal:
    """The demand is held, or not, at (date, first period's name, advisor)."""

    def post(model: Model) -> None:
        found = [
            number
            for number in model.universe.by_demand.get(demand, ())
            if number in model.columns
            and (model.option(number).date, model.option(number).periods[0].name, model.option(number).advisor)
            == placement
        ]
        model.equal(model.total(found), int(taken))

    return Goal("placement", post)


def at_most_half_days(advisor: str, half_days: int) -> Goal:
    """The advisor holds no more half-days than that in all."""

    def post(model: Model) -> None:
        theirs = [number for number in model.columns if model.option(number).advisor == advisor]
        model.at_most(model.half_days_of(theirs), half_days)

    return Goal("loan", post)
