"""The problem that is prepared from a territory and a horizon."""

import subprocess
import sys
from datetime import date

import pytest

from scheduler.calendar.error import CalendarError
from scheduler.domain.places import Closure
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.time import Clock, HalfDay, Horizon
from scheduler.prepare import HorizonError, prepare
from tests.calendar.small_territory import AM, MONDAY, WEEK, mairie, territory


def test_a_problem_holds_calendar_roads_and_promises() -> None:
    hall = mairie(id="hall", lat=43.1, opening="Mo 09:00-12:00")
    where = territory(venues=(mairie(), hall), closures=(Closure("hall", MONDAY, MONDAY, period="am"),))
    published = Plan((PlanRow(HalfDay(MONDAY, AM), "anne", "epci", "mairie"),))

    problem = prepare(where, WEEK, published)

    assert len(problem.available["anne"]) == 10
    assert problem.is_open("hall", MONDAY, Clock(9 * 60), Clock(12 * 60))
    assert not problem.is_open("hall", MONDAY, Clock(9 * 60), Clock(12 * 60 + 1))
    assert problem.closed == {("hall", HalfDay(MONDAY, AM)): frozenset({None})}
    assert problem.driving.minutes("mairie", "hall") == 19
    assert problem.promises == published


def test_a_problem_without_published_plan_has_no_promises() -> None:
    assert prepare(territory(), WEEK).published == Plan(())


def test_a_horizon_starts_on_a_monday() -> None:
    with pytest.raises(HorizonError) as error:
        prepare(territory(), Horizon(date(2026, 9, 9), 1))

    assert error.value.text.fr == (
        "Un plan commence un lundi, et le 2026-09-09 n’en est pas un : prenez le 2026-09-07 ou le 2026-09-14."
    )


@pytest.mark.parametrize("weeks", [0, -1])
def test_a_horizon_has_a_week_at_least(weeks: int) -> None:
    with pytest.raises(HorizonError):
        prepare(territory(), Horizon(MONDAY, weeks))


def test_every_error_of_the_preparation_is_a_calendar_error_and_a_value_error() -> None:
    for wrong in (territory(country="XX"), territory(venues=(mairie(opening="?"),))):
        with pytest.raises(CalendarError) as error:
            prepare(wrong, WEEK)
        assert isinstance(error.value, ValueError)
        assert str(error.value) == str(error.value.text)


def test_preparing_loads_neither_solver_nor_tables_nor_network() -> None:
    heavy = "{'pandas', 'ortools', 'numba', 'numpy', 'httpx', 'pydantic'}"
    script = f"import sys, scheduler.prepare; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
