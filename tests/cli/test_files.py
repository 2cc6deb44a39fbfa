"""Files are written all together or not at all."""

from pathlib import Path

import pytest

from scheduler.cli.files import require_writable, write_together


def test_write_together_makes_the_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    paths = write_together(tmp_path / "a" / "b", {"x.txt": b"1", "y.txt": b"2"})

    assert {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()} == {"x.txt": b"1", "y.txt": b"2"}
    assert [path.name for path in paths] == ["x.txt", "y.txt"]


def test_write_together_replaces_what_was_there(tmp_path: Path) -> None:
    write_together(tmp_path, {"x.txt": b"old"})

    write_together(tmp_path, {"x.txt": b"new"})

    assert (tmp_path / "x.txt").read_bytes() == b"new"


def test_write_together_changes_nothing_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    write_together(tmp_path, {"x.txt": b"old"})

    with pytest.raises(FileNotFoundError):
        write_together(tmp_path, {"x.txt": b"new", "no-such-folder/y.txt": b"2"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x.txt": b"old"}


def test_written_files_can_be_read_by_others(tmp_path: Path) -> None:
    (path,) = write_together(tmp_path, {"x.txt": b"1"})

    assert oct(path.stat().st_mode & 0o777) == "0o644"


def test_require_writable_refuses_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(OSError, match="out"):
        require_writable(tmp_path / "out")
