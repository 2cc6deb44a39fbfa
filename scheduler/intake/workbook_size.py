"""Refuses, before it is read, a workbook so large, or with a cell so far away, that it would fill the memory."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from scheduler.domain.text import Text

MOST_BYTES = 200_000_000
"""Of all the parts of the workbook, unpacked."""

MOST_CELLS = 4_000_000
"""Of one sheet, from its first cell to the farthest: they are all held in memory, blank or not."""

UNZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the zip reader raises on damaged, encrypted, truncated or unsupported archives."""

_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,9})["']""")


def why_too_large(path: Path) -> Text | None:
    """Why the workbook cannot be read; None where it can. Raises UNZIP_ERRORS where it is not a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MOST_BYTES:
            return Text(
                fr=f"dépasse {MOST_BYTES // 1_000_000} Mo une fois décompressé",
                en=f"is more than {MOST_BYTES // 1_000_000} MB once unpacked",
            )
        for part in parts:
            if "worksheets/" in part.filename and part.filename.endswith(".xml"):
                far = _far_cell(archive.read(part))
                if far is not None:
                    return Text(
                        fr=f"une feuille a une cellule remplie très loin, en {far} : effacez-la",
                        en=f"a sheet has a cell with content very far away, at {far}: clear it",
                    )
    return None


def _far_cell(sheet: bytes) -> str | None:
    """The farthest cell of a sheet that is too large."""
    rows = columns = 0
    far_row = far_column = ""
    for letters, digits in set(_CELL.findall(sheet)):
        row, column = int(digits), _column_number(letters.upper())
        name = (letters.upper() + digits).decode()
        if row > rows:
            rows, far_row = row, name
        if column > columns:
            columns, far_column = column, name
    if rows * columns <= MOST_CELLS:
        return None
    return far_row if rows > 1000 else far_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
