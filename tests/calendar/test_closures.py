"""What is closed in each half-day of the horizon."""

from datetime import date

from scheduler.calendar.closures import closed_places
from scheduler.domain.places import Closure
from scheduler.domain.time import HalfDay, Horizon
from tests.calendar.small_territory import AM, EVENING, MONDAY, PM, WEEK, territory

TUESDAY, WEDNESDAY = date(2026, 9, 8), date(2026, 9, 9)


def test_a_closure_takes_its_first_and_last_day() -> None:
    where = territory(closures=(Closure("mairie", TUESDAY, WEDNESDAY),))

    assert closed_places(where, WEEK) == {
        ("mairie", HalfDay(day, period)): frozenset({None}) for day in (TUESDAY, WEDNESDAY) for period in (AM, PM)
    }


def test_a_closure_of_a_half_day_takes_that_one() -> None:
    where = territory(periods=(AM, PM, EVENING), closures=(Closure("mairie", TUESDAY, TUESDAY, period="evening"),))

    assert closed_places(where, WEEK) == {("mairie", HalfDay(TUESDAY, EVENING)): frozenset({None})}


def test_closures_of_a_room_and_of_the_venue_are_told_apart() -> None:
    where = territory(
        closures=(
            Closure("mairie", TUESDAY, TUESDAY, room="bureau", period="am"),
            Closure("mairie", TUESDAY, TUESDAY, room="salle", period="am"),
            Closure("mairie", TUESDAY, TUESDAY, period="pm"),
        )
    )

    assert closed_places(where, WEEK) == {
        ("mairie", HalfDay(TUESDAY, AM)): frozenset({"bureau", "salle"}),
        ("mairie", HalfDay(TUESDAY, PM)): frozenset({None}),
    }


def test_a_closure_counts_inside_the_horizon_only() -> None:
    august_to_monday = Closure("mairie", date(2026, 8, 1), MONDAY)
    october = Closure("mairie", date(2026, 10, 1), date(2026, 10, 31))
    where = territory(closures=(august_to_monday, october))

    assert closed_places(where, Horizon(MONDAY, 1)) == {
        ("mairie", HalfDay(MONDAY, period)): frozenset({None}) for period in (AM, PM)
    }
