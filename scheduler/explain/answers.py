"""The answers that need the solver, in the order in which they are told; each within its time."""

from collections.abc import Iterator
from threading import Event

from scheduler.explain.alone import Alone
from scheduler.explain.conditions import held_once_more
from scheduler.explain.growth import PlanFound
from scheduler.explain.placement import Placement, PlacementAnswer, on_placement
from scheduler.explain.prices import Around, Priced, Pricer
from scheduler.explain.question import Question
from scheduler.explain.together import Together, together, wanted_in
from scheduler.explain.ways_out import WayOut, ways_out
from scheduler.search.budget import Budget

WAYS_SHARE = 0.25
"""The part of the time in which ways out are sought: 15 seconds of 60."""


class Answers:
    """Each answer of one question; `seconds` is the time for all of them. `cancel`, once set, ends it."""

    def __init__(self, question: Question, seconds: float, cancel: Event | None = None) -> None:
        self.question = question
        self._seconds = seconds
        self._cancel = cancel or Event()
        self._whole = Budget(seconds, False, self._cancel)

    def ways_out(self, funnel: Alone) -> Iterator[WayOut]:
        """As they are found."""
        wanted = wanted_in(self.question, funnel.lack)
        yield from ways_out(self.question, funnel, wanted, self._part(WAYS_SHARE * self._seconds))

    def together(self, funnel: Alone) -> Together:
        """A proven conflict, a plan that proves that there is none, or neither."""
        return together(self.question, funnel.lack, self._part(self._whole.left()))

    def served(self, funnel: Alone, ways: list[WayOut], proof: Together) -> Priced | None:
        """The cheapest plan known that holds the demand once more, the data being as they are; None without any.

        Its price is exact where the territory is small enough for the whole program to be solved in what time is left.
        """
        pricer = Pricer(self.question.problem, self.question.plan)
        conditions = (held_once_more(wanted_in(self.question, funnel.lack)),)
        budget = self._part(self._whole.left())
        known = [way.found for way in ways if self.question.is_possible(way.found.plan) and way.kind in WITHIN_THE_DATA]
        if isinstance(proof, PlanFound):
            known.append(pricer.priced(proof.plan))
        found = pricer.best(Around(self.question.demand.id, funnel.lack.days), conditions, budget)
        known += [found] if found is not None else []
        if not known:
            return None
        cheapest = min(known, key=lambda priced: priced.price.minutes)
        return cheapest if cheapest.price.bound is not None else pricer.exact(cheapest, conditions, budget)

    def on_placement(self, placement: Placement) -> PlacementAnswer:
        return on_placement(self.question, placement, self._part(self._seconds))

    def _part(self, seconds: float) -> Budget:
        return Budget(seconds, False, self._cancel)


WITHIN_THE_DATA = frozenset({"move-others", "relax-share", "give-up-demand"})
"""The kinds of ways out that change nothing but the plan."""
