"""Run curve - the score and the bound of a solve in time, as the places of lines and marks in a drawing.

The scale is that of the end: what the first seconds bring lies far above and is cut at the frame.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 66, 96, 14, 34
"""Room for the numbers around the frame, in the drawing's own units."""

ROOM = 1.5
"""How much is shown above and below the last gap, in gaps."""

LEAST_GAP = 0.01
"""Of the score: a gap that is smaller, or closed, is shown as if it were that wide."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What a solve had `seconds` after it began; None where there was nothing yet."""

    seconds: float
    score: int | None
    bound: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at an axis, and how far along it."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Curve:
    """`score` and `bound` are the points of polylines; `between` of the polygon that lies between them.

    `score_end` and `bound_end` are the heights at which the lines end; None for a line that is not there.
    """

    score: str
    bound: str
    between: str
    score_end: float | None
    bound_end: float | None
    minutes: tuple[Mark, ...]
    seconds: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def curve(points: Sequence[Reached], until: float) -> Curve | None:
    """The drawing of so many seconds; None before there is a plan or a bound."""
    scores = [point.score for point in points if point.score is not None]
    bounds = [point.bound for point in points if point.bound is not None]
    if not scores and not bounds:
        return None
    low, high = _range(scores[-1] if scores else None, bounds[-1] if bounds else None)
    until = max(until, points[-1].seconds, 1.0)

    def across(seconds: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(seconds, until) / until, 1)

    def up(minutes: float) -> float:
        inside = min(max(minutes, low), high)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (inside - low) / (high - low), 1)

    score = [(across(at), up(value)) for at, value in _steps([(p.seconds, p.score) for p in points], until)]
    bound = [(across(at), up(value)) for at, value in _steps([(p.seconds, p.bound) for p in points], until)]
    shared = max(score[0][0], bound[0][0]) if score and bound else 0.0
    between = [*_from(score, shared), *reversed(_from(bound, shared))] if score and bound else []
    return Curve(
        score=_text(score),
        bound=_text(bound),
        between=_text(between),
        score_end=score[-1][1] if score else None,
        bound_end=bound[-1][1] if bound else None,
        minutes=tuple(Mark(up(value), value) for value in _round_numbers(low, high, 6)),
        seconds=tuple(Mark(across(value), value) for value in _round_numbers(0, until, 5)),
    )


def _range(score: int | None, bound: int | None) -> tuple[float, float]:
    """The least and the most minutes that are shown."""
    high = score if score is not None else bound
    low = bound if bound is not None else score
    assert high is not None
    assert low is not None
    gap = max(high - low, LEAST_GAP * high, 1.0)
    return max(0.0, low - ROOM * gap), high + ROOM * gap


def _steps(values: Sequence[tuple[float, int | None]], until: float) -> Iterator[tuple[float, int]]:
    """What was reached stays so until there is something better: two points for each step."""
    last: int | None = None
    for at, value in values:
        if value is None:
            continue
        if last is not None:
            yield at, last
        yield at, value
        last = value
    if last is not None:
        yield until, last


def _from(line: Sequence[tuple[float, float]], start: float) -> list[tuple[float, float]]:
    """The part of the line that begins there."""
    before = [height for at, height in line if at <= start]
    return [(start, before[-1]), *((at, height) for at, height in line if at > start)]


def _round_numbers(low: float, high: float, about: int) -> Iterator[int]:
    """Some numbers in the range that are easily read."""
    rough = (high - low) / about
    power = 10 ** floor(log10(rough)) if rough > 0 else 1
    step = max(1, round(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)))
    value = -(-floor(low) // step) * step
    while value <= high:
        if value >= low:
            yield value
        value += step


def _text(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
