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

SERVED_SHARE = 0.1
"""The part of the time that is kept for the cheapest plan that holds the demand."""

SPARE_SECONDS, SPARE_SHARE = 1.5, 0.05
"""How much sooner each part ends than it must, at most, and of a short time: a step that has begun is done first."""


class Answers:
    """Each answer of one question; `seconds` is the time for all of them, `spent` of which are over already.

    `cancel`, once set, ends it.
    """

    def __init__(self, question: Question, seconds: float, cancel: Event | None = None, spent: float = 0.0) -> None:
        self.question = question
        self._seconds = seconds
        self._cancel = cancel or Event()
        self._whole = Budget(max(0.0, seconds - spent), False, self._cancel)

    def ways_out(self, funnel: Alone) -> Iterator[WayOut]:
        """As they are found."""
        wanted = wanted_in(self.question, funnel.lack)
        yield from ways_out(self.question, funnel, wanted, self._until(WAYS_SHARE))

    def together(self, funnel: Alone) -> Together:
        """A proven conflict, a plan that proves that there is none, or neither."""
        return together(self.question, funnel.lack, self._until(1 - SERVED_SHARE))

    def served(self, funnel: Alone, ways: list[WayOut], proof: Together) -> Priced | None:
        """The cheapest plan known that holds the demand once more, the data being as they are; None without any.

        Its price is exact where the territory is small enough for the whole program to be solved in what time is left.
        """
        pricer = Pricer(self.question.problem, self.question.plan)
        conditions = (held_once_more(wanted_in(self.question, funnel.lack)),)
        budget = self._until(1)
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
        """Within the time of the ways out: what else there is to tell comes after."""
        return on_placement(self.question, placement, self._until(WAYS_SHARE))

    def _until(self, share: float) -> Budget:
        """From now until so much of the time is over, less what a last step may take."""
        after = (1 - share) * self._seconds
        spare = min(SPARE_SECONDS, SPARE_SHARE * self._seconds)
        return Budget(max(0.0, self._whole.left() - after - spare), False, self._cancel)


WITHIN_THE_DATA = frozenset({"move-others", "relax-share", "give-up-demand"})
"""The kinds of ways out that change nothing but the plan."""
