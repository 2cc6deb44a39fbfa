"""Regular words are true: with their exceptions they tell the dates, all of them and no other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from web.outputs.rhythm import Rhythm, rhythms

MONDAY = date(2026, 11, 23)


def week(number: int, weekday: int) -> date:
    return MONDAY + timedelta(weeks=number, days=weekday)


def span(weeks: int) -> tuple[date, date]:
    return MONDAY, MONDAY + timedelta(weeks=weeks, days=-1)


@st.composite
def dates_in_a_span(draw: st.DrawFn) -> tuple[list[date], date, date]:
    first = MONDAY + timedelta(days=draw(st.integers(0, 400)))
    last = first + timedelta(days=draw(st.integers(0, 90)))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    regular = draw(st.integers(1, 5))
    weekday = draw(st.integers(0, 6))
    kept = [day for n, day in enumerate(d for d in days if d.weekday() == weekday) if n % regular == 0]
    gone = draw(st.lists(st.sampled_from(kept), max_size=2)) if kept else []
    besides = draw(st.lists(st.sampled_from(days), max_size=4))
    return sorted((set(kept) - set(gone)) | set(besides)), first, last


@given(dates_in_a_span())
def test_words_tell_all_the_dates_and_no_other(drawn: tuple[list[date], date, date]) -> None:
    dates, first, last = drawn

    told = rhythms(dates, first, last)

    assert sorted([*told.alone, *(day for one in told.regular for day in one.dates(first, last))]) == dates


def test_every_week_is_told_as_such() -> None:
    first, last = span(4)

    told = rhythms([week(n, 3) for n in range(4)], first, last)

    assert told.regular == (Rhythm((3,), 1, MONDAY),)


def test_every_week_but_one_names_the_missing_date() -> None:
    first, last = span(4)

    told = rhythms([week(0, 3), week(1, 3), week(3, 3)], first, last)

    assert told.regular == (Rhythm((3,), 1, MONDAY, missing=(week(2, 3),)),)


def test_one_week_in_two_goes_on_over_a_week_53() -> None:
    first, last = span(10)
    fortnightly = [week(n, 3) for n in range(1, 10, 2)]

    told = rhythms(fortnightly, first, last)

    assert date(2026, 12, 31) in fortnightly
    assert told.regular == (Rhythm((3,), 2, MONDAY + timedelta(weeks=1)),)


def test_two_weekdays_of_the_same_weeks_are_told_together() -> None:
    first, last = span(4)

    told = rhythms([week(n, day) for n in range(4) for day in (0, 3)], first, last)

    assert told.regular == (Rhythm((0, 3), 1, MONDAY),)


def test_one_date_is_no_rhythm() -> None:
    first, last = span(4)

    told = rhythms([week(1, 3)], first, last)

    assert (told.regular, told.alone) == ((), (week(1, 3),))


def test_two_dates_three_weeks_apart_are_no_rhythm() -> None:
    first, last = span(4)

    assert rhythms([week(0, 3), week(3, 3)], first, last).regular == ()


def test_as_many_exceptions_as_dates_are_no_rhythm() -> None:
    first, last = span(4)

    assert rhythms([week(0, 3), week(1, 3)], first, last).regular == ()


def test_a_week_that_began_before_the_span_is_not_missed() -> None:
    wednesday = MONDAY + timedelta(days=2)
    tuesdays = [week(n, 1) for n in (1, 2, 3)]

    told = rhythms(tuesdays, wednesday, wednesday + timedelta(weeks=4, days=-2))

    assert [one.missing for one in told.regular] == [()]
