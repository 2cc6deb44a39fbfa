"""Narrow: a universe of some of another one's options, and decisions from the one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.model.decision import Decision
from scheduler.model.universe import Universe


@dataclass(frozen=True)
class Narrow:
    """A universe of some of another one's options; `numbers` are theirs there."""

    universe: Universe
    numbers: tuple[int, ...]

    def from_whole(self, decision: Decision) -> Decision:
        """A decision of the other universe all of whose options are in this one."""
        place = {number: mine for mine, number in enumerate(self.numbers)}
        return _renumbered(decision, place)

    def to_whole(self, decision: Decision) -> Decision:
        return _renumbered(decision, dict(enumerate(self.numbers)))


def _renumbered(decision: Decision, number: Mapping[int, int]) -> Decision:
    return Decision(
        frozenset(number[option] for option in decision.options),
        {number[option]: room for option, room in decision.rooms.items()},
        decision.hosts,
    )
