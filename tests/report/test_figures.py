"""What reports count: unmet half-days and roads as the audit counts them, kilometres, loads and shares."""

from datetime import date
from fractions import Fraction

import pytest

from scheduler.audit import score
from scheduler.domain.plan import Plan
from scheduler.report.balance import Load, Share, loads, shares
from scheduler.report.roads import DayTour, Kilometres, day_tours
from scheduler.report.unmet import Missing, asked_half_days, missing
from tests.report.plans import SMALL, first_fit, problem_of


@pytest.mark.parametrize("territory", [*SMALL, "sarthe"])
def test_unmet_costs_what_the_audit_says(territory: str) -> None:
    problem = problem_of(territory)
    plan = first_fit(problem)

    assert sum(lack.minutes for lack in missing(plan, problem)) == score(plan, problem).unmet


@pytest.mark.parametrize("territory", [*SMALL, "sarthe"])
def test_roads_last_as_long_as_the_audit_says(territory: str) -> None:
    problem = problem_of(territory)
    plan = first_fit(problem)

    assert sum(tour.minutes for tour in day_tours(plan, problem)) == score(plan, problem).travel


def test_missing_names_demand_window_half_days_and_price() -> None:
    problem = problem_of("conflent-canigo")
    plan = first_fit(problem)
    without = Plan(tuple(row for row in plan.rows if row.demand != "prades" or row.date > date(2026, 9, 13)))

    lacks = [lack for lack in missing(without, problem) if lack.demand == "prades"]

    assert lacks[0] == Missing("prades", "prades", date(2026, 9, 7), date(2026, 9, 13), half_days=4, minutes=2400)


def test_asked_half_days_counts_a_full_day_twice() -> None:
    # Conflent Canigó asks for 14 half-days a week: 2 full days in Prades, 1 in Catllar, 2 half-days in Los Masos,
    # and 1 in each of six other places.
    assert asked_half_days(problem_of("conflent-canigo", 2)) == 28


def test_day_tour_goes_from_base_to_base() -> None:
    problem = problem_of("ossau-haut-bearn", 1)
    rows = [row for row in first_fit(problem).rows if row.date == date(2026, 9, 8)]

    tours = day_tours(Plan(tuple(rows)), problem)

    # Tuesday: Arudy – Laruns – Sévignacq – Arudy, 20 + 23 + 4 minutes and 17 + 19 + 3 km in travel.csv.
    stops = ("arudy", "laruns", "sevignacq", "arudy")
    assert tours == (DayTour("cn1", date(2026, 9, 8), stops, minutes=47, km=39.0),)


def test_kilometres_are_the_tables_both_ways_else_the_great_circle_with_its_detour() -> None:
    kilometres = Kilometres(problem_of("ossau-haut-bearn", 1).territory)

    assert kilometres.between("arudy", "laruns", 20) == 17.0
    assert kilometres.between("laruns", "arudy", 20) == 17.0
    assert kilometres.between("arudy", "arudy", 0) == 0.0
    # Bedous (42.9990, -0.6010) to Laruns (42.9880, -0.4260): 14.28 km as the crow flies, times 1.4.
    assert kilometres.between("bedous", "laruns", 24) == pytest.approx(20.0, abs=0.05)


def test_shares_are_of_advisors_with_several_structures() -> None:
    problem = problem_of("ossau-haut-bearn", 2)

    # From 7 September, two weeks: ten days. The Thursday of week 1 is the CCHB's, that of week 2 the CCVO's.
    half = Fraction(1, 2)
    assert shares(first_fit(problem), problem) == (
        Share("cn1", "ccvo", 20, 10, half, half, 2),
        Share("cn1", "cchb", 20, 10, half, half, 2),
    )
    assert shares(first_fit(problem_of("hautes-terres", 2)), problem_of("hautes-terres", 2)) == ()


def test_loads_tell_half_days_with_the_public() -> None:
    problem = problem_of("conflent-canigo", 1)
    plan = first_fit(problem)

    assert loads(plan, problem) == tuple(
        Load(advisor, 10, sum(row.advisor == advisor for row in plan.interventions)) for advisor in ("amb1", "cn1")
    )
