"""When a venue is open: OSM opening_hours, day by day."""

from datetime import date

import pytest

from scheduler.calendar.error import OpeningError
from scheduler.calendar.opening import open_intervals, opening_by_day
from scheduler.domain.time import WEEKDAYS, Horizon, clock_text
from tests.calendar.small_territory import WEEK, mairie, territory

ARMISTICE_WEEK = Horizon(date(2026, 11, 9), 1)


def opening(text: str, horizon: Horizon = WEEK, country: str = "FR") -> dict[str, str]:
    """By weekday of a horizon of one week, the hours; days without any are left out."""
    return {
        WEEKDAYS[day.weekday()]: ",".join(f"{clock_text(opens)}-{clock_text(closes)}" for opens, closes in intervals)
        for day, intervals in opening_by_day(text, horizon, country).items()
        if intervals
    }


@pytest.mark.parametrize("text", ["", "  ", "24/7"])
def test_blank_and_24_7_are_always_open(text: str) -> None:
    assert opening(text) == dict.fromkeys(WEEKDAYS, "00:00-24:00")


def test_rules_of_different_weekdays_stand_side_by_side() -> None:
    assert opening("Mo 09:00-12:00; Tu,Th 09:00-12:00,14:00-17:00") == {
        "Mo": "09:00-12:00",
        "Tu": "09:00-12:00,14:00-17:00",
        "Th": "09:00-12:00,14:00-17:00",
    }


def test_a_later_rule_replaces_the_earlier_ones_on_its_weekdays() -> None:
    assert opening("Mo-Fr 09:00-18:00; We 14:00-16:00") == {
        "Mo": "09:00-18:00",
        "Tu": "09:00-18:00",
        "We": "14:00-16:00",
        "Th": "09:00-18:00",
        "Fr": "09:00-18:00",
    }


def test_public_holidays_off_close_armistice_day() -> None:
    every_day, not_on_holidays = "Mo-We 09:00-12:00", "Mo-We 09:00-12:00; PH off"

    assert opening(every_day, ARMISTICE_WEEK) == dict.fromkeys(("Mo", "Tu", "We"), "09:00-12:00")
    assert opening(not_on_holidays, ARMISTICE_WEEK) == dict.fromkeys(("Mo", "Tu"), "09:00-12:00")


def test_public_holidays_are_those_of_the_country() -> None:
    # 26 October 2026 is Austria's national day.
    october = Horizon(date(2026, 10, 26), 1)

    assert opening("Mo 09:00-12:00; PH off", october, "AT") == {}
    assert opening("Mo 09:00-12:00; PH off", october, "FR") == {"Mo": "09:00-12:00"}


def test_a_comment_leaves_the_hours_open() -> None:
    assert opening('We-Fr 09:00-12:00 "sur rendez-vous"') == dict.fromkeys(("We", "Th", "Fr"), "09:00-12:00")


def test_a_rule_that_is_only_a_comment_says_nothing_of_the_hours() -> None:
    assert opening('We-Fr 09:00-12:00; "sur rendez-vous; PH, SH"') == dict.fromkeys(("We", "Th", "Fr"), "09:00-12:00")
    assert opening('"sur rendez-vous"') == dict.fromkeys(WEEKDAYS, "00:00-24:00")


def test_unknown_counts_as_closed() -> None:
    assert opening('Mo 09:00-12:00; Tu 09:00-12:00 unknown "selon le gardien"') == {"Mo": "09:00-12:00"}


def test_months_open_and_close_a_season() -> None:
    july = Horizon(date(2026, 7, 6), 1)

    assert opening("Sep-Jun We 14:00-17:00") == {"We": "14:00-17:00"}
    assert opening("Sep-Jun We 14:00-17:00", july) == {}


def test_intervals_that_touch_are_one() -> None:
    assert opening("Mo 09:00-12:00,12:00-14:00") == {"Mo": "09:00-14:00"}
    assert opening('Mo 09:00-12:00 "adultes", Mo 12:00-14:00 "enfants"') == {"Mo": "09:00-14:00"}


def test_an_interval_past_midnight_is_cut_in_two_days() -> None:
    assert opening("Fr 20:00-02:00") == {"Fr": "20:00-24:00", "Sa": "00:00-02:00"}


def test_the_night_before_the_horizon_reaches_into_it() -> None:
    assert opening("Su 20:00-02:00") == {"Mo": "00:00-02:00", "Su": "20:00-24:00"}


def test_clocks_that_change_do_not_move_the_hours() -> None:
    # Summer time ends in the night of 25 October 2026, and begins in that of 28 March 2027.
    for first_day in (date(2026, 10, 19), date(2027, 3, 22)):
        assert opening("Sa-Su 01:00-12:00", Horizon(first_day, 1)) == dict.fromkeys(("Sa", "Su"), "01:00-12:00")


def test_every_day_of_the_horizon_has_its_intervals() -> None:
    four_weeks = Horizon(date(2026, 12, 21), 4)
    where = territory(venues=(mairie(opening="We 09:00-12:00"), mairie(id="always")))

    hours = open_intervals(where, four_weeks)

    assert set(hours) == {(venue, day) for venue in ("mairie", "always") for day in four_weeks.days()}
    assert [day for day in four_weeks.days() if hours["mairie", day]] == [
        date(2026, 12, 23),
        date(2026, 12, 30),
        date(2027, 1, 6),
        date(2027, 1, 13),
    ]


def test_hours_that_cannot_be_read_name_the_venue() -> None:
    where = territory(venues=(mairie(opening="lundi de 9h à 12h"),))

    with pytest.raises(OpeningError) as error:
        open_intervals(where, WEEK)

    assert error.value.text.fr == (
        "Lieu « mairie » : les horaires « lundi de 9h à 12h » ne suivent pas la norme opening_hours d’OpenStreetMap "
        "(exemple : Mo-Fr 09:00-12:00,14:00-17:00)."
    )


def test_school_holidays_are_refused_rather_than_misread() -> None:
    with pytest.raises(OpeningError) as error:
        opening("Mo-Fr 09:00-12:00; SH off")

    assert "vacances scolaires" in error.value.text.fr


def test_public_holidays_of_a_year_that_is_not_known_are_an_error() -> None:
    far = Horizon(date(2095, 11, 7), 1)

    assert opening("Mo 09:00-12:00", far) == {"Mo": "09:00-12:00"}
    with pytest.raises(OpeningError) as error:
        opening("Mo 09:00-12:00; PH off", far)
    assert "2095" in error.value.text.fr
