"""Locks: what the annealing must leave as it is, so that what was pinned stays kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.domain.time import HalfDay
from scheduler.model.universe import Hosting


@dataclass(frozen=True)
class Locks:
    """`options` by number, each held in that room; `hosts`: the structure of half-days; `barred`: never placed."""

    options: Mapping[int, str] = field(default_factory=dict)
    hosts: Mapping[tuple[str, HalfDay], str] = field(default_factory=dict)
    barred: frozenset[int] = frozenset()

    def admitted(self, hostings: tuple[Hosting, ...]) -> tuple[Hosting, ...]:
        """Those of a day's hostings that give the half-days to their locked structures."""
        if not self.hosts:
            return hostings
        return tuple(
            hosting
            for hosting in hostings
            if all(
                self.hosts.get((hosting.advisor, half_day)) in (None, structure)
                for half_day, structure in zip(hosting.half_days, hosting.structures, strict=True)
            )
        )


NO_LOCKS = Locks()
