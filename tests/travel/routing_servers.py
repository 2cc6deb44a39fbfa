"""Real routing servers over the small road map: OSRM and Valhalla, started as a coordinator's IT would start them."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import httpx
import uv
from valhalla.config import get_config  # type: ignore[import-untyped]

from tests.travel.road_map import write_pbf

OSRM_WHEEL = "osrm-bindings==26.10.0"
"""Its bindings need Python 3.12, but the programs in the wheel need no Python: it is unpacked beside, not installed."""

OSRM_HOME = Path(__file__).parents[2] / ".cache" / OSRM_WHEEL.replace("==", "-")


def osrm_programs() -> Path:
    """The folder of OSRM's programs, fetched from PyPI the first time."""
    if not (OSRM_HOME / "osrm").exists():
        partial = OSRM_HOME.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run(
            f"{uv.find_uv_bin()} pip install --quiet --no-deps --only-binary :all: --python-version 3.12".split()  # noqa: RUF005
            + ["--target", str(partial), OSRM_WHEEL],
            check=True,
        )
        shutil.rmtree(OSRM_HOME, ignore_errors=True)
        partial.rename(OSRM_HOME)
    return OSRM_HOME / "osrm"


@contextmanager
def osrm_server(folder: Path, *options: str) -> Iterator[str]:
    """Builds the graph in the folder and serves it; gives the server's url."""
    home = osrm_programs()
    write_pbf(folder / "roads.osm.pbf")
    for program, *arguments in (
        ("osrm-extract", "--profile", str(home / "share" / "profiles" / "car.lua"), "roads.osm.pbf"),
        ("osrm-partition", "roads.osrm"),
        ("osrm-customize", "roads.osrm"),
    ):
        _build([str(home / "bin" / program), *arguments], folder)
    port = _free_port()
    command = [str(home / "bin" / "osrm-routed"), "--algorithm", "mld", "--ip", "127.0.0.1", "--port", str(port)]
    command += [*options, "roads.osrm"]
    with _serving(command, folder, f"http://127.0.0.1:{port}", "/nearest/v1/driving/0,0") as url:
        yield url


@contextmanager
def valhalla_server(folder: Path) -> Iterator[str]:
    """Builds the graph in the folder and serves it; gives the server's url."""
    found = find_spec("valhalla")
    assert found is not None
    assert found.origin is not None
    programs = Path(found.origin).parent / "bin"
    write_pbf(folder / "roads.osm.pbf")
    port = _free_port()
    (folder / "tiles").mkdir()
    config = get_config(tile_extract="", tile_dir=folder / "tiles", verbose=True)
    config["mjolnir"] |= {"id_table_size": 1000, "max_cache_size": 10_000_000, "concurrency": 1}
    config["httpd"]["service"] |= {"listen": f"tcp://127.0.0.1:{port}", "drain_seconds": 0, "shutdown_seconds": 0}
    for name in ("loopback", "interrupt"):
        config["httpd"]["service"][name] = f"ipc://{folder / name}"
    for name in ("loki", "thor", "odin"):
        config[name]["service"]["proxy"] = f"ipc://{folder / name}"
    (folder / "valhalla.json").write_text(json.dumps(config), encoding="utf-8")
    _build([str(programs / "valhalla_build_tiles"), "-c", "valhalla.json", "roads.osm.pbf"], folder)
    command = [str(programs / "valhalla_service"), "valhalla.json", "1"]
    with _serving(command, folder, f"http://127.0.0.1:{port}", "/status") as url:
        yield url


def _build(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def _serving(command: list[str], folder: Path, url: str, ready: str) -> Iterator[str]:
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _await_answer(server, url + ready, folder / "server.log")
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await_answer(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"{server.args!r} ended with {server.returncode}:\n{log.read_text(encoding='utf-8')}")
        try:
            httpx.get(url, timeout=1)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{server.args!r} does not answer at {url}:\n{log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
