"""Snapshots - a territory's files as one archive, kept with each publication, and read back."""

import io
import tempfile
import zipfile
from pathlib import Path

from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.intake import read_territory, write_folder
from web.models.publications import Snapshot

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same files make the same archive."""


def keep_snapshot(session: Session, territory: Territory) -> None:
    """Keeps the files under their digest, once."""
    if session.get(Snapshot, territory.digest) is None:
        session.add(Snapshot(digest=territory.digest, archive=archive_of(territory)))
        session.flush()


def archive_of(territory: Territory) -> bytes:
    """The territory's files, as FORMAT.md has them, in a zip archive."""
    archive = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        write_folder(territory, Path(folder))
        for path in sorted(Path(folder).iterdir()):
            files.writestr(zipfile.ZipInfo(path.name, LONG_AGO), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def territory_of(archive: bytes) -> Territory:
    """The territory that the archive's files say."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
        return read_territory(Path(folder)).territory
