"""What is asked for: demands and their lengths."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from scheduler.domain.time import Clock


class Length(StrEnum):
    """A half-day, or the am and pm of one day."""

    HALF = "half"
    FULL = "full"

    @property
    def half_days(self) -> int:
        return 1 if self is Length.HALF else 2


@dataclass(frozen=True, slots=True)
class Demand:
    """`count` occurrences in each window of `every_weeks` weeks, in one venue.

    `weekdays` (numbers, Monday 0) and `periods` (names) are None where any will do; `start` and `end` are None for the
    whole half-day; `seats` are people; `setup_minutes` is the advisor's presence before the start; `from_` and `to`
    are included; `needs` are met by the room (`accessible` by the venue); those from `title` on are for the public.
    """

    id: str
    venue: str
    activity: str = "permanence"
    length: Length = Length.HALF
    count: int = 1
    every_weeks: int = 1
    weekdays: frozenset[int] | None = None
    periods: frozenset[str] | None = None
    start: Clock | None = None
    end: Clock | None = None
    setup_minutes: int = 0
    advisor: str | None = None
    regular: bool = True
    min_gap_days: int = 1
    priority: int = 1
    seats: int = 1
    needs: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    billed: bool = False
    from_: date | None = None
    to: date | None = None
    source: str = ""
    title: str = ""
    booking: str = "walk-in"
    min_participants: int = 0
    audience: str = ""


@dataclass(frozen=True, slots=True)
class TravelTime:
    """One row of the travel table: driving `minutes` (and `km`, where known) from one venue to another."""

    origin: str
    destination: str
    minutes: int
    km: Fraction | None = None
