"""Filling the travel table from real routing servers, both engines, over the small road map."""

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest

from scheduler.domain.demands import TravelTime
from scheduler.domain.people import Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory, TravelSettings
from scheduler.travel.error import RouterError
from scheduler.travel.fill import TravelTable, fill_travel, router_of
from scheduler.travel.osrm import Osrm
from scheduler.travel.router import Drive, Router, Spot, spot_of
from scheduler.travel.valhalla import Valhalla
from tests.calendar.small_territory import anne, territory
from tests.travel.road_map import at
from tests.travel.routing_servers import osrm_server, valhalla_server

Engine = Literal["osrm", "valhalla"]
ENGINES: tuple[Engine, ...] = ("osrm", "valhalla")
SERVERS: dict[Engine, Callable[[Path], AbstractContextManager[str]]] = {
    "osrm": osrm_server,
    "valhalla": valhalla_server,
}


@pytest.fixture(params=ENGINES)
def settings(request: pytest.FixtureRequest) -> TravelSettings:
    """A running server of each engine, as territory.toml names it."""
    engine: Engine = request.param
    return TravelSettings(router=engine, url=request.getfixturevalue(f"{engine}_url"))


def country(settings: TravelSettings, **venues: tuple[float, float] | None) -> Territory:
    """Venues of one structure, so many km east and north of the crossroads (None: without coordinates)."""
    located = []
    for name, km in venues.items():
        lat, lon = (None, None) if km is None else at(*km)
        located.append(Venue(name, name.capitalize(), "epci", lat=lat, lon=lon))
    return territory(
        venues=tuple(located),
        advisors=(anne(base=located[0].id),),
        postings=(Posting("anne", "epci", located[0].id),),
        travel=settings,
    )


def said(table: TravelTable) -> dict[tuple[str, str], float]:
    """The rows' km, by (from, to)."""
    return {(row.origin, row.destination): float(row.km) for row in table.rows if row.km is not None}


def complaints(table: TravelTable) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(issue.kind, issue.venue, issue.others) for issue in table.issues]


def test_two_way_roads_make_one_row_a_pair(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, bourg=(0, 0.01), hameau=(2, 0.01), village=(7, 0.01))

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "hameau"): 2.0, ("bourg", "village"): 7.0, ("hameau", "village"): 5.0}
    assert table.issues == ()


def test_a_one_way_loop_makes_two_rows(settings: TravelSettings, tmp_path: Path) -> None:
    # From the valley's east end, 6 km along the loop; back, 3 km down to the valley and 3 km east.
    # From the valley at (9, 0): 3 km east, then the loop; back, 3 km.
    where = country(settings, carrefour=(9, -0.01), moulin=(9, 3.01))

    assert said(fill_travel(where, cache_directory=tmp_path)) == {
        ("carrefour", "moulin"): 9.0,
        ("moulin", "carrefour"): 3.0,
    }


def test_minutes_are_the_server_s_seconds_rounded_up(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, carrefour=(9, -0.01), moulin=(9, 3.01), nord=(4.01, 5))
    spots = {venue.id: spot_of(venue.lat or 0, venue.lon or 0) for venue in where.venues}

    rows = fill_travel(where, cache_directory=tmp_path).rows

    assert len(rows) >= 4
    for row in rows:
        [[drive]] = router_of(settings).drives([spots[row.origin]], [spots[row.destination]])
        assert drive.seconds is not None
        assert row.minutes == math.ceil(drive.seconds / 60)
        assert row.km is not None
        assert row.km <= row.minutes <= 2 * row.km + 1, "the roads are driven at up to 60 km/h"


def test_a_venue_far_from_any_road_is_named_and_its_times_are_not_used(
    settings: TravelSettings, tmp_path: Path
) -> None:
    where = country(settings, bourg=(0, 0.01), bois=(6, -1.02), ferme=(7, -0.98))

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "ferme"): 7.0}
    assert complaints(table) == [("far_from_road", "bois", ("bourg", "ferme"))]
    assert table.issues[0].text.fr == (
        "« Bois » (bois) est à 1,0 km de la route (plus de 1 km) : vérifiez lat et lon dans venues, ou la carte du "
        "serveur. Ses temps de route ne sont pas repris."
    )


def test_a_venue_off_the_map_is_named(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, bourg=(0, 0.01), ailleurs=(300, -200), village=(7, 0.01))

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "village"): 7.0}
    assert complaints(table) == [("far_from_road", "ailleurs", ("bourg", "village"))]


def test_an_island_is_unreachable(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, bourg=(0, 0.01), ile=(1, 20.01), village=(7, 0.01))

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "village"): 7.0}
    assert complaints(table) == [("unreachable", "ile", ("bourg", "village"))]


def test_a_road_without_way_back_gives_no_row_at_all(settings: TravelSettings, tmp_path: Path) -> None:
    # One way alone would be read as both.
    where = country(settings, bourg=(0, 0.01), impasse=(-3, 0.01))

    table = fill_travel(where, cache_directory=tmp_path)

    assert table.rows == ()
    assert complaints(table) == [("unreachable", "impasse", ("bourg",))] or complaints(table) == [
        ("unreachable", "bourg", ("impasse",))
    ]


def test_a_venue_without_coordinates_is_named(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, bourg=(0, 0.01), inconnu=None, village=(7, 0.01))

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "village"): 7.0}
    assert complaints(table) == [("no_coordinates", "inconnu", ("bourg", "village"))]


def test_the_table_is_replaced_but_for_venues_without_coordinates(settings: TravelSettings, tmp_path: Path) -> None:
    by_hand = (
        TravelTime("bourg", "village", 99),
        TravelTime("inconnu", "bourg", 12),
        TravelTime("village", "inconnu", 5),
    )
    where = replace(country(settings, bourg=(0, 0.01), inconnu=None, village=(7, 0.01)), travel_times=by_hand)

    [told, *kept] = fill_travel(where, cache_directory=tmp_path).rows

    assert (told.origin, told.destination, told.km) == ("bourg", "village", Fraction(7))
    assert told.minutes < 99
    assert tuple(kept) == by_hand[1:]


def test_two_venues_at_one_address_are_no_drive_apart(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, mairie=(3, 0.01), mediatheque=(3, 0.01))

    [row] = fill_travel(where, cache_directory=tmp_path).rows

    assert (row.minutes, row.km) == (0, Fraction(0))


def test_only_drives_of_one_advisor_are_asked(settings: TravelSettings, tmp_path: Path) -> None:
    here = country(settings, bourg=(0, 0.01), village=(7, 0.01))
    lat, lon = at(4, 0.01)
    where = replace(
        here,
        structures=(*here.structures, Structure("voisine", "Communauté voisine")),
        venues=(*here.venues, Venue("voisin", "Voisin", "voisine", lat=lat, lon=lon)),
    )

    table = fill_travel(where, cache_directory=tmp_path)

    assert said(table) == {("bourg", "village"): 7.0}
    assert table.asked == 4


def test_blocks_give_the_same_table_as_one_request(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(
        settings,
        bourg=(0, 0.01),
        hameau=(2, 0.01),
        nord=(4.01, 5),
        bois=(6, -3),
        moulin=(9, 3.01),
        ile=(1, 20.01),
        est=(12.01, 0),
    )
    router = router_of(settings)
    assert isinstance(router, Osrm | Valhalla)
    router.block = 2
    steps: list[tuple[int, int]] = []

    at_once = fill_travel(where, cache_directory=tmp_path / "one")
    in_blocks = fill_travel(
        where, cache_directory=tmp_path / "two", router=router, progress=lambda *step: steps.append(step)
    )

    assert (in_blocks.rows, in_blocks.issues) == (at_once.rows, at_once.issues)
    # Four pairs of origins; each has its seven or six destinations two by two.
    assert steps == [(done, 15) for done in range(16)]


def test_a_territory_larger_than_a_block_is_within_the_server_s_limits(
    settings: TravelSettings, tmp_path: Path
) -> None:
    where = country(settings, **{f"v{n}": (0.2 * n, 0.01) for n in range(60)})

    km = said(fill_travel(where, cache_directory=tmp_path))

    assert len({frozenset(pair) for pair in km}) == 60 * 59 / 2
    assert km["v0", "v59"] == 11.8


def test_a_block_over_the_server_s_limits_is_refused_in_its_words(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, **{f"v{n}": (0.1 * n, 0.01) for n in range(110)})
    router = router_of(settings)
    assert isinstance(router, Osrm | Valhalla)
    router.block = 110

    with pytest.raises(RouterError) as error:
        fill_travel(where, cache_directory=tmp_path, router=router)

    assert settings.url in error.value.text.fr
    assert "HTTP 400" in error.value.text.fr
    assert {"osrm": "TooBig", "valhalla": "Exceeded max locations"}[router.name] in error.value.text.fr


@pytest.mark.parametrize("engine", ENGINES)
def test_a_second_run_asks_nothing_of_a_server_that_is_stopped(engine: Engine, tmp_path: Path) -> None:
    with TemporaryDirectory() as folder, SERVERS[engine](Path(folder)) as url:
        where = country(
            TravelSettings(router=engine, url=url), bourg=(0, 0.01), bois=(6, -3), ile=(1, 20.01), nord=(4.01, 5)
        )
        first = fill_travel(where, cache_directory=tmp_path)
    steps: list[tuple[int, int]] = []

    second = fill_travel(where, cache_directory=tmp_path, progress=lambda *step: steps.append(step))

    assert (second.rows, second.issues) == (first.rows, first.issues)
    assert (second.asked, second.kept) == (0, 12)
    assert steps == [(0, 0)]


def test_a_venue_that_is_added_is_all_that_is_asked(settings: TravelSettings, tmp_path: Path) -> None:
    fill_travel(country(settings, bourg=(0, 0.01), village=(7, 0.01)), cache_directory=tmp_path)

    table = fill_travel(country(settings, bourg=(0, 0.01), village=(7, 0.01), nord=(4.01, 5)), cache_directory=tmp_path)

    assert said(table) == {("bourg", "village"): 7.0, ("bourg", "nord"): 9.0, ("village", "nord"): 8.0}
    assert table.kept == 2


def test_the_engines_times_are_never_mixed(osrm_url: str, valhalla_url: str, tmp_path: Path) -> None:
    by_osrm = country(TravelSettings(router="osrm", url=osrm_url), bourg=(0, 0.01), nord=(4.01, 5))
    by_valhalla = replace(by_osrm, travel=TravelSettings(router="valhalla", url=valhalla_url))

    first = fill_travel(by_osrm, cache_directory=tmp_path)
    other = fill_travel(by_valhalla, cache_directory=tmp_path)

    assert other.kept == 0
    assert first.rows != other.rows
    assert fill_travel(by_osrm, cache_directory=tmp_path).rows == first.rows


class Unplugged:
    """A real router whose cable is pulled after some requests."""

    def __init__(self, router: Router, requests: int) -> None:
        self._router = router
        self._left = requests
        self.name, self.url, self.block = router.name, router.url, 2

    def drives(self, origins: Sequence[Spot], destinations: Sequence[Spot]) -> list[list[Drive]]:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        return self._router.drives(origins, destinations)


def test_an_interrupted_run_goes_on_where_it_was(settings: TravelSettings, tmp_path: Path) -> None:
    where = country(settings, bourg=(0, 0.01), hameau=(2, 0.01), village=(7, 0.01), nord=(4.01, 5))

    with pytest.raises(KeyboardInterrupt):
        fill_travel(where, cache_directory=tmp_path, router=Unplugged(router_of(settings), requests=3))
    table = fill_travel(where, cache_directory=tmp_path)

    assert table.kept > 0
    assert table.rows == fill_travel(where, cache_directory=tmp_path / "afresh").rows


def test_a_territory_that_names_no_router_is_told_how_to() -> None:
    with pytest.raises(RouterError) as error:
        router_of(TravelSettings())

    assert 'router = "osrm"' in error.value.text.fr
