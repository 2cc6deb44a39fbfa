"""Amounts: half-days with the hours that they last, and parts: what is held of what is available."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scheduler.domain.time import HalfDay


@dataclass(frozen=True, slots=True)
class Amount:
    """So many half-days, so many hours; both exact, since shares of them are."""

    half_days: Fraction = Fraction(0)
    hours: Fraction = Fraction(0)

    @staticmethod
    def of(half_days: Iterable[HalfDay]) -> "Amount":
        periods = [half_day.period for half_day in half_days]
        return Amount(Fraction(len(periods)), Fraction(sum(period.end - period.start for period in periods), 60))

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.half_days + other.half_days, self.hours + other.hours)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.half_days - other.half_days, self.hours - other.hours)

    def __mul__(self, share: Fraction) -> "Amount":
        return Amount(self.half_days * share, self.hours * share)


@dataclass(frozen=True, slots=True)
class Part:
    """What a structure `held` of an advisor's `available` time."""

    held: Amount = Amount()
    available: Amount = Amount()

    def __add__(self, other: "Part") -> "Part":
        return Part(self.held + other.held, self.available + other.available)

    def __sub__(self, other: "Part") -> "Part":
        return Part(self.held - other.held, self.available - other.available)


def beyond(held: Amount, least: Amount, most: Amount) -> Amount:
    """How far `held` lies from what is due: below `least` negative, above `most` positive, between them nothing."""
    return Amount(
        _beyond(held.half_days, least.half_days, most.half_days), _beyond(held.hours, least.hours, most.hours)
    )


def _beyond(held: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return min(held - least, Fraction(0)) + max(held - most, Fraction(0))
