"""travel.csv is written whole or not at all."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from scheduler.domain.demands import TravelTime
from scheduler.travel.travel_file import write_travel

ROWS = (
    TravelTime("arudy", "laruns", 20, Fraction(17)),
    TravelTime("arudy", "bielle", 10, Fraction(83, 10)),
    TravelTime("oloron", "arette", 25),
)


def test_the_table_has_format_s_columns(tmp_path: Path) -> None:
    path = tmp_path / "travel.csv"

    write_travel(path, ROWS)

    assert path.read_bytes().decode() == (
        "from,to,minutes,km\narudy,laruns,20,17\narudy,bielle,10,8.3\noloron,arette,25,\n"
    )


def test_the_whole_table_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "travel.csv"
    write_travel(path, ROWS)

    write_travel(path, ())

    assert path.read_text(encoding="utf-8") == "from,to,minutes,km\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "travel.csv"
    write_travel(path, ROWS)
    before = path.read_bytes()

    def interrupted() -> Iterator[TravelTime]:
        yield ROWS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_travel(path, interrupted())

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
