"""Disruption: an advisor who is away, a venue that is closed, added to what the files say."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory


def disrupted(territory: Territory, absences: Sequence[Absence], closures: Sequence[Closure]) -> Territory:
    """The territory with those absences and closures beside its own."""
    return replace(territory, absences=(*territory.absences, *absences), closures=(*territory.closures, *closures))
