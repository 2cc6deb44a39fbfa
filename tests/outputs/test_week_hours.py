"""Opening hours as a week: what a week can say is filled in and read back, and nothing else is taken for one."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.calendar.opening import opening_by_day
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from web.outputs.week_hours import NEVER, Week, text_of, week_of

DATA = Path(__file__).parents[2] / "data"
NINE_TO_TWELVE = (("09:00", "12:00"),)
WEEKS = Horizon(date(2026, 10, 5), 12)
"""With All Saints' and Armistice Day, 11 November, in them."""


@pytest.mark.parametrize(
    ("opening", "days"),
    [
        ("Mo-Fr 09:00-12:00", (0, 1, 2, 3, 4)),
        ("Mo,We 09:00-12:00", (0, 2)),
        ("Sa-Mo 09:00-12:00", (0, 5, 6)),
        ("09:00-12:00", (0, 1, 2, 3, 4, 5, 6)),
        ("Mo-Fr 09:00-12:00; We off", (0, 1, 3, 4)),
        ("Mo-Su off", ()),
    ],
)
def test_simple_hours_are_a_week(opening: str, days: tuple[int, ...]) -> None:
    assert week_of(opening) == Week(tuple(NINE_TO_TWELVE if day in days else () for day in range(7)))


def test_later_rules_replace_earlier_ones_of_their_days() -> None:
    week = week_of("Mo-Fr 09:00-12:00,14:00-17:00; We 14:00-18:00; PH off")

    assert week is not None
    assert week.days[2] == (("14:00", "18:00"),)
    assert week.days[3] == (("09:00", "12:00"), ("14:00", "17:00"))
    assert week.holidays_off


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "24/7",
        "Jul-Aug Mo-Fr 09:00-12:00",
        'Mo-Fr 09:00-12:00 "sur rendez-vous"',
        "Mo 08:00-10:00,11:00-12:00,14:00-17:00",
        "We[1] 09:00-12:00",
        "Lu 09:00-12:00",
        "Mo sunrise-sunset",
        "Mo-We-Fr 09:00-12:00",
    ],
)
def test_what_a_week_cannot_say_is_none(opening: str) -> None:
    assert week_of(opening) is None


def test_days_with_the_same_hours_are_said_together() -> None:
    closed: tuple[tuple[str, str], ...] = ()
    both = (("09:00", "12:00"), ("14:00", "17:00"))

    assert text_of(Week((both, both, both, NINE_TO_TWELVE, both, closed, closed), True)) == (
        "Mo-We,Fr 09:00-12:00,14:00-17:00; Th 09:00-12:00; PH off"
    )
    assert text_of(Week(((("", ""), ("", "")),) * 7)) == NEVER
    assert text_of(Week(((("09:00", ""), ("", "")), *((),) * 6))) == "Mo 09:00-"


def test_venues_of_the_territories_keep_their_hours() -> None:
    openings = {
        venue.opening for path in DATA.iterdir() if path.is_dir() for venue in read_territory(path).territory.venues
    }
    weeks = {opening: week for opening in openings if (week := week_of(opening)) is not None}

    for opening, week in weeks.items():
        assert week_of(text_of(week)) == week
        assert opening_by_day(text_of(week), WEEKS, "FR") == opening_by_day(opening, WEEKS, "FR")
    assert len(weeks) > len(openings) / 2
