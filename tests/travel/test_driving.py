"""Driving minutes: the table, both ways, and the estimate where it is silent."""

import pickle
import random

import pytest

from scheduler.domain.demands import TravelTime
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory, TravelSettings
from scheduler.travel.driving import TableDriving
from scheduler.travel.error import UnknownDrivingError
from scheduler.travel.matrix import driving_matrix
from tests.calendar.small_territory import territory


def places(*points: tuple[float | None, float | None]) -> tuple[Venue, ...]:
    """Venues `a`, `b`, `c`… at those latitudes and longitudes."""
    return tuple(Venue(chr(ord("a") + n), "", "epci", lat=lat, lon=lon) for n, (lat, lon) in enumerate(points))


def driving(*points: tuple[float | None, float | None], rows: tuple[TravelTime, ...] = ()) -> TableDriving:
    return TableDriving(territory(venues=places(*points), travel_times=rows))


def test_a_row_counts_both_ways() -> None:
    roads = driving((43.0, 0.0), (43.1, 0.0), rows=(TravelTime("a", "b", 7),))

    assert (roads.minutes("a", "b"), roads.minutes("b", "a")) == (7, 7)


@pytest.mark.parametrize("order", [1, -1])
def test_the_other_way_may_have_its_own_row(order: int) -> None:
    rows = (TravelTime("a", "b", 7), TravelTime("b", "a", 9))[::order]
    roads = driving((43.0, 0.0), (43.1, 0.0), rows=rows)

    assert (roads.minutes("a", "b"), roads.minutes("b", "a")) == (7, 9)


def test_a_venue_is_no_drive_from_itself() -> None:
    roads = driving((None, None), rows=(TravelTime("a", "a", 5),))

    assert roads.minutes("a", "a") == 0


def test_the_estimate_is_rounded_up_to_a_whole_minute() -> None:
    # A degree of a meridian is 6371 x pi / 180 = 111.195 km: x 1.4 / 50 x 60 = 186.8 minutes.
    assert driving((43.0, 0.5), (44.0, 0.5)).minutes("a", "b") == 187


def test_the_estimate_follows_the_haversine_across_longitudes() -> None:
    # Oloron-Sainte-Marie to Arudy: 17.5 km as the crow flies, x 1.4 / 50 x 60 = 29.3 minutes.
    assert driving((43.194, -0.606), (43.107, -0.427)).minutes("a", "b") == 30


def test_two_venues_at_one_address_are_no_drive_apart() -> None:
    assert driving((43.0, 0.5), (43.0, 0.5)).minutes("a", "b") == 0


def test_detour_and_speed_are_the_territory_s() -> None:
    slow = territory(venues=places((43.0, 0.5), (44.0, 0.5)), travel=TravelSettings(detour=1.0, speed_kmh=30.0))

    assert TableDriving(slow).minutes("a", "b") == 223


def test_a_drive_that_nobody_knows_names_the_venue_without_coordinates() -> None:
    roads = driving((43.0, 0.5), (None, None))

    with pytest.raises(UnknownDrivingError) as error:
        roads.minutes("a", "b")

    assert error.value.text.fr == (
        "Aucun temps de route de « a » à « b » : ajoutez une ligne à travel, ou les coordonnées (lat, lon) de « b » "
        "à venues."
    )
    assert [roads.knows(*pair) for pair in ("aa", "ab", "ba", "bb")] == [True, False, False, True]


def test_driving_times_can_be_sent_to_another_process() -> None:
    roads = driving((43.0, 0.5), (44.0, 0.5), rows=(TravelTime("a", "b", 7),))
    roads.minutes("a", "b")

    assert pickle.loads(pickle.dumps(roads)).minutes("b", "a") == 7


def department(venues: int, rows: int) -> Territory:
    """Venues over a department, some of them close neighbours or at one address, and a table for a few pairs."""
    chance = random.Random(2026)
    points = [(round(chance.uniform(47.6, 48.4), 4), round(chance.uniform(-0.4, 0.9), 4)) for _ in range(venues)]
    points[1] = points[0]
    listed = tuple(
        TravelTime(f"v{chance.randrange(venues)}", f"v{chance.randrange(venues)}", chance.randrange(90))
        for _ in range(rows)
    )
    return territory(
        venues=tuple(Venue(f"v{n}", "", "epci", lat=lat, lon=lon) for n, (lat, lon) in enumerate(points)),
        travel_times=listed,
    )


def test_the_matrix_is_the_minutes_one_by_one() -> None:
    where = department(venues=300, rows=200)
    roads = TableDriving(where)
    venues = [venue.id for venue in where.venues]
    venues.append("v7")

    matrix = driving_matrix(roads, venues)

    assert matrix.tolist() == [[roads.minutes(start, end) for end in venues] for start in venues]


def test_the_matrix_rounds_whole_minutes_as_the_minutes_do() -> None:
    # Every estimate lies on, or within a rounding error of, a whole minute.
    points = places(*((43.0 + 0.25 * n, 0.5) for n in range(16)))
    quarter_degree_km = 6371.0 * 3.141592653589793 / 720
    where = territory(venues=points, travel=TravelSettings(detour=1.0, speed_kmh=quarter_degree_km * 60))

    roads = TableDriving(where)
    venues = [venue.id for venue in points]

    assert {roads.minutes("a", "b"), roads.minutes("a", "c")} <= {1, 2, 3}
    assert driving_matrix(roads, venues).tolist() == [[roads.minutes(start, end) for end in venues] for start in venues]


def test_the_matrix_marks_what_is_not_known_only_when_asked_to() -> None:
    roads = driving((43.0, 0.5), (None, None), (43.0, 0.5), rows=(TravelTime("a", "b", 7),))

    assert driving_matrix(roads, ["a", "b", "c"], unknown=-1).tolist() == [[0, 7, 0], [7, 0, -1], [0, -1, 0]]
    with pytest.raises(UnknownDrivingError):
        driving_matrix(roads, ["a", "b", "c"])


def test_the_matrix_of_no_venue_is_empty() -> None:
    assert driving_matrix(driving(), []).shape == (0, 0)
