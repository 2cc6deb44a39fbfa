"""Days, half-days and numbers as they are said in the two languages."""

from datetime import date

from scheduler.domain.text import Text
from scheduler.domain.time import Clock, HalfDay, Period
from scheduler.domain.wording import (
    day_words,
    half_day_words,
    half_days_words,
    list_words,
    minutes_words,
    period_words,
    span_words,
)


def test_half_day_is_said_with_its_weekday_month_and_year() -> None:
    morning = HalfDay(date(2026, 12, 3), Period(0, "am", Clock(510), Clock(720)))
    assert half_day_words(morning) == Text(fr="jeudi 3 décembre 2026, matin", en="Thursday 3 December 2026, morning")


def test_first_of_a_month_is_premier() -> None:
    assert day_words(date(2027, 8, 1)) == Text(fr="dimanche 1er août 2027", en="Sunday 1 August 2027")


def test_period_without_words_of_its_own_keeps_its_name() -> None:
    assert period_words("midi") == Text(fr="midi", en="midi")


def test_span_of_one_day_is_that_day() -> None:
    assert span_words(date(2026, 8, 31), date(2026, 8, 31)).fr == "le lundi 31 août 2026"
    assert span_words(date(2026, 8, 31), date(2026, 9, 6)).fr == "du lundi 31 août 2026 au dimanche 6 septembre 2026"


def test_numbers_agree_with_what_they_count() -> None:
    assert [half_days_words(number).fr for number in (0, 1, 2)] == [
        "0 demi-journée",
        "1 demi-journée",
        "2 demi-journées",
    ]
    assert [half_days_words(number).en for number in (0, 1, 2)] == ["0 half-days", "1 half-day", "2 half-days"]


def test_minutes_beyond_an_hour_are_hours() -> None:
    assert [minutes_words(minutes).fr for minutes in (1, 59, 60, 125)] == ["1 minute", "59 minutes", "1 h", "2 h 05"]


def test_lists_end_with_and() -> None:
    one, two, three = (Text(fr=letter, en=letter) for letter in "abc")
    assert [list_words(said).fr for said in ([], [one], [one, two], [one, two, three])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]
    assert list_words([one, two, three]).en == "a, b and c"
