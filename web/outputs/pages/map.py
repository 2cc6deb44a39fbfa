"""Map - where places stand on a drawing without a background: dots, the names of communes that fit, a scale.

Longitudes are narrowed by the cosine of the middle latitude: over a few cantons that is a true map.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians

from web.outputs.agenda import Place
from web.outputs.nearest import EARTH_KM

WIDTH = 720
MARGIN = 70
LOWEST, HIGHEST = 320, 720
"""Units of the drawing: its width, the empty edge, and between what heights it stays."""

LETTER_WIDTH, LINE_HEIGHT = 9.2, 20
"""What a letter of a name takes, a little more than on average, so that names do not touch."""

SCALES_KM = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Dot:
    """A place at x, y; `coming` says whether something is held there in the days shown."""

    place: Place
    x: float
    y: float
    coming: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A commune's name, ending at x where `ends`, else starting there."""

    name: str
    x: float
    y: float
    ends: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map, `height` units high and WIDTH wide; the scale is `scale_km` kilometres, `scale` units long."""

    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    height: int
    scale_km: int
    scale: float

    width: int = WIDTH


def drawing_of(places: Iterable[Place], coming: frozenset[str]) -> Drawing | None:
    """Of the places with a position; None where there are fewer than two of them. `coming` are ids of places."""
    points = {place: (place.lon, place.lat) for place in places if place.lat is not None and place.lon is not None}
    if len(set(points.values())) < 2:
        return None
    flat = _flat_km({place: (lon, lat) for place, (lon, lat) in points.items() if lon is not None and lat is not None})
    west, north = min(x for x, _ in flat.values()), min(y for _, y in flat.values())
    wide, high = max(x for x, _ in flat.values()) - west, max(y for _, y in flat.values()) - north
    unit = min((WIDTH - 2 * MARGIN) / max(wide, 0.1), (HIGHEST - 2 * MARGIN) / max(high, 0.1))
    height = max(LOWEST, round(high * unit) + 2 * MARGIN)
    left, top = (WIDTH - wide * unit) / 2, (height - high * unit) / 2
    dots = [
        Dot(place, round(left + (x - west) * unit, 1), round(top + (y - north) * unit, 1), place.id in coming)
        for place, (x, y) in flat.items()
    ]
    scale_km = max((km for km in SCALES_KM if km * unit <= WIDTH / 4), default=SCALES_KM[0])
    shown = tuple(sorted(dots, key=lambda dot: (dot.coming, dot.y, dot.x)))
    return Drawing(shown, _labels(dots), height, scale_km, round(scale_km * unit, 1))


def _flat_km(points: Mapping[Place, tuple[float, float]]) -> dict[Place, tuple[float, float]]:
    """Kilometres to the east and to the south."""
    middle = sum(lat for _, lat in points.values()) / len(points)
    degree = EARTH_KM * pi / 180
    return {place: (lon * degree * cos(radians(middle)), -lat * degree) for place, (lon, lat) in points.items()}


def _labels(dots: Sequence[Dot]) -> tuple[Label, ...]:
    """Names beside their dots, right or left, where they meet neither another name nor a dot; the busy ones first."""
    taken = [(dot.x - 8, dot.y - 8, dot.x + 8, dot.y + 8) for dot in dots]
    named: set[str] = set()
    found: list[Label] = []
    for dot in sorted(dots, key=lambda dot: (not dot.coming, dot.place.commune, dot.place.id)):
        name = dot.place.commune
        if not name or name in named:
            continue
        long = len(name) * LETTER_WIDTH
        for ends in (False, True):
            start = dot.x - 13 - long if ends else dot.x + 13
            box = (start, dot.y - LINE_HEIGHT / 2, start + long, dot.y + LINE_HEIGHT / 2)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in taken):
                taken.append(box)
                named.add(name)
                found.append(Label(name, dot.x - 13 if ends else dot.x + 13, dot.y + 6, ends))
                break
    return tuple(found)


Box = tuple[float, float, float, float]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
