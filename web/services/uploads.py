"""Uploads - files as a browser sends them into a territory: one workbook, one archive, or some of the folder's files.

Tables that are not among the files stay as they are loaded, so that a single CSV file may be sent.
"""

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import Intake, read_territory, write_folder
from scheduler.intake.aliases import TABLE_OF, normal
from scheduler.intake.workbook_size import UNZIP_ERRORS
from web.services.errors import ServiceError
from web.services.proposals import OtherTerritoryError

MOST_BYTES = 20_000_000
"""Of all that is sent."""

MOST_UNPACKED = 100_000_000
"""Of all the files of an archive."""

MOST_FILES = 100

LONGEST_NAME = 200
"""Octets: what every file system takes."""

SETTINGS = "territory.toml"
WORKBOOKS = (".xlsx", ".xlsm")


class UnusableUploadError(ServiceError):
    """What was sent is neither a workbook, nor an archive of a folder, nor files of a folder."""


def read_upload(files: Sequence[tuple[str, bytes]], current: Territory) -> Intake:
    """The territory that the files, (name, content) each, make of the current one.

    Raises UnusableUploadError, BadInput with every problem of every file, OtherTerritoryError.
    """
    named = _unpacked([(PurePosixPath(name.replace("\\", "/")).name, content) for name, content in files if name])
    if not named:
        raise UnusableUploadError(
            Text(
                fr="Aucun fichier n’a été choisi : déposez un classeur .xlsx, un dossier en .zip, ou des fichiers CSV.",
                en="No file was chosen: send an .xlsx workbook, a folder as .zip, or CSV files.",
            )
        )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / current.id.replace("/", "-")
        folder.mkdir()
        workbooks = [name for name in named if name.lower().endswith(WORKBOOKS)]
        if workbooks and len(named) > 1:
            raise UnusableUploadError(
                Text(
                    fr="Un classeur se dépose seul : il contient déjà toutes les tables.",
                    en="A workbook is sent alone: it has all the tables already.",
                )
            )
        if not workbooks and SETTINGS not in named:
            _write_current(current, folder, named)
        for name, content in named.items():
            (folder / name).write_bytes(content)
        intake = read_territory(folder / workbooks[0] if workbooks else folder)
    if intake.territory.id != current.id:
        raise OtherTerritoryError(intake.territory.id, current.id)
    return intake


def _write_current(current: Territory, folder: Path, named: Mapping[str, bytes]) -> None:
    """The loaded files, but for the tables that are sent, whatever language their names are in."""
    write_folder(current, folder)
    sent = {TABLE_OF.get(normal(PurePosixPath(name).stem)) for name in named}
    for file in list(folder.glob("*.csv")):
        if file.stem in sent:
            file.unlink()


def _unpacked(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by name; an archive is its files."""
    found: dict[str, bytes] = {}
    for name, content in files:
        inside = files_of_archive(name, content) if name.lower().endswith(".zip") else {name: content}
        for one, said in inside.items():
            if one in found:
                raise UnusableUploadError(
                    Text(fr=f"Deux fichiers se nomment « {one} ».", en=f"Two files are called '{one}'.")
                )
            if not one.lower().endswith((".csv", ".toml", *WORKBOOKS)):
                if one == name:
                    raise _unknown_kind(one)
                continue  # an archive may hold notes and sources beside the tables
            if "\0" in one or len(one.encode()) > LONGEST_NAME:
                raise _unusable_name(one)
            found[one] = said
    return found


def _unknown_kind(name: str) -> UnusableUploadError:
    return UnusableUploadError(
        Text(
            fr=f"« {name} » n’est pas un fichier de territoire : on attend .xlsx, .zip, .csv ou territory.toml.",
            en=f"'{name}' is no file of a territory: .xlsx, .zip, .csv or territory.toml is expected.",
        )
    )


def _unusable_name(name: str) -> UnusableUploadError:
    short = name.replace("\0", "")[:40]
    return UnusableUploadError(
        Text(
            fr=f"Le nom du fichier « {short}… » ne va pas : donnez-lui celui de sa table, comme demandes.csv.",
            en=f"The file name '{short}…' will not do: give it that of its table, such as demands.csv.",
        )
    )


def files_of_archive(name: str, content: bytes) -> dict[str, bytes]:
    """The files of its topmost folder that has any; only their names count, so none is written elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not _is_hidden(part.filename)]
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnusableUploadError(
                    Text(
                        fr=f"L’archive « {name} » est trop grande : {MOST_FILES} fichiers et "
                        f"{MOST_UNPACKED // 1_000_000} Mo au plus une fois décompressés.",
                        en=f"The archive '{name}' is too large: at most {MOST_FILES} files and "
                        f"{MOST_UNPACKED // 1_000_000} MB once unpacked.",
                    )
                )
            depth = min((len(PurePosixPath(part.filename).parts) for part in parts), default=0)
            top = [part for part in parts if len(PurePosixPath(part.filename).parts) == depth]
            if len({str(PurePosixPath(part.filename).parent) for part in top}) > 1:
                raise UnusableUploadError(
                    Text(
                        fr=f"L’archive « {name} » contient plusieurs dossiers : mettez-y celui d’un seul territoire.",
                        en=f"The archive '{name}' holds several folders: put that of one territory into it.",
                    )
                )
            return {PurePosixPath(part.filename).name: archive.read(part) for part in top}
    except UNZIP_ERRORS as error:
        raise UnusableUploadError(
            Text(fr=f"L’archive « {name} » ne peut pas être ouverte.", en=f"The archive '{name}' cannot be opened.")
        ) from error


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(path).parts if part != "..")
