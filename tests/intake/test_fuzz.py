"""Files damaged at random: never another error than BadInput, and always at least one file named."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.intake import BadInput, Issue, read_plan, read_territory, write_workbook
from tests.intake.small_territory import FILES, write_files

PLAN = (
    "date,period,start,end,advisor,structure,venue,room,demand,activity\n"
    "2026-08-31,am,09:30,11:30,ana,nord,mairie,bureau,rdv,permanence\n"
    "2026-08-31,am,,,bob,sud,centre,,,base\n"
)
NASTY = (
    "", " ", "\0", "\ufeff", '"', "|", "||", ",", ";", "=1/0", "nan", "inf", "1e999", "-1", "0", "1.5", "9" * 400,
    "99999-12-31", "0000-00-00", "2026-02-30", "31/02/2026", "24:00", "24:01", "99h99", "Mo-", "-", "Mo-Fr-Su", "SH",
    "Mo 09:00-08:00", "PH off", "easter", "sunrise-sunset", "Mo-Fr 00:00-48:00", "é" * 300, "\u202e", "\ud7ff", "😀",
    "mairie", "ana", "yes", "true", "am", "full", "10000000000000000000000", "1/2", "１２", "²",
)  # fmt: skip
NASTY_TOML = (
    "[", "]", "[[rules]]", "[rules]", "rules = 3", "half_days = []", "[half_days.am]", "x = [[[]]]", "x = {a = {}}",
    "id = 1979-05-27T07:32:00Z", "anchor = 07:32:00", "anchor = 9999-12-31", "anchor = 0001-01-01", "format = true",
    "format = 1e999", "name = '''", 'timezone = "../../etc/passwd"', 'timezone = "Europe"', 'timezone = "/"',
    'country = "XX"', 'country = ""', "weights = 1", "x = " + "[" * 5000, "format = " + "9" * 5000, '"" = 1', "é = 1",
)  # fmt: skip

FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""Ten tests of sixty examples; the same ones on every machine."""

names = st.sampled_from(sorted(FILES))
tables = st.sampled_from(sorted(name for name in FILES if name.endswith(".csv")))
nasty = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))


def is_understood_or_refused(read: Callable[[], object]) -> None:
    """Reading ends with a value, or with problems, an error first, that each name a file and print on one line."""
    issues = problems(read)
    assert [issue.severity for issue in issues[:1]] in ([], ["error"])
    for issue in issues:
        assert issue.file
        for line in (issue.line("fr"), issue.line("en")):
            assert issue.file in line
            assert line.replace("\u00a0", " ").isprintable()


def problems(read: Callable[[], object]) -> tuple[Issue, ...]:
    try:
        read()
    except BadInput as bad:
        return bad.issues
    return ()


def folder_is_understood_or_refused(files: Mapping[str, str | bytes]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        for name, content in files.items():
            data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            (Path(directory) / name).write_bytes(data)
        is_understood_or_refused(lambda: read_territory(Path(directory)))


@FUZZ
@given(name=names, edits=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=8))
def test_flipped_bytes(name: str, edits: list[tuple[int, int]]) -> None:
    data = bytearray(FILES[name].encode())
    for place, byte in edits:
        data[place % len(data)] = byte
    folder_is_understood_or_refused(FILES | {name: bytes(data)})


@FUZZ
@given(name=names, data=st.binary(max_size=300))
def test_random_binary_in_place_of_a_file(name: str, data: bytes) -> None:
    folder_is_understood_or_refused(FILES | {name: data})


@FUZZ
@given(name=tables, edits=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), nasty), min_size=1, max_size=6))
def test_replaced_cells(name: str, edits: list[tuple[int, int, str]]) -> None:
    rows = [line.split(",") for line in FILES[name].splitlines()]
    for row, column, text in edits:
        cells = rows[row % len(rows)]
        cells[column % len(cells)] = text
    folder_is_understood_or_refused(FILES | {name: "\n".join(",".join(cells) for cells in rows)})


@FUZZ
@given(name=tables, column=st.integers(0, 99), heading=st.one_of(st.none(), nasty))
def test_dropped_or_renamed_columns(name: str, column: int, heading: str | None) -> None:
    rows = [line.split(",") for line in FILES[name].splitlines()]
    place = column % len(rows[0])
    if heading is None:
        rows = [cells[:place] + cells[place + 1 :] for cells in rows]
    else:
        rows[0][place] = heading
    folder_is_understood_or_refused(FILES | {name: "\n".join(",".join(cells) for cells in rows)})


@FUZZ
@given(name=names, order=st.lists(st.integers(0, 99), max_size=12), cut=st.integers(0, 400))
def test_rows_doubled_dropped_shuffled_and_cut(name: str, order: list[int], cut: int) -> None:
    first, *others = FILES[name].splitlines()
    lines = [first, *(others[place % len(others)] for place in order)]
    folder_is_understood_or_refused(FILES | {name: "\n".join(lines)[: cut or None]})


@FUZZ
@given(place=st.integers(0, 24), line=st.one_of(st.sampled_from(NASTY_TOML), st.text(max_size=30)), keep=st.booleans())
def test_broken_settings(place: int, line: str, keep: bool) -> None:
    lines = FILES["territory.toml"].splitlines()
    lines[place : place + (0 if keep else 1)] = [line]
    folder_is_understood_or_refused(FILES | {"territory.toml": "\n".join(lines)})


@FUZZ
@given(missing=st.sets(names, min_size=1), extra=st.text(st.characters(categories=("L", "N")), max_size=10))
def test_missing_and_unknown_files(missing: set[str], extra: str) -> None:
    assume(len(extra.encode()) < 200)
    files: dict[str, str | bytes] = {name: text for name, text in FILES.items() if name not in missing}
    folder_is_understood_or_refused(files | {f"{extra}.csv": "id\n"})


def workbook() -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "petit.xlsx"
        write_workbook(read_territory(write_files(Path(directory) / "petit", FILES)).territory, path)
        return path.read_bytes()


WORKBOOK = workbook()
with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}


def workbook_is_understood_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "petit.xlsx"
        path.write_bytes(data)
        is_understood_or_refused(lambda: read_territory(path))


@FUZZ
@given(edits=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6), cut=st.integers(0, 10**6))
def test_flipped_bytes_of_a_workbook(edits: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(WORKBOOK)
    for place, byte in edits:
        data[place % len(data)] = byte
    workbook_is_understood_or_refused(bytes(data[: cut if cut % 2 else None]))


@FUZZ
@given(
    part=st.sampled_from(sorted(PARTS)),
    edits=st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(b'09AZaz"<>&/ =')), min_size=1, max_size=6),
)
def test_mutated_sheets_of_a_workbook(part: str, edits: list[tuple[int, int]]) -> None:
    data = bytearray(PARTS[part])
    for place, byte in edits:
        data[place % len(data)] = byte
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, bytes(data) if name == part else content)
    workbook_is_understood_or_refused(packed.getvalue())


@FUZZ
@given(
    edits=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), nasty), max_size=5),
    strict=st.booleans(),
    tail=st.binary(max_size=5),
)
def test_damaged_plans(edits: list[tuple[int, int, str]], strict: bool, tail: bytes) -> None:
    rows = [line.split(",") for line in PLAN.splitlines()]
    for row, column, text in edits:
        rows[row][column] = text
    text = "\n".join(",".join(cells) for cells in rows)
    with tempfile.TemporaryDirectory() as directory:
        territory = read_territory(write_files(Path(directory) / "petit", FILES)).territory
        path = Path(directory) / "plan.csv"
        path.write_bytes(text.encode("utf-8", "surrogatepass") + tail)
        is_understood_or_refused(lambda: read_plan(path, territory, strict=strict))
