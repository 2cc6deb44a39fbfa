"""Compiling the annealing ahead of its first use: `python -m scheduler.search.warm`, run once at installation."""

from datetime import date

from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, Horizon, Period
from scheduler.model.universe import Universe
from scheduler.prepare import prepare
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing


def warm() -> None:
    """Run a few moves on the smallest territory, so that the compiled code is in the cache."""
    monday = date(2026, 8, 31)
    smallest = Territory(
        id="smallest",
        name="smallest",
        anchor=monday,
        periods=(Period(0, "am", Clock(540), Clock(720)),),
        structures=(Structure("s", "s"),),
        advisors=(Advisor("a", "a", "v", frozenset(range(5)), frozenset({"am"})),),
        postings=(Posting("a", "s", "v"),),
        patterns=(),
        venues=(Venue("v", "v", "s"),),
        rooms=(),
        demands=(Demand("d", "v"),),
    )
    annealing = Annealing(Universe(prepare(smallest, Horizon(monday, 1)), RULES), 1)
    annealing.run(10, 40.0, 1.0)
    annealing.is_exact()


if __name__ == "__main__":
    warm()
