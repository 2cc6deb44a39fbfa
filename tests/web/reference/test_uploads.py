"""Files as a browser sends them: one workbook, one archive, or some of the tables; every problem of them at once."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.domain.territory import Territory
from scheduler.intake import BadInput, write_folder, write_workbook
from tests.web.small import signed, small_territory
from web.services.proposals import OtherTerritoryError
from web.services.snapshots import archive_of
from web.services.uploads import MOST_FILES, UnusableUploadError, files_of_archive, read_upload


@pytest.fixture
def current() -> Territory:
    return small_territory()


@pytest.fixture
def other(current: Territory) -> Territory:
    """What the files say: another name, another capacity."""
    room, *rooms = current.rooms
    return signed(replace(current, name="La Grande Vallée", rooms=(replace(room, capacity=12), *rooms)))


def archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return packed.getvalue()


def files_of(territory: Territory, folder: Path) -> dict[str, bytes]:
    write_folder(territory, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_downloaded_can_be_sent_again(current: Territory, other: Territory, tmp_path: Path) -> None:
    write_workbook(other, tmp_path / "classeur.xlsx", "fr")

    of_folder = read_upload([("vallee.zip", archive_of(other))], current)
    of_workbook = read_upload([("classeur.xlsx", (tmp_path / "classeur.xlsx").read_bytes())], current)

    assert of_folder.territory == of_workbook.territory == other


def test_folder_inside_an_archive_is_found(current: Territory, other: Territory, tmp_path: Path) -> None:
    files = {f"vallee/{name}": content for name, content in files_of(other, tmp_path).items()}
    beside = {"vallee/SOURCES.md": b"notes", "__MACOSX/vallee/._rooms.csv": b"\0", "vallee/.DS_Store": b"\0"}

    assert read_upload([("tout.zip", archive(files | beside))], current).territory == other


def test_files_of_a_folder_may_be_sent_one_by_one(current: Territory, other: Territory, tmp_path: Path) -> None:
    files = files_of(other, tmp_path)

    assert read_upload([(f"vallee/{name}", content) for name, content in files.items()], current).territory == other


@pytest.mark.parametrize("name", ["rooms.csv", "Salles.csv"])
def test_tables_that_are_not_sent_stay_as_they_are(current: Territory, name: str) -> None:
    table = "identifiant;lieu;nom;capacité\nbureau;mairie;Bureau;12\nsalle;mairie;Salle du conseil;\n"

    found = read_upload([(name, table.encode())], current).territory

    room, *rooms = current.rooms
    assert found == signed(replace(current, rooms=(replace(room, capacity=12), *rooms)))


def test_every_problem_of_the_files_is_told_at_once(current: Territory) -> None:
    rooms = b"id,venue,capacity\nbureau,mairi,beaucoup\nsalle,mairie,\n"
    absences = b"advisor,from,to\nana,2026-09-08,2026-09-01\n"

    with pytest.raises(BadInput) as error:
        read_upload([("rooms.csv", rooms), ("absences.csv", absences)], current)

    assert [(issue.file, issue.place, issue.column) for issue in error.value.issues] == [
        ("absences.csv", 2, "to"),
        ("rooms.csv", 2, "capacity"),
        ("rooms.csv", 2, "venue"),
    ]


def test_files_of_another_territory_are_refused(current: Territory) -> None:
    with pytest.raises(OtherTerritoryError, match="'ailleurs', not of 'vallee'"):
        read_upload([("a.zip", archive_of(signed(replace(current, id="ailleurs"))))], current)


def test_name_of_a_file_leads_nowhere_else(current: Territory, other: Territory, tmp_path: Path) -> None:
    files = {f"../../{name}": content for name, content in files_of(other, tmp_path / "files").items()}

    assert read_upload([("a.zip", archive(files))], current).territory == other
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "No file was chosen"),
        ([("", b"")], "No file was chosen"),
        ([("notes.docx", b"x")], "no file of a territory"),
        ([("a.zip", b"not an archive")], "cannot be opened"),
        ([(f"{'demands' * 40}.csv", b"id")], "will not do"),
        ([("demands\0.csv", b"id")], "will not do"),
        ([("a.zip", archive({"a/x.csv": b"id", "b/x.csv": b"id"}))], "several folders"),
        ([("a.xlsx", b"x"), ("rooms.csv", b"id")], "sent alone"),
        ([("a/rooms.csv", b"id"), ("b/rooms.csv", b"id")], "Two files are called"),
        ([("a.zip", archive({f"{n}.csv": b"" for n in range(MOST_FILES + 1)}))], "too large"),
        ([("a.zip", archive({"rooms.csv": b"\0" * 100_000_001}))], "too large"),
    ],
    ids=[
        "none",
        "unnamed",
        "other-kind",
        "no-archive",
        "long",
        "nul",
        "folders",
        "workbook-and-table",
        "twice",
        "many",
        "bomb",
    ],
)
def test_what_cannot_be_used_is_said(current: Territory, files: list[tuple[str, bytes]], said: str) -> None:
    with pytest.raises(UnusableUploadError, match=said):
        read_upload(files, current)


def test_damaged_archive_is_told_wherever_it_is_damaged() -> None:
    whole = archive({"vallee/demandés.csv": b"id,venue\n" * 40, "vallee/territory.toml": b'name = "x"\n' * 40})
    refused = 0

    for place in range(len(whole)):
        try:
            files_of_archive("a.zip", whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        except UnusableUploadError:
            refused += 1

    assert refused > len(whole) / 3


def test_workbook_that_is_none_is_told_as_the_reader_does(current: Territory) -> None:
    with pytest.raises(BadInput) as error:
        read_upload([("classeur.xlsx", b"not a workbook")], current)

    assert [issue.file for issue in error.value.issues] == ["classeur.xlsx"]
