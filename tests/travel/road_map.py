"""A small country of roads, drawn by hand: what the tests' routing servers drive on.

In km east and north of a crossroads in the Pyrenees:

    island (no road leads there)   (0,20) ——— (3,20)

    north                               (4,5)
                                          |                     (9,3) ←—— (12,3)
                                          |                       ↓    one-way  ↑
    valley      (-3,0) ←—— (0,0) ——————— (4,0) —————————————————(9,0) ——— (12,0)
                  one-way, no way back
"""

import math
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

LAT, LON = 43.0, -0.5
KM_PER_DEGREE = 6371.0 * math.pi / 180

Km = tuple[float, float]
"""East and north of the crossroads (0, 0)."""


def at(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude of the point."""
    return (
        LAT + north / KM_PER_DEGREE,
        LON + east / (KM_PER_DEGREE * math.cos(math.radians(LAT))),
    )


ROADS: dict[str, tuple[list[Km], bool]] = {
    "valley": ([(float(x), 0.0) for x in range(13)], False),
    "north": ([(4.0, float(y)) for y in range(6)], False),
    "loop": ([(12.0, 0.0), (12.0, 3.0), (9.0, 3.0), (9.0, 0.0)], True),
    "no-way-back": ([(0.0, 0.0), (-1.0, 0.0), (-2.0, 0.0), (-3.0, 0.0)], True),
    "island": ([(float(x), 20.0) for x in range(4)], False),
}
"""By name, the points of the road, and whether it is one-way in their order."""


def write_pbf(path: Path) -> None:
    """The roads as an OpenStreetMap extract; all of them 60 km/h."""
    points = sorted({point for road, _ in ROADS.values() for point in road})
    number = {point: index for index, point in enumerate(points, start=1)}
    with osmium.SimpleWriter(str(path)) as writer:
        for point, node in number.items():
            lat, lon = at(*point)
            writer.add_node(Node(id=node, version=1, location=(lon, lat)))
        for way, (name, (road, one_way)) in enumerate(ROADS.items(), start=1):
            tags = {"highway": "primary", "maxspeed": "60", "name": name, "oneway": "yes" if one_way else "no"}
            writer.add_way(Way(id=way, version=1, nodes=[number[point] for point in road], tags=tags))
