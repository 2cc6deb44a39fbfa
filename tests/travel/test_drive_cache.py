"""What a routing server has said is kept on disk, each engine's apart."""

from pathlib import Path

import pytest

from scheduler.travel.drive_cache import DriveCache
from scheduler.travel.error import CacheError
from scheduler.travel.router import Drive, spot_of

HERE, THERE = spot_of(43.0, -0.5), spot_of(43.1, -0.4)
URL = "http://127.0.0.1:5000"
QUICK = Drive(600.5, 9000.0, 3.0, None)
NO_ROAD = Drive(None, None, 3.0, 4.0)


def test_a_drive_is_kept_as_it_was_told(tmp_path: Path) -> None:
    DriveCache(tmp_path / "new" / "folder", "osrm", URL).keep({(HERE, THERE): QUICK, (THERE, HERE): NO_ROAD})

    kept = DriveCache(tmp_path / "new" / "folder", "osrm", URL).kept([(HERE, THERE), (THERE, HERE), (HERE, HERE)])

    assert kept == {(HERE, THERE): QUICK, (THERE, HERE): NO_ROAD}


def test_drives_of_another_engine_or_server_are_not_given(tmp_path: Path) -> None:
    DriveCache(tmp_path, "osrm", URL).keep({(HERE, THERE): QUICK})

    assert DriveCache(tmp_path, "valhalla", URL).kept([(HERE, THERE)]) == {}
    assert DriveCache(tmp_path, "osrm", "http://127.0.0.1:5001").kept([(HERE, THERE)]) == {}


def test_places_are_the_same_within_a_metre(tmp_path: Path) -> None:
    DriveCache(tmp_path, "osrm", URL).keep({(HERE, THERE): QUICK})

    nearly, not_quite = spot_of(43.000004, -0.500004), spot_of(43.00001, -0.5)

    assert DriveCache(tmp_path, "osrm", URL).kept([(nearly, THERE), (not_quite, THERE)]) == {(HERE, THERE): QUICK}


def test_a_drive_is_kept_again_as_it_was_last_told(tmp_path: Path) -> None:
    cache = DriveCache(tmp_path, "osrm", URL)
    cache.keep({(HERE, THERE): QUICK})
    cache.keep({(HERE, THERE): NO_ROAD})

    assert cache.kept([(HERE, THERE)]) == {(HERE, THERE): NO_ROAD}


def test_a_file_that_is_no_cache_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = DriveCache(tmp_path, "osrm", URL).path
    path.write_text("from,to,minutes,km\n" * 100, encoding="utf-8")

    with pytest.raises(CacheError) as error:
        DriveCache(tmp_path, "osrm", URL)

    assert str(path) in error.value.text.fr


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")

    with pytest.raises(CacheError):
        DriveCache(tmp_path / "cache", "osrm", URL)
