"""Writing files - several at once, each complete: temporary names beside, renamed when all of them are written."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

READABLE = 0o644


def write_together(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes each file of the folder, which is made if it is missing; on an error none of them has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary: dict[str, Path] = {}
    try:
        for name, content in contents.items():
            temporary[name] = _written_aside(folder, name, content)
        return tuple(temporary.pop(name).replace(folder / name) for name in contents)
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)


def require_writable(folder: Path) -> None:
    """Makes the folder and tries it: better to hear of it before a long solve than after. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


def _written_aside(folder: Path, name: str, content: bytes) -> Path:
    handle, path = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(path).chmod(READABLE)
    return Path(path)
