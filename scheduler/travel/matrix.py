"""The matrix - all the driving minutes between many venues at once, equal to those told one by one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.travel.driving import TableDriving
from scheduler.travel.estimate import EARTH_RADIUS_KM

_ROWS_AT_ONCE = 256
"""Rows reckoned in one go: with 3,000 columns some 6 MB an intermediate array."""

_NEAR_WHOLE_MINUTE = 1e-6
"""Minutes. numpy's sines differ from math's in the last bit: so near to a whole minute, rounding up is done by math."""


def driving_matrix(driving: TableDriving, venues: Sequence[str], unknown: int | None = None) -> NDArray[np.int32]:
    """`matrix[i, j]` is `driving.minutes(venues[i], venues[j])`; `unknown` where it cannot be told (None: raises)."""
    minutes = _estimates(driving, venues)
    position: dict[str, list[int]] = {}
    for index, venue in enumerate(venues):
        position.setdefault(venue, []).append(index)
    for (origin, destination), listed in driving.table.items():
        if origin in position and destination in position:
            minutes[np.ix_(position[origin], position[destination])] = listed
    for same in position.values():
        minutes[np.ix_(same, same)] = 0
    for row, column in np.argwhere(minutes < 0):
        minutes[row, column] = driving.minutes(venues[row], venues[column]) if unknown is None else unknown
    return minutes


def _estimates(driving: TableDriving, venues: Sequence[str]) -> NDArray[np.int32]:
    """The estimate for every pair; -1 where a venue has no coordinates."""
    degrees = np.array([driving.points[venue] or (np.nan, np.nan) for venue in venues], dtype=float).reshape(-1, 2)
    phi = np.radians(degrees[:, 0])
    minutes = np.empty((len(venues), len(venues)), dtype=np.int32)
    for first in range(0, len(venues), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        half_dphi = np.radians(degrees[None, :, 0] - degrees[rows, None, 0]) / 2
        half_dlambda = np.radians(degrees[None, :, 1] - degrees[rows, None, 1]) / 2
        h = np.sin(half_dphi) ** 2 + np.cos(phi[rows, None]) * np.cos(phi[None, :]) * np.sin(half_dlambda) ** 2
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
        exact = km * driving.detour / driving.speed_kmh * 60
        minutes[rows] = np.nan_to_num(np.ceil(exact), nan=-1)
        close = np.abs(exact - np.round(exact)) < _NEAR_WHOLE_MINUTE
        for row, column in np.argwhere(close):
            minutes[first + row, column] = driving.estimate(venues[first + row], venues[column])
    return minutes
