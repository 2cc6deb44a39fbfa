"""A file of pins: plan.csv's columns, any of them blank, and a weekday in place of a date."""

import datetime
from pathlib import Path

import pytest

from scheduler.domain.pins import Pin
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock
from scheduler.intake import BadInput, read_pins, read_territory
from tests.intake.small_territory import FILES, brief, write_files


@pytest.fixture
def territory(tmp_path: Path) -> Territory:
    return read_territory(write_files(tmp_path / "petit", FILES)).territory


def pins_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pins.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_pins_are_read_with_any_cell_blank(tmp_path: Path, territory: Territory) -> None:
    text = "date,period,start,advisor,venue,demand\n2026-08-31,am,09:30,ana,,rdv\nTu,,,bob,,\n,,,,mairie,\n"

    assert read_pins(pins_file(tmp_path, text), territory) == (
        Pin(2, date=datetime.date(2026, 8, 31), period="am", start=Clock(570), advisor="ana", demand="rdv"),
        Pin(3, weekday=1, advisor="bob"),
        Pin(4, venue="mairie"),
    )


def test_pins_are_read_in_french(tmp_path: Path, territory: Territory) -> None:
    text = "date;demi-journée;conseiller\nmardi;matin;ana\n31/08/2026;;ana\n"

    assert read_pins(pins_file(tmp_path, text), territory) == (
        Pin(2, weekday=1, period="am", advisor="ana"),
        Pin(3, date=datetime.date(2026, 8, 31), advisor="ana"),
    )


def test_every_mistake_of_a_file_of_pins_is_said_at_once(tmp_path: Path, territory: Territory) -> None:
    text = "date,period,advisor,venue,room\nTuesdayish,am,anna,gare,\n2026-02-30,soirée,ana,centre,bureau\n"

    with pytest.raises(BadInput) as bad:
        read_pins(pins_file(tmp_path, text), territory)

    assert [brief(issue) for issue in bad.value.issues] == [
        "pins.csv:2:date",
        "pins.csv:2:advisor ~ ana",
        "pins.csv:2:venue",
        "pins.csv:3:date",
        "pins.csv:3:period",
        "pins.csv:3:room",
    ]
