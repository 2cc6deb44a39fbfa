"""Which half-days of an advisor are available: FORMAT.md, "Weeks are counted from the anchor"."""

from datetime import date
from typing import Any

import pytest

from scheduler.calendar.availability import available_half_days
from scheduler.calendar.error import HolidaysError
from scheduler.domain.people import Absence, Posting
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from tests.calendar.small_territory import AM, EVENING, PM, POSTING, WEEK, anne, territory


def half_days(where: Territory, horizon: Horizon = WEEK, advisor: str = "anne") -> list[str]:
    return [f"{h.date:%a %d %b} {h.period.name}" for h in sorted(available_half_days(where, horizon)[advisor])]


def days(where: Territory, horizon: Horizon = WEEK) -> list[str]:
    return list(dict.fromkeys(text.rsplit(" ", 1)[0] for text in half_days(where, horizon)))


def absent(first: date, last: date, **changes: Any) -> Absence:
    return Absence("anne", first, last, **changes)


def test_an_ordinary_week_has_ten_half_days() -> None:
    assert half_days(territory()) == [
        f"{day} {period}"
        for day in ("Mon 07 Sep", "Tue 08 Sep", "Wed 09 Sep", "Thu 10 Sep", "Fri 11 Sep")
        for period in ("am", "pm")
    ]


def test_workdays_of_the_advisor_replace_the_ordinary_ones() -> None:
    tuesday_to_saturday = anne(workdays=frozenset(range(1, 6)))

    assert days(territory(advisors=(tuesday_to_saturday,))) == [
        "Tue 08 Sep",
        "Wed 09 Sep",
        "Thu 10 Sep",
        "Fri 11 Sep",
        "Sat 12 Sep",
    ]


def test_an_evening_is_available_to_those_who_work_it() -> None:
    tuesdays = frozenset({1})
    where = territory(
        periods=(AM, PM, EVENING),
        advisors=(anne(workdays=tuesdays, periods=frozenset({"pm", "evening"})), anne(id="bob", workdays=tuesdays)),
        postings=(POSTING, Posting("bob", "epci", "mairie")),
    )

    assert half_days(where) == ["Tue 08 Sep pm", "Tue 08 Sep evening"]
    assert half_days(where, advisor="bob") == ["Tue 08 Sep am", "Tue 08 Sep pm"]


def test_contract_dates_are_both_worked() -> None:
    contract = anne(start=date(2026, 9, 8), end=date(2026, 9, 10))

    assert days(territory(advisors=(contract,))) == ["Tue 08 Sep", "Wed 09 Sep", "Thu 10 Sep"]


def test_an_absence_takes_its_first_and_last_day() -> None:
    where = territory(absences=(absent(date(2026, 9, 8), date(2026, 9, 10)),))

    assert days(where) == ["Mon 07 Sep", "Fri 11 Sep"]


def test_an_absence_of_a_half_day_leaves_the_other() -> None:
    tuesdays_only = anne(workdays=frozenset({1}))
    where = territory(advisors=(tuesdays_only,), absences=(absent(date(2026, 9, 7), date(2026, 9, 11), period="am"),))

    assert half_days(where) == ["Tue 08 Sep pm"]


@pytest.mark.parametrize("status", ["requested", "refused"])
def test_an_absence_that_is_not_approved_does_not_count(status: str) -> None:
    where = territory(absences=(absent(date(2026, 9, 7), date(2026, 9, 11), status=status),))

    assert half_days(where) == half_days(territory())


def test_an_absence_is_that_of_its_advisor_only() -> None:
    both = territory(
        advisors=(anne(), anne(id="bob")),
        postings=(POSTING, Posting("bob", "epci", "mairie")),
        absences=(Absence("bob", date(2026, 9, 7), date(2026, 9, 11)),),
    )

    assert half_days(both) == half_days(territory())
    assert half_days(both, advisor="bob") == []


def test_armistice_day_is_not_worked() -> None:
    november = Horizon(date(2026, 11, 9), 1)

    assert days(territory(), november) == ["Mon 09 Nov", "Tue 10 Nov", "Thu 12 Nov", "Fri 13 Nov"]


@pytest.mark.parametrize(
    ("subdivision", "worked"),
    [("", True), ("57", False), ("6AE", False)],
    ids=["France", "Moselle", "Alsace"],
)
def test_good_friday_and_saint_stephen_are_holidays_in_alsace_and_moselle_only(subdivision: str, worked: bool) -> None:
    where = territory(subdivision=subdivision, advisors=(anne(workdays=frozenset(range(6))),))

    assert ("Fri 26 Mar" in days(where, Horizon(date(2027, 3, 22), 1))) is worked
    assert ("Sat 26 Dec" in days(where, Horizon(date(2026, 12, 21), 1))) is worked
    assert "Mon 29 Mar" not in days(where, Horizon(date(2027, 3, 29), 1))


def test_a_horizon_over_new_year_and_week_53_is_whole() -> None:
    # 2026 has an ISO week 53, from 28 December to 3 January. Christmas and New Year's Day are Fridays.
    over_new_year = Horizon(date(2026, 12, 21), 3)

    assert days(territory(), over_new_year) == [
        "Mon 21 Dec",
        "Tue 22 Dec",
        "Wed 23 Dec",
        "Thu 24 Dec",
        "Mon 28 Dec",
        "Tue 29 Dec",
        "Wed 30 Dec",
        "Thu 31 Dec",
        "Mon 04 Jan",
        "Tue 05 Jan",
        "Wed 06 Jan",
        "Thu 07 Jan",
        "Fri 08 Jan",
    ]


@pytest.mark.parametrize(
    ("first_day", "window"),
    [
        # The anchor is 31 August 2026; the windows of four weeks start 28 days apart.
        (date(2026, 9, 7), (date(2026, 8, 31), date(2026, 9, 25))),
        (date(2026, 9, 21), (date(2026, 8, 31), date(2026, 9, 25))),
        (date(2026, 9, 28), (date(2026, 9, 28), date(2026, 10, 23))),
        # Before the anchor too: 3 August is the first day of the window that ends just before it.
        (date(2026, 8, 24), (date(2026, 8, 3), date(2026, 8, 28))),
        # Over the week 53 of 2026: 21 December opens a window that goes on in January.
        (date(2026, 12, 28), (date(2026, 12, 21), date(2027, 1, 15))),
    ],
)
def test_availability_reaches_over_the_whole_of_each_window_that_meets_the_horizon(
    first_day: date, window: tuple[date, date]
) -> None:
    where = territory(postings=(Posting("anne", "epci", "mairie", window_weeks=4),))

    available = sorted(available_half_days(where, Horizon(first_day, 1))["anne"])

    assert (available[0].date, available[-1].date) == window


def test_each_advisor_has_the_windows_of_its_own_postings() -> None:
    where = territory(
        advisors=(anne(), anne(id="bob")),
        postings=(Posting("anne", "epci", "mairie", window_weeks=2), Posting("bob", "epci", "mairie")),
    )

    available = available_half_days(where, WEEK)

    assert {advisor: len(half_days) for advisor, half_days in available.items()} == {"anne": 20, "bob": 10}


@pytest.mark.parametrize("subdivision", ["GES", "67", "moselle"])
def test_a_subdivision_without_a_calendar_is_an_error(subdivision: str) -> None:
    with pytest.raises(HolidaysError) as error:
        available_half_days(territory(subdivision=subdivision), WEEK)

    assert f"« {subdivision} »" in error.value.text.fr


def test_an_unknown_country_is_an_error() -> None:
    with pytest.raises(HolidaysError) as error:
        available_half_days(territory(country="XX"), WEEK)

    assert "« XX »" in error.value.text.fr


def test_a_year_whose_holidays_are_not_known_is_an_error() -> None:
    known, unknown = Horizon(date(2100, 12, 20), 1), Horizon(date(2100, 12, 27), 1)

    assert len(available_half_days(territory(), known)["anne"]) == 10
    with pytest.raises(HolidaysError) as error:
        available_half_days(territory(), unknown)
    assert "2101" in error.value.text.fr
