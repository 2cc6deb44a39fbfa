"""An integer linear program in plain lists: columns, rows, and sums of columns. Solvers read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sum:
    """A linear expression: whole coefficients on columns (by number), and a constant."""

    terms: list[tuple[int, int]] = field(default_factory=list)
    constant: int = 0

    def __add__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            return Sum(list(self.terms), self.constant + other)
        return Sum(self.terms + other.terms, self.constant + other.constant)

    def __iadd__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            self.constant += other
        else:
            self.terms.extend(other.terms)
            self.constant += other.constant
        return self

    def __neg__(self) -> Sum:
        return self * -1

    def __sub__(self, other: Sum | int) -> Sum:
        return self + -other

    def __mul__(self, factor: int) -> Sum:
        return Sum([(column, coefficient * factor) for column, coefficient in self.terms], self.constant * factor)

    __rmul__ = __mul__

    @staticmethod
    def of(parts: Iterable[Sum]) -> Sum:
        total = Sum()
        for part in parts:
            total.terms.extend(part.terms)
            total.constant += part.constant
        return total


@dataclass(frozen=True, slots=True)
class Row:
    """`lower <= sum of coefficient x column <= upper`; None where a side is free."""

    columns: tuple[int, ...]
    coefficients: tuple[int, ...]
    lower: int | None
    upper: int | None


class Program:
    """Minimise cost over integer columns within bounds and rows."""

    def __init__(self) -> None:
        self.lower: list[int] = []
        self.upper: list[int] = []
        self.cost: list[int] = []
        self.rows: list[Row] = []
        self.constant = 0
        self.contradictory = False
        """Whether a row without any column was violated: no solution exists."""

    def column(self, lower: int = 0, upper: int = 1) -> Sum:
        """A new integer column, as a sum of itself."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.cost.append(0)
        return Sum([(len(self.lower) - 1, 1)])

    def charge(self, amount: Sum) -> None:
        """Add the sum to the objective."""
        self.constant += amount.constant
        for column, coefficient in amount.terms:
            self.cost[column] += coefficient

    def at_most(self, amount: Sum, limit: int) -> None:
        self._row(amount, None, limit)

    def at_least(self, amount: Sum, limit: int) -> None:
        self._row(amount, limit, None)

    def equal(self, amount: Sum, value: int) -> None:
        self._row(amount, value, value)

    def _row(self, amount: Sum, lower: int | None, upper: int | None) -> None:
        gathered: dict[int, int] = {}
        for column, coefficient in amount.terms:
            gathered[column] = gathered.get(column, 0) + coefficient
        terms = [(column, coefficient) for column, coefficient in gathered.items() if coefficient]
        lower = None if lower is None else lower - amount.constant
        upper = None if upper is None else upper - amount.constant
        least = sum(c * (self.lower[j] if c > 0 else self.upper[j]) for j, c in terms)
        most = sum(c * (self.upper[j] if c > 0 else self.lower[j]) for j, c in terms)
        if (upper is not None and least > upper) or (lower is not None and most < lower):
            self.contradictory = True
        if (lower is None or least >= lower) and (upper is None or most <= upper):
            return  # holds whatever the columns are
        columns, coefficients = zip(*terms, strict=True) if terms else ((), ())
        self.rows.append(Row(columns, coefficients, lower, upper))
