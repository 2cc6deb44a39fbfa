"""The estimate - how long a drive takes where the travel table is silent: the great circle, a detour, a speed."""

import math

EARTH_RADIUS_KM = 6371.0
"""FORMAT.md, [travel]: the sphere that the haversine is reckoned on."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees (WGS 84)."""


def great_circle_km(origin: Point, destination: Point) -> float:
    """The haversine distance."""
    (lat1, lon1), (lat2, lon2) = origin, destination
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_dphi, half_dlambda = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    h = math.sin(half_dphi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_dlambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def estimated_minutes(origin: Point, destination: Point, detour: float, speed_kmh: float) -> int:
    """Great-circle km x detour / speed x 60, in this order, rounded up to a whole minute."""
    return math.ceil(great_circle_km(origin, destination) * detour / speed_kmh * 60)
