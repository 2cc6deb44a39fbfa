"""The cache of drives - what a routing server has said, kept on disk so that it is asked once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from scheduler.domain.text import Text
from scheduler.travel.error import CacheError
from scheduler.travel.router import Drive, Spot

FILE_NAME = "drives-1.sqlite"
"""The number is that of the table's shape."""

_TABLE = """
CREATE TABLE IF NOT EXISTS drives (
    router TEXT NOT NULL,
    url TEXT NOT NULL,
    from_lat INTEGER NOT NULL,
    from_lon INTEGER NOT NULL,
    to_lat INTEGER NOT NULL,
    to_lon INTEGER NOT NULL,
    seconds REAL,
    metres REAL,
    origin_snap REAL,
    destination_snap REAL,
    PRIMARY KEY (router, url, from_lat, from_lon, to_lat, to_lon)
) WITHOUT ROWID
"""
_KEPT = (
    "SELECT to_lat, to_lon, seconds, metres, origin_snap, destination_snap FROM drives "
    "WHERE router = ? AND url = ? AND from_lat = ? AND from_lon = ?"
)
_KEEP = "INSERT OR REPLACE INTO drives VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class DriveCache:
    """The drives of one router at one url: other engines' drives are never given in their place.

    Each `keep` is one transaction: an interruption loses the block that was being asked, and nothing else. Raises
    CacheError where the file cannot be used.
    """

    def __init__(self, folder: Path, router: str, url: str) -> None:
        self.path = folder / FILE_NAME
        self._key = (router, url)
        with self._transaction() as connection:
            connection.execute(_TABLE)

    def kept(self, wanted: Iterable[tuple[Spot, Spot]]) -> dict[tuple[Spot, Spot], Drive]:
        """Those of the wanted drives that are kept."""
        pairs = frozenset(wanted)
        found: dict[tuple[Spot, Spot], Drive] = {}
        with self._transaction() as connection:
            for start in {start for start, _ in pairs}:
                for lat, lon, *said in connection.execute(_KEPT, (*self._key, *start)):
                    if (start, (lat, lon)) in pairs:
                        found[start, (lat, lon)] = Drive(*said)
        return found

    def keep(self, drives: Mapping[tuple[Spot, Spot], Drive]) -> None:
        rows = [
            (*self._key, *start, *end, drive.seconds, drive.metres, drive.origin_snap, drive.destination_snap)
            for (start, end), drive in drives.items()
        ]
        with self._transaction() as connection:
            connection.executemany(_KEEP, rows)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as connection, connection:
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise CacheError(
                Text(
                    fr=f"Le fichier {self.path}, qui garde les temps de route, est inutilisable ({error}). "
                    "Supprimez-le : le serveur d’itinéraires sera de nouveau interrogé.",
                    en=f"The file {self.path}, which keeps the driving times, cannot be used ({error}). "
                    "Delete it: the routing server will be asked again.",
                )
            ) from error
