"""The kit - the posters of all the places of a host structure, in one archive to print."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def kit_zip(posters: Mapping[str, bytes], made_at: datetime) -> bytes:
    """Posters by file name, in that order; `made_at`, aware, dates the files: the same posters give the same bytes."""
    moment = made_at.astimezone(UTC)
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as kit:
        for name, content in posters.items():
            kit.writestr(ZipInfo(name, moment.timetuple()[:6]), content, ZIP_DEFLATED)
    return archive.getvalue()
