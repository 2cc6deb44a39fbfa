"""The routing servers that the tests of travel ask: real ones, each started once."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.travel.routing_servers import osrm_server, valhalla_server


@pytest.fixture(scope="session")
def osrm_url() -> Iterator[str]:
    # A short path: both servers open sockets or shared memory named after it.
    with TemporaryDirectory() as folder, osrm_server(Path(folder)) as url:
        yield url


@pytest.fixture(scope="session")
def valhalla_url() -> Iterator[str]:
    with TemporaryDirectory() as folder, valhalla_server(Path(folder)) as url:
        yield url
