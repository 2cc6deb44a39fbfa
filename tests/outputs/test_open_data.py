"""The three files say the same permanences, and nothing in them can start a formula or say who the advisor is."""

import csv
import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from tests.outputs.agendas import (
    AFTERNOON,
    ARUDY,
    FULL_DAY,
    LARUNS,
    MONDAY,
    MORNING,
    PUBLISHED_AT,
    agenda,
    cancelled,
    held,
)
from web.outputs.addresses import page_addresses
from web.outputs.agenda import Agenda, Former
from web.outputs.open_data.columns import COLUMNS
from web.outputs.open_data.csv_file import FORMULA_STARTS, permanences_csv
from web.outputs.open_data.json_file import permanences_json
from web.outputs.open_data.workbook import permanences_xlsx

PAGES = page_addresses("https://permanences.example/", "ossau")
NAMES = [column.name for column in COLUMNS]

FORMER = Former(MONDAY, MORNING, LARUNS, "", PUBLISHED_AT, 2)
STORY = agenda(
    [
        held(MONDAY, room="Salle du conseil"),
        held(MONDAY + timedelta(days=1), FULL_DAY),
        held(MONDAY + timedelta(days=2), AFTERNOON, former=FORMER),
        cancelled(held(MONDAY + timedelta(days=3)), held(MONDAY + timedelta(days=2), AFTERNOON)),
    ]
)


def csv_rows(given: Agenda) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(permanences_csv(given, PAGES).decode(), newline="")))


def json_rows(given: Agenda) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(permanences_json(given, PAGES))["permanences"]
    return rows


def test_every_permanence_has_a_row_with_every_column() -> None:
    assert [list(row) for row in csv_rows(STORY)] == [NAMES] * 4
    assert [list(row) for row in json_rows(STORY)] == [NAMES] * 4


def test_full_day_has_a_break() -> None:
    row = csv_rows(STORY)[1]

    assert (row["start"], row["break_start"], row["break_end"], row["end"]) == ("09:00", "12:00", "13:30", "17:00")


def test_times_have_their_offset_on_both_sides_of_the_change_of_hour() -> None:
    rows = csv_rows(agenda([held(date(2027, 3, 27)), held(date(2027, 3, 29))], weeks=30))

    assert [row["starts_at"] for row in rows] == ["2027-03-27T09:00:00+01:00", "2027-03-29T09:00:00+02:00"]


def test_moved_permanence_says_where_it_was() -> None:
    row = csv_rows(STORY)[2]

    assert (row["former_starts_at"], row["former_venue"]) == ("2026-11-23T09:00:00+01:00", "laruns")


def test_cancelled_permanence_says_what_replaces_it() -> None:
    row = csv_rows(STORY)[3]

    assert (row["status"], row["replacement"]) == ("cancelled", csv_rows(STORY)[2]["uid"])


def test_csv_and_json_say_the_same() -> None:
    def as_cell(value: object) -> str:
        return {True: "true", False: "false", None: ""}[value] if isinstance(value, bool | None) else str(value)

    assert csv_rows(STORY) == [{name: as_cell(value) for name, value in row.items()} for row in json_rows(STORY)]


def test_workbook_has_the_same_rows_with_real_dates_and_times() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(permanences_xlsx(STORY, PAGES)))
    heading, *rows = book.get_sheet_by_name("Permanences").to_python()

    assert heading == [column.heading.fr for column in COLUMNS]
    first = dict(zip(NAMES, rows[0], strict=True))
    assert (first["date"], first["start"], first["lat"]) == (MONDAY, time(9), 43.1)
    assert [row[NAMES.index("uid")] for row in rows] == [row["uid"] for row in csv_rows(STORY)]


def test_workbook_explains_every_column_in_english_too() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(permanences_xlsx(STORY, PAGES, "en")))

    assert book.sheet_names == ["Permanences", "How to read it"]
    explained = book.get_sheet_by_name("How to read it").to_python()[-len(COLUMNS) :]
    assert [row[1] for row in explained] == NAMES


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_the_csv_starts_a_formula(start: str) -> None:
    evil = replace(ARUDY, name=f'{start}HYPERLINK("http://x","y")', commune=f"{start}1")
    given = agenda([held(MONDAY, place=evil, title=f"{start}cmd", room=f"{start}A1")])

    for row in csv_rows(given):
        assert [name for name, cell in row.items() if cell.startswith(FORMULA_STARTS) and name != "lon"] == []
    assert json_rows(given)[0]["title"] == f"{start}cmd"


def test_csv_is_plain_utf_8_with_crlf() -> None:
    content = permanences_csv(STORY, PAGES)

    assert content.startswith(b"uid,status,date,")
    assert content.count(b"\r\n") == 5
    assert "Vallée".encode() in content


def test_json_tells_what_one_needs_to_use_it() -> None:
    told = json.loads(permanences_json(STORY, PAGES))

    assert told["publication"] == 3
    assert datetime.fromisoformat(told["published_at"]) == PUBLISHED_AT
    assert [column["name"] for column in told["columns"]] == NAMES
    assert told["mentions"] == ["Opération soutenue par l'État"]


def test_advisor_is_not_named() -> None:
    secret = agenda([held(MONDAY, advisor="secret-id", advisor_name="Secret Name")])

    for content in (permanences_csv(secret, PAGES), permanences_json(secret, PAGES)):
        assert b"ecret" not in content


def test_same_agenda_gives_the_same_workbook() -> None:
    assert permanences_xlsx(STORY, PAGES) == permanences_xlsx(STORY, PAGES)
